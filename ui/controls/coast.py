"""A scroll bar in the hand of a finger."""

from collections import deque
from typing import Final

from PySide6.QtCore import QEasingCurve, QObject, QPropertyAnimation
from PySide6.QtWidgets import QScrollBar
from shiboken6 import isValid

from ui.controls.look import Look

_WATCHED_MS: Final = 80
_COASTS_MS: Final = 700


class Coast(QPropertyAnimation):
    """Moves a bar as far as a finger goes; let go it coasts, slower and slower, unless movement is reduced."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._bar: QScrollBar | None = None
        self._from = 0
        self._ways: deque[tuple[int, float]] = deque()
        self.setPropertyName(b"value")
        self.setDuration(_COASTS_MS)
        # begins as fast as it would go on for half the time
        self.setEasingCurve(QEasingCurve.Type.OutQuad)

    def has_stopped(self, bar: QScrollBar) -> bool:
        """Stop where this bar coasts, and return whether it did."""
        coasts = self.state() is Coast.State.Running and self.targetObject() is bar
        if coasts:
            self.stop()
        return coasts

    def take(self, bar: QScrollBar) -> None:
        """Take hold of a bar."""
        self.stop()
        self._bar, self._from = bar, bar.value()
        self._ways.clear()

    def follow(self, way: float, time: int) -> None:
        """Move the bar against the way that the finger has gone since, in px, at a time in ms."""
        self._ways.append((time, way))
        while time - self._ways[0][0] > _WATCHED_MS:
            self._ways.popleft()
        bar = self._held()
        if bar is not None:
            bar.setValue(round(self._from - way))

    def let_go(self) -> None:
        """Go on at the speed of the last moments."""
        bar, self._bar = self._held(), None
        (begun, first), (ended, last) = self._ways[0], self._ways[-1]
        if bar is None or ended == begun or self._look.themes.reduce_motion:
            return
        further = (last - first) / (ended - begun) * _COASTS_MS / 2
        self.setTargetObject(bar)
        self.setStartValue(bar.value())
        self.setEndValue(round(bar.value() - further))
        self.start()

    def _held(self) -> QScrollBar | None:
        """The bar, unless that has gone meanwhile with its panel."""
        return self._bar if self._bar is not None and isValid(self._bar) else None
