"""The slow libraries come one by one, with turns of the event loop between them."""

import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ui import warmup
from ui.jobs import Jobs
from ui.warmup import HEAVY, KernelWarmUp, WarmUp


class Listed(Jobs):
    """Notes what is asked, and answers nothing by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[object] = []

    @override
    def start(self, topic: str, token: object, work: Callable[..., Any], *arguments: Any) -> None:
        self.asked.append(token)


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """How often this process has loaded the kernels, which tests do without."""
    told: list[bool] = []
    monkeypatch.setattr(warmup, "load_in_background", lambda: told.append(True))
    monkeypatch.setattr(warmup, "ASK_EVERY_MS", 5)
    return told


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


def test_the_list_ends_with_what_the_first_question_needs() -> None:
    assert HEAVY[-1] == "workbench.simulation.run"


def test_kernels_are_loaded_here_when_the_worker_has_them_and_nobody_is_asked_again(
    qtbot: QtBot, loaded: list[bool]
) -> None:
    jobs = Listed()
    kernels = KernelWarmUp(jobs)
    kernels.start()
    qtbot.waitUntil(lambda: len(jobs.asked) >= 3)
    token = jobs.asked[-1]
    jobs.finished.emit(jobs.asked[0], True)
    jobs.finished.emit(token, False)
    assert loaded == []
    jobs.finished.emit(token, True)
    jobs.finished.emit(token, True)
    assert loaded == [True]
    asked = len(jobs.asked)
    qtbot.wait(30)
    assert len(jobs.asked) == asked


def test_a_worker_that_is_gone_is_not_asked_any_more(qtbot: QtBot, loaded: list[bool]) -> None:
    jobs = Listed()
    kernels = KernelWarmUp(jobs)
    kernels.start()
    qtbot.waitUntil(lambda: len(jobs.asked) >= 2)
    jobs.failed.emit(jobs.asked[-1], RuntimeError())
    asked = len(jobs.asked)
    qtbot.wait(30)
    assert (len(jobs.asked), loaded) == (asked, [])
