"""The slow libraries come one by one, with turns of the event loop between them."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui import warmup
from ui.warmup import HEAVY, OPENING, WarmUp


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


def test_what_takes_long_is_imported_aside_and_waited_for(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    imported: list[tuple[str, str]] = []
    go_on, was_done = threading.Event(), list[bool]()

    def note(name: str) -> None:
        if name == "slow":
            go_on.wait(5)
        imported.append((name, threading.current_thread().name))

    monkeypatch.setattr(warmup.importlib, "import_module", note)
    monkeypatch.setattr(warmup, "ASIDE", {"slow"})
    warm_up = WarmUp(modules=("quick", "slow", "last"))
    warm_up.start()
    qtbot.waitUntil(lambda: warm_up._aside is not None)
    qtbot.wait(20)
    was_done.append(warm_up.is_done)
    go_on.set()
    qtbot.waitUntil(lambda: warm_up.is_done)
    assert was_done == [False]
    assert [name for name, _ in imported] == ["quick", "slow", "last"]
    here = threading.current_thread().name
    assert [thread == here for _, thread in imported] == [True, False, True]
    # what comes after does not wait between its turns
    assert warm_up._timer.interval() == 0


def test_the_list_ends_with_what_the_first_question_needs() -> None:
    assert HEAVY[-1] == "workbench.simulation.run"


def test_what_shows_a_journey_comes_in_small_steps_and_leaves_nothing_to_import_when_one_is_opened() -> None:
    program = (
        "import importlib, sys, ui.shell.desk\n"
        f"for name in {HEAVY}: importlib.import_module(name)\n"
        "steps = []\n"
        f"for name in {OPENING}:\n"
        "    before = len(sys.modules)\n"
        "    importlib.import_module(name)\n"
        "    steps.append(len(sys.modules) - before)\n"
        "before = set(sys.modules)\n"
        "import ui.shell.commands, ui.shell.thumbnails, ui.shell.workspace\n"
        "print(max(steps), min(steps), len(set(sys.modules) - before))"
    )
    project = Path(__file__).resolve().parents[2]
    ran = subprocess.run([sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=True)
    largest, smallest, left = map(int, ran.stdout.split())
    assert largest < 45
    assert smallest > 0
    assert left == 0
