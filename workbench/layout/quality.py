"""How good a layout is: the fewer lines cross, run over cards, upwards or aslant, the better."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.domain.places import CARD_HEIGHT, ROW_PITCH
from workbench.layout.arrays import Floats, Ints
from workbench.layout.crossings import UPWARD, crossed, sharing
from workbench.layout.sheet import Sheet
from workbench.layout.slots import Slots

_COVERED: Final = 1.0
_ASLANT: Final = 0.15
"""A row of height on a line of weight 1, in crossings."""

_CLEAR: Final = CARD_HEIGHT / 2

_AT_ONCE: Final = 500_000
"""Pairs that are looked at together, some 100 bytes each."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What moving some cards can alter.

    `cards` are the cards, `lines` those that end at one; `pairs`, int64[pairs, 2], the lines that may cross each other,
    and `over`, int64[pairs, 2], the lines and the cards that they may run over.
    """

    cards: Ints
    lines: Ints
    pairs: Ints
    over: Ints


class Quality:
    """Compares layouts of one map; costs are in crossings."""

    def __init__(self, sheet: Sheet, slots: Slots) -> None:
        """Take columns as wide as the slots need."""
        self._ends = sheet.ends
        self._weights = sheet.weights
        self._left = slots.lefts[sheet.columns]
        right = slots.rights[sheet.columns]
        self._span = np.stack((self._left[self._ends].min(axis=1), right[self._ends].max(axis=1)), axis=-1)
        columns = sheet.columns[self._ends]
        leads = np.array([line.leads for line in sheet.lines], np.bool_)
        self._downward = leads & (columns[:, 0] == columns[:, 1])
        self._over = _may_run_over(columns, self._ends, sheet.columns)

    def part_of(self, cards: Ints) -> Part:
        """Return what moving these cards can alter."""
        lines = np.flatnonzero(np.isin(self._ends, cards).any(axis=1))
        begins = np.maximum(self._span[lines, None, 0], self._span[None, :, 0])
        stops = np.minimum(self._span[lines, None, 1], self._span[None, :, 1])
        upright = self._span[:, 0] == self._span[:, 1]
        may_cross = (begins < stops) | ((begins == stops) & (upright[lines, None] | upright))
        may_cross &= ~sharing(self._ends[lines], self._ends)
        # a pair of two of these lines is met once
        may_cross[:, lines] &= lines[:, None] < lines
        own, other = np.nonzero(may_cross)
        touched = np.isin(self._over[:, 0], lines) | np.isin(self._over[:, 1], cards)
        return Part(cards, lines, np.column_stack((lines[own], other)), self._over[touched])

    def costs(self, places: Floats, part: Part, moved: Floats) -> Floats:
        """Return what each of several ways to move the cards of a part costs, but for what none of them alters.

        `places` is where all cards lie, float64[cards, 2], `moved` where those of the part do, float64[ways, cards of
        the part, 2]; both from the edge of the column.
        """
        size = max(1, _AT_ONCE // (self.altered_by(part) + len(places)))
        parts = [self._costs(places, part, moved[first : first + size]) for first in range(0, len(moved), size)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def altered_by(self, part: Part) -> int:
        """Return how many pairs have to be looked at when the cards of a part move."""
        return len(part.pairs) + len(part.over) + len(part.lines)

    def _costs(self, places: Floats, part: Part, moved: Floats) -> Floats:
        points = np.repeat(places[None], len(moved), axis=0)
        points[:, part.cards] = moved
        points[:, :, 0] += self._left
        lines = points[:, self._ends]
        return (
            crossed(lines[:, part.pairs[:, 0]], lines[:, part.pairs[:, 1]]).sum(axis=1)
            + _COVERED * _count_covered(lines[:, part.over[:, 0]], points[:, part.over[:, 1]])
            + self._leaning(lines[:, part.lines], part.lines)
        )

    def cost(self, places: Floats) -> float:
        """Return what a layout costs as a whole."""
        everything = self.part_of(np.arange(len(places)))
        return float(self.costs(places, everything, places[None])[0])

    def _leaning(self, lines: Floats, numbers: Ints) -> Floats:
        falls = lines[:, :, 1, 1] - lines[:, :, 0, 1]
        # no product of matrices: BLAS would start threads for it
        aslant = (np.abs(falls) * self._weights[numbers]).sum(axis=1) * (_ASLANT / ROW_PITCH)
        upward = (falls < 0) & self._downward[numbers]
        return aslant + UPWARD * upward.sum(axis=1)


def _may_run_over(between: Ints, ends: Ints, columns: Ints) -> Ints:
    """Return lines with the cards in the columns that they pass, or in their own where they stay in one."""
    low, high = between.min(axis=1)[:, None], between.max(axis=1)[:, None]
    passed = ((columns > low) & (columns < high)) | ((low == high) & (columns == low))
    np.put_along_axis(passed, ends, values=False, axis=1)
    return np.argwhere(passed)


def _count_covered(lines: Floats, cards: Floats) -> Floats:
    """Return over how many of the cards the lines beside them run; float64[ways]."""
    source, target = lines[:, :, 0], lines[:, :, 1]
    across = target[:, :, 0] - source[:, :, 0]
    share = (cards[:, :, 0] - source[:, :, 0]) / np.where(across == 0, 1, across)
    level = source[:, :, 1] + share * (target[:, :, 1] - source[:, :, 1])
    aslant = (across != 0) & (share > 0) & (share < 1) & (np.abs(level - cards[:, :, 1]) < _CLEAR)
    low, high = np.minimum(source[:, :, 1], target[:, :, 1]), np.maximum(source[:, :, 1], target[:, :, 1])
    upright = (across == 0) & (cards[:, :, 0] == source[:, :, 0])
    upright &= (cards[:, :, 1] > low) & (cards[:, :, 1] < high)
    return (aslant | upright).sum(axis=1).astype(np.float64)
