"""The ways that lines may take from card to card, each worked out for many lines at once.

A call for every one of 100,000 curves would take most of the time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ui.canvas.curves import Points
from ui.canvas.table import Rows
from workbench.domain.places import CARD_WIDTH, COLUMN_PITCH, ROW_PITCH

Flags = NDArray[np.bool_]

_FARTHEST_ACROSS: Final = 7 * COLUMN_PITCH
_FARTHEST_DOWN: Final = 14 * ROW_PITCH
_SIDE_REACH: Final = 64.0
_ROWS_REACHED: Final = 3
_AROUND: Final = np.array((-1, -1, 1, 1)) * np.array((_SIDE_REACH, _ROWS_REACHED * ROW_PITCH) * 2)
_SHORTEST_HANDLE: Final = 14.0
_BOW: Final = 26.0
_SIDE_BOW: Final = 14.0
_LEAN: Final = 0.9
_SKEWS: Final = (0.75, 0.25, 0.9, 0.1)
_LOWER: Final = 18.0
_BESIDE: Final = 7.0
_MIRROR: Final = np.array((-1.0, 1.0))


@dataclass(frozen=True, slots=True, eq=False)
class Ends:
    """What n lines join.

    `source` and `target` are cards (left, top, right, bottom; shape (n, 4)); `lane` says how far each line is moved
    aside in map units, so that two between the same cards never lie on each other; `influence` and `same_column`
    (shape (n,)) whether it is an influence, and whether both cards lie in one column.
    """

    influence: Flags
    source: Points
    target: Points
    same_column: Flags
    lane: Points

    def __len__(self) -> int:
        return len(self.lane)

    def take(self, rows: Rows) -> "Ends":
        """Return those of some lines."""
        return Ends(self.influence[rows], self.source[rows], self.target[rows], self.same_column[rows], self.lane[rows])

    def mirrored(self) -> "Ends":
        """Return the lines as a mirror shows them, where those that run back run onward.

        They keep lower at both cards than the ways onward, which leave from where these arrive.
        """
        lower = (0.0, _LOWER, 0.0, _LOWER)
        source, target = mirrored(self.source) + lower, mirrored(self.target) + lower
        return Ends(self.influence, source, target, self.same_column, self.lane)

    @property
    def source_level(self) -> Points:
        """Half way down each first card."""
        return (self.source[:, 1] + self.source[:, 3]) / 2

    @property
    def target_level(self) -> Points:
        """Half way down each second card."""
        return (self.target[:, 1] + self.target[:, 3]) / 2


def mirrored(boxes: Points) -> Points:
    """Return boxes (left, top, right, bottom; shape (n, 4)) with left and right exchanged."""
    left, top, right, bottom = boxes.T
    return np.stack([-right, top, -left, bottom], axis=1)


Way = Callable[[Ends], Points]
"""From the ends of n lines to their control points, shape (n, 1 + 3 pieces, 2)."""


def reaches(ends: Ends) -> Points:
    """Return for each line the area outside which no card can change its way, shape (n, 4).

    NaN where the cards lie so far apart that no small detour would do: the line then runs under whatever is between.
    """
    both = np.hstack([np.minimum(ends.source, ends.target)[:, :2], np.maximum(ends.source, ends.target)[:, 2:]])
    far = (both[:, 2] - both[:, 0] > _FARTHEST_ACROSS) | (both[:, 3] - both[:, 1] > _FARTHEST_DOWN)
    return np.where(far[:, None], np.nan, both + _AROUND)


def plain_ways(ends: Ends) -> Points:
    """Return the ways that lines take where no other card stands, shape (n, 4, 2)."""
    control = np.empty((len(ends), 4, 2))
    for rows, ways in sorts(ends):
        control[rows] = ways[0](ends.take(rows))
    return control


def sorts(ends: Ends) -> Iterator[tuple[Rows, tuple[Way, ...]]]:
    """Yield the lines that have the same ways to choose from, with these ways, the plain one first."""
    shared = np.minimum(ends.source[:, 2], ends.target[:, 2]) - np.maximum(ends.source[:, 0], ends.target[:, 0])
    above = ends.same_column & (shared > CARD_WIDTH / 3)
    onward = ends.target[:, 0] >= ends.source[:, 2]
    apart = (ends.target[:, 1] >= ends.source[:, 3]) | (ends.target[:, 3] <= ends.source[:, 1])
    left = np.ones(len(ends), dtype=bool)
    for chosen, ways in (
        ((ends.source == ends.target).all(axis=1), (_loop,)),
        (ends.influence & above, (_TO_THE_LEFT, _TO_THE_RIGHT)),
        (ends.influence & onward, _INFLUENCE_ONWARD),
        (ends.influence, _INFLUENCE_BOWS),
        (above & apart, (_drop, _TO_THE_RIGHT, _TO_THE_LEFT)),
        (above, (_TO_THE_RIGHT, _TO_THE_LEFT)),
        (onward, ONWARD),
        (ends.same_column, (_back,)),
        (left, BACK),
    ):
        rows = np.flatnonzero(chosen & left)
        left[rows] = False
        if len(rows):
            yield rows, ways


def _control(*points: tuple[Points, Points]) -> Points:
    """Control points by their coordinates."""
    return np.stack([np.stack(point, axis=1) for point in points], axis=1)


def _joined(*curves: Points) -> Points:
    """One curve each from pieces of which each begins where the one before it ends."""
    first, *others = curves
    return np.concatenate([first, *(control[:, 1:] for control in others)], axis=1)


def _sideways(
    start: tuple[Points, Points], end: tuple[Points, Points], way: float = 1.0, lean: Points | float = 0.0
) -> Points:
    """Curves that leave and arrive level; `way` is 1 for those that run to the right, -1 to the left.

    `lean` moves their slope across.
    """
    handle = way * np.maximum(_SHORTEST_HANDLE, 0.5 * np.abs(end[0] - start[0]))
    return _control(start, (start[0] + handle + lean, start[1]), (end[0] - handle + lean, end[1]), end)


def _straight(start: tuple[Points, Points], end: tuple[Points, Points]) -> Points:
    return np.linspace(np.stack(start, axis=1), np.stack(end, axis=1), 4, axis=1)


def _loop(ends: Ends) -> Points:
    right, level, lane = ends.source[:, 2], ends.source_level, ends.lane
    top, bottom, out = level - 14 - lane, level + 14 + lane, right + 30 + lane
    return _control((right, top), (out, top - 12), (out, bottom + 12), (right, bottom))


def _drop(ends: Ends) -> Points:
    """Straight to the next row."""
    source, target = ends.source, ends.target
    x = (np.maximum(source[:, 0], target[:, 0]) + np.minimum(source[:, 2], target[:, 2])) / 2 + ends.lane
    down = target[:, 1] >= source[:, 3]
    start, end = np.where(down, source[:, 3], source[:, 1]), np.where(down, target[:, 1], target[:, 3])
    return _straight((x, start), (x, end))


def _round_the_side(ends: Ends, way: int) -> Points:
    """Bows through the gutter to the right (1) or left (-1), the wider the farther the cards lie apart."""
    span = np.abs(ends.target_level - ends.source_level)
    bow = (_SIDE_BOW + np.minimum(_SIDE_BOW / 2, span / ROW_PITCH) + np.abs(ends.lane) / 4) / 0.75
    edge, outer = (2, np.maximum) if way > 0 else (0, np.minimum)
    start, end = ends.source[:, edge], ends.target[:, edge]
    out = outer(start, end) + way * bow
    from_y, to_y = ends.source_level + ends.lane, ends.target_level + ends.lane
    return _control((start, from_y), (out, from_y), (out, to_y), (end, to_y))


def _across(ends: Ends) -> tuple[tuple[Points, Points], tuple[Points, Points], Points]:
    """From the right edge of one card to the left edge of the other, and the lean of the slope between.

    The slope moves across so far that a line keeps its lane where it is steep.
    """
    start = (ends.source[:, 2], ends.source_level + ends.lane)
    end = (ends.target[:, 0], ends.target_level + ends.lane)
    return start, end, ends.lane * _LEAN * np.sign(start[1] - end[1])


def _level(ends: Ends) -> Points:
    start, end, lean = _across(ends)
    return _sideways(start, end, lean=lean)


def _skewed(ends: Ends, late: float) -> Points:
    """The plain curve with its slope nearer to the end (`late` near 1) or to the start (near 0)."""
    start, end, lean = _across(ends)
    across = end[0] - start[0]
    first, last = start[0] + late * across + lean, end[0] - (1 - late) * across + lean
    return _control(start, (first, start[1]), (last, end[1]), end)


def detour(ends: Ends, first: Points, last: Points, level: Points) -> Points:
    """Return ways that run straight along a level from one place to another, between the two slopes."""
    start, end, _ = _across(ends)
    begin, stop = (first, level + ends.lane / 2), (last, level + ends.lane / 2)
    return _joined(_sideways(start, begin), _straight(begin, stop), _sideways(stop, end))


def _back(ends: Ends) -> Points:
    """From the left edge of a card to the right edge of one before it in the same column."""
    start = (ends.source[:, 0], ends.source_level + ends.lane)
    end = (ends.target[:, 2], ends.target_level + ends.lane)
    return _sideways(start, end, -1)


def _in_mirror(ends: Ends, way: Way) -> Points:
    """A way onward, run back."""
    return way(ends.mirrored()) * _MIRROR


def detour_back(ends: Ends, first: Points, last: Points, level: Points) -> Points:
    """Return the ways that `detour` finds for lines seen in the mirror."""
    return detour(ends, first, last, level) * _MIRROR


def _bow(ends: Ends, rows: int, side: Points | int, start_at: float, end_at: Points | float) -> Points:
    """A bow below (`side` 1) or above (-1) both cards that leaves room for some rows between."""
    source, target = ends.source, ends.target
    start = source[:, 0] + start_at * (source[:, 2] - source[:, 0]) + ends.lane
    end = target[:, 0] + end_at * (target[:, 2] - target[:, 0]) + ends.lane
    depth = _BOW + np.abs(ends.lane) + rows * ROW_PITCH
    below = side > np.zeros(len(ends))
    from_y, to_y = np.where(below, source[:, 3], source[:, 1]), np.where(below, target[:, 3], target[:, 1])
    level = np.where(below, np.maximum(from_y, to_y) + depth, np.minimum(from_y, to_y) - depth)
    pull = (level - 0.125 * (from_y + to_y)) / 0.75
    handle = (end - start) * 0.28
    return _control((start, from_y), (start + handle, pull), (end - handle, pull), (end, to_y))


def _bow_aside(ends: Ends, rows: int, turn: int) -> Points:
    """A bow of an influence on the side on which its source lies (`turn` 1), or on the other (-1)."""
    side = turn * _side(ends)
    return _bow(ends, rows, side, 0.5, _entered_at(side))


def _side(ends: Ends) -> Points:
    """1 where an influence comes from below or from the same level, else -1."""
    return np.where(ends.source_level >= ends.target_level, 1.0, -1.0)


def _entered_at(side: Points) -> Points:
    """At which share of a card's width an influence enters it: above it badges are at the right, below it a way out
    with its word at the left.
    """
    return np.where(side > 0, 0.66, 0.3)


def _entrance(ends: Ends, side: Points) -> tuple[Points, Points]:
    """Where an influence enters a card from below (1) or above (-1)."""
    target = ends.target
    x = target[:, 0] + _entered_at(side) * (target[:, 2] - target[:, 0]) + ends.lane
    return x, np.where(side > 0, target[:, 3], target[:, 1])


def _exit(ends: Ends, side: Points, aside: float) -> tuple[Points, Points]:
    """Where an influence leaves a card: at its right edge, `aside` of its height from the middle."""
    source = ends.source
    return source[:, 2], source[:, 1] + np.where(side > 0, 0.5 + aside, 0.5 - aside) * (source[:, 3] - source[:, 1])


def _hook(ends: Ends) -> Points:
    """Out of the source's side and up, or down, into the target, on the side on which the source lies."""
    side = _side(ends)
    (x, y), start = _entrance(ends, side), _exit(ends, side, 0.25)
    push = np.maximum(28.0, 0.6 * np.abs(start[1] - y)) * side
    # beside the target it goes round the corner first
    beside = (start[1] - y) * side < 0
    out = np.where(beside, y + 1.2 * push, start[1])
    return _control(start, (start[0] + 0.5 * (x - start[0]), out), (x, y + push), (x, y))


