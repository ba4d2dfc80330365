"""Paints the map on any painter: the screen, a tile, a picture or a page alike."""

import math
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.canvas.boxes import Box
from ui.canvas.cards import CardFace
from ui.canvas.columns import Column, meeting, running_to
from ui.canvas.geometry import MapGeometry
from ui.canvas.ink import Detail, Ink, detail_at
from ui.canvas.joins import Join
from ui.canvas.lines import Line
from ui.canvas.numbers import MapNumbers
from ui.canvas.painting_areas import paint_frame_names, paint_frames, paint_notes
from ui.canvas.painting_cards import CardLook, paint_card
from ui.canvas.painting_far import paint_far_cards, paint_far_lines, paint_hairlines
from ui.canvas.painting_lines import PAINTING_ORDER, paint_flows, paint_line
from ui.canvas.routes import LineKind
from ui.theme import HeatStop, Theme
from workbench.domain.vocabulary import Stage

_BANDS = {Stage.BEFORE: "band_before", Stage.DURING: "band_during", Stage.AFTER: "band_after"}
_ORDER = {kind: at for at, kind in enumerate(PAINTING_ORDER)}
_BADGE_REACH = 14.0
_PIN_REACH = 12.0


@dataclass(frozen=True)
class Scene:
    """All that is painted: where things lie, what the cards say and the numbers.

    The last phase's ground runs on to `ground_to` (map units), so that no narrow strip is left beside it.
    """

    geometry: MapGeometry
    faces: Mapping[str, CardFace]
    numbers: MapNumbers
    influences: bool = True
    ground_to: float = 0.0

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns as far as their ground reaches."""
        return running_to(self.geometry.columns, self.ground_to)

    @cached_property
    def stages(self) -> list[tuple[Stage, list[Column]]]:
        """The stages with their columns, which lie side by side."""
        runs = groupby(self.columns, key=lambda column: column.stage)
        return [(stage, list(columns)) for stage, columns in runs if stage is not None]

    @cached_property
    def highest(self) -> float:
        """The number at the top of the heat scale."""
        return self.numbers.highest_of(self.faces)

    def heat(self, theme: Theme, card: str) -> HeatStop | None:
        """The heat of a card, or None where it stays plain."""
        value = self.numbers.value(card)
        if not self.numbers.heat or value is None:
            return None
        stop = theme.heat_stop(value, self.highest)
        return stop if stop.level else None

    def card_look(self, theme: Theme, card: str) -> CardLook:
        """One card with its numbers and its heat."""
        before, now = self.numbers.shown(card)
        face = self.faces[card]
        if face.external and now == "0" and not before:
            now = ""
        return CardLook(face, before, now, self.heat(theme, card), self.numbers.stale)

    def shows(self, join: Join) -> bool:
        """Whether a line is among those to paint."""
        return self.influences or join.kind is not LineKind.INFLUENCE

    def has_word(self, line: Line, scale: float) -> bool:
        """Whether the way out of those who leave has its word: not where the pin of the card below would lie on it."""
        if not line.leaves:
            return False
        x, y = line.curve.end
        below = self.geometry.cards_in(Box(x - 1, y, x, y + _PIN_REACH / scale))
        return not any(self.faces[card].pinned or self.faces[card].locked for card in below if card in self.faces)

    def lines_in(self, area: Box) -> list[Line]:
        """The lines to paint, those that must be seen last."""
        lines = [line for line in self.geometry.lines_in(area) if self.shows(line)]
        return sorted(lines, key=lambda line: (line.leaves, _ORDER[line.kind]))


def paint_map(painter: QPainter, scene: Scene, ink: Ink, area: Box, scale: float, skip: Set[str] = frozenset()) -> None:
    """Paint the part of the map in `area` (map units), without what has an id in `skip`.

    The painter's unit is the logical px and the map's origin lies at its origin; nothing is taken from a widget, so
    that the same area gives the same picture wherever it is painted.
    """
    detail = detail_at(ink.theme, scale)
    wide = area.grown(_BADGE_REACH / scale)
    cards = [card for card in scene.geometry.cards_in(wide) if card not in skip and card in scene.faces]
    paint_bands(painter, scene.columns, ink, area, scale)
    paint_frames(painter, ink, scene.geometry.areas, area, scale, skip)
    if detail is Detail.DOTS:
        joins, ways = scene.geometry.lines.plain_meeting(wide)
        shown = [at for at, join in enumerate(joins) if scene.shows(join) and join.id not in skip]
        paint_hairlines(painter, ink, [joins[at].kind for at in shown], ways[shown], scale)
    else:
        _paint_lines(painter, scene, ink, wide, scale, skip)
    paint_frame_names(painter, ink, scene.geometry.areas, area, scale, skip)
    if detail < Detail.SCAN:
        paint_far_cards(painter, scene.geometry, _grouped(scene, ink.theme, cards, detail), ink, scale)
    else:
        for card in cards:
            paint_card(painter, ink, scene.geometry.cards[card], scene.card_look(ink.theme, card), scale)
    paint_notes(painter, ink, scene.geometry.areas, area, scale, skip)


def prepare_map(scene: Scene, ink: Ink, area: Box, scale: float) -> None:
    """Let the lines of a part of the map find their ways, so that painting it afterwards takes half the time."""
    if detail_at(ink.theme, scale) is not Detail.DOTS:
        scene.geometry.lines.find_ways(area.grown(_BADGE_REACH / scale))


def _paint_lines(painter: QPainter, scene: Scene, ink: Ink, area: Box, scale: float, skip: Set[str]) -> None:
    lines = [line for line in scene.lines_in(area) if line.id not in skip]
    if detail_at(ink.theme, scale) < Detail.SCAN:
        paint_far_lines(painter, ink, lines, scale)
        return
    flows = [line for line in lines if line.kind is LineKind.FLOW and not line.leaves]
    paint_flows(painter, ink, flows, area, scale)
    # they are the first to be painted anyway
    for line in lines[len(flows) :]:
        paint_line(painter, ink, line, scale, scene.has_word(line, scale))


def paint_bands(painter: QPainter, columns: tuple[Column, ...], ink: Ink, area: Box, scale: float) -> None:
    """Paint the ground: each phase in its stage's colour, a hairline between two phases."""
    top, bottom = math.floor(area.top * scale), math.ceil(area.bottom * scale)
    from_x, to_x = math.floor(area.left * scale), math.ceil(area.right * scale)
    painter.fillRect(QRectF(from_x, top, to_x - from_x, bottom - top), ink.ground("canvas"))
    for column in meeting(columns, area.left, area.right):
        left, right = round(column.left * scale), round(column.right * scale)
        painter.fillRect(QRectF(left, top, right - left, bottom - top), ink.ground(band(column)))
        painter.fillRect(QRectF(right - 1, top, 1, bottom - top), ink.colour("line"))


def band(column: Column) -> str:
    """The token of a column's ground."""
    return _BANDS[column.stage] if column.stage is not None else "canvas"


def _grouped(scene: Scene, theme: Theme, cards: list[str], detail: Detail) -> dict[tuple[int, int | None], list[str]]:
    """Cards by what they look like from afar: their heat level and, unless they are dots, their owner's colour slot."""
    groups: dict[tuple[int, int | None], list[str]] = {}
    for card in cards:
        stop = scene.heat(theme, card)
        slot = None if detail is Detail.DOTS else scene.faces[card].colour
        groups.setdefault((stop.level if stop is not None else 0, slot), []).append(card)
    return groups
