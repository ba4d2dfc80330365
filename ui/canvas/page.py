"""A map laid out for others to see: heads, headline with legend, irritation strip and foot included, nothing cut."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.canvas.boxes import Box
from ui.canvas.cards import CardFaces
from ui.canvas.frame import Frame
from ui.canvas.geometry import MapGeometry
from ui.canvas.heads import heads_height, paint_heads
from ui.canvas.ink import Ink, write
from ui.canvas.legend import entries_of, legend_width, paint_legend
from ui.canvas.lines import Line
from ui.canvas.numbers import MapNumbers
from ui.canvas.painting import Scene, paint_bands, paint_map
from ui.canvas.painting_areas import paint_frame, paint_frame_name, paint_note
from ui.canvas.painting_cards import paint_card
from ui.canvas.painting_lines import LEAVES, paint_line
from ui.controls.strip import IrritationStrip
from workbench.domain.document import Document
from workbench.domain.elements import Journey

_TITLE_BAR: Final = 52
_LEGEND_BAR: Final = 32
_FOOT_BAR: Final = 28
_SIDE: Final = 12.0
_BELOW: Final = 24.0
_NARROWEST: Final = 560
_REACH: Final = 14.0
_LARGE: Final = 300
_PARTS: Final = 32

Paint = Callable[[QPainter], None]


@dataclass(frozen=True, slots=True)
class Irritation:
    """What the strip under the map shows: values from 0 to 10 by phase, and where the glass is full."""

    phases: Sequence[str | None]
    as_is: Sequence[float]
    with_fix: Sequence[float] = ()
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class Dressing:
    """What stands on and around the map; without a `title` the journey's own heads it, `foot` is its last line."""

    numbers: MapNumbers
    influences: bool = True
    headline: bool = True
    title: str = ""
    irritation: Irritation | None = None
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing of a page that is painted by itself: of which group, what it is called, and what paints it."""

    group: str
    title: str
    paint: Paint


@dataclass(frozen=True, slots=True)
class _Section:
    name: str
    top: int
    height: int
    paint: Paint


class Page:
    """The whole map with all that belongs to it, in logical px from its top left corner.

    `scale` sets the size of the cards; whatever enlarges the whole is the painter's matter.
    """

    def __init__(self, document: Document, journey: str, dressing: Dressing, ink: Ink, scale: float = 1.0) -> None:
        geometry = MapGeometry(document, journey)
        bounds = geometry.bounds
        # lines may bow past the columns on either side
        self._area = Box(min(0.0, bounds.left), bounds.top, bounds.right, bounds.bottom + _BELOW)
        self.scene = Scene(geometry, CardFaces(document, journey), dressing.numbers, dressing.influences)
        self.title = dressing.title or document.get(Journey, journey).title
        self._ink = ink
        self._scale = scale
        self._foot = dressing.foot
        self._entries = entries_of(geometry, dressing.influences)
        self._heat = dressing.numbers.heat and bool(dressing.numbers.as_is)
        legend = legend_width(ink, self._entries, self._heat) if self._entries or self._heat else 0.0
        room = max(_NARROWEST, math.ceil(legend + 2 * _SIDE)) if dressing.headline else 0
        self.width = max(math.ceil(self._area.width * scale), room)
        self.scene = replace(self.scene, ground_to=self.width / scale)
        self._area = self._area._replace(right=self.width / scale + self._area.left)
        self._legend = legend
        self._strip = _strip_of(dressing.irritation, self._frame(0), geometry, ink, self.width)
        self._sections = self._lay_out(dressing.headline)
        self.height = self._sections[-1].top + self._sections[-1].height

    @property
    def families(self) -> tuple[str, ...]:
        """The fonts that its texts are written in, the first one that is there."""
        return self._ink.theme.type.families

    def paint(self, painter: QPainter, part: Box | None = None, shrink: float = 1.0) -> None:
        """Paint what meets `part`, or everything; the same part gives the same picture wherever it is painted.

        Where the painter makes it smaller by `shrink`, as much of a large map is painted as can be seen.
        """
        part = part or Box(0.0, 0.0, self.width, self.height)
        self._paint_ground(painter)
        self._on_map(painter, partial(self._paint_map, part=part, shrink=shrink if self._is_large else 1.0))
        for section in self._sections:
            if section.name != "map" and section.top < part.bottom and section.top + section.height > part.top:
                _at(painter, section)

    def prepare(self) -> Iterator[float]:
        """Let the lines find their ways, a part at a time; yields the share that is done."""
        for at in range(_PARTS):
            left, right = (self._area.left + self._area.width * edge / _PARTS for edge in (at, at + 1))
            self.scene.geometry.lines_in(Box(left, self._area.top, right, self._area.bottom))
            yield (at + 1) / _PARTS

    @property
    def most_pieces(self) -> int:
        """How many pieces there are, or a few more, without looking for them."""
        geometry = self.scene.geometry
        areas = 2 * len(geometry.areas.shown)
        return len(geometry.cards) + len(geometry.lines) + areas + len(self._sections) + 2

    def pieces(self, part: Box | None = None) -> Iterator[Piece]:
        """Return what meets `part`, or everything, piece by piece in the order in which it is painted.

        Only for a page at 100 %: cards and lines are painted to be read.
        """
        part = part or Box(0.0, 0.0, self.width, self.height)
        yield Piece("ground", "", self._paint_ground)
        for group, title, paint in self._on_map_in(self._map_area(part)):
            yield Piece(group, title, partial(self._on_map, paint=paint))
        for section in self._sections:
            if section.name != "map" and section.top < part.bottom and section.top + section.height > part.top:
                title = self.title if section.name == "headline" else ""
                yield Piece(section.name, title, partial(_at, section=section))

    def _on_map_in(self, area: Box) -> Iterator[tuple[str, str, Paint]]:
        scene, ink, scale = self.scene, self._ink, self._scale
        wide = area.grown(_REACH / scale)
        yield "ground", "", partial(paint_bands, columns=scene.columns, ink=ink, area=area, scale=scale)
        frames = scene.geometry.areas.frames_in(area)
        for frame, box in frames:
            yield "frames", frame.name, partial(paint_frame, ink=ink, box=box, scale=scale)
        for line in scene.lines_in(wide):
            worded = scene.has_word(line, scale)
            yield "lines", self._line_title(line), partial(paint_line, ink=ink, line=line, scale=scale, worded=worded)
        for frame, box in frames:
            yield "names", "", partial(paint_frame_name, ink=ink, frame=frame, box=box, scale=scale)
        for card in scene.geometry.cards_in(wide):
            look, box = scene.card_look(ink.theme, card), scene.geometry.cards[card]
            yield "cards", look.face.name, partial(paint_card, ink=ink, box=box, card=look, scale=scale)
        for note, box in scene.geometry.areas.notes_in(area):
            yield "notes", note.text, partial(paint_note, ink=ink, note=note, box=box, scale=scale)

    def heads(self) -> Iterator[tuple[str, Box]]:
        """Return every phase's name and where its head lies."""
        section = next(each for each in self._sections if each.name == "phases")
        frame = self._frame(0)
        for column in self.scene.columns:
            left, right = (edge * self._scale + frame.x for edge in (column.left, column.right))
            yield column.name, Box(left, section.top, right, section.top + section.height)

    def _lay_out(self, headline: bool) -> list[_Section]:
        look = self._ink.look
        bar = look.scaled(_TITLE_BAR) + (look.scaled(_LEGEND_BAR) if self._legend and not self._beside else 0)
        heights: dict[str, tuple[int, Paint]] = {
            "headline": (bar if headline else 0, self._paint_headline),
            "phases": (heads_height(look, math.inf), self._paint_heads),
            "map": (math.ceil(self._area.height * self._scale), self._paint_ground),
            "strip": (0 if self._strip is None else self._strip.height(), self._paint_strip),
            "foot": (look.scaled(_FOOT_BAR) if self._foot else 0, self._paint_foot),
        }
        sections, top = list[_Section](), 0
        for name, (height, paint) in heights.items():
            if height:
                sections.append(_Section(name, top, height, paint))
                top += height
        return sections

    @property
    def _beside(self) -> bool:
        """Whether the legend stands beside the title; else it has a line of its own."""
        return self._legend < self.width / 2

    def _frame(self, top: int) -> Frame:
        return Frame(self._scale, round(-self._area.left * self._scale), top - math.floor(self._area.top * self._scale))

    @property
    def _map(self) -> _Section:
        return next(each for each in self._sections if each.name == "map")

    def _map_area(self, part: Box) -> Box:
        """The part of the map, in map units, that shows in a part of the page."""
        section, frame = self._map, self._frame(self._map.top)
        top, bottom = max(part.top, section.top), min(part.bottom, section.top + section.height)
        return Box(*frame.to_map(part.left, top), *frame.to_map(part.right, bottom)).common(self._area)

    def _on_map(self, painter: QPainter, paint: Paint) -> None:
        frame = self._frame(self._map.top)
        painter.save()
        painter.translate(frame.x, frame.y)
        paint(painter)
        painter.restore()

    @property
    def _is_large(self) -> bool:
        return len(self.scene.faces) > _LARGE

    def _paint_map(self, painter: QPainter, part: Box, shrink: float) -> None:
        area = self._map_area(part)
        if area.width > 0 and area.height > 0:
            painter.scale(1 / shrink, 1 / shrink)
            paint_map(painter, self.scene, self._ink, area, self._scale * shrink)

    def _line_title(self, line: Line) -> str:
        source = self.scene.faces[line.source].name
        return f"{source} → {LEAVES if line.leaves else self.scene.faces[line.target].name}"

    def _paint_ground(self, painter: QPainter) -> None:
        if not self._ink.clear:
            painter.fillRect(QRectF(0, 0, self.width, self.height), self._ink.colour("canvas"))

    def _paint_heads(self, painter: QPainter) -> None:
        size = (self.width, heads_height(self._ink.look, math.inf))
        paint_heads(painter, self.scene, self._ink, self._frame(0), size)

    def _paint_headline(self, painter: QPainter) -> None:
        ink, height = self._ink, self._sections[0].height
        if not ink.clear:
            painter.fillRect(0, 0, self.width, height, ink.colour("panel"))
        bar = ink.look.scaled(_TITLE_BAR)
        room = self.width - 2 * _SIDE - (self._legend + _SIDE if self._legend and self._beside else 0)
        self._write(painter, self.title, "sentence", _SIDE, bar / 2, room)
        if self._legend and self._beside:
            paint_legend(painter, ink, self.width - self._legend - _SIDE, bar / 2, self._entries, self._heat)
        elif self._legend:
            middle = bar + (height - bar) / 2 - _SIDE / 2
            paint_legend(painter, ink, _SIDE, middle, self._entries, self._heat)

    def _paint_strip(self, painter: QPainter) -> None:
        if self._strip is not None:
            self._strip.paint(painter, self._ink.clear)

    def _paint_foot(self, painter: QPainter) -> None:
        height = self._sections[-1].height
        if not self._ink.clear:
            painter.fillRect(0, 0, self.width, height, self._ink.colour("panel"))
        self._write(painter, self._foot, "small", _SIDE, height / 2, self.width - 2 * _SIDE)

    def _write(self, painter: QPainter, text: str, role: str, left: float, middle: float, room: float) -> None:
        size = self._ink.theme.type.sizes[role]
        font, metrics = self._ink.font(role, size)
        for line in self._ink.lines(text, role, size, room, 1):
            write(painter, font, self._ink.colour("text"), left, middle + metrics.capHeight() / 2, line)


