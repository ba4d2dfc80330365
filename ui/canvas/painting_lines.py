"""Paints one line near enough for its kind to be seen."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPathStroker, QPen, QPolygonF

from ui.canvas.boxes import Box
from ui.canvas.curves import Curve
from ui.canvas.ink import Detail, Ink, detail_at
from ui.canvas.lines import Line
from ui.canvas.many import draw_lines
from ui.canvas.routes import LineKind

COLOURS: Final = {
    LineKind.FLOW: "flow",
    LineKind.GIVE_UP: "give_up",
    LineKind.FAILURE_DEMAND: "failure_demand",
    LineKind.INFLUENCE: "influence",
}
PAINTING_ORDER: Final = (LineKind.FLOW, LineKind.GIVE_UP, LineKind.INFLUENCE, LineKind.FAILURE_DEMAND)
LEAVES: Final = "leaves"

_THINNEST, _WIDTH_A_SHARE, _WIDEST = 1.2, 2.0, 6.0
_DOT, _DOTS_EVERY, _DOT_LENGTH = 2.0, 6.0, 0.4
_INFLUENCE_WIDTH, _INFLUENCE_DASHES = 2.0, [3.0, 2.0]
_RAILS, _GAP_SHARE = 2.4, 0.45
_HEAD, _HEAD_WIDTH, _HEAD_ANGLE = 7.0, 1.6, math.radians(38)
_BAR = 6.0
_WORD_REACH = 70.0
_LEAST_ZOOM = 0.62


def line_width(line: Line) -> float:
    """The width of a line in px at 100 %: wider for the way that more customers take."""
    if line.kind is LineKind.INFLUENCE:
        return _INFLUENCE_WIDTH
    return _DOT if line.kind is LineKind.GIVE_UP else min(_WIDEST, _THINNEST + _WIDTH_A_SHARE * line.share)


def paint_line(painter: QPainter, ink: Ink, line: Line, scale: float, worded: bool = True) -> None:
    """Paint a line, a way out with its word if `worded`; the unit is the px, the origin that of the map."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    zoom = min(1.0, max(_LEAST_ZOOM, scale))
    width = line_width(line) * zoom
    if line.kind is LineKind.FAILURE_DEMAND:
        _stroke(painter, ink, line, QPen(ink.colour("failure_demand"), width + _RAILS * zoom), scale)
        _stroke(painter, ink, line, QPen(ink.colour("canvas"), max(0.9, _GAP_SHARE * width)), scale)
        return
    colour = ink.colour(COLOURS[line.kind])
    # the stub is too short for dots to be seen
    pen = QPen(colour, _THINNEST) if line.leaves else _pen(line.kind, colour, width)
    _stroke(painter, ink, line, pen, scale)
    if line.leaves:
        _paint_bar(painter, line.curve, colour, scale)
        if worded and detail_at(ink.theme, scale) is Detail.READ:
            _paint_word(painter, ink, line.curve, scale)
    elif detail_at(ink.theme, scale) is Detail.READ:
        paint_arrow_heads(painter, [line.curve], colour, scale)


def paint_flows(painter: QPainter, ink: Ink, lines: Sequence[Line], area: Box, scale: float) -> None:
    """Paint the ways that customers go on, as `paint_line` does each, those parts of them that lie in `area`.

    Most lines are such, and all are of one colour: together they take half the time.
    """
    zoom = min(1.0, max(_LEAST_ZOOM, scale))
    colour = ink.colour(COLOURS[LineKind.FLOW])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.save()
    painter.scale(scale, scale)
    width = 0.0
    for line in lines:
        if line_width(line) != width:
            width = line_width(line)
            painter.setPen(_pen(LineKind.FLOW, colour, width * zoom / scale))
        painter.drawPath(ink.path(line))
    painter.restore()
    near = area.grown(2 * _HEAD / scale)
    if detail_at(ink.theme, scale) is Detail.READ:
        paint_arrow_heads(painter, [line.curve for line in lines if near.holds(*line.curve.end)], colour, scale)


