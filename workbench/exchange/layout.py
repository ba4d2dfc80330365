"""Where imported touchpoints are put until somebody arranges them: columns by order of occurrence."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from workbench.domain.places import ROW_PITCH, SUBCOLUMN_PITCH

MOST_COLUMNS = 7
MOST_ROWS = 8
_COMFORTABLE_ROWS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A proposed phase and the touchpoints in it, by number, from top to bottom."""

    name: str
    members: tuple[int, ...]


def propose_columns(names: Sequence[str], position: Sequence[float], visits: Sequence[float]) -> list[Column]:
    """Cut touchpoints into phases of even size by their mean `position` in the journey, 0 first to 1 last.

    At most seven columns, so more than 56 touchpoints pass the eight rows that fit on a screen.  A phase is called
    after the touchpoint in it with most `visits`; inside it the order is that of `names`.
    """
    in_order = sorted(range(len(names)), key=lambda number: (position[number], number))
    count = min(MOST_COLUMNS, ceil(len(in_order) / _COMFORTABLE_ROWS))
    columns: list[Column] = []
    for index in range(count):
        start, stop = (len(in_order) * edge // count for edge in (index, index + 1))
        members = tuple(sorted(in_order[start:stop]))
        commonest = max(members, key=lambda number: visits[number])
        more = f" and {len(members) - 1:,} more" if len(members) > 1 else ""
        columns.append(Column(names[commonest] + more, members))
    return columns


def place_in_column(index: int) -> tuple[float, float]:
    """Return x and y, in map units, of a column's card number `index`; every eight cards a new stack begins beside."""
    stack, row = divmod(index, MOST_ROWS)
    return stack * SUBCOLUMN_PITCH, row * ROW_PITCH