def _at(painter: QPainter, section: _Section) -> None:
    painter.save()
    painter.translate(0, section.top)
    section.paint(painter)
    painter.restore()


def _strip_of(
    shown: Irritation | None, frame: Frame, geometry: MapGeometry, ink: Ink, width: int
) -> IrritationStrip | None:
    """The strip with its columns under those of the map; phases that are not on the map are left out."""
    if shown is None:
        return None
    values = dict(zip(shown.phases, zip(shown.as_is, shown.with_fix or shown.as_is, strict=True), strict=True))
    columns = [column for column in geometry.columns if column.phase in values]
    if not columns:
        return None
    strip = IrritationStrip(ink.look)
    strip.setFixedSize(width, ink.look.scaled(ink.theme.size["irritation_strip"]))
    strip.resize(strip.maximumSize())
    centres = [column.centre * frame.scale + frame.x for column in columns]
    # the ground of the last column runs to the edge of the page, and so does what stands under it
    right = width if columns[-1] == geometry.columns[-1] else columns[-1].right * frame.scale + frame.x
    ends = (columns[0].left * frame.scale + frame.x, float(right))
    strip.set_columns([column.name for column in columns], centres, ends)
    as_is, with_fix = zip(*(values[column.phase] for column in columns), strict=True)
    strip.set_values(as_is, with_fix if shown.with_fix else (), shown.threshold)
    return strip
