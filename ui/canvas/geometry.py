"""Where everything on the map lies: columns, cards and lines, kept in step with the document by its change sets."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from ui.canvas.areas import Areas
from ui.canvas.boxes import Box, around
from ui.canvas.columns import MARGIN, Column, lay_out
from ui.canvas.grid import Grid
from ui.canvas.lines import Line, Lines
from workbench.domain.changes import ChangeSet
from workbench.domain.document import Document
from workbench.domain.elements import Area, Influence, Touchpoint, Transition
from workbench.domain.places import CARD_HEIGHT, CARD_WIDTH, ROW_PITCH, phases_in_order

HEADROOM: Final = 28.0
"""Room above the first row for badges and for lines that bow above it, in map units."""

_ROOM_ROUND_AREAS: Final = 6.0

MOST_COMPARED: Final = 1_000
_SHARE_COMPARED: Final = 0.25
"""Where more lines than that change at once, all are read anew: to compare each with what it was takes longer."""


@dataclass(frozen=True, slots=True)
class Patch:
    """What a change set altered: ids of cards and lines, whether the columns did, and what is to be painted again.

    In `stale` None is everything.
    """

    cards: frozenset[str]
    lines: frozenset[str]
    columns: bool
    stale: tuple[Box | None, ...]


class Direction(Enum):
    """Where an arrow key points; the value is across and down."""

    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)


class MapGeometry:
    """Columns, cards and lines of one journey in map units; the first row of cards begins at y = 0."""

    def __init__(self, document: Document, journey: str) -> None:
        self._document = document
        self._journey = journey
        self._columns: tuple[Column, ...] = ()
        self._lefts: dict[str | None, float] = {}
        self._members: defaultdict[str | None, dict[str, float]] = defaultdict(dict)
        self._column_of: dict[str, str | None] = {}
        self._cards = Grid()
        self._bounds: Box | None = None
        self._renew_cards({each.id for each in document.of(Touchpoint)})
        self.areas = Areas(document, journey, self._columns)
        self.lines = Lines(document, self._cards, self._column_of)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns from left to right."""
        return self._columns

    @property
    def cards(self) -> Mapping[str, Box]:
        """Every card's rectangle by touchpoint id."""
        return self._cards.boxes

    @property
    def bounds(self) -> Box:
        """The area of all columns, cards and lines."""
        if self._bounds is None:
            width = self._columns[-1].right if self._columns else 0.0
            frame = Box(0.0, -HEADROOM, width, ROW_PITCH)
            noted = self.areas.extent
            room = noted.grown(_ROOM_ROUND_AREAS) if noted is not None else frame
            self._bounds = self.lines.extent(around((frame, self._cards.extent or frame, room)) or frame)
        return self._bounds

    def cards_in(self, area: Box) -> list[str]:
        """Return the ids of the cards that meet `area`, in the order in which they are painted."""
        return self._cards.meeting(area)

    def lines_in(self, area: Box) -> list[Line]:
        """Return the lines that may meet `area`, in the order in which they are painted."""
        return self.lines.meeting(area)

    def lines_at(self, *cards: str) -> list[Line]:
        """Return the lines that begin or end at any of these cards."""
        return self.lines.at(*cards)

    def column_at(self, x: float) -> Column | None:
        """Return the column at `x`, or the one nearest to it; None where there are no columns."""
        return next((each for each in self._columns if x < each.right), self._columns[-1] if self._columns else None)

    def column_under(self, x: float) -> Column | None:
        """Return the column that `x` lies in; None beside all of them."""
        column = self.column_at(x)
        return column if column is not None and 0 <= x < column.right else None

    def column_of(self, card: str) -> Column | None:
        """Return the column in which a card lies."""
        phase = self._column_of.get(card)
        return next((each for each in self._columns if each.phase == phase), None)

    def thing(self, element_id: str) -> Box | None:
        """Return the rectangle of a card, a note or a frame; None for anything else."""
        return self.cards.get(element_id) or self.areas.box(element_id)

    def box_of(self, element_id: str, level: float) -> Box | None:
        """Return the box of what lies on the map, of a phase that of its column at `level`; None for anything else."""
        if element_id in self.lines:
            return self.lines[element_id].curve.box
        column = next((each for each in self._columns if each.phase == element_id), None)
        if column is not None:
            return Box(column.left, level, column.right, level)
        return self.thing(element_id)

    def patch(self, changes: ChangeSet) -> Patch:
        """Take over a change set: only what it touched, and lines that have to go round it, are worked out again."""
        touchpoints = {each.id for each in changes.changes if issubclass(each.kind, Touchpoint)}
        joins = {each.id for each in changes.changes if issubclass(each.kind, Transition | Influence)}
        moved, stale, columns_differ = self._renew_cards(touchpoints)
        for card in moved:
            joins |= {each.id for kind in (Transition, Influence) for each in self._document.referrers(card, kind)}
        areas = {each.id for each in changes.changes if issubclass(each.kind, Area)}
        noted = self.areas.renew(self._columns, areas)
        self._bounds = None
        if len(joins) > max(MOST_COMPARED, len(self.lines) * _SHARE_COMPARED):
            self.lines.fill()
            return Patch(frozenset(moved), frozenset(joins), columns_differ, (None,))
        lines = self.lines.renew(joins, stale)
        return Patch(frozenset(moved), frozenset(lines), columns_differ, (*stale, *noted, *lines.values()))

    def _renew_cards(self, touched: set[str]) -> tuple[set[str], list[Box], bool]:
        """Put cards where they belong: which were moved, what they left and took, and whether columns changed."""
        moved = {touchpoint for touchpoint in touched if self._file(touchpoint)}
        shifted, columns_differ = self._renew_columns()
        stale: list[Box] = []
        for card in touched | shifted:
            changed = self._place(card)
            if changed:
                moved.add(card)
                stale.extend(changed)
        return moved, stale, columns_differ

    def _file(self, card: str) -> bool:
        """Note in which column a card belongs and how far it reaches there; return whether its column is another."""
        known = card in self._column_of
        before = None
        if known:
            before = self._column_of.pop(card)
            self._members[before].pop(card)
        touchpoint = self._document.find(Touchpoint, card)
        if touchpoint is None or touchpoint.journey != self._journey:
            return known
        self._column_of[card] = touchpoint.phase
        self._members[touchpoint.phase][card] = touchpoint.x
        return not known or before != touchpoint.phase

    def _renew_columns(self) -> tuple[set[str], bool]:
        reaches = {phase: max(members.values()) for phase, members in self._members.items() if members}
        columns = lay_out(phases_in_order(self._document, self._journey), reaches)
        differ = columns != self._columns
        self._columns = columns
        lefts = {column.phase: column.left for column in columns}
        shifted = {phase for phase, left in lefts.items() if self._lefts.get(phase) != left}
        self._lefts = lefts
        return {card for phase in shifted for card in self._members.get(phase, ())}, differ

    def _place(self, card: str) -> list[Box]:
        """Put a card where it belongs; return the area that it leaves and the one that it takes, if they differ."""
        before = self._cards.boxes.get(card)
        touchpoint = self._document.find(Touchpoint, card)
        if touchpoint is None or card not in self._column_of:
            self._cards.drop(card)
            return [before] if before is not None else []
        left = self._lefts[touchpoint.phase] + MARGIN + touchpoint.x
        after = Box(left, touchpoint.y, left + CARD_WIDTH, touchpoint.y + CARD_HEIGHT)
        if after == before:
            return []
        self._cards.put(card, after)
        return [after] if before is None else [before, after]
