"""What customers who walked a journey went through, and whether it agrees with the exact answer."""

from dataclasses import dataclass, fields
from typing import Self

import numpy as np

from workbench.simulation.arrays import Floats, Ints
from workbench.simulation.results import Result

RARE = 25.0
"""Fewer expected events say too little for a normal approximation."""


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


def agreement(result: Result, walked: WalkResult) -> float:
    """Return the worst deviation of a walk from the exact expectation, in standard errors.

    Judged are customers' sums, phases and every touchpoint's endings, as far as RARE events or more are expected.
    """
    moments = walked.moments()
    worst = [_deviation(mean, moments[name]) for name, mean in _expected(result).items()]
    for name in ("finishes", "defections", "silent_leaves", "give_ups"):
        worst += _ending_deviations(getattr(result, name), getattr(walked.totals, name), walked.customers)
    return max(worst)


def _expected(result: Result) -> dict[str, float]:
    expected = {
        "visits": result.expected_visits,
        "breakdowns": float(result.breakdowns.sum()),
        "failures": float(result.failures.sum()),
        "retries": float(result.retries.sum()),
        "failure demand": result.failure_demand_visits,
        "cost": float(result.cost.sum()),
    }
    for name, counts in (("visits", result.visits), ("breakdowns", result.breakdowns)):
        for phase, count in enumerate(result.per_phase(counts)):
            expected[f"{name} in phase {phase}"] = float(count)
    return expected


def _deviation(expected: float, sample: Moments) -> float:
    difference = abs(sample.mean - expected)
    if expected * sample.customers < RARE or difference <= 1e-9 * max(1.0, abs(expected)):
        return 0.0
    return difference / sample.standard_error if sample.standard_error > 0.0 else float("inf")


def _ending_deviations(probability: Floats, ended: Floats, customers: int) -> list[float]:
    judged = probability * (1.0 - probability) * customers >= RARE
    expected = probability[judged]
    error = np.sqrt(expected * (1.0 - expected) / customers)
    return list(np.abs(ended[judged] / customers - expected) / error)


def note(total: Floats, places: Ints) -> None:
    """Count one event at each of these touchpoints."""
    total += np.bincount(places, minlength=total.size)
