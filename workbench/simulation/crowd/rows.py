"""What customers who walked a journey went through: one row each, and counts per touchpoint."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from workbench.simulation.arrays import Bools, Floats, Ints
from workbench.simulation.model import JourneyModel
from workbench.simulation.results import Result, toll

FINISHED, GAVE_UP, DEFECTED, SILENT, UNFINISHED = range(5)
"""How a journey ended; the first two in the order of the routing targets that mean them."""

MOST_VISITS: Final = 65_535
"""Counts of one customer take 16 bits; who makes more visits is left unfinished."""

Counts16 = npt.NDArray[np.uint16]


COST: Final = "cost"
TIME: Final = "time"
AMOUNTS: Final = (COST, TIME)
"""The kinds of measure that are no counts; time is told in minutes."""


class Measure(NamedTuple):
    """What is measured of a customer, in all or in a phase: visits, failures, breakdowns, cost and so on."""

    kind: str
    phase: int | None = None

    def told(self, phases: Sequence[str]) -> str:
        """Return the measure in words."""
        return self.kind if self.phase is None else f"{self.kind} in “{phases[self.phase]}”"


class Rows(NamedTuple):
    """One row a customer, 33 bytes and 4 more a phase.

    `cost` and `time`, in minutes, are no counts; `peak` and `end` are irritation levels, the highest ever and the
    last; `last` is the touchpoint of the last visit, `outcome` how it ended. `visits_in` and `breakdowns_in` are
    uint16[customers, phases].
    """

    cost: Floats
    time: Floats
    failures: Counts16
    retries: Counts16
    demand_visits: Counts16
    outcome: npt.NDArray[np.uint8]
    last: npt.NDArray[np.uint32]
    peak: Counts16
    end: Counts16
    visits_in: Counts16
    breakdowns_in: Counts16

    @classmethod
    def blank(cls, customers: int, phases: int) -> Self:
        """Return rows to write to."""
        column = np.zeros((7, customers), dtype=np.uint16)
        table = np.zeros((2, customers, phases), dtype=np.uint16)
        return cls(
            cost=np.zeros(customers),
            time=np.zeros(customers),
            failures=column[0],
            retries=column[1],
            demand_visits=column[2],
            outcome=np.zeros(customers, dtype=np.uint8),
            last=np.zeros(customers, dtype=np.uint32),
            peak=column[3],
            end=column[4],
            visits_in=table[0],
            breakdowns_in=table[1],
        )

    @property
    def lost(self) -> Bools:
        """Whether each customer was lost, in silence or not, bool[customers]."""
        return (self.outcome == GAVE_UP) | (self.outcome == DEFECTED) | (self.outcome == SILENT)

    def part(self, first: int, behind: int) -> "Rows":
        """Return these customers' rows, to read or to write."""
        return Rows._make(column[first:behind] for column in self)

    def measures(self) -> Iterator[tuple[Measure, Floats]]:
        """Yield every measure, float[customers] each, one at a time to spare memory."""
        for kind, table in (("visits", self.visits_in), ("breakdowns", self.breakdowns_in)):
            yield Measure(kind), table.sum(axis=1, dtype=np.float64)
            for phase in range(table.shape[1]):
                yield Measure(kind, phase), table[:, phase].astype(np.float64)
        columns = {"failures": self.failures, "retries": self.retries, "failure demand": self.demand_visits}
        for kind, column in columns.items():
            yield Measure(kind), column.astype(np.float64)
        yield Measure(COST), self.cost
        yield Measure(TIME), self.time


class Tallies(NamedTuple):
    """Events per touchpoint over all customers, int[n] each; `arrivals` by irritation level too, int[n, K + 1].

    How journeys ended is counted from the rows.
    """

    arrivals: Ints
    failures: Ints
    breakdowns: Ints
    retries: Ints
    demand_visits: Ints

    @classmethod
    def none(cls, touchpoints: int, levels: int) -> Self:
        """Return zeros to count up from."""
        return cls(np.zeros((touchpoints, levels + 1), dtype=np.int64), *np.zeros((4, touchpoints), dtype=np.int64))


def result(model: JourneyModel, rows: Rows, tallies: Tallies) -> Result:
    """Return the means of customers who walked the model, in the shape of an exact answer."""
    customers = rows.outcome.size

    def ended(outcome: int) -> Floats:
        return np.bincount(rows.last[rows.outcome == outcome], minlength=model.size) / customers

    visits, breakdowns = tallies.arrivals.sum(axis=1) / customers, tallies.breakdowns / customers
    defections, silent_leaves, give_ups = ended(DEFECTED), ended(SILENT), ended(GAVE_UP)
    return Result(
        phase=model.phase,
        visits=visits,
        failures=tallies.failures / customers,
        breakdowns=breakdowns,
        defections=defections,
        silent_leaves=silent_leaves,
        give_ups=give_ups,
        finishes=ended(FINISHED),
        retries=tallies.retries / customers,
        demand_visits=tallies.demand_visits / customers,
        irritation_sum=tallies.arrivals @ np.arange(model.levels + 1.0) / customers,
        **toll(model, visits, breakdowns, defections + silent_leaves + give_ups),
    )
