"""Scrolls the map while a gesture holds the pointer at its edge."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QPointF, QRect, QTimer

from ui.canvas.tools import Pointer, Tool
from ui.canvas.viewport import MapViewport

_ZONE: Final = 24.0
_FASTEST: Final = 24.0
_BEAT_MS: Final = 16


class EdgeScroll(QObject):
    """Pans the faster the deeper the pointer is in the zone along the edge, up to as far again beyond it.

    After each step the tool is told where the pointer is, for the map has gone on under it.
    """

    def __init__(self, view: MapViewport) -> None:
        super().__init__(view)
        self._view = view
        self._held: tuple[Pointer, Tool] | None = None
        self._speed = (0.0, 0.0)
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self.step)

    @property
    def active(self) -> bool:
        """Whether the map is being scrolled."""
        return self._timer.isActive()

    def follow(self, pointer: Pointer, tool: Tool) -> None:
        """Scroll as is due for a pointer, which may lie outside of the widget."""
        self._held = pointer, tool
        self._speed = speed(self._view.body, QPointF(pointer.px, pointer.py))
        if self._speed == (0.0, 0.0):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Scroll no more."""
        self._timer.stop()

    def step(self) -> None:
        """Scroll once; at the end of the map, or of the gesture, there is nothing more to scroll."""
        before = self._view.frame
        if self._held is None or not self._held[1].busy:
            self._timer.stop()
            return
        self._view.pan(*self._speed)
        if self._view.frame == before:
            self._timer.stop()
            return
        pointer, tool = self._held
        x, y = self._view.frame.to_map(pointer.px, pointer.py)
        self._held = replace(pointer, x=x, y=y), tool
        tool.move(self._held[0])


def speed(body: QRect, at: QPointF) -> tuple[float, float]:
    """Return by how many px a step the map is dragged for a pointer at a place on the widget."""
    across = _depth(body.left() - at.x()) - _depth(at.x() - body.right())
    down = _depth(body.top() - at.y()) - _depth(at.y() - body.bottom())
    return across, down


def _depth(beyond: float) -> float:
    """How fast to scroll for a pointer so far beyond an edge, or before it where that is negative."""
    return _FASTEST * min(1.0, max(0.0, (beyond + _ZONE) / (2 * _ZONE)))
