"""The last touches on maps of usual size: swaps and shifts inside a column, judged by the lines as they are drawn."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.layout.arrays import Floats, Ints
from workbench.layout.quality import Part, Quality
from workbench.layout.sheet import Sheet
from workbench.layout.slots import Slots

_ROUNDS: Final = 32
_HAIR: Final = 1e-9

MOST_WORK: Final = 1_000_000
"""Changes of one column times what each can alter: 27 cards and 98 lines have 50,000, 120 and 167 have 200,000."""


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    """The loose cards of a column with what moving them alters, where they may lie, and their lanes."""

    part: Part
    free: Floats
    lanes: Ints

    @property
    def changes(self) -> int:
        """How many swaps, shifts and moves there are, at most."""
        size = len(self.lanes)
        return size * (size - 1) // 2 + size * (len(self.free) - size) + size * size


class Refining:
    """The changes inside each column of a map, told apart by one quality; what they can alter is found once."""

    def __init__(self, sheet: Sheet, slots: Slots, quality: Quality) -> None:
        self.quality = quality
        self._cards = len(sheet.cards)
        lanes = sheet.lanes
        self._columns = [
            _Column(quality.part_of(cards), slots.places(number), lanes[cards])
            for number, cards in enumerate(sheet.loose)
            if len(cards)
        ]

    @property
    def is_soon_done(self) -> bool:
        """Whether every change inside every column can be tried; a column of hundreds of cards has too many."""
        return all(
            column.changes * (self.quality.altered_by(column.part) + self._cards) <= MOST_WORK
            for column in self._columns
        )

    def refine(self, places: Floats) -> Floats:
        """Return places that no change makes better, or what a few rounds reach; float64[cards, 2]."""
        places = places.copy()
        settled: set[int] = set()
        for _ in range(_ROUNDS):
            for number, column in enumerate(self._columns):
                if number not in settled:
                    if _refine_column(self.quality, places, column):
                        settled.clear()
                    settled.add(number)
            if len(settled) == len(self._columns):
                break
        return places

    def is_refined(self, places: Floats) -> bool:
        """Return whether no change makes places better, so that `refine` would return the same."""
        return all(_better(self.quality, places, column) is None for column in self._columns)


def _refine_column(quality: Quality, places: Floats, column: _Column) -> bool:
    """Make the best change of one column again and again; return whether there was any."""
    changed = False
    while (better := _better(quality, places, column)) is not None:
        places[column.part.cards] = better
        changed = True
    return changed


def _better(quality: Quality, places: Floats, column: _Column) -> Floats | None:
    """Return where the cards of a column lie after the change that gains most; None where none gains."""
    ways = _ways(_slot_numbers(places[column.part.cards], column.free), len(column.free))
    ways = ways[_keep_lanes(column.free[ways], column.lanes)]
    costs = quality.costs(places, column.part, column.free[ways])
    best = int(np.argmin(costs))
    return None if costs[best] > costs[0] - _HAIR else column.free[ways[best]]


def _slot_numbers(places: Floats, free: Floats) -> Ints:
    return np.argmin(np.abs(places[:, None] - free[None]).sum(axis=2), axis=1)


def _ways(now: Ints, slots: int) -> Ints:
    """Return the present slots, and those after each swap, shift and move to an empty slot; int64[ways, cards]."""
    ways = [now]
    empty = np.setdiff1d(np.arange(slots), now)
    for card in range(len(now)):
        for other in range(card):
            swapped = now.copy()
            swapped[[card, other]] = now[[other, card]]
            ways.append(swapped)
        for slot in empty.tolist():
            moved = now.copy()
            moved[card] = slot
            ways.append(moved)
    return np.concatenate((np.array(ways), _shifts(now)))


def _shifts(now: Ints) -> Ints:
    """Take a card out and put it in elsewhere, those between moving up by one; swaps of neighbours are left out."""
    in_order = np.argsort(now)
    size = len(now)
    orders: list[list[int]] = []
    for start in range(size):
        rest = [place for place in range(size) if place != start]
        orders.extend([*rest[:goal], start, *rest[goal:]] for goal in range(size) if abs(start - goal) > 1)
    shifted = np.empty((len(orders), size), np.int64)
    moved = in_order[np.array(orders, np.int64).reshape(-1, size)]
    np.put_along_axis(shifted, moved, np.broadcast_to(now[in_order], moved.shape), axis=1)
    return shifted


def _keep_lanes(places: Floats, lanes: Ints) -> Ints:
    """Return the ways in which no card lies above one of a lane further up; the present one first, whatever it is."""
    levels = places[:, :, 1]
    below = lanes[:, None] > lanes[None, :]
    kept = ~np.any(below & (levels[:, :, None] < levels[:, None, :]), axis=(1, 2))
    kept[0] = True
    return np.flatnonzero(kept)
