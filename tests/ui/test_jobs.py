"""Work in another process: answered, failed, dropped, and gone when the window goes."""

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.jobs import Jobs


def divide(dividend: int, divisor: int) -> float:
    return dividend / divisor


def wait_until_stopped(cancelled: Callable[[], bool]) -> str:
    while not cancelled():
        time.sleep(0.005)
    return "stopped"


def square(number: int, cancelled: Callable[[], bool]) -> int:
    return -1 if cancelled() else number * number


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_closing_without_any_work_starts_nothing(jobs: Jobs) -> None:
    jobs.close()
    jobs.start("sums", 1, divide, 6, 3)
    assert multiprocessing.active_children() == []


@pytest.mark.slow
def test_work_is_answered_with_its_token_or_fails_with_its_fault_and_never_in_this_process(
    jobs: Jobs, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(jobs.finished, timeout=30_000) as answered:
        jobs.start("sums", ("first", 1), divide, 6, 3)
    assert answered.args == [("first", 1), 2.0]
    with qtbot.waitSignal(jobs.failed, timeout=30_000) as refused:
        jobs.start("sums", 2, divide, 1, 0)
    assert refused.args is not None
    assert (refused.args[0], type(refused.args[1])) == (2, ZeroDivisionError)
    with qtbot.waitSignal(jobs.finished, timeout=30_000) as elsewhere:
        jobs.start("place", 3, os.getpid)
    assert elsewhere.args is not None
    assert elsewhere.args[1] != os.getpid()


@pytest.mark.slow
def test_only_the_latest_of_a_topic_is_done_when_many_wait(jobs: Jobs, qtbot: QtBot) -> None:
    done: list[object] = []
    jobs.finished.connect(lambda token, _: done.append(token))
    jobs.start("rest", "rest", time.sleep, 0.5)
    for number in range(20):
        jobs.start("sums", number, divide, number, 1)
    qtbot.waitUntil(lambda: 19 in done, timeout=30_000)
    # one more may have been on its way to the process already
    assert len(done) <= 4


@pytest.mark.slow
def test_after_its_process_was_killed_the_next_work_gets_a_new_one(jobs: Jobs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(jobs.failed, timeout=30_000):
        jobs.start("end", 1, os._exit, 1)
    with qtbot.waitSignal(jobs.finished, timeout=30_000) as answered:
        jobs.start("sums", 2, divide, 6, 3)
    assert answered.args == [2, 2.0]


@pytest.mark.slow
def test_closing_ends_process_and_threads(jobs: Jobs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(jobs.finished, timeout=30_000):
        jobs.start("sums", 1, divide, 6, 3)
    jobs.close()
    assert multiprocessing.active_children() == []
    assert [each for each in threading.enumerate() if "Executor" in each.name] == []


@pytest.mark.slow
def test_stopped_work_ends_and_says_nothing_and_the_next_is_done(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[object] = []
    jobs.finished.connect(lambda token, _: told.append(token))
    jobs.start_stoppable("wait", 1, wait_until_stopped)
    jobs.start_stoppable("square", 2, square, 3)
    jobs.stop()
    with qtbot.waitSignal(jobs.finished, timeout=30_000) as answered:
        jobs.start_stoppable("square", 3, square, 7)
    assert answered.args == [3, 49]
    assert told == [3]


@pytest.mark.slow
def test_closing_stops_what_can_be_stopped(jobs: Jobs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(jobs.finished, timeout=30_000):
        jobs.start("place", 1, os.getpid)
    jobs.start_stoppable("wait", 2, wait_until_stopped)
    jobs.close()
    assert multiprocessing.active_children() == []


def test_stopping_without_any_work_starts_nothing(jobs: Jobs) -> None:
    jobs.stop()
    assert not jobs.has_stopped(1)
    assert multiprocessing.active_children() == []
