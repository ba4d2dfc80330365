"""Where everything on the map lies: columns, cards and lines, kept in step with the document by its change sets."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final

import numpy as np

from ui.canvas.boxes import Box, around
from ui.canvas.columns import MARGIN, Column, lay_out
from ui.canvas.curves import Curve, Points
from ui.canvas.grid import Grid
from ui.canvas.routes import LANE, NO_CARDS, LineKind, reach, route, stub
from workbench.domain.changes import ChangeSet
from workbench.domain.document import Document
from workbench.domain.elements import Element, Influence, Touchpoint, Transition
from workbench.domain.ids import END
from workbench.domain.places import CARD_HEIGHT, CARD_WIDTH, ROW_PITCH, phases_in_order
from workbench.domain.vocabulary import TransitionKind

HEADROOM: Final = 28.0
"""Room above the first row for badges and for lines that bow above it, in map units."""

_LINE_MARGIN: Final = 10.0
_STUB_WORD: Final = 48.0


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A transition or influence as it lies on the map; `reach` is the area whose cards decide its way, if any do."""

    id: str
    kind: LineKind
    source: str
    target: str
    share: float
    curve: Curve
    reach: Box | None

    @property
    def leaves(self) -> bool:
        """Whether it is the stub of those who leave for good."""
        return self.target == END

    @property
    def box(self) -> Box:
        """The area that its stroke, arrow head and word can cover."""
        box = self.curve.box.grown(_LINE_MARGIN)
        return Box(box.left, box.top, box.right + _STUB_WORD, box.bottom) if self.leaves else box


