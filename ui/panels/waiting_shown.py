"""What the owners' view shows about customers who wait, as plain values."""

from dataclasses import dataclass
from typing import Final

COLUMNS: Final[tuple[tuple[str, str], ...]] = (
    ("Department", ""),
    ("At work", "people who serve at the same time"),
    ("Busy", "share of their time that was taken"),
    ("Mean wait", "for somebody to be free, a contact; in brackets what the mean lies between"),
    ("1 in 20 waits", "as long as this or longer"),
    ("If nobody waited", "breakdowns per 1,000 customers without limits"),
    ("Breakdowns", "per 1,000 customers with waiting; in brackets what they lie between"),
)


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One department or, `is_sum`, all of them, as it is or with the fix: its name and a cell for each other column."""

    name: str
    cells: tuple[str, ...]
    with_fix: bool = False
    is_sum: bool = False
    is_overloaded: bool = False


@dataclass(frozen=True, slots=True)
class WaitingShown:
    """The finding, what else there is to say, a row for each department, and what all of it rests on."""

    headline: str
    lines: tuple[str, ...]
    rows: tuple[WaitingRow, ...]
    rests_on: str
