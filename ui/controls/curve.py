"""A smooth curve through given points that never rises above or falls below them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen


def monotone_slopes(xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    """Slope of the curve at each point, so that it is monotone wherever the points are.

    `xs` rise strictly; both have the same length of at least two. Source: Fritsch and Carlson, Monotone piecewise
    cubic interpolation, SIAM Journal on Numerical Analysis 17 (1980).
    """
    chords = [(ys[at + 1] - ys[at]) / (xs[at + 1] - xs[at]) for at in range(len(xs) - 1)]
    inner = [0.0 if before * after <= 0 else (before + after) / 2 for before, after in pairwise(chords)]
    slopes = [chords[0], *inner, chords[-1]]
    for at, chord in enumerate(chords):
        if chord == 0:
            slopes[at] = slopes[at + 1] = 0.0
            continue
        reach = hypot(slopes[at] / chord, slopes[at + 1] / chord)
        if reach > 3:
            slopes[at] *= 3 / reach
            slopes[at + 1] *= 3 / reach
    return slopes


def monotone_path(xs: Sequence[float], ys: Sequence[float]) -> QPainterPath:
    """The curve as a path of cubic pieces, in the coordinates of the points; empty for no points."""
    path = QPainterPath()
    if not xs:
        return path
    path.moveTo(xs[0], ys[0])
    for _, first, second, end in _pieces(xs, ys):
        path.cubicTo(first, second, end)
    return path


def stroke_curve(painter: QPainter, xs: Sequence[float], ys: Sequence[float], pen: QPen) -> None:
    """Stroke the curve piece by piece: at once a long one takes six times as long."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(pen.brush(), pen.widthF(), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for start, first, second, end in _pieces(xs, ys):
        path = QPainterPath(start)
        path.cubicTo(first, second, end)
        painter.drawPath(path)


def _pieces(xs: Sequence[float], ys: Sequence[float]) -> Iterator[tuple[QPointF, QPointF, QPointF, QPointF]]:
    if len(xs) < 2:
        return
    slopes = monotone_slopes(xs, ys)
    start = QPointF(xs[0], ys[0])
    for at in range(len(xs) - 1):
        third = (xs[at + 1] - xs[at]) / 3
        end = QPointF(xs[at + 1], ys[at + 1])
        first = QPointF(xs[at] + third, ys[at] + third * slopes[at])
        yield start, first, QPointF(end.x() - third, end.y() - third * slopes[at + 1]), end
        start = end
