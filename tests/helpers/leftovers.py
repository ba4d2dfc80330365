"""What a test must not leave behind: windows, timers, threads and processes."""

import multiprocessing
import threading

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication


def leftovers(threads_before: set[threading.Thread]) -> list[str]:
    """Say what is still there; a timer that belongs to somebody ends with its owner and does not count."""
    windows = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    timers = [each for each in shiboken6.getAllValidWrappers() if isinstance(each, QTimer)]
    threads = [each for each in threading.enumerate() if not each.daemon and each not in threads_before]
    return [
        *(f"window {type(widget).__name__} “{widget.windowTitle()}”" for widget in windows),
        *("timer without an owner" for timer in timers if timer.isActive() and timer.parent() is None),
        *(f"thread {thread.name}" for thread in threads),
        *(f"process {process.name}" for process in multiprocessing.active_children()),
    ]