@dataclass(frozen=True, slots=True)
class Patch:
    """What a change set altered: ids of cards and lines, whether the columns did, and the areas to paint again."""

    cards: frozenset[str]
    lines: frozenset[str]
    columns: bool
    areas: tuple[Box, ...]


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
        self._lines: dict[str, Line] = {}
        self._line_grid = Grid()
        self._reaches = Grid()
        self._lines_at: defaultdict[str, set[str]] = defaultdict(set)
        elements = document.elements.values()
        self._renew(
            [each for each in elements if isinstance(each, Touchpoint)],
            [each for each in elements if isinstance(each, Transition | Influence)],
        )

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns from left to right."""
        return self._columns

    @property
    def cards(self) -> Mapping[str, Box]:
        """Every card's rectangle by touchpoint id."""
        return self._cards.boxes

    @property
    def lines(self) -> Mapping[str, Line]:
        """Every line that is drawn, by the id of its transition or influence."""
        return MappingProxyType(self._lines)

    @property
    def bounds(self) -> Box:
        """The area of all columns, cards and lines."""
        width = self._columns[-1].right if self._columns else 0.0
        frame = Box(0.0, -HEADROOM, width, ROW_PITCH)
        extents = (self._cards.extent, self._line_grid.extent)
        return around((frame, *(extent for extent in extents if extent is not None))) or frame

    def cards_in(self, area: Box) -> list[str]:
        """Return the ids of the cards that meet `area`, in the order in which they are painted."""
        return self._cards.meeting(area)

    def lines_in(self, area: Box) -> list[Line]:
        """Return the lines that may meet `area`, in the order in which they are painted."""
        return [self._lines[each] for each in self._line_grid.meeting(area)]

    def lines_at(self, card: str) -> list[Line]:
        """Return the lines that begin or end at a card."""
        return [self._lines[each] for each in sorted(self._lines_at.get(card, ()))]

    def column_at(self, x: float) -> Column | None:
        """Return the column at `x`, or the one nearest to it; None where there are no columns."""
        return next((each for each in self._columns if x < each.right), self._columns[-1] if self._columns else None)

    def column_of(self, card: str) -> Column | None:
        """Return the column in which a card lies."""
        phase = self._column_of.get(card)
        return next((each for each in self._columns if each.phase == phase), None)

    def box_of(self, element_id: str, level: float) -> Box | None:
        """Return the area of a card, a line or a phase (of its column, the part at `level`), or None for others."""
        if element_id in self._lines:
            return self._lines[element_id].curve.box
        column = next((each for each in self._columns if each.phase == element_id), None)
        if column is not None:
            return Box(column.left, level, column.right, level)
        return self.cards.get(element_id)

    def patch(self, changes: ChangeSet) -> Patch:
        """Take over a change set: only what it touched, and lines that have to go round it, are worked out again."""
        touchpoints: list[Element] = []
        joins: list[Element] = []
        for change in changes.changes:
            element = change.after if change.after is not None else change.before
            if isinstance(element, Touchpoint):
                touchpoints.append(element)
            elif isinstance(element, Transition | Influence):
                joins.append(element)
        return self._renew(touchpoints, joins)

    def _renew(self, touchpoints: Iterable[Element], joins: Iterable[Element]) -> Patch:
        touched = {each.id for each in touchpoints}
        moved = {touchpoint for touchpoint in touched if self._file(touchpoint)}
        shifted, columns_differ = self._renew_columns()
        areas: list[Box] = []
        for card in touched | shifted:
            changed = self._place(card)
            if changed:
                moved.add(card)
                areas.extend(changed)
        lines = self._renew_lines(moved, areas, {each.id for each in joins})
        areas.extend(lines.values())
        return Patch(frozenset(moved), frozenset(lines), columns_differ, tuple(areas))

    def _file(self, card: str) -> bool:
        """Note in which column a card belongs and how far it reaches there; return whether its column is another."""
        known = card in self._column_of
        before = self._column_of.pop(card, None)
        if known:
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
        before = self.cards.get(card)
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

    def _renew_lines(self, moved: set[str], areas: list[Box], joins: set[str]) -> dict[str, Box]:
        """Route again what begins or ends at a moved card, ran or may run through it, or was itself changed."""
        affected = set(joins)
        for card in moved:
            affected |= {each.id for each in self._document.referrers(card, Transition)}
            affected |= {each.id for each in self._document.referrers(card, Influence)}
        for join in joins:
            affected |= self._beside(join)
        affected |= self._reaching(areas)
        altered: dict[str, Box] = {}
        for each in sorted(affected):
            before = self._drop_line(each)
            if before is not None:
                altered[each] = before.box
            after = self._route(each)
            if after is not None:
                self._keep_line(after)
                box = altered.get(each, after.box)
                altered[each] = around((box, after.box)) or box
        return altered

    def _beside(self, join: str) -> set[str]:
        """The lines between the same two cards as `join`, now and before: their lanes depend on each other."""
        ends = [
            (each.source, each.target)
            for each in (self._lines.get(join), self._join(join))
            if each is not None and each.target != END
        ]
        return {other.id for source, target in ends for other in self._parallel(source, target)}

    def _reaching(self, areas: list[Box]) -> set[str]:
        """The lines whose way cards in these areas can decide."""
        return set().union(*(self._reaches.touching(area) for area in areas))

    def _route(self, join: str) -> Line | None:
        element = self._join(join)
        source = self.cards.get(element.source) if element is not None else None
        if element is None or source is None:
            return None
        kind = LineKind.INFLUENCE if isinstance(element, Influence) else LineKind(element.kind.value)
        share = element.weight.value if isinstance(element, Transition) else 0.0
        if element.target == END:
            if kind is not LineKind.GIVE_UP:
                return None
            return Line(join, kind, element.source, END, share, stub(source), None)
        target = self.cards.get(element.target)
        if target is None:
            return None
        area = reach(source, target)
        obstacles = self._obstacles(area, {element.source, element.target}) if area is not None else NO_CARDS
        same_column = self._column_of[element.source] == self._column_of[element.target]
        curve = route(kind, source, target, same_column, self._lane(element), obstacles)
        return Line(join, kind, element.source, element.target, share, curve, area)

    def _obstacles(self, area: Box, ends: set[str]) -> Points:
        boxes = self.cards
        others = [boxes[card] for card in self._cards.touching(area) - ends]
        return np.array(others, dtype=np.float64) if others else NO_CARDS

    def _lane(self, element: Transition | Influence) -> float:
        """How far a line is moved aside: 0 for the first between two cards, then 12 either way, 24 and so on."""
        at = [each.id for each in self._parallel(element.source, element.target)].index(element.id)
        return LANE * ((at + 1) // 2) * (1 if at % 2 else -1)

    def _parallel(self, source: str, target: str) -> list[Transition | Influence]:
        document = self._document
        joining = [*document.referrers(source, Transition), *document.referrers(source, Influence)]
        pair = {source, target}
        between = [each for each in joining if {each.source, each.target} == pair]
        return sorted(between, key=lambda each: (_rank(each), each.id))

    def _join(self, join: str) -> Transition | Influence | None:
        return self._document.find(Transition, join) or self._document.find(Influence, join)

    def _keep_line(self, line: Line) -> None:
        self._lines[line.id] = line
        self._line_grid.put(line.id, line.box)
        if line.reach is not None:
            self._reaches.put(line.id, line.reach)
        for end in (line.source, line.target):
            self._lines_at[end].add(line.id)

    def _drop_line(self, line_id: str) -> Line | None:
        line = self._lines.pop(line_id, None)
        if line is not None:
            self._line_grid.drop(line_id)
            self._reaches.drop(line_id)
            for end in (line.source, line.target):
                self._lines_at[end].discard(line_id)
        return line


def _rank(join: Transition | Influence) -> int:
    """Flow keeps the middle lane; what is drawn over it gives way."""
    kinds = list(TransitionKind)
    return kinds.index(join.kind) if isinstance(join, Transition) else len(kinds)
