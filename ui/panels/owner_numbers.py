"""What a run says about departments: who causes, who pays, and how much work it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ui.controls.labels import figure


class Measure(StrEnum):
    """What the matrix counts."""

    BREAKDOWNS = "breakdowns"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class Party:
    """A department, or nobody: id None; `slot` is its colour in the theme."""

    id: str | None
    name: str
    slot: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Per 1,000 customers what the failures of each row fill of what each column pays for, and what nothing filled."""

    cells: tuple[tuple[float, ...], ...]
    itself: tuple[float, ...]

    def caused(self, row: int) -> float:
        """All that a department's failures filled."""
        return sum(self.cells[row])

    def paid(self, column: int) -> float:
        """All that a department pays for."""
        return sum(row[column] for row in self.cells) + self.itself[column]


@dataclass(frozen=True, slots=True)
class CauseNumbers:
    """The department matrix; both tables have a row and a column for each party."""

    parties: tuple[Party, ...]
    breakdowns: Table
    cost: Table

    def table(self, measure: Measure) -> Table:
        """Return one of the two tables."""
        return self.cost if measure is Measure.COST else self.breakdowns


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """What one department does in a month.

    `needless` of its `contacts` exist only because something failed, `elsewhere` are such contacts that its failures
    bring to others.  `hours` are staff time, `needless_hours` the part of them (0 to 1) that failures brought about;
    `people` are needed for them at least.  `staff` is None where no limit is stated; `busy` and `wait` (hours) then
    mean nothing.
    """

    party: Party
    contacts: float
    needless: float
    elsewhere: float
    hours: float
    needless_hours: float
    people: float
    staff: int | None = None
    busy: float = 0.0
    wait: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkNumbers:
    """The load of all departments for so many customers a month, and what stands out in it.

    `guessed` of the `touchpoints` that take time of somebody do so for minutes that nobody has stated.
    """

    rows: tuple[WorkRow, ...]
    remark: str
    brought: tuple[str, ...]
    customers: float
    is_stated: bool
    guessed: int = 0
    touchpoints: int = 0

    @property
    def is_limited(self) -> bool:
        """Whether any department has so many people and no more, so that customers may wait."""
        return any(row.staff is not None for row in self.rows)


def cause_headline(numbers: CauseNumbers) -> str:
    """Return who pays most for what others filled."""
    table, parties = numbers.breakdowns, numbers.parties
    columns = [at for at, party in enumerate(parties) if party.id is not None]
    payer = max(columns, key=lambda at: table.paid(at) - table.cells[at][at], default=None)
    if payer is None or round(table.paid(payer)) == 0:
        return "No department pays for breakdowns."
    told = f"{parties[payer].name} pays for {figure(table.paid(payer))} breakdowns."
    told += f" {figure(table.cells[payer][payer])} of them it caused itself"
    others = {at: table.cells[at][payer] for at in range(len(parties)) if at != payer}
    worst = max(others, key=lambda at: others[at], default=None)
    if worst is None or round(others[worst]) == 0:
        return f"{told}."
    return f"{told}; {figure(others[worst])} were caused by {_name(parties, worst)}."


def cell_sentence(numbers: CauseNumbers, measure: Measure, row: int, column: int) -> str:
    """Return what a cell says; the row after the causes is what nothing filled, the one after that the sums."""
    parties, table = numbers.parties, numbers.table(measure)
    size = len(parties)
    if column == size and row < size:
        return f"{_name(parties, row, start=True)} caused {_amount(measure, table.caused(row))} in all."
    if column >= size or row > size:
        return "" if column >= size else _sum_sentence(numbers, measure, column)
    pays = f"{_name(parties, column)} pays for"
    if row == size:
        return f"{_amount(measure, table.itself[column])} that {pays} came with an empty glass: the incident itself."
    amount = _amount(measure, table.cells[row][column])
    if row == column:
        return f"{_name(parties, row, start=True)} caused {amount} that it pays for itself."
    return f"{_name(parties, row, start=True)} caused {amount} that {pays}."


def _sum_sentence(numbers: CauseNumbers, measure: Measure, column: int) -> str:
    paid = _amount(measure, numbers.table(measure).paid(column))
    return f"{_name(numbers.parties, column, start=True)} pays for {paid} in all."


def _amount(measure: Measure, value: float) -> str:
    return f"{figure(value)} of cost" if measure is Measure.COST else f"{figure(value)} breakdowns"


def _name(parties: Sequence[Party], at: int, start: bool = False) -> str:
    if parties[at].id is not None:
        return parties[at].name
    return "What nobody answers for" if start else "what nobody answers for"
