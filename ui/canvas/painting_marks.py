"""Paints what a gesture shows over the map: where things would go, what is enclosed, and what letting go would do."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QRegion

from ui.canvas.board import Caption, Marks
from ui.canvas.curves import Curve
from ui.canvas.ink import Ink, drawn_rect
from ui.canvas.painting import Scene
from ui.canvas.painting_lines import COLOURS, paint_arrow_heads, paint_curve, paint_highlighted
from ui.canvas.routes import LineKind

_BESIDE_POINTER: Final = QPointF(18.0, 20.0)
_WIDEST_CAPTION: Final = 420
_PADDING: Final = 8
_GROUND_SHARE: Final = 0.12
_NEW_WIDTH: Final = 3.0
_FOLLOWING_WIDTH: Final = 2.0


def paint_marks(
    painter: QPainter, scene: Scene, ink: Ink, scale: float, marks: Marks, cards: QRegion | None = None
) -> None:
    """Paint all but the caption, which lies over dragged cards as well; the map's origin is the painter's.

    Lines that follow a card run under other `cards`.
    """
    for box in marks.ghosts:
        _paint_ghost(painter, ink, drawn_rect(box, scale))
    if marks.line is not None and marks.line in scene.geometry.lines:
        paint_highlighted(painter, ink, scene.geometry.lines[marks.line], ink.colour("accent"), scale)
    painter.save()
    if marks.lines and cards is not None:
        painter.setClipRegion(QRegion(painter.clipBoundingRect().toAlignedRect()) - cards)
    for (kind, is_new), alike in groupby(marks.lines, key=lambda live: (live.kind, live.is_new)):
        _paint_live(painter, ink, [live.curve for live in alike], kind, is_new, scale)
    painter.restore()
    if marks.band is not None:
        _make_enclosing(painter, ink)
        painter.drawRect(drawn_rect(marks.band, scale).adjusted(0.5, 0.5, -0.5, -0.5))
    if marks.loop:
        _make_enclosing(painter, ink)
        painter.drawPolygon(QPolygonF([QPointF(x * scale, y * scale) for x, y in marks.loop]))


def paint_caption(painter: QPainter, ink: Ink, scale: float, caption: Caption) -> None:
    """Write a caption beside the pointer, on a ground of its own, inside what is painted."""
    ground, text = caption_place(ink, scale, caption, painter.clipBoundingRect())
    painter.setPen(QPen(ink.colour("danger" if caption.refused else "accent"), 1))
    painter.setBrush(ink.colour("panel"))
    painter.drawRoundedRect(ground, ink.theme.radius["control"], ink.theme.radius["control"])
    font, _ = ink.font("small", ink.theme.type.sizes["small"])
    painter.setFont(font)
    painter.setPen(ink.colour("danger" if caption.refused else "text"))
    painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, text)


def caption_place(ink: Ink, scale: float, caption: Caption, room: QRectF) -> tuple[QRectF, str]:
    """Return where a caption stands inside `room`, in px from the map's origin, and what of it is written there."""
    _, metrics = ink.font("small", ink.theme.type.sizes["small"])
    text = metrics.elidedText(caption.text, Qt.TextElideMode.ElideRight, _WIDEST_CAPTION)
    ground = QRectF(0, 0, metrics.horizontalAdvance(text) + 2 * _PADDING, metrics.height() + _PADDING)
    ground.moveTopLeft(QPointF(round(caption.x * scale), round(caption.y * scale)) + _BESIDE_POINTER)
    room = room.adjusted(4, 4, -4, -4)
    if ground.bottom() > room.bottom():
        ground.moveBottom(min(room.bottom(), caption.y * scale - _BESIDE_POINTER.y() / 2))
    ground.moveTop(max(room.top(), ground.top()))
    ground.moveLeft(max(room.left(), min(ground.left(), room.right() - ground.width())))
    return ground, text


def _make_enclosing(painter: QPainter, ink: Ink) -> None:
    ground = QColor(ink.colour("accent"))
    ground.setAlphaF(_GROUND_SHARE)
    painter.setPen(QPen(ink.colour("accent"), 1))
    painter.setBrush(ground)


def _paint_ghost(painter: QPainter, ink: Ink, rect: QRectF) -> None:
    """A dashed outline where a card would come to rest."""
    pen = QPen(ink.colour("accent"), 1.5)
    pen.setDashPattern([4.0, 3.0])
    ground = QColor(ink.colour("accent_soft"))
    ground.setAlphaF(0.6)
    painter.setPen(pen)
    painter.setBrush(ground)
    radius = ink.theme.radius["card"]
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def _paint_live(
    painter: QPainter, ink: Ink, curves: Sequence[Curve], kind: LineKind, is_new: bool, scale: float
) -> None:
    # among others of its kind a new line would be lost; once it is there it is selected, and looks the same
    colour = ink.colour("accent" if is_new else COLOURS[kind])
    pen = QPen(colour, _NEW_WIDTH if is_new else _FOLLOWING_WIDTH)
    if kind is LineKind.INFLUENCE:
        pen.setDashPattern([3.0, 2.0])
    for curve in curves:
        paint_curve(painter, curve, pen, scale)
    paint_arrow_heads(painter, curves, colour, scale)
