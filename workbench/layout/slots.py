"""The free slots of each column: rows, and files side by side where a column holds more cards than rows."""

from dataclasses import dataclass
from itertools import accumulate
from math import ceil, sqrt
from typing import Final

import numpy as np

from workbench.domain.places import CARD_WIDTH, COLUMN_PITCH, ROW_PITCH, SUBCOLUMN_PITCH
from workbench.layout.arrays import Flags, Floats
from workbench.layout.sheet import Sheet

LEAST_ROWS: Final = 12
"""A column of so many cards is still one file."""

_ROWS_BY_CARDS: Final = 0.92
"""Times the root of the number of cards: eleven columns of so many rows are about as wide as a screen shows."""
_SPARE_ROWS: Final = 2
_SPARE_SHARE: Final = 3
_HAIR: Final = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Slots:
    """Which slots of each column no fixed card covers, bool[rows, files] a column; `fixed` is where those cards lie."""

    free: tuple[Flags, ...]
    fixed: tuple[Floats, ...]

    @property
    def lefts(self) -> Floats:
        """Where each column begins on the map; float64[columns]."""
        widths = [COLUMN_PITCH + files * SUBCOLUMN_PITCH for files in self._more_files]
        edges = np.array([0.0, *accumulate(widths)])
        return edges[:-1]

    @property
    def rights(self) -> Floats:
        """Where the last file of each column begins on the map; float64[columns]."""
        more = SUBCOLUMN_PITCH * np.array(self._more_files, np.float64)
        return self.lefts + more

    @property
    def are_single(self) -> bool:
        """Whether no column has more than one file."""
        return all(free.shape[1] == 1 for free in self.free)

    def files(self, column: int) -> int:
        """How many cards may stand side by side in a column."""
        return self.free[column].shape[1]

    @property
    def most_rows(self) -> int:
        """How many rows every column has."""
        return self.free[0].shape[0] if self.free else 0

    def with_rows(self, rows: int) -> "Slots":
        """Return the slots of columns that go down to at least `rows` rows."""
        if rows <= self.most_rows:
            return self
        free = (_free(rows, self.files(column), fixed) for column, fixed in enumerate(self.fixed))
        return Slots(tuple(free), self.fixed)

    def roomier(self) -> "Slots":
        """Return slots with rows to spare, so that cards can lie level and lines find a way between them."""
        rows = self.most_rows
        return self.with_rows(rows + max(_SPARE_ROWS, rows // _SPARE_SHARE)) if self.are_single else self

    def down_to(self, places: Floats) -> "Slots":
        """Return the slots of columns that end a row below the lowest of `places`, float64[cards, 2], or lower."""
        return self.with_rows(ceil(places[:, 1].max(initial=0.0) / ROW_PITCH) + 2)

    @property
    def _more_files(self) -> list[int]:
        return [free.shape[1] - 1 for free in self.free]

    def places(self, column: int) -> Floats:
        """Where cards in the free slots of a column lie, row by row; float64[slots, 2]."""
        rows, files = np.nonzero(self.free[column])
        return np.column_stack((files * SUBCOLUMN_PITCH, rows * ROW_PITCH)).astype(np.float64)


def slots_of(sheet: Sheet, tallest: int | None = None) -> Slots:
    """Return the slots of a map, as few rows as its fullest column needs.

    A column with more than `tallest` cards has several files; unless it is given, so many that the map keeps about the
    shape of a screen.
    """
    if tallest is None:
        tallest = max(LEAST_ROWS, ceil(_ROWS_BY_CARDS * sqrt(len(sheet.cards))))
    loose = [len(cards) for cards in sheet.loose]
    columns, places, is_fixed = sheet.columns, sheet.places, sheet.is_fixed
    fixed = tuple(places[is_fixed & (columns == column)] for column in range(len(loose)))
    files = [_files(some + len(others), tallest, others) for some, others in zip(loose, fixed, strict=True)]
    rows = max(map(_rows_for, loose, files, fixed), default=0)
    return Slots(tuple(_free(rows, many, others) for many, others in zip(files, fixed, strict=True)), fixed)


def _files(cards: int, tallest: int, fixed: Floats) -> int:
    reach = int(np.ceil(fixed[:, 0].max(initial=0.0) / SUBCOLUMN_PITCH)) if len(fixed) else 0
    return max(1, ceil(cards / tallest), reach + 1)


def _rows_for(loose: int, files: int, fixed: Floats) -> int:
    """Return the fewest rows in which a column has a slot for each loose card, and the rows that fixed ones reach."""
    rows = ceil(loose / files)
    while int(_free(rows, files, fixed).sum()) < loose:
        rows += 1
    return rows


def _free(rows: int, files: int, fixed: Floats) -> Flags:
    across = np.arange(files) * SUBCOLUMN_PITCH
    down = np.arange(rows) * ROW_PITCH
    covered = np.zeros((rows, files), np.bool_)
    for x, y in fixed.tolist():
        beside = np.abs(across - x) < CARD_WIDTH
        level = np.abs(down - y) < ROW_PITCH - _HAIR
        covered |= level[:, None] & beside[None, :]
    return ~covered
