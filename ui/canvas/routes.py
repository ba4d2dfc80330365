"""Which way a line takes from card to card: the plain curve, or the first small detour that meets no other card."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import numpy as np

from ui.canvas.boxes import Box
from ui.canvas.curves import Curve, Points, chain, joined, sideways, straight
from workbench.domain.places import CARD_WIDTH, COLUMN_PITCH, ROW_PITCH
from workbench.domain.vocabulary import TransitionKind

NO_CARDS: Final[Points] = np.empty((0, 4))
STUB: Final = 11.0
LANE: Final = 12.0

_FARTHEST_ACROSS: Final = 7 * COLUMN_PITCH
_FARTHEST_DOWN: Final = 14 * ROW_PITCH
_SIDE_REACH: Final = 64.0
_ROWS_REACHED: Final = 3
_FARTHEST_DETOUR: Final = 1.5 * ROW_PITCH
_CLEARANCE: Final = 10.0
_BOW: Final = 26.0
_SIDE_BOW: Final = 14.0
_LEAN: Final = 0.9
_STUB_PLACE: Final = 0.68
_SKEWS: Final = (0.75, 0.25, 0.9, 0.1)


class LineKind(StrEnum):
    """What a line of the map stands for."""

    FLOW = TransitionKind.FLOW.value
    GIVE_UP = TransitionKind.GIVE_UP.value
    FAILURE_DEMAND = TransitionKind.FAILURE_DEMAND.value
    INFLUENCE = "influence"


def reach(source: Box, target: Box) -> Box | None:
    """Return the area outside which no card can change the way between these two.

    None where they lie so far apart that no small detour would do: the line then runs under whatever is between.
    """
    both = Box(
        min(source.left, target.left),
        min(source.top, target.top),
        max(source.right, target.right),
        max(source.bottom, target.bottom),
    )
    if both.width > _FARTHEST_ACROSS or both.height > _FARTHEST_DOWN:
        return None
    return both.grown(_SIDE_REACH, _ROWS_REACHED * ROW_PITCH)


def route(kind: LineKind, source: Box, target: Box, same_column: bool, lane: float, cards: Points) -> Curve:
    """Return the way from `source` to `target`.

    `lane` moves the line aside in map units, so that two between the same cards never lie on each other.  `cards` are
    the other cards (left, top, right, bottom; shape (n, 4)) to be kept clear of as far as a small detour does it; in
    whatever order they come, the way is the same.
    """
    if source == target:
        return _loop(source, lane)
    best: Curve | None = None
    fewest = len(cards) + 1
    for candidate in _candidates(kind, source, target, same_column, lane, cards):
        crossed = candidate.cards_crossed(cards)
        if crossed < fewest:
            best, fewest = candidate, crossed
        if not crossed:
            break
    assert best is not None, "every pair of cards has at least the plain way"
    return best


def stub(source: Box) -> Curve:
    """Return the short way of those who leave for good, down from the card's lower edge."""
    x = source.left + _STUB_PLACE * source.width
    return straight((x, source.bottom), (x, source.bottom + STUB))


def _candidates(
    kind: LineKind, source: Box, target: Box, same_column: bool, lane: float, cards: Points
) -> Iterator[Curve]:
    shared = min(source.right, target.right) - max(source.left, target.left)
    above_each_other = same_column and shared > CARD_WIDTH / 3
    if kind is LineKind.INFLUENCE:
        ways = _round_the_side(source, target, lane, (-1, 1)) if above_each_other else _influence(source, target, lane)
        yield from ways
    elif above_each_other:
        yield from _within_column(source, target, lane)
    elif target.left >= source.right:
        yield from _onward(source, target, lane, cards)
    elif same_column:
        yield sideways((source.left, _level(source) + lane), (target.right, _level(target) + lane), -1)
    else:
        yield from _bows(source, target, lane)


def _level(card: Box) -> float:
    return card.middle[1]


def _loop(card: Box, lane: float) -> Curve:
    top, bottom = _level(card) - 14 - lane, _level(card) + 14 + lane
    out = card.right + 30 + lane
    return chain((card.right, top), (out, top - 12), (out, bottom + 12), (card.right, bottom))


def _within_column(source: Box, target: Box, lane: float) -> Iterator[Curve]:
    """Straight to the next row; round the side where another card stands between."""
    x = (max(source.left, target.left) + min(source.right, target.right)) / 2 + lane
    if target.top >= source.bottom:
        yield straight((x, source.bottom), (x, target.top))
    elif target.bottom <= source.top:
        yield straight((x, source.top), (x, target.bottom))
    yield from _round_the_side(source, target, lane, (1, -1))


def _round_the_side(source: Box, target: Box, lane: float, ways: tuple[int, ...]) -> Iterator[Curve]:
    """Bows through the gutter to the right (1) or left (-1), the wider the farther the cards lie apart."""
    span = abs(_level(target) - _level(source))
    bow = (_SIDE_BOW + min(_SIDE_BOW / 2, span / ROW_PITCH) + abs(lane) / 4) / 0.75
    for way in ways:
        start, end = (source.right, target.right) if way > 0 else (source.left, target.left)
        out = (max(start, end) if way > 0 else min(start, end)) + way * bow
        from_y, to_y = _level(source) + lane, _level(target) + lane
        yield chain((start, from_y), (out, from_y), (out, to_y), (end, to_y))


