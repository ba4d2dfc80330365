"""Which ways lines take from card to card: the plain curve, or the first small detour that meets no other card.

Everything is worked out for many lines at once: of 100,000 curves most of the time would go to calls.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from ui.canvas.boxes import Box
from ui.canvas.curves import Curve, Points, sampled, straight, traced
from ui.canvas.table import Rows
from ui.canvas.ways import BACK, ONWARD, Ends, detour, detour_back, mirrored, plain_ways, sorts
from workbench.domain.places import CARD_WIDTH, ROW_PITCH
from workbench.domain.vocabulary import TransitionKind

STUB: Final = 11.0
LANE: Final = 12.0
CLEARANCE: Final = 10.0
FARTHEST_DETOUR: Final = 1.5 * ROW_PITCH

_MOST_DETOURS: Final = 4
# left of the middle, where lines leave and enter, and of the badges of the card below
_STUB_PLACE: Final = 0.36
_SHRUNK: Final = np.array((1.0, 1.0, -1.0, -1.0))
_NEVER: Final = np.iinfo(np.intp).max


class LineKind(StrEnum):
    """What a line of the map stands for."""

    FLOW = TransitionKind.FLOW.value
    GIVE_UP = TransitionKind.GIVE_UP.value
    FAILURE_DEMAND = TransitionKind.FAILURE_DEMAND.value
    INFLUENCE = "influence"


@dataclass(frozen=True, slots=True, eq=False)
class Obstacles:
    """Cards (shape (p, 4)) to be kept clear of as far as a small detour does it, each by the line at `line`."""

    line: Rows
    card: Points

    def of(self, rows: Rows, lines: int) -> "Obstacles":
        """Return those of some out of so many lines, which are then counted anew."""
        at = np.full(lines, -1)
        at[rows] = np.arange(len(rows))
        kept = at[self.line] >= 0
        return Obstacles(at[self.line[kept]], self.card[kept])

    def mirrored(self) -> "Obstacles":
        """Return them with left and right exchanged."""
        return Obstacles(self.line, mirrored(self.card))


NO_OBSTACLES: Final = Obstacles(np.empty(0, dtype=np.intp), np.empty((0, 4)))


def plain_ends(joined: Sequence[tuple[LineKind, Box, Box]]) -> Ends:
    """Return what lines join, each in the middle lane, wherever the two cards have been moved."""
    sources = np.array([source for _, source, _ in joined])
    targets = np.array([target for _, _, target in joined])
    return Ends(
        influence=np.array([kind is LineKind.INFLUENCE for kind, _, _ in joined]),
        source=sources,
        target=targets,
        same_column=np.abs(sources[:, 0] - targets[:, 0]) < CARD_WIDTH / 2,
        lane=np.zeros(len(joined)),
    )


def plain_way(kind: LineKind, source: Box, target: Box, same_column: bool, lane: float = 0.0) -> Curve:
    """Return the way of one line where no other card stands."""
    influence = kind is LineKind.INFLUENCE
    ends = Ends(
        np.array([influence]), np.array([source]), np.array([target]), np.array([same_column]), np.array([lane])
    )
    return traced(plain_ways(ends)[0])


def routes(ends: Ends, obstacles: Obstacles) -> list[Curve]:
    """Return the way of each line; it is the same in whatever order the obstacles come."""
    found: list[Curve | None] = [None] * len(ends)
    for rows, ways in sorts(ends):
        own, cards = ends.take(rows), obstacles.of(rows, len(ends))
        choice = _Choice(len(own), cards)
        for way in ways:
            choice.offer(way(own.take(choice.left)))
            if not len(choice.left):
                break
        if ways is ONWARD:
            _offer_detours(choice, own, cards, detour)
        elif ways is BACK:
            _offer_detours(choice, own.mirrored(), cards.mirrored(), detour_back)
        for row, curve in zip(rows.tolist(), choice.best, strict=True):
            found[row] = curve
    return [curve for curve in found if curve is not None]


def stub(source: Box) -> Curve:
    """Return the short way of those who leave for good, down from the card's lower edge."""
    x = source.left + _STUB_PLACE * source.width
    return straight((x, source.bottom), (x, source.bottom + STUB))


