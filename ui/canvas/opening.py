"""The mark on a card that opens into a journey of its own."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from ui.canvas.boxes import Box
from ui.canvas.cards import CardFace
from ui.canvas.frame import Frame
from ui.canvas.geometry import MapGeometry
from ui.canvas.ink import Detail, Ink, detail_at, drawn_rect
from ui.theme import Theme

_ICON: Final = "badge-detail"
_ICON_EDGE: Final = 16.0
_SLACK: Final = 4.0


def opening_place(theme: Theme, width: float, height: float) -> QRectF:
    """Return where the mark lies on a card of this size in px: half over the lower edge, near its right end."""
    size = float(theme.size["badge"])
    return QRectF(round(width - size - size / 2), round(height - size / 2 + 2), size, size)


def paint_opening(painter: QPainter, ink: Ink, face: CardFace, width: float, height: float) -> None:
    """Paint the mark of a card that opens; the painter's origin is the card's top left corner."""
    if not face.opens:
        return
    disc = opening_place(ink.theme, width, height)
    radius = ink.theme.radius["control"]
    painter.setPen(QPen(ink.colour("line_control"), 1))
    painter.setBrush(ink.colour("panel"))
    painter.drawRoundedRect(disc.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    inset = (disc.width() - _ICON_EDGE) / 2
    place = QRectF(disc.left() + inset, disc.top() + inset, _ICON_EDGE, _ICON_EDGE)
    ink.paint_icon(painter, _ICON, ink.colour("text"), place)


def opened_at(
    geometry: MapGeometry, faces: Mapping[str, CardFace], theme: Theme, frame: Frame, px: float, py: float
) -> str | None:
    """Return the card whose mark lies at a pixel of the window, as long as marks can be seen at this scale."""
    if detail_at(theme, frame.scale) is not Detail.READ:
        return None
    x, y = frame.to_map(px, py)
    near = geometry.cards_in(Box(x, y, x, y).grown(theme.size["badge"] / frame.scale))
    for card in near:
        rect = drawn_rect(geometry.cards[card], frame.scale)
        mark = opening_place(theme, rect.width(), rect.height()).translated(rect.left() + frame.x, rect.top() + frame.y)
        if faces[card].opens and mark.adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(px, py):
            return card
    return None
