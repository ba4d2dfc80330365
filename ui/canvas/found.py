"""Marks what a search has found: a broken ring round each card or head of a phase, and how often it was found there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.canvas.boxes import Box
from ui.canvas.columns import Column
from ui.canvas.frame import Frame
from ui.canvas.geometry import MapGeometry
from ui.canvas.ink import Detail, Ink, detail_at, drawn_rect, write
from ui.canvas.painting_far import paint_far_rings

_NOTHING: Final[Mapping[str, int]] = MappingProxyType({})
_RING: Final = 2.0
_CURRENT_RING: Final = 3.0
_GAP: Final = 6.0
_CHIP_PADDING: Final = 5.0
_LEAST_WIDTH: Final = 24.0
_IN_HEAD: Final = 3.0
_UNDER_STAGE: Final = 21.0
_LEAST_HEAD: Final = 80.0


@dataclass(frozen=True, slots=True)
class Found:
    """How often something was found in what belongs to each card, and the card that is looked at."""

    counts: Mapping[str, int] = field(default_factory=lambda: _NOTHING)
    current: str | None = None


NOTHING_FOUND: Final = Found()


class FoundMarks:
    """What is marked as found; `changed` is called when that is something else."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self.shown = NOTHING_FOUND

    def mark(self, counts: Mapping[str, int], current: str | None) -> None:
        """Mark other cards in place of those marked before."""
        found = Found(counts, current)
        if found != self.shown:
            self.shown = found
            self._changed()


def paint_found(painter: QPainter, geometry: MapGeometry, ink: Ink, scale: float, area: Box, found: Found) -> None:
    """Paint the marks of the cards that lie in `area` (map units); the painter's origin is that of the map, in px."""
    if not found.counts:
        return
    boxes = {card: geometry.cards[card] for card in geometry.cards_in(area) if card in found.counts}
    if detail_at(ink.theme, scale) is Detail.DOTS:
        # a single call for cards that can be thousands
        painter.setPen(_pen(ink, is_current=False))
        paint_far_rings(painter, [box for card, box in boxes.items() if card != found.current], scale, _GAP)
        boxes = {card: box for card, box in boxes.items() if card == found.current}
    areas = found.counts.keys() & geometry.areas.shown.keys()
    boxes |= {each: box for each in areas if (box := geometry.areas.box(each)) is not None and box.meets(area)}
    for each, box in boxes.items():
        rect = drawn_rect(box, scale)
        _paint_ring(painter, ink, rect, each == found.current)
        if rect.width() >= _LEAST_WIDTH:
            chip = _chip(ink, found.counts[each])
            chip.moveTopLeft(QPointF(round(rect.left() - _GAP - 2), round(rect.top() - _GAP - chip.height() / 2)))
            _paint_count(painter, ink, chip, found.counts[each])


def paint_found_heads(
    painter: QPainter, columns: Iterable[Column], ink: Ink, frame: Frame, size: tuple[float, float], found: Found
) -> None:
    """Paint the marks of the phases over their heads; `size` is that of all heads together, in px."""
    if not found.counts:
        return
    width, height = size
    painter.save()
    for column in columns:
        left, right = (frame.to_widget(x, 0)[0] for x in (column.left, column.right))
        count = found.counts.get(column.phase or "", 0)
        if not count or right < 0 or left > width:
            continue
        head = QRectF(round(left), 0, round(right) - round(left) - 1, height - 1)
        # round name and number; the word over them is that of all phases of a stage
        rect = head.adjusted(_IN_HEAD, round(ink.type_scale * _UNDER_STAGE), -_IN_HEAD, -_IN_HEAD)
        _paint_ring(painter, ink, rect.adjusted(_GAP, _GAP, -_GAP, -_GAP), column.phase == found.current)
        if rect.width() >= _LEAST_HEAD:
            chip = _chip(ink, count)
            chip.moveBottomRight(QPointF(round(rect.right() - _IN_HEAD), round(rect.bottom() - _IN_HEAD)))
            _paint_count(painter, ink, chip, count)
    painter.restore()


def _paint_ring(painter: QPainter, ink: Ink, rect: QRectF, is_current: bool) -> None:
    painter.setPen(_pen(ink, is_current))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = ink.theme.radius["card"] + _GAP
    painter.drawRoundedRect(rect.adjusted(-_GAP, -_GAP, _GAP, _GAP), radius, radius)


def _pen(ink: Ink, is_current: bool) -> QPen:
    pen = QPen(ink.colour("warn"), _CURRENT_RING if is_current else _RING)
    if not is_current:
        pen.setDashPattern([3.0, 2.0])
    return pen


def _chip(ink: Ink, count: int) -> QRectF:
    """The ground on which a count is written, wherever that is."""
    _, metrics = ink.font("small_strong", 0)
    return QRectF(0, 0, metrics.horizontalAdvance(_told(count)) + 2 * _CHIP_PADDING, metrics.height())


def _told(count: int) -> str:
    return f"{count}×"


def _paint_count(painter: QPainter, ink: Ink, chip: QRectF, count: int) -> None:
    font, metrics = ink.font("small_strong", 0)
    painter.setPen(QPen(ink.colour("warn"), 1))
    painter.setBrush(ink.colour("warn_soft"))
    painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    baseline = chip.center().y() + metrics.capHeight() / 2
    write(painter, font, ink.colour("warn"), chip.left() + _CHIP_PADDING, baseline, _told(count))
