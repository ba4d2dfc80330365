"""The still picture of the map: painted once, and again only where something changed or came into sight."""

from collections.abc import Callable
from functools import reduce
from typing import Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPixmap

Paint = Callable[[QPainter, QRect], None]

_MOST_PIECES: Final = 12


class StillLayer:
    """A pixmap as large as the widget, and the areas of it that are out of date."""

    def __init__(self) -> None:
        self._picture = QPixmap()
        self._size = QSize()
        self._dirty: list[QRect] = []

    @property
    def dirty(self) -> tuple[QRect, ...]:
        """What will be painted again."""
        return tuple(self._dirty)

    def resize(self, size: QSize, ratio: float) -> None:
        """Start anew at another size or screen density."""
        if size == self._size and ratio == self._picture.devicePixelRatio():
            return
        self._size = size
        self._picture = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
        self._picture.setDevicePixelRatio(ratio)
        self.invalidate()

    def invalidate(self, area: QRect | None = None) -> None:
        """Have an area painted again, or everything."""
        whole = QRect(0, 0, self._size.width(), self._size.height())
        if area is None:
            self._dirty = [whole]
        elif area.intersects(whole) and not any(known.contains(area) for known in self._dirty):
            self._dirty.append(area.intersected(whole))

    def scroll(self, dx: int, dy: int, area: QRect) -> None:
        """Shift what is painted in `area`; what comes into sight there is painted with the next picture."""
        ratio = self._picture.devicePixelRatio()
        whole_pixels = (dx * ratio).is_integer() and (dy * ratio).is_integer()
        if self._dirty or not whole_pixels or abs(dx) >= area.width() or abs(dy) >= area.height():
            self.invalidate(area)
            return
        edges = (area.x() * ratio, area.y() * ratio, area.width() * ratio, area.height() * ratio)
        self._picture.scroll(round(dx * ratio), round(dy * ratio), QRect(*(round(edge) for edge in edges)))
        if dx:
            left = area.left() if dx > 0 else area.right() + 1 + dx
            self.invalidate(QRect(left, area.top(), abs(dx), area.height()))
        if dy:
            top = area.top() if dy > 0 else area.bottom() + 1 + dy
            self.invalidate(QRect(area.left(), top, area.width(), abs(dy)))

    def picture(self, paint: Paint) -> QPixmap:
        """The picture, brought up to date by `paint`, which paints one area with the painter clipped to it."""
        if self._dirty:
            pieces = self._dirty if len(self._dirty) <= _MOST_PIECES else [reduce(QRect.united, self._dirty)]
            painter = QPainter(self._picture)
            for piece in pieces:
                painter.save()
                painter.setClipRect(piece)
                paint(painter, piece)
                painter.restore()
            painter.end()
            self._dirty = []
        return self._picture
