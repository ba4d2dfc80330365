"""Work aside: what was given up is never told, and what takes long says how far it is."""

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.helpers.program import PromptJobs
from ui.shell.aside_run import AsideRun
from ui.tasks import Watcher


def doubled(number: int, watcher: Watcher) -> int:
    watcher.progress(1, 2)
    return 2 * number


class Heard:
    """What a run has told."""

    def __init__(self, run: AsideRun) -> None:
        self.answers: list[object] = []
        self.faults: list[object] = []
        self.shares: list[object] = []
        run.answered.connect(self.answers.append)
        run.failed.connect(self.faults.append)
        run.went_on.connect(self.shares.append)


@pytest.fixture
def jobs(qtbot: QtBot) -> PromptJobs:
    made = PromptJobs()
    made.held = True
    return made


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


@pytest.fixture
def run(jobs: PromptJobs, owner: QObject) -> AsideRun:
    return AsideRun("doubling", jobs, owner)


def test_an_answer_ends_the_run(run: AsideRun, jobs: PromptJobs) -> None:
    heard = Heard(run)
    run.begin(doubled, 4)
    assert run.is_on
    jobs.work_off("doubling")
    assert (heard.answers, heard.shares[-1], run.is_on) == ([8], None, False)


def test_what_was_given_up_is_not_told(run: AsideRun, jobs: PromptJobs) -> None:
    heard = Heard(run)
    run.begin(doubled, 4)
    ((task, _),) = jobs.waiting.values()
    run.end()
    jobs.finished.emit(task, 8)
    jobs.failed.emit(task, RuntimeError())
    assert (heard.answers, heard.faults, jobs.waiting) == ([], [], {})


def test_a_later_run_takes_the_place_of_an_earlier_one(run: AsideRun, jobs: PromptJobs) -> None:
    heard = Heard(run)
    run.begin(doubled, 4)
    ((early, _),) = jobs.waiting.values()
    run.begin(doubled, 5)
    jobs.finished.emit(early, 8)
    jobs.work_off("doubling")
    assert heard.answers == [10]


def test_a_fault_ends_the_run(run: AsideRun, jobs: PromptJobs) -> None:
    heard = Heard(run)
    run.begin(doubled, 4)
    ((task, _),) = jobs.waiting.values()
    fault = RuntimeError("stopped")
    jobs.failed.emit(task, fault)
    assert (heard.faults, run.is_on) == ([fault], False)


def test_only_long_work_says_how_far_it_is(run: AsideRun, jobs: PromptJobs, qtbot: QtBot) -> None:
    heard = Heard(run)
    run.begin(doubled, 4)
    ((task, _),) = jobs.waiting.values()
    qtbot.waitUntil(lambda: heard.shares[-1] == task.share)
    run.close()
    assert (heard.shares[0], set(heard.shares[1:-1]), heard.shares[-1]) == (None, {0.0}, None)
    jobs.finished.emit(task, 8)
    assert heard.answers == []
