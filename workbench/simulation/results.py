"""What one run says about a journey, per customer entering."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

import numpy as np

from workbench.simulation.arrays import Floats, Ints
from workbench.simulation.mixing import mixed
from workbench.simulation.model import JourneyModel
from workbench.simulation.problems import ModelProblem


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """Expected counts per touchpoint for ONE customer entering, float[n] each; callers scale.

    Every visit ends in one of: a way on, a finished journey, a silent leave (drawn from the curve), giving up (a way
    out) or a defection after a breakdown. `irritation_sum` adds up the levels on arrival; `cost` adds contacts,
    recoveries and the customers lost, in silence or not; `time` the minutes that contacts and recoveries take the
    customer. `retries` and `demand_visits` count arrivals.
    """

    phase: Ints
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
    cost: Floats
    time: Floats

    @property
    def irritation(self) -> Floats:
        """Mean irritation level on arrival, float[n], in levels; zero where nobody arrives."""
        return np.divide(self.irritation_sum, self.visits, out=np.zeros_like(self.visits), where=self.visits > 0.0)

    @property
    def ends(self) -> Floats:
        """Probability that the journey ends at each touchpoint, float[n], whatever the ending; sums to one."""
        return self.finishes + self.defections + self.silent_leaves + self.give_ups

    @property
    def expected_visits(self) -> float:
        """Mean number of visits in a journey."""
        return float(self.visits.sum())

    @property
    def expected_minutes(self) -> float:
        """Mean minutes that contacts and recoveries take a customer in a journey."""
        return float(self.time.sum())

    @property
    def completed(self) -> float:
        """Probability to finish well."""
        return float(self.finishes.sum())

    @property
    def defected(self) -> float:
        """Probability to leave after a breakdown."""
        return float(self.defections.sum())

    @property
    def churned(self) -> float:
        """Probability to leave in silence or give up."""
        return float(self.silent_leaves.sum() + self.give_ups.sum())

    @property
    def failure_demand_visits(self) -> float:
        """Mean number of visits that only a failure brought about, retries apart."""
        return float(self.demand_visits.sum())

    @property
    def contacts(self) -> float:
        """Mean number of contacts: every visit, and one more to recover each breakdown."""
        return self.expected_visits + float(self.breakdowns.sum())

    @property
    def failure_demand_share(self) -> float:
        """Share of contacts that are retries, recoveries or failure-demand visits.

        Found between 15 and 90 per cent in practice (Seddon, Vanguard).
        """
        return (float(self.retries.sum() + self.breakdowns.sum()) + self.failure_demand_visits) / self.contacts

    def per_phase(self, counts: Floats) -> Floats:
        """Sum an array of this result by phase, float[phases up to the last one in use]."""
        return np.bincount(self.phase, counts).astype(np.float64, copy=False)


class Toll(TypedDict):
    """What events at each touchpoint cost, and the minutes that they take the customer, float[n] each."""

    cost: Floats
    time: Floats


def toll(model: JourneyModel, visits: Floats, breakdowns: Floats, lost: Floats) -> Toll:
    """Return the cost and the time of so many visits, breakdowns and lost customers at each touchpoint, float[n]."""
    return {
        "cost": model.contact_cost * visits + model.recovery_cost * breakdowns + model.defection_cost * lost,
        "time": model.contact_time * visits + model.recovery_time * breakdowns,
    }


def mix(results: Sequence[Result], shares: Sequence[float]) -> Result:
    """Return what a mixture of customer segments does, each with its share of those entering.

    Raises ModelProblem where the shares do not sum to one or the results are of different journeys.
    """
    if len(results) != len(shares) or not results or abs(sum(shares) - 1.0) > 1e-9:
        raise ModelProblem(f"{len(results)} segments have shares {list(shares)}: give one each, summing to 1.")
    first = results[0]
    if any(not np.array_equal(first.phase, other.phase) for other in results):
        raise ModelProblem("The segments belong to different journeys: mix results of one journey only.")
    return replace(mixed(results, shares), phase=first.phase)