class _Choice:
    """Of the ways offered, the first of each line that crosses no card, or else the first that crosses the fewest."""

    def __init__(self, lines: int, obstacles: Obstacles) -> None:
        self.left = np.arange(lines)
        self.best: list[Curve | None] = [None] * lines
        self._fewest = np.full(lines, _NEVER)
        self._obstacles = obstacles

    def offer(self, control: Points) -> None:
        """Offer a way to each of the lines that are `left`, because all they were offered before crosses a card."""
        rows = self.left
        samples = sampled(control)
        edges = np.concatenate([samples.min(axis=1), samples.max(axis=1)], axis=1)
        crossed = _cards_crossed(samples, edges, self._obstacles.of(rows, len(self.best)))
        better = np.flatnonzero(crossed < self._fewest[rows])
        kept = zip(rows[better].tolist(), control[better], samples[better], edges[better].tolist(), strict=True)
        for row, points, along, box in kept:
            self.best[row] = Curve(points, along, Box(*box))
        self._fewest[rows] = np.minimum(self._fewest[rows], crossed)
        self.left = rows[self._fewest[rows] > 0]


def _cards_crossed(samples: Points, edges: Points, obstacles: Obstacles) -> Rows:
    """Through how many of its obstacles each curve runs, shape (n,); very many for a way that is NaN.

    `edges` are those of the boxes that hold the samples.
    """
    left, top, right, bottom = (obstacles.card + _SHRUNK).T
    least_x, least_y, most_x, most_y = edges[obstacles.line].T
    near = np.flatnonzero((most_x > left) & (least_x < right) & (most_y > top) & (least_y < bottom))
    line = obstacles.line[near]
    x, y = samples[line, :, 0], samples[line, :, 1]
    left, top, right, bottom = (edge[near, None] for edge in (left, top, right, bottom))
    inside = ((x > left) & (x < right) & (y > top) & (y < bottom)).any(axis=1)
    crossed = np.bincount(line[inside], minlength=len(samples))
    return np.where(np.isnan(edges).any(axis=1), _NEVER, crossed)


def _offer_detours(
    choice: _Choice, ends: Ends, obstacles: Obstacles, way: Callable[[Ends, Points, Points, Points], Points]
) -> None:
    """Offer ways along the levels between, above or below the cards in the way, the nearest first."""
    if not len(choice.left):
        return
    passages = np.full((len(ends), 2 + _MOST_DETOURS), np.nan)
    passages[choice.left] = _passages(ends.take(choice.left), obstacles.of(choice.left, len(ends)))
    for at in range(2, 2 + _MOST_DETOURS):
        if len(choice.left):
            first, last, level = passages[choice.left][:, (0, 1, at)].T
            choice.offer(way(ends.take(choice.left), first, last, level))


def _passages(ends: Ends, obstacles: Obstacles) -> Points:
    """From where to where a detour of each line runs straight, and up to four levels, shape (n, 6); NaN for none."""
    line, card = obstacles.line, obstacles.card
    between = (card[:, 0] < ends.target[line, 0] - 4) & (card[:, 2] > ends.source[line, 2] + 4)
    passages = np.full((len(ends), 2 + _MOST_DETOURS), np.nan)
    wishes = ((ends.source_level + ends.target_level) / 2 + ends.lane).tolist()
    ways_out, ways_in = (ends.source[:, 2] + 8).tolist(), (ends.target[:, 0] - 8).tolist()
    for at, cards in _by_line(line[between], card[between]):
        first, last = max(float(cards[:, 0].min()) - 2, ways_out[at]), min(float(cards[:, 2].max()) + 2, ways_in[at])
        if first < last:
            levels = _free_levels(cards, wishes[at])
            passages[at, : 2 + len(levels)] = (first, last, *levels)
    return passages


def _by_line(line: Rows, card: Points) -> Iterator[tuple[int, Points]]:
    if not len(line):
        return
    order = np.argsort(line, kind="stable")
    line, card = line[order], card[order]
    starts = np.flatnonzero(np.diff(line, prepend=-1))
    yield from zip(line[starts].tolist(), np.split(card, starts[1:]), strict=True)


def _free_levels(cards: Points, wish: float) -> list[float]:
    """The levels near `wish` at which a line passes between, above or below the cards, the nearest first."""
    levels: list[float] = []
    bottom: float | None = None
    for top, low in sorted(zip(cards[:, 1].tolist(), cards[:, 3].tolist(), strict=True)):
        if bottom is None:
            levels.append(top - CLEARANCE)
        elif top - bottom >= CLEARANCE:
            levels.append((top + bottom) / 2)
        bottom = low if bottom is None else max(bottom, low)
    if bottom is not None:
        levels.append(bottom + CLEARANCE)
    nearest = sorted(levels, key=lambda level: (abs(level - wish), level))[:_MOST_DETOURS]
    return [level for level in nearest if abs(level - wish) <= FARTHEST_DETOUR]
