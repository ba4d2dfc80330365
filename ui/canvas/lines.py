"""The lines between the cards of a map; each finds its way round other cards when it is first looked at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, ValuesView
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
from typing_extensions import override

from ui.canvas.boxes import Box, around
from ui.canvas.curves import Curve, Points, Strands, points_along, running_through, sampled, strands
from ui.canvas.grid import CELL, Grid
from ui.canvas.joins import Join, Joins
from ui.canvas.routes import CLEARANCE, FARTHEST_DETOUR, NO_OBSTACLES, LineKind, Obstacles, routes, stub
from ui.canvas.table import Rows, Table
from ui.canvas.ways import Ends, Flags, plain_ways, reaches
from workbench.domain.document import Document
from workbench.domain.places import ROW_PITCH

_MARGIN: Final = 10.0
_STUB_WORD: Final = 64.0
_ROOM: Final = np.array((64.0, 3 * ROW_PITCH))
_ROOM_ONWARD: Final = np.array((_MARGIN, FARTHEST_DETOUR + _MARGIN))
_OVERSHOOT: Final = 0.25
_ONE_PIECE: Final = 4
_A_PART: Final = 150.0
_A_BATCH: Final = 256
# more would need more memory for a moment than the map needs for good
_MEASURED_AT_ONCE: Final = 4096
_MOST_AREAS: Final = 32
_NOWHERE: Final = Box(0.0, 0.0, 0.0, 0.0)

# what the table holds of a line: the area within which it runs, the area whose cards decide its way, control points of
# its plain way, when it has found its way the area that it covers, how far it is moved aside, whether it runs onward,
# and whether the way that it has found is the plain one
_REACH: Final = slice(4, 8)
_PLAIN: Final = slice(8, 16)
_COVERED: Final = slice(16, 20)
_LANE: Final = 20
_ONWARD: Final = 21
_IS_PLAIN: Final = 22
_WIDTH: Final = 23


@dataclass(slots=True, eq=False)
class Line(Join):
    """A transition or influence as it lies on the map."""

    curve: Curve

    @property
    def box(self) -> Box:
        """The area that its stroke, arrow head and word can cover."""
        return _covered(self, self.curve.box)

    @property
    def parts(self) -> list[Box]:
        """The same area in smaller boxes along its way."""
        points = points_along(self.curve, _A_PART)
        runs = np.stack([points[:-1], points[1:]])
        edges = np.hstack([runs.min(axis=0), runs.max(axis=0)])
        return [_covered(self, Box(*each)) for each in edges.tolist()]


class Lines(Mapping[str, Line]):
    """Every line that is drawn, by the id of its transition or influence.

    A line's plain way is worked out at once; the cards in its way are minded when it is asked for, many lines
    together.  What it lies between is read from the document and from `cards` and `columns`, which are not its own.
    """

    def __init__(self, document: Document, cards: Grid, columns: Mapping[str, str | None]) -> None:
        self._document = document
        self._cards = cards
        self._columns = columns
        self._routed: dict[str, Line] = {}
        self.fill()

    @override
    def __getitem__(self, key: str) -> Line:
        self._route([self._joins.by_id[key].id])
        return self._routed[key]

    @override
    def __contains__(self, key: object) -> bool:
        return key in self._joins.by_id

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._joins.by_id)

    @override
    def __len__(self) -> int:
        return len(self._joins.by_id)

    @override
    def values(self) -> ValuesView[Line]:
        """All lines; those without a way find it together, which takes a tenth of the time."""
        self._route(list(self._joins.by_id))
        return super().values()

    @property
    def joins(self) -> Iterable[Join]:
        """What the lines stand for, without their ways."""
        return self._joins.by_id.values()

    def extent(self, known: Box) -> Box:
        """Return the smallest box that holds the lines and `known`, in which all cards lie.

        Of the lines without a way only those look for one that may lead out of all that is known by then.
        """
        known = _holding(known, self._table.values[:, _COVERED])
        while len(self._routed) < len(self._joins.by_id):
            out = self._leading_out(known)[:_A_BATCH]
            if not len(out):
                break
            self._route_rows(out)
            known = _holding(known, self._table.values[out, _COVERED])
        return known

    def _leading_out(self, known: Box) -> Rows:
        """The lines without a way that may find one out of `known`, in which all cards lie."""
        values, cards = self._table.values, self._cards.extent or known
        left, top, right, bottom = values[:, :4].T
        # onward a line runs no further above or below the cards than keeps it clear of them
        room = np.where(values[:, _ONWARD], CLEARANCE + _MARGIN + np.abs(values[:, _LANE]), np.inf)
        top, bottom = np.maximum(top, cards.top - room), np.minimum(bottom, cards.bottom + room)
        out = (left < known.left) | (top < known.top) | (right > known.right) | (bottom > known.bottom)
        return np.flatnonzero(out & np.isnan(values[:, _COVERED.start]))

    def meeting(self, area: Box) -> list[Line]:
        """Return the lines that may meet `area`, in the order in which they are painted: from top to bottom."""
        near, curves = self.near(area)
        runs, joins = running_through(curves, area), self._joins.by_id
        met = [self._routed[each] for each, meets in zip(near, runs, strict=True) if meets or joins[each].leaves]
        return sorted(met, key=lambda line: (line.curve.box.top, line.curve.box.left, line.id))

    def near(self, area: Box) -> tuple[list[str], Strands]:
        """Return the ids of the lines that may cover some of `area`, and their ways in the same order.

        Ways that are plain are sampled together: to collect those of hundreds takes longer.
        """
        self.find_ways(area)
        rows = self._table.meeting(area, _COVERED)
        plain = self._table.values[rows, _IS_PLAIN] > 0
        alike, others = self._table.ids(rows[plain]), self._table.ids(rows[~plain])
        ways = sampled(self._table.values[rows[plain], _PLAIN].reshape(-1, 4, 2))
        curves = strands([self._routed[each].curve for each in others], ways)
        return [*alike, *others], curves

    def find_ways(self, area: Box) -> None:
        """Let the lines that may meet `area` find their ways, if they have not yet."""
        if len(self._routed) < len(self._joins.by_id):
            self._route_rows(self._table.meeting(area))

    def plain_meeting(self, area: Box) -> tuple[list[Join], Points]:
        """Return what lines stand for that may meet `area`, and their plain ways, shape (n, 4, 2)."""
        rows = self._table.meeting(area)
        joins = self._joins.by_id
        return [joins[each] for each in self._table.ids(rows)], self._table.values[rows, _PLAIN].reshape(-1, 4, 2)

    def at(self, *cards: str) -> list[Line]:
        """Return the lines that begin or end at any of these cards; they find their ways together."""
        ids = sorted({each.id for card in cards for each in self._joins.at(card)})
        self._route(ids)
        return [self._routed[each] for each in ids]

    def fill(self) -> None:
        """Take in all transitions and influences, whatever was known before."""
        self._joins = Joins(self._document, self._columns)
        self._table = Table(_WIDTH)
        self._routed.clear()
        self._take(self._joins.read_all(), set())

    def renew(self, changed: Iterable[str], areas: Sequence[Box]) -> dict[str, Box]:
        """Work out again what was `changed`, itself or at its ends, and what cards in these `areas` can have diverted.

        Return the lines that are altered, each with the area that it leaves and takes.
        """
        joins = self._joins.by_id
        fresh = {each: self._joins.read(each) for each in changed}
        parallel = {
            other.id
            for join in (*fresh.values(), *(joins.get(each) for each in fresh))
            if join is not None and not join.leaves
            for other in self._joins.between_cards_of(join)
        }
        concerned = sorted({*fresh, *parallel, *self._diverted(areas)})
        before = self._pictures(concerned)
        self._take(fresh, parallel - fresh.keys())
        again = [each for each in concerned if each in joins and each in before and before[each].way is not None]
        for each in again:
            self._routed.pop(each, None)
        self._route(again)
        after = self._pictures(concerned)
        self._keep_same(before, after)
        return _differing(before, after)

    def _diverted(self, areas: Sequence[Box]) -> set[str]:
        """Lines that have found their way already and whose way cards in these areas can decide."""
        if len(areas) > _MOST_AREAS:
            areas = [whole] if (whole := around(areas)) is not None else []
        return {
            each
            for area in areas
            for each in self._table.ids(self._table.meeting(area, _REACH))
            if each in self._routed
        }

    def _take(self, fresh: Mapping[str, Join | None], others: Iterable[str]) -> None:
        """Note what lines stand for, and measure these and `others` anew."""
        joins = self._joins.by_id
        for each in fresh:
            if each in joins:
                self._table.drop(each)
                self._routed.pop(each, None)
        self._joins.take(fresh)
        altered = [each for each in (*fresh, *others) if each in joins]
        self._table.reserve(len(joins))
        for start in range(0, len(altered), _MEASURED_AT_ONCE):
            self._measure(altered[start : start + _MEASURED_AT_ONCE])

    def _measure(self, ids: Sequence[str]) -> None:
        """Write the rows of lines: where they run if no card stands in their way, and which cards could."""
        known = self._joins.by_id
        joins = [known[each] for each in ids]
        ends = self._ends(joins, np.array([self._joins.lane(join) for join in joins]))
        rows = np.empty((len(joins), _WIDTH))
        plain = plain_ways(ends)
        rows[:, _REACH] = reaches(ends)
        rows[:, _PLAIN] = plain.reshape(-1, 8)
        rows[:, _ONWARD] = ~ends.influence & (ends.target[:, 0] >= ends.source[:, 2])
        rows[:, :4] = _areas(ends, plain, free=np.isnan(rows[:, _REACH.start]), onward=rows[:, _ONWARD] > 0)
        for at, join in enumerate(joins):
            if join.leaves:
                rows[at, _REACH] = np.nan
                rows[at, _PLAIN] = stub(self._cards.boxes[join.source]).control.ravel()
                rows[at, _ONWARD] = 0.0
        rows[:, _COVERED] = np.nan
        rows[:, _IS_PLAIN] = 0.0
        rows[:, _LANE] = ends.lane
        self._table.put(ids, rows)
        for each in ids:
            self._routed.pop(each, None)

    def _ends(self, joins: Sequence[Join], lane: Points) -> Ends:
        box, columns = self._cards.boxes.__getitem__, self._columns
        sources = [join.source for join in joins]
        targets = [join.source if join.leaves else join.target for join in joins]
        return Ends(
            influence=np.array([join.kind is LineKind.INFLUENCE for join in joins]),
            source=_edges(map(box, sources)),
            target=_edges(map(box, targets)),
            same_column=np.array([columns[one] == columns[end] for one, end in zip(sources, targets, strict=True)]),
            lane=lane,
        )

    def _route_rows(self, rows: Rows) -> None:
        self._route(self._table.ids(rows[np.isnan(self._table.values[rows, _COVERED.start])]))

    def _route(self, ids: Sequence[str]) -> None:
        """Let lines find their way which have not yet, a batch of neighbours at a time."""
        ids = [each for each in ids if each not in self._routed]
        if len(ids) > _A_BATCH:
            areas = self._table.values[self._table.rows(ids), :2] // CELL
            ids = [ids[at] for at in np.lexsort((areas[:, 1], areas[:, 0])).tolist()]
        joins = self._joins.by_id
        for start in range(0, len(ids), _A_BATCH):
            self._route_batch([joins[each] for each in ids[start : start + _A_BATCH]])

    def _route_batch(self, joins: Sequence[Join]) -> None:
        rows = self._table.rows([join.id for join in joins])
        ends = self._ends(joins, self._table.values[rows, _LANE])
        curves = routes(ends, self._obstacles(joins, self._table.values[rows, _REACH]))
        for join, curve in zip(joins, curves, strict=True):
            way = stub(self._cards.boxes[join.source]) if join.leaves else curve
            self._routed[join.id] = Line(join.id, join.kind, join.source, join.target, join.share, way)
        self._table.values[rows, _COVERED] = _edges(self._routed[join.id].box for join in joins)
        self._table.values[rows, _IS_PLAIN] = _alike(
            [self._routed[join.id].curve.control for join in joins], self._table.values[rows, _PLAIN]
        )

    def _obstacles(self, joins: Sequence[Join], near: Points) -> Obstacles:
        """The cards near each line but the two that it joins."""
        bounded = near[~np.isnan(near[:, 0])]
        if not len(bounded):
            return NO_OBSTACLES
        whole = Box(*bounded[:, :2].min(axis=0).tolist(), *bounded[:, 2:].max(axis=0).tolist())
        ids = list(self._cards.touching(whole))
        boxes = _edges(self._cards.boxes[each] for each in ids)
        left, top, right, bottom = near.T[:, :, None]
        meets = (boxes[:, 0] < right) & (boxes[:, 2] > left) & (boxes[:, 1] < bottom) & (boxes[:, 3] > top)
        at = {card: column for column, card in enumerate(ids)}
        for row, join in enumerate(joins):
            for end in (join.source, join.target):
                if end in at:
                    meets[row, at[end]] = False
        line, card = np.nonzero(meets)
        return Obstacles(line, boxes[card])

    def _pictures(self, ids: Iterable[str]) -> dict[str, "_Picture"]:
        """How lines look now, whether or not they have found their way."""
        joins = self._joins.by_id
        known = [each for each in ids if each in joins]
        if not known:
            return {}
        plain = self._table.values[self._table.rows(known), _PLAIN]
        samples = sampled(plain.reshape(-1, 4, 2))
        boxes = np.hstack([samples.min(axis=1), samples.max(axis=1)]).tolist()
        return {
            each: _Picture(joins[each], way.tobytes(), self._routed.get(each), Box(*box))
            for each, way, box in zip(known, plain, boxes, strict=True)
        }

    def _keep_same(self, before: Mapping[str, "_Picture"], after: Mapping[str, "_Picture"]) -> None:
        """Lines that go on as before stay the very same, so that nothing made from them is made again."""
        for each in before.keys() & after.keys():
            line = before[each].way
            if line is not None and before[each] == after[each]:
                self._routed[each] = line


@dataclass(frozen=True, slots=True, eq=False)
class _Picture:
    """How a line looks: what it stands for, its plain way and its area, and its way if it has found it."""

    join: Join
    plain: bytes
    way: Line | None
    plain_box: Box

    @override
    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Picture) or (self.join, self.plain) != (other.join, other.plain):
            return False
        if self.way is None or other.way is None:
            return self.way is other.way
        return np.array_equal(self.way.curve.control, other.way.curve.control)

    @property
    def box(self) -> Box:
        """The area that it covers by whichever way it is painted."""
        plain = _covered(self.join, self.plain_box)
        return plain if self.way is None else around((plain, self.way.box)) or plain


def _differing(before: Mapping[str, _Picture], after: Mapping[str, _Picture]) -> dict[str, Box]:
    altered: dict[str, Box] = {}
    for each in before.keys() | after.keys():
        old, new = before.get(each), after.get(each)
        if old != new:
            whole = around(picture.box for picture in (old, new) if picture is not None)
            altered[each] = whole or _NOWHERE
    return altered


def _areas(ends: Ends, plain: Points, free: Flags, onward: Flags) -> Points:
    """For each line the area out of which none of its ways leads, shape (n, 4); a `free` one takes its plain way."""
    low, high = np.minimum(ends.source, ends.target)[:, :2], np.maximum(ends.source, ends.target)[:, 2:]
    room = np.where(onward[:, None], _ROOM_ONWARD, _ROOM + _OVERSHOOT * (high - low)) + 2 * np.abs(ends.lane)[:, None]
    hull = np.hstack([plain.min(axis=1) - _MARGIN, plain.max(axis=1) + _MARGIN])
    return np.where(free[:, None], hull, np.hstack([low - room, high + room]))


def _alike(controls: Sequence[Points], plain: Points) -> Flags:
    """Whether control points, of one piece or more, are those of the plain ways (shape (n, 8))."""
    simple = np.array([len(control) == _ONE_PIECE for control in controls])
    first = np.array([control[:_ONE_PIECE] for control in controls]).reshape(-1, 8)
    return simple & (first == plain).all(axis=1)


def _holding(known: Box, boxes: Points) -> Box:
    """The smallest box that holds one box and many, shape (n, 4); those that are NaN are nowhere."""
    found = boxes[~np.isnan(boxes[:, 0])]
    if not len(found):
        return known
    outer = Box(*found[:, :2].min(axis=0).tolist(), *found[:, 2:].max(axis=0).tolist())
    return around((known, outer)) or known


def _edges(boxes: Iterable[Box]) -> Points:
    """Boxes as rows; an array straight from tuples takes four times as long."""
    return np.fromiter(chain.from_iterable(boxes), np.float64).reshape(-1, 4)


def _covered(join: Join, box: Box) -> Box:
    box = box.grown(_MARGIN)
    return Box(box.left - _STUB_WORD, box.top, box.right, box.bottom) if join.leaves else box
