"""Reading and writing beside the window: it paints on, takes no keys, and nothing is forgotten when it closes."""

import threading
from concurrent.futures import Future

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.disk import Disk


class Ear(QObject):
    """Hears what came of a task."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    def hear(self, done: "Future[object]") -> None:
        self.heard.append((done.result(), threading.current_thread() is threading.main_thread()))


def refuse() -> None:
    raise OSError("the disk is full")


def test_a_task_is_done_in_another_thread_and_its_result_returned(disk: Disk) -> None:
    worked_in = disk.wait(disk.run(threading.current_thread), "Working…")
    assert worked_in is not threading.main_thread()


def test_what_a_task_raises_is_raised_where_it_is_waited_for(disk: Disk) -> None:
    with pytest.raises(OSError, match="full"):
        disk.wait(disk.run(refuse), "Working…")
    assert not disk.is_waited_for


def test_timers_go_on_while_a_task_is_waited_for(disk: Disk) -> None:
    gate, seen = threading.Event(), []

    def open_the_gate() -> None:
        seen.append(disk.is_waited_for)
        gate.set()

    QTimer.singleShot(0, disk, open_the_gate)
    disk.wait(disk.run(gate.wait), "Working…")
    assert seen == [True]


def test_only_what_takes_a_while_is_told_and_its_end_too(disk: Disk) -> None:
    told: list[str] = []
    gate = threading.Event()
    disk.delayed.connect(told.append)
    disk.wait(disk.run(int), "At once")
    assert [each for each in told if each] == []

    def tell(text: str) -> None:
        if text:
            gate.set()

    disk.delayed.connect(tell)
    disk.wait(disk.run(gate.wait), "Saving…")
    assert told[-2:] == ["Saving…", ""]


def test_whoever_does_not_wait_hears_in_the_window_s_thread(disk: Disk, qtbot: QtBot) -> None:
    ear = Ear()
    disk.then(disk.run(lambda: 7), ear.hear)
    qtbot.waitUntil(lambda: ear.heard == [(7, True)])


def test_whoever_is_gone_hears_nothing(disk: Disk) -> None:
    ear = Ear()
    disk.then(disk.run(lambda: 7), ear.hear)
    shiboken6.delete(ear)
    disk.wait(disk.run(int), "Working…")
    QApplication.processEvents()
    assert ear.heard == []


def test_closing_waits_for_what_was_begun_and_begins_nothing_more(disk: Disk) -> None:
    gate, done = threading.Event(), []
    disk.run(lambda: done.append(gate.wait()))
    QTimer.singleShot(0, disk, gate.set)
    disk.close()
    assert done == [True]
    assert disk.run(int).cancelled()
