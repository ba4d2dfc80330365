"""A wide picture of which only a part shows: moved sideways it is painted anew only where it comes into sight."""

import math
from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QPainter, QPixmap

PaintStretch = Callable[[QPainter, float, float], None]
"""Paints from one x to another; painter, and both, count from the origin of the whole picture."""

PIECE: Final = 256
_MOST_KEPT: Final = 24
_AS_A_WHOLE: Final = 2


class Reel:
    """Keeps the picture in upright pieces of 256 device px until it is forgotten.

    At first it is painted in one go, for while it is another one each time pieces would be made in vain.
    """

    def __init__(self) -> None:
        self._pieces: dict[int, QPixmap] = {}
        self._made_for = (0.0, 0.0)
        self._drawn = 0

    def forget(self) -> None:
        """Have everything painted again."""
        self._pieces.clear()
        self._drawn = 0

    def draw(self, painter: QPainter, at: int, size: tuple[int, int], ratio: float, paint: PaintStretch) -> None:
        """Draw what shows in a window of `size`, where the picture's origin lies `at` so far from the left edge.

        All are logical px, of which each has `ratio` device px.
        """
        width, height = size
        if self._made_for != (height, ratio):
            self.forget()
            self._made_for = (height, ratio)
        origin = round(at * ratio)
        painter.save()
        self._drawn += 1
        if self._drawn <= _AS_A_WHOLE:
            painter.translate(origin / ratio, 0)
            paint(painter, -origin / ratio, width - origin / ratio)
        else:
            painter.scale(1 / ratio, 1 / ratio)
            shown = range(-origin // PIECE, (math.ceil(width * ratio) - origin - 1) // PIECE + 1)
            self._keep_near(shown)
            for key in shown:
                painter.drawPixmap(key * PIECE + origin, 0, self._piece(key, paint))
        painter.restore()

    def _piece(self, key: int, paint: PaintStretch) -> QPixmap:
        made = self._pieces.get(key)
        if made is None:
            height, ratio = self._made_for
            made = self._pieces[key] = QPixmap(PIECE, math.ceil(height * ratio))
            painter = QPainter(made)
            painter.scale(ratio, ratio)
            painter.translate(-key * PIECE / ratio, 0)
            paint(painter, key * PIECE / ratio, (key + 1) * PIECE / ratio)
            painter.end()
        return made

    def _keep_near(self, shown: range) -> None:
        if len(self._pieces) > _MOST_KEPT:
            self._pieces = {key: piece for key, piece in self._pieces.items() if key in shown}
