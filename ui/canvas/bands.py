"""Selecting what lies within: a rectangle drawn from corner to corner, or a loop of any form."""

from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPolygonF

from ui.canvas.board import Board, Marks
from ui.canvas.boxes import Box, between
from ui.canvas.geometry import MapGeometry
from ui.canvas.tools import Pointer

_STEP_PX: Final = 4.0


class Band:
    """Selects the cards that the rectangle touches and the notes and frames that it holds, beside what is `kept`."""

    def __init__(self, board: Board, start: Pointer, kept: tuple[str, ...]) -> None:
        self._board = board
        self._start = start
        self._kept = kept

    def move(self, pointer: Pointer) -> None:
        """Draw the rectangle as far as the pointer, and select at once."""
        band = between(self._start.at, pointer.at)
        self._board.show_marks(Marks(band=band))
        plan = self._board.plan
        self._board.selection.set([*self._kept, *plan.cards_in(band), *plan.areas.inside(band)])

    def release(self, pointer: Pointer) -> None:
        """Keep what is selected."""
        self.move(pointer)
        self.cancel()

    def cancel(self) -> None:
        """Take the rectangle away."""
        self._board.show_marks(Marks())


class Lasso:
    """Selects the cards whose middle the loop encloses, beside those `kept`."""

    def __init__(self, board: Board, start: Pointer, kept: tuple[str, ...]) -> None:
        self._board = board
        self._kept = kept
        self._last = start
        self._points = [(start.x, start.y)]

    def move(self, pointer: Pointer) -> None:
        """Draw the loop as far as the pointer, and select at once."""
        if abs(pointer.px - self._last.px) + abs(pointer.py - self._last.py) >= _STEP_PX:
            self._last = pointer
            self._points.append((pointer.x, pointer.y))
        self._board.show_marks(Marks(loop=(*self._points, (pointer.x, pointer.y))))
        self._board.selection.set([*self._kept, *enclosed(self._board.plan, self._points)])

    def release(self, pointer: Pointer) -> None:
        """Keep what is selected."""
        self.move(pointer)
        self.cancel()

    def cancel(self) -> None:
        """Take the loop away."""
        self._board.show_marks(Marks())


def enclosed(plan: MapGeometry, loop: list[tuple[float, float]]) -> list[str]:
    """Return the cards whose middle lies within a loop in map units, which closes by itself."""
    polygon = QPolygonF([QPointF(x, y) for x, y in loop])
    extent = polygon.boundingRect()
    near = plan.cards_in(Box(extent.left(), extent.top(), extent.right(), extent.bottom()))
    rule = Qt.FillRule.OddEvenFill
    return [card for card in near if polygon.containsPoint(QPointF(*plan.cards[card].middle), rule)]