def _onward(source: Box, target: Box, lane: float, cards: Points) -> Iterator[Curve]:
    start, end = (source.right, _level(source) + lane), (target.left, _level(target) + lane)
    lean = _lean(start, end, lane)
    yield sideways(start, end, lean=lean)
    for late in _SKEWS:
        yield _skewed(start, end, late, lean)
    between = cards[(cards[:, 0] < target.left - 4) & (cards[:, 2] > source.right + 4)]
    if not len(between):
        return
    first = max(float(between[:, 0].min()) - 2, source.right + 8)
    last = min(float(between[:, 2].max()) + 2, target.left - 8)
    if last <= first:
        return
    straight_level = (start[1] + end[1]) / 2
    levels = sorted(_gaps(between), key=lambda level: (abs(level - straight_level), level))
    for level in levels[:4]:
        if abs(level - straight_level) <= _FARTHEST_DETOUR:
            along = straight((first, level + lane / 2), (last, level + lane / 2))
            yield joined(sideways(start, along.start), along, sideways(along.end, end))


def _lean(start: tuple[float, float], end: tuple[float, float], lane: float) -> float:
    """How far the slope of a line moves across, so that it keeps its lane where it is steep."""
    return lane * _LEAN * ((end[1] < start[1]) - (end[1] > start[1]))


def _skewed(start: tuple[float, float], end: tuple[float, float], late: float, lean: float) -> Curve:
    """The plain curve with its slope nearer to the end (`late` near 1) or to the start (near 0)."""
    across = end[0] - start[0]
    first, last = start[0] + late * across + lean, end[0] - (1 - late) * across + lean
    return chain(start, (first, start[1]), (last, end[1]), end)


def _gaps(cards: Points) -> Iterator[float]:
    """The levels at which a line passes between, above or below the cards."""
    bottom: float | None = None
    for top, low in sorted(zip(cards[:, 1].tolist(), cards[:, 3].tolist(), strict=True)):
        if bottom is None:
            yield top - _CLEARANCE
        elif top - bottom >= _CLEARANCE:
            yield (top + bottom) / 2
        bottom = low if bottom is None else max(bottom, low)
    if bottom is not None:
        yield bottom + _CLEARANCE


def _bows(source: Box, target: Box, lane: float, start_at: float = 0.4, end_at: float = 0.6) -> Iterator[Curve]:
    """Bows below and above both cards, the flat ones first."""
    start, end = source.left + start_at * source.width + lane, target.left + end_at * target.width + lane
    handle = (end - start) * 0.28
    for rows in range(_ROWS_REACHED):
        depth = _BOW + abs(lane) + rows * ROW_PITCH
        for from_y, to_y, level in (
            (source.bottom, target.bottom, max(source.bottom, target.bottom) + depth),
            (source.top, target.top, min(source.top, target.top) - depth),
        ):
            yield _bow((start, from_y), (end, to_y), level, handle)


def _bow(start: tuple[float, float], end: tuple[float, float], level: float, handle: float) -> Curve:
    """A single cubic whose middle lies at `level`."""
    pull = (level - 0.125 * (start[1] + end[1])) / 0.75
    return chain(start, (start[0] + handle, pull), (end[0] - handle, pull), end)


def _influence(source: Box, target: Box, lane: float) -> Iterator[Curve]:
    """Into the later card from below or above, whichever side the source lies on."""
    below = _level(source) >= _level(target)
    sides = (below, not below)
    if target.left >= source.right:
        for from_below in sides:
            yield _hook(source, target, lane, from_below)
        for from_below in sides:
            yield _through_gap(source, target, lane, from_below)
    bows = list(_bows(source, target, lane, 0.5, 0.3))
    ordered = bows if below else [bows[at ^ 1] for at in range(len(bows))]
    yield from ordered


def _hook(source: Box, target: Box, lane: float, from_below: bool) -> Curve:
    """Out of the source's side and up, or down, into the target."""
    x, y = target.left + 0.3 * target.width + lane, target.bottom if from_below else target.top
    start = (source.right, source.top + (0.75 if from_below else 0.25) * source.height)
    push = max(28.0, 0.6 * abs(start[1] - y)) * (1 if from_below else -1)
    return chain(start, (start[0] + 0.5 * (x - start[0]), start[1]), (x, y + push), (x, y))


def _through_gap(source: Box, target: Box, lane: float, from_below: bool) -> Curve:
    """Along the gutter beside the target, then through the gap between its row and the next."""
    side = 1 if from_below else -1
    x, y = target.left + 0.3 * target.width + lane, target.bottom if from_below else target.top
    gutter, turn = target.left - 7, y + side * 10
    start = (source.right, source.top + (0.7 if from_below else 0.3) * source.height)
    middle = (gutter, (start[1] + turn) / 2)
    return joined(
        chain(start, (gutter, start[1]), (gutter, start[1]), middle),
        chain(middle, (gutter, turn + side * 4), (x, turn + side * 8), (x, y)),
    )