def paint_highlighted(painter: QPainter, ink: Ink, line: Line, colour: QColor, scale: float) -> None:
    """Paint a line that is selected or under the pointer: in one colour and wider by 2."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _stroke(painter, ink, line, _pen(line.kind, colour, line_width(line) + 2), scale)
    if not line.leaves:
        paint_arrow_heads(painter, [line.curve], colour, scale)


def paint_curve(painter: QPainter, curve: Curve, pen: QPen, scale: float) -> None:
    """Paint a curve that belongs to no line yet, from its samples."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(x * scale, y * scale) for x, y in curve.samples.tolist()]))


def paint_arrow_heads(painter: QPainter, curves: Sequence[Curve], colour: QColor, scale: float) -> None:
    """Paint open arrow heads of 7 px where curves arrive."""
    arriving = np.array([curve.samples[-2:] for curve in curves]).reshape(-1, 2, 2)
    tip = arriving[:, 1] * scale
    onward = arriving[:, 1] - arriving[:, 0]
    angle = np.arctan2(onward[:, 1], onward[:, 0])[:, None] + (-_HEAD_ANGLE, _HEAD_ANGLE)
    back = tip[:, None] - _HEAD * np.stack([np.cos(angle), np.sin(angle)], axis=2)
    painter.setPen(QPen(colour, _HEAD_WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    draw_lines(painter, np.concatenate([np.broadcast_to(tip[:, None], back.shape), back], axis=2).reshape(-1, 4))


def _pen(kind: LineKind, colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    if kind is LineKind.GIVE_UP:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([_DOT_LENGTH, _DOTS_EVERY / width - _DOT_LENGTH])
    elif kind is LineKind.INFLUENCE:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(_INFLUENCE_DASHES)
    else:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _stroke(painter: QPainter, ink: Ink, line: Line, pen: QPen, scale: float) -> None:
    """Stroke the path of a line; the pen's width is in px, its path in map units.

    Dashes are cut beforehand: the painter would count them from wherever the line enters the area that is painted.
    """
    pen.setWidthF(pen.widthF() / scale)
    painter.scale(scale, scale)
    if pen.style() is Qt.PenStyle.SolidLine:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(ink.path(line))
    else:
        painter.fillPath(QPainterPathStroker(pen).createStroke(ink.path(line)), pen.brush())
    painter.scale(1 / scale, 1 / scale)


def _paint_bar(painter: QPainter, curve: Curve, colour: QColor, scale: float) -> None:
    """The bar at which customers leave for good."""
    x, y = (part * scale for part in curve.end)
    half = _half_bar(scale)
    painter.setPen(QPen(colour, 2))
    painter.drawLine(QPointF(x - half, y), QPointF(x + half, y))


def _half_bar(scale: float) -> float:
    return _BAR * max(_LEAST_ZOOM, min(1.0, scale))


def _paint_word(painter: QPainter, ink: Ink, curve: Curve, scale: float) -> None:
    """The word beside the bar, to the left: at the right are the badges of the card below."""
    x, y = (part * scale for part in curve.end)
    right = x - _half_bar(scale) - 4
    font, metrics = ink.font("caption", 0)
    if metrics.horizontalAdvance(LEAVES) > right - (x - _WORD_REACH * scale):
        # large type would run under the card beside it
        font, metrics = ink.sized_font("caption", ink.smallest)
    width = metrics.horizontalAdvance(LEAVES)
    left, baseline = round(right - width), round(y + metrics.xHeight() / 2)
    # other lines may run there
    ground = QRectF(left - 3, baseline - metrics.ascent(), width + 6, metrics.height())
    radius = ink.theme.radius["control"]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.colour("panel"))
    painter.drawRoundedRect(ground, radius, radius)
    painter.setFont(font)
    painter.setPen(ink.colour("text_2"))
    painter.drawText(QPointF(left, baseline), LEAVES)


def paint_label(painter: QPainter, ink: Ink, text: str, x: float, y: float) -> None:
    """Write a line's label in the middle of a place in px, on a ground of its own."""
    font, metrics = ink.font("small", ink.theme.type.sizes["small"])
    ground = QRectF(0, 0, metrics.horizontalAdvance(text) + 12, metrics.height() + 6)
    ground.moveCenter(QPointF(round(x), round(y)))
    painter.setPen(QPen(ink.colour("line_control"), 1))
    painter.setBrush(ink.colour("panel"))
    painter.drawRoundedRect(ground, ink.theme.radius["control"], ink.theme.radius["control"])
    painter.setFont(font)
    painter.setPen(ink.colour("text"))
    painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, text)
