"""Where the columns of a strip lie: laid out once, and moved all together while the map is panned."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

# Columns out of sight that a curve is drawn through on either side
_BESIDE = 3
_HAIR = 1e-6


class StripColumns:
    """The columns' middles in px, rising from left to right, and the outer edges between which a curve runs.

    `centres` are where they are now; stretches are told in px of the layout, which they have left by `moved` px.
    """

    def __init__(self) -> None:
        self.centres: tuple[float, ...] = ()
        self.moved = 0
        self._places: tuple[float, ...] = ()
        # where centres and ends were when they were laid out
        self._laid: tuple[float, ...] = ()
        self._ends: tuple[float, float] | None = None

    def are_at(self, centres: Sequence[float], ends: tuple[float, float] | None) -> bool:
        """Return whether the columns lie there already."""
        return self._places == (*centres, *(ends or ()))

    def put(self, centres: Sequence[float], ends: tuple[float, float] | None) -> bool:
        """Move all columns together or else lay them out anew; return whether they are laid out anew."""
        self.centres, self._places = tuple(centres), (*centres, *(ends or ()))
        moved = self._moved_by()
        if moved is None:
            self._laid, self._ends = self._places, ends
        self.moved = moved or 0
        return moved is None

    def seen(self, values: Sequence[float], left: float, right: float) -> tuple[Sequence[float], Sequence[float]]:
        """Centres and values in a stretch, and of those beside it that shape the curve: a long stroke takes long."""
        centres = self._laid[: len(self.centres)]
        within = slice(max(0, bisect_left(centres, left) - _BESIDE), bisect_right(centres, right) + _BESIDE)
        return centres[within], values[within]

    def course(self, values: Sequence[float], left: float, right: float) -> tuple[list[float], list[float]]:
        """Where a curve runs in a stretch: level from its outermost columns to the edges or to where columns end."""
        centres, shown = self.seen(values, left, right)
        first, last = self._ends or (left, right)
        start, end = max(left, first), min(right, last)
        xs = [start if start < centres[0] else centres[0] - 1, *centres, end if end > centres[-1] else centres[-1] + 1]
        return xs, [shown[0], *shown, shown[-1]]

    def values_over(self, values: Sequence[float], left: float, right: float) -> list[float]:
        """The values of the columns that lie between two places now, and of the curve at both."""
        within = [value for x, value in zip(self.centres, values, strict=True) if left <= x <= right]
        return [*within, *(self._value_at(values, x) for x in (left, right))]

    def _value_at(self, values: Sequence[float], x: float) -> float:
        """The value at a place, taken for straight between two columns; 0 where the curve has ended."""
        if self._ends is not None and not self._ends[0] <= x - self.moved <= self._ends[1]:
            return 0.0
        after = bisect_left(self.centres, x)
        if after in (0, len(self.centres)):
            return values[min(after, len(values) - 1)]
        left, right = self.centres[after - 1 : after + 1]
        share = (x - left) / (right - left)
        return values[after - 1] * (1 - share) + values[after] * share

    def _moved_by(self) -> int | None:
        """By how many px all columns have moved together since they were laid out; None where they have not."""
        if len(self._places) != len(self._laid) or not self._laid:
            return None
        moved = round(self._places[0] - self._laid[0])
        together = all(abs(at - lay - moved) < _HAIR for at, lay in zip(self._places, self._laid, strict=True))
        return moved if together else None
