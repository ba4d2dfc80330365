"""Hatching: the second signal beside a colour."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QTransform

from ui.theme import HeatStop, Pattern

PATTERN_STRENGTH: Final = 0.62
"""Patterns lie over numbers and words, so they are drawn fainter than those."""
_HATCH_PITCH = 5
_HATCH_WIDTH = 1.6


def heat_brush(stop: HeatStop, ratio: float = 1.0) -> QBrush:
    """The pattern of a heat level over any ground, sharp on a screen of `ratio` device px a logical px."""
    ink = QColor(stop.text)
    ink.setAlphaF(PATTERN_STRENGTH)
    return _brush(stop.pattern, ink, ratio)


def hatch_brush(ink: QColor, ratio: float = 1.0) -> QBrush:
    """The hatching of what is as it is, and of every guess in a chart."""
    return _brush(Pattern("lines", _HATCH_WIDTH, _HATCH_PITCH), ink, ratio)


def _brush(pattern: Pattern, ink: QColor, ratio: float) -> QBrush:
    if pattern.kind == "none":
        return QBrush(Qt.BrushStyle.NoBrush)
    edge = max(1, round(pattern.pitch * ratio))
    tile = QImage(QSize(edge, edge), QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if pattern.kind == "dots":
        _paint_dot(painter, ink, edge, pattern.width * ratio)
    else:
        _paint_lines(painter, QPen(ink, pattern.width * ratio), edge, pattern.kind == "cross")
    painter.end()
    brush = QBrush(tile)
    brush.setTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
    return brush


def _paint_dot(painter: QPainter, ink: QColor, edge: int, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QRectF(edge / 2 - radius, edge / 2 - radius, 2 * radius, 2 * radius))


def _paint_lines(painter: QPainter, pen: QPen, edge: int, crossed: bool) -> None:
    """Diagonals that meet those of the next tile; the neighbours' corners reach into this one."""
    painter.setPen(pen)
    for shift in (-edge, 0, edge):
        painter.drawLine(QPointF(shift - 1, edge + 1), QPointF(shift + edge + 1, -1))
        if crossed:
            painter.drawLine(QPointF(shift - 1, -1), QPointF(shift + edge + 1, edge + 1))
