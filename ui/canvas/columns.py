"""The map's columns: one a phase, and one for the touchpoints that wait for a phase."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from workbench.domain.elements import Phase
from workbench.domain.places import CARD_WIDTH, COLUMN_PITCH, NOT_PLACED
from workbench.domain.vocabulary import Stage

MARGIN: Final = 12.0


@dataclass(frozen=True, slots=True)
class Column:
    """A phase's share of the map's width, in map units; `phase` is None for the touchpoints without one."""

    phase: str | None
    name: str
    short_name: str
    stage: Stage | None
    left: float
    width: float

    @property
    def right(self) -> float:
        """Where the next column begins."""
        return self.left + self.width

    @property
    def centre(self) -> float:
        """Half way between its edges."""
        return self.left + self.width / 2


def lay_out(phases: Iterable[Phase], reaches: Mapping[str | None, float]) -> tuple[Column, ...]:
    """Return the columns from left to right.

    `reaches` gives the largest x of any card, by phase; a column widens where that does not fit, and the one for
    touchpoints without a phase is there only if `reaches` knows None.
    """
    columns: list[Column] = []
    left = 0.0
    for phase in phases:
        width = _width(reaches.get(phase.id, 0.0))
        columns.append(Column(phase.id, phase.name, phase.short_name, phase.stage, left, width))
        left += width
    if None in reaches:
        columns.append(Column(None, NOT_PLACED, "", None, left, _width(reaches[None])))
    return tuple(columns)


def running_to(columns: tuple[Column, ...], right: float) -> tuple[Column, ...]:
    """Return the columns with the last phase's drawn out to `right`, if it ends before."""
    last = columns[-1] if columns else None
    if last is None or last.phase is None or last.right >= right:
        return columns
    return (*columns[:-1], replace(last, width=right - last.left))


def meeting(columns: Sequence[Column], left: float, right: float) -> Sequence[Column]:
    """Return the columns that lie or end between two places; they lie side by side from left to right."""
    first = bisect_left(columns, left, key=lambda column: column.right)
    return columns[first : bisect_right(columns, right, key=lambda column: column.left)]


def _width(reach: float) -> float:
    return max(COLUMN_PITCH, reach + CARD_WIDTH + 2 * MARGIN)
