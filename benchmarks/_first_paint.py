"""Starts a program and tells the moment of the first paint of its main window: `bare`, `ours`, `eager`, `lazy`, or
`module:function` of somebody else's, with its arguments.

Takes whichever Qt BENCHMARK_QT names.  Every line told is `TOLD what at seconds` on the monotonic clock, or `for`.
"""

# pyright: basic
import importlib
import os
import sys
import time
from typing import Any

_QT = os.environ.get("BENCHMARK_QT", "PySide6")
_CORE = importlib.import_module(f"{_QT}.QtCore")
_WIDGETS = importlib.import_module(f"{_QT}.QtWidgets")

# no busy loop, which would take the interpreter from what is imported in a thread
_BEAT_MS = 2


class FirstPaint(_CORE.QObject):
    """Watches for the first paint of one main window and does then what is wanted.

    A filter on the application would see, and have wrapped for Python, every event of every widget.
    """

    def __init__(self, window: Any, then: Any) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: Any, event: Any) -> bool:
        """Qt's own name."""
        if event.type() == _CORE.QEvent.Type.Paint:
            watched.removeEventFilter(self)
            _CORE.QTimer.singleShot(0, self._then)
        return False


def tell(what: str, seconds: float, moment: bool = True) -> None:
    """Print a moment of the monotonic clock, or a length."""
    sys.stdout.write(f"TOLD {what} {'at' if moment else 'for'} {seconds}\n")
    sys.stdout.flush()


def painted_and_gone() -> None:
    """Tell of the paint and end without taking anything apart."""
    tell("paint", time.monotonic())
    os._exit(0)


def watched(then: Any) -> None:
    """Have every main window, whoever makes it, tell of its first paint."""
    make = _WIDGETS.QMainWindow.__init__

    def made(self: Any, *arguments: Any, **options: Any) -> None:
        make(self, *arguments, **options)
        self.first_paint = FirstPaint(self, then)

    _WIDGETS.QMainWindow.__init__ = made


def show_bare() -> None:
    """A main window with nothing in it."""
    application = _WIDGETS.QApplication([])
    window = _WIDGETS.QMainWindow()
    window.resize(1200, 800)
    window.show()
    application.exec()


def start_ours() -> None:
    """The program as it is started without a file."""
    from ui.__main__ import run

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
        self._timer = _CORE.QTimer()
        self._timer.setTimerType(_CORE.Qt.TimerType.PreciseTimer)
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
        watched(lambda: _HELD.append(Held()))
        start_ours()
        return
    watched(painted_and_gone)
    if what == "eager":
        from ui.warmup import HEAVY

        for name in HEAVY:
            importlib.import_module(name)
    if what == "bare":
        show_bare()
    elif what in ("ours", "eager"):
        start_ours()
    else:
        module, function = what.split(":")
        sys.argv = [module, *rest]
        getattr(importlib.import_module(module), function)()


if __name__ == "__main__":
    main(sys.argv[1:])
