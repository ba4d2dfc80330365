"""Numbers of many things in one array, so that thousands are looked through at once."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ui.canvas.boxes import Box

Rows = NDArray[np.intp]

_FIRST_ROWS: Final = 64
_SPARE_SHARE: Final = 4
_FIRST: Final = slice(0, 4)


class Table:
    """A row of numbers for every id, of which the first four are the edges of a box.

    Rows of ids that are gone hold NaN, which meets nothing.
    """

    def __init__(self, width: int) -> None:
        self._rows: dict[str, int] = {}
        self._free: list[int] = []
        self._ids: list[str] = []
        self._values = _unfilled(_FIRST_ROWS, width)

    @property
    def values(self) -> NDArray[np.float64]:
        """All rows, shape (rows, width)."""
        return self._values[: len(self._ids)]

    def put(self, ids: Sequence[str], values: NDArray[np.float64]) -> None:
        """Write the rows of `ids`, new ones and known ones; `values` has shape (len(ids), width)."""
        rows = [self._row(each) for each in ids]
        self.reserve(len(self._ids))
        self._values[rows] = values

    def reserve(self, count: int) -> None:
        """Have room for so many rows, and for some more where they have to move for it."""
        known = self._values
        if count > len(known):
            self._values = _unfilled(max(count, len(known) + len(known) // _SPARE_SHARE), known.shape[1])
            self._values[: len(known)] = known

    def drop(self, key: str) -> None:
        """Forget a row, if it is known."""
        row = self._rows.pop(key, None)
        if row is not None:
            self._values[row] = np.nan
            self._ids[row] = ""
            self._free.append(row)

    def rows(self, ids: Sequence[str]) -> Rows:
        """Return where the numbers of `ids` are."""
        return np.array([self._rows[each] for each in ids], dtype=np.intp)

    def ids(self, rows: Rows) -> list[str]:
        """Return whose numbers rows are."""
        ids = self._ids
        return [ids[row] for row in rows.tolist()]

    def meeting(self, area: Box, edges: slice = _FIRST) -> Rows:
        """Return the rows whose boxes meet `area`; `edges` are the columns that hold these boxes."""
        left, top, right, bottom = self.values[:, edges].T
        beside = np.flatnonzero((left < area.right) & (right > area.left))
        return beside[(top[beside] < area.bottom) & (bottom[beside] > area.top)]

    def _row(self, key: str) -> int:
        row = self._rows.get(key)
        if row is None:
            if self._free:
                row = self._free.pop()
                self._ids[row] = key
            else:
                row = len(self._ids)
                self._ids.append(key)
            self._rows[key] = row
        return row


def _unfilled(rows: int, width: int) -> NDArray[np.float64]:
    """Rows of NaN, column after column in memory: a search reads four columns of many."""
    return np.full((rows, width), np.nan, order="F")
