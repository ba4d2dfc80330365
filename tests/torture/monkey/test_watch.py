"""What must not happen is counted, and told once with what was done before."""

import sys
import threading
import time

import pytest
from PySide6.QtCore import qDebug, qWarning
from pytestqt.qtbot import QtBot

from tests.torture.monkey.watch import TOLD_BEFORE, Watch, resident_mb


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def watch(told: list[str]) -> Watch:
    return Watch(told.append, 7, longest_stall=0.2)


def raise_in_a_thread() -> None:
    def fail() -> None:
        raise OSError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def test_a_fault_is_counted_every_time_and_told_once(watch: Watch, told: list[str]) -> None:
    with watch.watching():
        for number in range(40):
            watch.note(f"key {number}")
        watch.fault("odd", "in detail")
        watch.fault("odd")
    assert watch.faults == {"odd": 2}
    assert len(told) == 1
    assert told[0].startswith("seed 7, event 40: odd\nin detail\n")
    assert told[0].count("key ") == TOLD_BEFORE
    assert "key 39" in told[0]


def test_exceptions_of_any_thread_are_faults_with_their_place(watch: Watch) -> None:
    with watch.watching():
        raise_in_a_thread()
        try:
            raise KeyError("in a slot")
        except KeyError as error:
            sys.excepthook(KeyError, error, error.__traceback__)
    assert {each.split(":")[0] for each in watch.faults} == {"OSError at test_watch.py", "KeyError at test_watch.py"}


@pytest.mark.qt_no_exception_capture
def test_warnings_are_faults_unless_they_are_known_to_be_harmless(watch: Watch, qtbot: QtBot) -> None:
    with watch.watching():
        qWarning("QPainter::begin: odd")
        qWarning("This plugin does not support anything")
        qDebug("nothing")
    assert list(watch.faults) == ["Qt says “QPainter::begin: odd”"]


def test_hooks_are_given_back(watch: Watch) -> None:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    with watch.watching():
        assert sys.excepthook != before[0]
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_a_window_that_stands_still_is_a_fault_that_tells_where(watch: Watch, told: list[str]) -> None:
    with watch.watching():
        watch.resume()
        watch.note("key F9 at map 0.1 0.2")
        time.sleep(0.5)
        watch.beat()
        watch.pause()
        assert watch.is_paused
        time.sleep(0.5)
        watch.beat()
        watch.resume()
        watch.beat()
    assert dict(watch.faults) == {"stall after key F9": 1}
    assert "test_watch.py" in told[0]
    assert watch.slow["key F9"].lasted >= 0.4
    assert watch.slow["key F9"].worked < 0.4


def test_what_is_done_without_the_event_loop_is_judged_like_an_event(watch: Watch) -> None:
    with watch.watching():
        with watch.measured("undo something"):
            time.sleep(0.3)
        with watch.measured("redo something"):
            pass
    assert dict(watch.faults) == {"stall after undo something": 1}
    assert list(watch.slow) == ["undo something"]
    assert "ms (" in str(watch.slow["undo something"])


def test_memory_is_weighed_in_megabytes(qtbot: QtBot) -> None:
    before = resident_mb()
    hoard = b"x" * 40_000_000
    assert 30 < resident_mb() - before < 60
    assert len(hoard) == 40_000_000
