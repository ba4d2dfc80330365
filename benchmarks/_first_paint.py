"""Starts a program and tells the moment of the first paint of its main window: `bare`, `ours`, `eager`, `lazy`, or
`module:function` of somebody else's, with its arguments.

Takes whichever Qt BENCHMARK_QT names; our program loads its own, in its own way.  Every line told is `TOLD what at
seconds` on the monotonic clock, or `for`.
"""

# pyright: basic
import importlib
import os
import sys
import time
from typing import Any

_QT = os.environ.get("BENCHMARK_QT", "PySide6")

# no busy loop, which would take the interpreter from what is imported in a thread
_BEAT_MS = 2


def tell(what: str, seconds: float, moment: bool = True) -> None:
    """Print a moment of the monotonic clock, or a length."""
    sys.stdout.write(f"TOLD {what} {'at' if moment else 'for'} {seconds}\n")
    sys.stdout.flush()


def painted_and_gone() -> None:
    """Tell of the paint and end without taking anything apart."""
    tell("paint", time.monotonic())
    os._exit(0)


def watched(then: Any) -> None:
    """Have every main window, whoever makes it, do something after its first paint.

    A filter on the application would see, and have wrapped for Python, every event of every widget.
    """
    core, main_window = _qt("QtCore"), _qt("QtWidgets").QMainWindow
    make = main_window.__init__

    class FirstPaint(core.QObject):
        def eventFilter(self, watched: Any, event: Any) -> bool:
            if event.type() == core.QEvent.Type.Paint:
                watched.removeEventFilter(self)
                core.QTimer.singleShot(0, then)
            return False

    def made(self: Any, *arguments: Any, **options: Any) -> None:
        make(self, *arguments, **options)
        self.first_paint = FirstPaint(self)
        self.installEventFilter(self.first_paint)

    main_window.__init__ = made


def _qt(module: str) -> Any:
    return importlib.import_module(f"{_QT}.{module}")


def show_bare() -> None:
    """A main window with nothing in it."""
    application = _qt("QtWidgets").QApplication([])
    window = _qt("QtWidgets").QMainWindow()
    window.resize(1200, 800)
    window.show()
    application.exec()


def start_ours(then: Any) -> None:
    """The program as it is started without a file; watched from when it has loaded Qt."""
    from ui import surroundings
    from ui.__main__ import run

    load = surroundings.has_qt

    def loaded() -> bool:
        has_qt = load()
        watched(then)
        return has_qt

    surroundings.has_qt = loaded
    run([])


class Held:
    """How long the event loop is held at most, until all libraries are there."""

    def __init__(self) -> None:
        from PySide6.QtWidgets import QApplication

        from ui.main_window import MainWindow

        self._window: Any = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
        self._last = time.monotonic()
        self._last_busy = time.thread_time()
        self._longest = self._busiest = 0.0
        self._timer = _qt("QtCore").QTimer()
        self._timer.setTimerType(_qt("QtCore").Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turn)
        self._timer.start(_BEAT_MS)

    def _turn(self) -> None:
        now, busy = time.monotonic(), time.thread_time()
        self._longest, self._last = max(self._longest, now - self._last), now
        self._busiest, self._last_busy = max(self._busiest, busy - self._last_busy), busy
        # the desk is not to be set up by being asked for
        if "desk" in vars(self._window) and self._window.warm_up.is_done:
            tell("ready", now)
            tell("longest", self._longest, moment=False)
            tell("busiest", self._busiest, moment=False)
            os._exit(0)


_HELD: list[Held] = []


def main(arguments: list[str]) -> None:
    """Start what is asked for."""
    what, *rest = arguments
    if what == "lazy":
        start_ours(lambda: _HELD.append(Held()))
    if what == "eager":
        from ui.imports import use_own_import
        from ui.warmup import HEAVY

        use_own_import()
        for name in HEAVY:
            importlib.import_module(name)
    if what in ("ours", "eager"):
        start_ours(painted_and_gone)
    watched(painted_and_gone)
    if what == "bare":
        show_bare()
    else:
        module, function = what.split(":")
        sys.argv = [module, *rest]
        getattr(importlib.import_module(module), function)()


if __name__ == "__main__":
    main(sys.argv[1:])
