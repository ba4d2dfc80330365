"""Marks where customers pass from one department's hands into another's, at the lines of a card."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from ui.canvas.boxes import Box
from ui.canvas.cards import Badge, is_hand_off
from ui.canvas.ink import Detail, Ink, detail_at, drawn_rect
from ui.canvas.lines import Line
from ui.canvas.painting import Scene
from ui.canvas.painting_cards import badge_place
from ui.canvas.routes import LineKind

_LEAST_DISC: Final = 20.0
_ICON: Final = 16
_FARTHEST: Final = 0.35
"""A disc lies no further from the middle of its line, as a part of the line."""


def paint_hand_offs(painter: QPainter, scene: Scene, ink: Ink, scale: float, card: str) -> None:
    """Paint a disc at each line of a card by which customers change hands, in px from the map's origin."""
    size = max(_LEAST_DISC, ink.theme.size["handoff"] * min(1.0, scale))
    for line in scene.geometry.lines_at(card):
        if hands_off(scene, line):
            _paint_disc(painter, ink, disc_place(line, size, scale, badges_near(scene, ink, line, scale)))


def hands_off(scene: Scene, line: Line) -> bool:
    """Return whether a line leads from one department to another."""
    if line.leaves or line.kind is LineKind.INFLUENCE:
        return False
    return is_hand_off(scene.faces[line.source].department, scene.faces[line.target].department)


def disc_place(line: Line, size: float, scale: float, taken: Sequence[QRectF]) -> QRectF:
    """Return where a disc of `size` px lies on a line: as near to its middle as touches nothing that is taken."""
    samples = line.curve.samples
    middle = len(samples) // 2
    reach = int(_FARTHEST * len(samples))
    for at in sorted(range(middle - reach, middle + reach + 1), key=lambda each: abs(each - middle)):
        disc = _round_at(samples[at][0] * scale, samples[at][1] * scale, size)
        if not any(disc.intersects(other) for other in taken):
            return disc
    return _round_at(samples[middle][0] * scale, samples[middle][1] * scale, size)


def badges_near(scene: Scene, ink: Ink, line: Line, scale: float) -> list[QRectF]:
    """Return where badges lie that a disc on a line could touch, in px from the map's origin."""
    if detail_at(ink.theme, scale) is not Detail.READ:
        return []
    area = line.curve.box.grown(ink.theme.size["handoff"] / scale)
    return list(_badges(scene, ink, scale, area))


def _badges(scene: Scene, ink: Ink, scale: float, area: Box) -> Iterable[QRectF]:
    for card in scene.geometry.cards_in(area):
        rect = drawn_rect(scene.geometry.cards[card], scale)
        place = badge_place(ink, scene.faces[card], round(rect.width()))
        if place is not None:
            yield place.translated(rect.topLeft())


def _round_at(x: float, y: float, size: float) -> QRectF:
    return QRectF(round(x - size / 2), round(y - size / 2), size, size)


def _paint_disc(painter: QPainter, ink: Ink, disc: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.colour("text"))
    painter.drawEllipse(disc)
    inset = round((disc.width() - _ICON) / 2)
    icon = ink.icon(Badge.HAND_OFF.value, ink.colour("canvas"), _ICON)
    painter.drawPixmap(disc.topLeft() + QPointF(inset, inset), icon)
