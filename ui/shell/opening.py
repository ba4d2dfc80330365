"""What can wait while a journey is opened: the map comes first, then one thing after the other."""

from collections.abc import Callable, Iterable
from typing import Final, Protocol

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

LONGEST_WAIT_MS: Final = 2_000
"""A map that is covered, or moves all the time, holds nothing up for longer."""

_LOOK_EVERY_MS: Final = 5


class Picture(Protocol):
    """What is waited for, unless nobody sees it."""

    def isVisible(self) -> bool:
        """Whether it is in sight."""
        ...

    @property
    def is_sharp(self) -> bool:
        """Whether all of it that shows is painted."""
        ...


class Opening(QObject):
    """Takes one step a turn of the event loop once the picture is there; keys and pointer are answered in between."""

    finished = Signal()

    def __init__(self, shown: Picture, steps: Iterable[Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._shown = shown
        self._left = list(steps)
        self._waited = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to be done."""
        return not self._left

    def begin(self) -> None:
        """Begin to wait, unless it is closed."""
        if self._left:
            self._waited.start()
            self._timer.start(_LOOK_EVERY_MS)

    def close(self) -> None:
        """Leave the rest undone."""
        self._timer.stop()
        self._left.clear()

    def _go_on(self) -> None:
        waits = self._shown.isVisible() and not self._shown.is_sharp
        if self._timer.interval() and waits and self._waited.elapsed() < LONGEST_WAIT_MS:
            return
        self._timer.setInterval(0)
        try:
            self._left.pop(0)()
        finally:
            # a step that fails holds up no other
            if not self._left:
                self._timer.stop()
                self.finished.emit()