def _round_the_corner(ends: Ends, side: Points, level: Points) -> tuple[tuple[Points, Points], Points]:
    """The end of ways that come along a level: where in the gutter beside the target it begins, and its control points.

    It leads through the gap between the target's row and the next one.
    """
    x, y = _entrance(ends, side)
    gutter, bend = ends.target[:, 0] - _BESIDE, y + side * 10
    # what comes from the other side keeps to the gutter until it has passed the card
    passes = (level - y) * side < 0
    begin = (gutter, np.where(passes, y - side * 10, (level + bend) / 2))
    turn_out = (gutter, np.where(passes, y + side * 18, bend + side * 4))
    turn_in = (x, np.where(passes, y + side * 22, bend + side * 8))
    return begin, _control(begin, turn_out, turn_in, (x, y))


def _through_gap(ends: Ends, turn: int) -> Points:
    """Level to the gutter beside the target, then round its corner."""
    side = turn * _side(ends)
    start = _exit(ends, side, 0.2)
    begin, end = _round_the_corner(ends, side, start[1])
    return _joined(_control(start, (begin[0], start[1]), (begin[0], start[1]), begin), end)


def _along_row(ends: Ends, turn: int, row: int) -> Points:
    """Along the gap below (`row` 1) or above (-1) the source's row to the gutter, then round the target's corner."""
    start = _exit(ends, np.full(len(ends), float(row)), 0.2)
    level = (ends.source[:, 3] if row > 0 else ends.source[:, 1]) + row * 10
    begin, end = _round_the_corner(ends, turn * _side(ends), level)
    leave = begin[0] - _BESIDE
    turned, there = (np.minimum(start[0] + 3 * _BESIDE, leave), level), (leave, level)
    corner = (begin[0], level)
    return _joined(_sideways(start, turned), _straight(turned, there), _control(there, corner, corner, begin), end)


_TO_THE_RIGHT: Final[Way] = partial(_round_the_side, way=1)
_TO_THE_LEFT: Final[Way] = partial(_round_the_side, way=-1)
ONWARD: Final[tuple[Way, ...]] = (_level, *(partial(_skewed, late=late) for late in _SKEWS))
BACK: Final[tuple[Way, ...]] = (
    *(partial(_bow, rows=0, side=side, start_at=0.4, end_at=0.6) for side in (1, -1)),
    *(partial(_in_mirror, way=way) for way in ONWARD),
)
_INFLUENCE_BOWS: Final[tuple[Way, ...]] = tuple(
    partial(_bow_aside, rows=rows, turn=turn) for rows in range(_ROWS_REACHED) for turn in (1, -1)
)
_INFLUENCE_ONWARD: Final[tuple[Way, ...]] = (
    _hook,
    *(partial(_through_gap, turn=turn) for turn in (1, -1)),
    _INFLUENCE_BOWS[0],
    *(partial(_along_row, turn=turn, row=row) for turn in (1, -1) for row in (1, -1)),
    *_INFLUENCE_BOWS[1:],
)
