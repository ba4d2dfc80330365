"""Why customers break down in a place: what filled the glass, what was the last straw, and who pays."""

from dataclasses import dataclass

from workbench.simulation.glass import Glass
from workbench.simulation.grouping import Grouping


@dataclass(frozen=True, slots=True)
class Source:
    """Somewhere whose failures fill the glass, by id (None: nobody, or not placed yet) and name.

    `filled` are the breakdowns in the place put down to it; `prevented` are those that would not happen there if
    nothing ever failed at the source of itself; both are per customer entering.  What is filled sums to all breakdowns;
    what is prevented comes from a run of its own each, overlaps, and is below zero where more customers would come.
    """

    id: str | None
    name: str
    filled: float
    prevented: float


@dataclass(frozen=True, slots=True)
class Straw:
    """A touchpoint of the place and the breakdowns there, whose last straw is its own failure."""

    id: str
    name: str
    breakdowns: float


@dataclass(frozen=True, slots=True)
class Payer:
    """A department with the breakdowns in the place that it pays for, and of these those that others filled.

    `cost` are recoveries and the customers lost by these breakdowns.
    """

    id: str | None
    name: str
    breakdowns: float
    by_others: float
    cost: float


@dataclass(frozen=True, slots=True)
class Cause:
    """Failures in the place that an earlier failure brought about by its influence; they do not fill the glass."""

    id: str
    name: str
    failures: float


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """All that is behind the breakdowns in one place, counts per customer entering, each list the most first.

    `place` is the name of the touchpoint or phase `id`; for the journey as a whole it is empty and the id None.
    `empty_glass` are breakdowns of customers who were not irritated.
    `matrix` tells for `owners` whose failures (sources) fill the breakdowns that whom (places) pays for.
    `failures` happen in the place; `by_irritation` and `by_influence` are those that earlier failures brought about.
    """

    id: str | None
    place: str
    breakdowns: float
    empty_glass: float
    straws: tuple[Straw, ...]
    touchpoints: tuple[Source, ...]
    phases: tuple[Source, ...]
    departments: tuple[Source, ...]
    payers: tuple[Payer, ...]
    owners: Grouping
    matrix: Glass
    failures: float
    by_irritation: float
    by_influence: tuple[Cause, ...]

    def share(self, source: Source) -> float:
        """Return the part of the breakdowns in the place that a source filled, 0 to 1."""
        return source.filled / self.breakdowns if self.breakdowns > 0.0 else 0.0
