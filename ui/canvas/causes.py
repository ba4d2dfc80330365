"""What an explanation adds to the map: where the glass ran over, what had filled it, and one customer's way."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import sqrt
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.canvas.ink import Detail, Ink, detail_at, drawn_rect, write
from ui.canvas.lines import Line
from ui.canvas.painting import Scene
from ui.canvas.painting_cards import paint_card
from ui.canvas.painting_lines import paint_highlighted
from ui.canvas.routes import LineKind
from ui.controls.labels import written

_LEAST_DISC, _LARGEST_DISC = 8.0, 26.0
_WITH_NUMBER = 18.0
_PAD = 6.0
_OVER = 5.0
_VEIL = 0.55
_NOTHING: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Causes:
    """Breakdowns per 1,000 customers in `places`, by the touchpoints whose failures filled the glass before."""

    places: frozenset[str] = frozenset()
    filled: Mapping[str, float] = field(default_factory=lambda: _NOTHING)


NO_CAUSES: Final = Causes()


class Explained:
    """What an explanation marks, and the way of one customer; `changed` is called when either is something else."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self.causes = NO_CAUSES
        self.way: tuple[str, ...] = ()

    def mark(self, causes: Causes) -> None:
        """Mark what filled the glass where, in place of what was marked before."""
        if causes != self.causes:
            self.causes = causes
            self._changed()

    def show_way(self, way: Iterable[str]) -> None:
        """Show the touchpoints on the way of one customer, or none."""
        passed = tuple(way)
        if passed != self.way:
            self.way = passed
            self._changed()


def paint_causes(painter: QPainter, scene: Scene, ink: Ink, scale: float, causes: Causes) -> None:
    """Outline the places and mark every cause with a disc whose area tells its part, in px from the map's origin."""
    pen = QPen(ink.colour("danger"), ink.theme.stroke["selected"])
    for place in causes.places & scene.geometry.cards.keys():
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        rect = drawn_rect(scene.geometry.cards[place], scale)
        radius = ink.theme.radius["card"]
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
    most = max(causes.filled.values(), default=0.0)
    for card, value in causes.filled.items():
        if card in scene.geometry.cards and value > 0:
            corner = drawn_rect(scene.geometry.cards[card], scale).bottomLeft()
            _paint_disc(painter, ink, corner, value / most, written(value), detail_at(ink.theme, scale))


def disc_size(part: float) -> float:
    """Return the height in px of the mark of a cause that filled `part` (0 to 1) of what the largest did."""
    return max(_LEAST_DISC, _LARGEST_DISC * sqrt(part))


def _paint_disc(painter: QPainter, ink: Ink, corner: QPointF, part: float, number: str, detail: Detail) -> None:
    size = disc_size(part)
    # a mark that is too small for its number stays a dot; where cards are dots, all are
    if size < _WITH_NUMBER or detail is Detail.DOTS:
        number = ""
    font, metrics = ink.font("body_strong", 0)
    wide = max(size, metrics.horizontalAdvance(number) + 2 * _PAD) if number else size
    # hardly over the card, for from afar its number stands in this corner
    disc = QRectF(corner.x() + _OVER - wide, corner.y() - size / 2, wide, size)
    painter.setPen(QPen(ink.colour("canvas"), 1))
    painter.setBrush(ink.colour("text"))
    painter.drawRoundedRect(disc, size / 2, size / 2)
    if number:
        left = disc.center().x() - metrics.horizontalAdvance(number) / 2
        write(painter, font, ink.colour("canvas"), left, disc.center().y() + metrics.capHeight() / 2, number)


def paint_way(painter: QPainter, scene: Scene, ink: Ink, scale: float, shown: QRectF, way: Sequence[str]) -> None:
    """Let everything but one customer's way step back in what the widget shows, in px from the map's origin."""
    if not way:
        return
    veil = QColor(ink.colour("canvas"))
    veil.setAlphaF(_VEIL)
    painter.fillRect(shown, veil)
    for line in _lines_of(scene, way):
        paint_highlighted(painter, ink, line, ink.colour("accent"), scale)
    if detail_at(ink.theme, scale) < Detail.SCAN:
        return
    for card in dict.fromkeys(way):
        box = scene.geometry.cards.get(card)
        if box is not None and drawn_rect(box, scale).intersects(shown):
            paint_card(painter, ink, box, scene.card_look(ink.theme, card), scale)


def _lines_of(scene: Scene, way: Sequence[str]) -> list[Line]:
    steps = set(pairwise(way))
    near = (line for card in dict.fromkeys(way) for line in scene.geometry.lines_at(card) if line.source == card)
    return [line for line in near if (line.source, line.target) in steps and line.kind is not LineKind.INFLUENCE]
