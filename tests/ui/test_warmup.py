"""The slow libraries come one by one, with turns of the event loop between them."""

import sys

from pytestqt.qtbot import QtBot

from ui.warmup import HEAVY, WarmUp


def test_every_module_is_imported_and_the_end_is_told_once(qtbot: QtBot) -> None:
    warm_up = WarmUp(modules=("colorsys", "cmd"))
    told: list[bool] = []
    warm_up.finished.connect(lambda: told.append(True))
    assert not warm_up.is_done
    warm_up.start()
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(20)
    assert told == [True]
    assert warm_up.is_done
    assert "colorsys" in sys.modules


def test_the_list_ends_with_what_the_first_question_needs() -> None:
    assert HEAVY[-1] == "workbench.simulation.run"
