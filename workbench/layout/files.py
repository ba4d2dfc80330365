"""Cards side by side in one row of a column, in the order in which their lines cross least."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.domain.places import SUBCOLUMN_PITCH
from workbench.layout.arrays import Flags, Floats, Ints
from workbench.layout.crossings import crossed
from workbench.layout.sheet import Sheet

_ROUNDS: Final = 4


def ordered_in_rows(sheet: Sheet, lefts: Floats, places: Floats) -> Floats:
    """Return places in which loose neighbours in a row have changed sides where their own lines then cross less.

    `lefts`, float64[columns], is where columns begin, `places`, float64[cards, 2], are from there.
    """
    points = places.copy()
    points[:, 0] += lefts[sheet.columns]
    ways = _ways_of(sheet)
    for _ in range(_ROUNDS):
        for pairs in _neighbours(sheet, places):
            swapped = pairs[_gains(ways, points, pairs) > 0]
            for each in (places, points):
                each[swapped] = each[swapped[:, ::-1]]
    return places


@dataclass(frozen=True, slots=True, eq=False)
class _Ways:
    """Where the lines of each card lead: `far`, int64[2 lines], card by card; `begins` and `counts`, int64[cards]."""

    far: Ints
    begins: Ints
    counts: Ints


def _ways_of(sheet: Sheet) -> _Ways:
    both = np.concatenate((sheet.ends, sheet.ends[:, ::-1]))
    counts = np.bincount(both[:, 0], minlength=len(sheet.cards))
    return _Ways(both[np.argsort(both[:, 0], kind="stable"), 1], np.cumsum(counts) - counts, counts)


def _neighbours(sheet: Sheet, places: Floats) -> Iterator[Ints]:
    """Yield pairs of cards that may change sides, int64[pairs, 2]: no card twice at a time, nor of columns in touch."""
    columns, lanes, is_fixed = sheet.columns, sheet.lanes, sheet.is_fixed
    for turn in range(2):
        in_rows = np.lexsort((places[:, 0], places[:, 1], columns))
        pairs = np.column_stack((in_rows[:-1], in_rows[1:]))
        one, other = pairs.T
        beside = (columns[one] == columns[other]) & (lanes[one] == lanes[other]) & ~is_fixed[one] & ~is_fixed[other]
        beside &= (places[one, 1] == places[other, 1]) & (places[other, 0] - places[one, 0] == SUBCOLUMN_PITCH)
        beside &= (places[one, 0] // SUBCOLUMN_PITCH) % 2 == turn
        for parity in range(2):
            yield pairs[beside & (columns[one] % 2 == parity)]


def _gains(ways: _Ways, points: Floats, pairs: Ints) -> Floats:
    """Return how many crossings of the lines of two cards with each other are gained if these change sides."""
    one, other = pairs.T
    many = ways.counts[one] * ways.counts[other]
    pair = np.repeat(np.arange(len(pairs)), many)
    number = np.arange(len(pair)) - np.repeat(np.cumsum(many) - many, many)
    far_one = ways.far[ways.begins[one[pair]] + number // ways.counts[other[pair]]]
    far_other = ways.far[ways.begins[other[pair]] + number % ways.counts[other[pair]]]
    apart: Flags = (far_one != far_other) & (far_one != other[pair]) & (far_other != one[pair])
    pair, ends_one, ends_other = pair[apart], points[far_one[apart]], points[far_other[apart]]
    here, there = points[one[pair]], points[other[pair]]
    now = crossed(np.stack((here, ends_one), axis=1), np.stack((there, ends_other), axis=1))
    then = crossed(np.stack((there, ends_one), axis=1), np.stack((here, ends_other), axis=1))
    return np.bincount(pair, now - then, len(pairs)).astype(np.float64)
