"""The guard over every test of the window sees what it is meant to see."""

import multiprocessing
import threading
import time

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from tests.helpers.leftovers import leftovers


@pytest.mark.usefixtures("qapp")
def test_a_window_on_the_screen_is_a_leftover() -> None:
    widget = QWidget()
    widget.setWindowTitle("Forgotten")
    widget.show()
    assert leftovers(set(threading.enumerate())) == ["window QWidget “Forgotten”"]
    widget.close()
    assert leftovers(set(threading.enumerate())) == []


@pytest.mark.usefixtures("qapp")
def test_only_a_running_timer_without_an_owner_is_a_leftover() -> None:
    owner = QObject()
    owned, free = QTimer(owner), QTimer()
    owned.start(60_000)
    assert leftovers(set(threading.enumerate())) == []
    free.start(60_000)
    assert leftovers(set(threading.enumerate())) == ["timer without an owner"]
    free.stop()


@pytest.mark.usefixtures("qapp")
def test_a_thread_that_keeps_the_program_alive_is_a_leftover() -> None:
    before = set(threading.enumerate())
    goes_on = threading.Event()
    thread = threading.Thread(target=goes_on.wait, name="writer")
    thread.start()
    assert leftovers(before) == ["thread writer"]
    goes_on.set()
    thread.join()
    assert leftovers(before) == []


@pytest.mark.slow
@pytest.mark.usefixtures("qapp")
def test_a_process_that_still_runs_is_a_leftover() -> None:
    process = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,), name="worker")
    process.start()
    assert leftovers(set(threading.enumerate())) == ["process worker"]
    process.kill()
    process.join()
    assert leftovers(set(threading.enumerate())) == []
