"""Kernels are compiled in the worker process, and loaded here once."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ui import kernels as kernels_module
from ui.jobs import Jobs
from ui.kernels import KernelWarmUp


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
    monkeypatch.setattr(kernels_module, "load_in_background", lambda: told.append(True))
    monkeypatch.setattr(kernels_module, "ASK_EVERY_MS", 5)
    return told


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
