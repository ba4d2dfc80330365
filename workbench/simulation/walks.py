"""What customers who walked a journey went through."""

from dataclasses import dataclass, fields
from typing import Self

import numpy as np

from workbench.simulation.arrays import Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Events per touchpoint over all customers, float[n] each; names and meanings as in Result."""

    visits: Floats
    failures: Floats
    breakdowns: Floats
    defections: Floats
    silent_leaves: Floats
    give_ups: Floats
    finishes: Floats
    retries: Floats
    demand_visits: Floats
    irritation_sum: Floats

    @classmethod
    def none(cls, touchpoints: int) -> Self:
        """Return zeros to count up from."""
        return cls(**{f.name: np.zeros(touchpoints) for f in fields(cls)})


@dataclass(frozen=True, slots=True, eq=False)
class Diary:
    """What each customer went through: float[customers], and float[customers, phases] for the two tables."""

    cost: Floats
    failures: Floats
    retries: Floats
    demand_visits: Floats
    visits_in: Floats
    breakdowns_in: Floats

    @classmethod
    def blank(cls, customers: int, phases: int) -> Self:
        """Return zeros to add to."""
        table = (customers, phases)
        lines = (np.zeros(customers) for _ in range(4))
        return cls(*lines, visits_in=np.zeros(table), breakdowns_in=np.zeros(table))

    def measures(self) -> dict[str, Floats]:
        """Return every measure by name, float[customers] each."""
        measures = {
            "visits": self.visits_in.sum(axis=1),
            "breakdowns": self.breakdowns_in.sum(axis=1),
            "failures": self.failures,
            "retries": self.retries,
            "failure demand": self.demand_visits,
            "cost": self.cost,
        }
        for phase in range(self.visits_in.shape[1]):
            measures[f"visits in phase {phase}"] = self.visits_in[:, phase]
            measures[f"breakdowns in phase {phase}"] = self.breakdowns_in[:, phase]
        return measures


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Sums over customers of one measure and of its square."""

    customers: int
    total: float
    squares: float

    @property
    def mean(self) -> float:
        """The mean of a customer."""
        return self.total / self.customers

    @property
    def standard_error(self) -> float:
        """The standard error of the mean."""
        return float(np.sqrt(max(self.squares / self.customers - self.mean**2, 0.0) / self.customers))


@dataclass(frozen=True, slots=True, eq=False)
class WalkResult:
    """The totals of a walk and its measures per customer; `unfinished` customers had not left after the last step."""

    customers: int
    unfinished: int
    totals: Counts
    diary: Diary

    def moments(self) -> dict[str, Moments]:
        """Return the moments of every measure by name."""
        return {
            name: Moments(self.customers, float(column.sum()), float(column @ column))
            for name, column in self.diary.measures().items()
        }


def note(total: Floats, places: Ints) -> None:
    """Count one event at each of these touchpoints."""
    total += np.bincount(places, minlength=total.size)
