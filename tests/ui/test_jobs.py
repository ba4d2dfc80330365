"""Work in another process: answered, failed, dropped, and gone when the window goes."""

import multiprocessing
import os
import threading
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.jobs import Jobs
from ui.tasks import Task, Watcher


def divide(dividend: int, divisor: int) -> float:
    return dividend / divisor


def wait_until_stopped(watcher: Watcher) -> str:
    watcher.progress(1, 4)
    while not watcher.cancelled():
        time.sleep(0.005)
    return "stopped"


def square(number: int, watcher: Watcher) -> int:
    return -1 if watcher.cancelled() else number * number


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
def test_a_stopped_task_ends_and_says_nothing_and_the_others_are_done(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[object] = []
    jobs.finished.connect(lambda token, _: told.append(token))
    long, other = Task("wait"), Task("square")
    jobs.begin(long, wait_until_stopped)
    jobs.begin(other, square, 3)
    qtbot.waitUntil(lambda: long.share == 0.25, timeout=30_000)
    assert told == []
    with qtbot.waitSignal(jobs.finished, timeout=30_000) as answered:
        long.stop()
    assert answered.args == [other, 9]
    assert told == [other]


@pytest.mark.slow
def test_the_next_task_on_a_topic_stops_the_one_before(jobs: Jobs, qtbot: QtBot) -> None:
    before, after = Task("same"), Task("same")
    jobs.begin(before, wait_until_stopped)
    with qtbot.waitSignal(jobs.finished, timeout=30_000) as answered:
        jobs.begin(after, square, 7)
    assert answered.args == [after, 49]
    assert before.is_stopped


@pytest.mark.slow
def test_nothing_waits_behind_a_task_that_is_done_aside(jobs: Jobs, qtbot: QtBot) -> None:
    aside = Task("plan", aside=True)
    jobs.begin(aside, wait_until_stopped)
    qtbot.waitUntil(lambda: aside.share == 0.25, timeout=30_000)
    with qtbot.waitSignal(jobs.finished, timeout=30_000) as answered:
        jobs.begin(Task("ranges"), square, 3)
    assert answered.args is not None
    assert answered.args[1] == 9
    assert not aside.is_stopped


@pytest.mark.slow
def test_the_process_aside_goes_when_it_is_idle_and_comes_again(jobs: Jobs, qtbot: QtBot) -> None:
    jobs._idle.setInterval(50)
    threads = set(threading.enumerate())
    for number in (2, 3):
        task = Task("plan", aside=True)
        with qtbot.waitSignal(jobs.finished, timeout=30_000) as answered:
            jobs.begin(task, square, number)
        assert answered.args == [task, number**2]
        qtbot.waitUntil(lambda: multiprocessing.active_children() == [], timeout=30_000)
    # the thread that looks after a process ends a little later
    qtbot.waitUntil(lambda: set(threading.enumerate()) <= threads, timeout=30_000)


@pytest.mark.slow
def test_nobody_waits_for_the_process_aside_to_end(jobs: Jobs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(jobs.finished, timeout=30_000):
        jobs.begin(Task("plan", aside=True), square, 2)
    # as the pool's own thread holds it until the process has ended
    lock = jobs._pools[True]._shutdown_lock
    has_ended = threading.Timer(2.0, lock.release)
    lock.acquire()
    has_ended.start()
    jobs._let_go()
    assert lock.locked()
    qtbot.waitUntil(lambda: multiprocessing.active_children() == [], timeout=30_000)


@pytest.mark.slow
def test_closing_stops_every_task_and_ends_every_process(jobs: Jobs) -> None:
    jobs.begin(Task("wait"), wait_until_stopped)
    jobs.begin(Task("plan", aside=True), wait_until_stopped)
    jobs.close()
    assert multiprocessing.active_children() == []


def test_a_task_begun_after_closing_is_left_alone(jobs: Jobs) -> None:
    jobs.close()
    task = Task("wait")
    jobs.begin(task, wait_until_stopped)
    assert multiprocessing.active_children() == []
    assert task.share == 0.0
