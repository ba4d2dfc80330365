"""The two engines against each other: simulated customers must agree with the exact answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np

from workbench.simulation.arrays import Floats, tally
from workbench.simulation.build import Case
from workbench.simulation.crowd.endless import require_followable
from workbench.simulation.crowd.rows import AMOUNTS, COST, DEFECTED, FINISHED, GAVE_UP, SILENT, TIME, Measure
from workbench.simulation.crowd.walk import Crowd, walk
from workbench.simulation.exact import solve
from workbench.simulation.problems import TooManyVisits
from workbench.simulation.results import Result

LARGEST_DEVIATION: Final = 4.5
"""In standard errors; chance alone passes this once in 2,000 runs if 73 measures are compared."""

FALSE_ALARMS: Final = 1 / 2_000
"""Where more measures are compared, the limit is raised so that chance passes it no more often (Bonferroni)."""

RARE: Final = 25.0
"""Fewer expected events say too little for a normal approximation."""

_ENDINGS: Final = {
    "finished": FINISHED,
    "gave up": GAVE_UP,
    "left after a breakdown": DEFECTED,
    "left in silence": SILENT,
}


@dataclass(frozen=True, slots=True)
class Deviation:
    """How far one measure of simulated customers lies from the exact answer, in standard errors."""

    measure: str
    size: float


@dataclass(frozen=True, slots=True)
class Health:
    """How far a walk of `customers` with `seed` lies from the exact answer at worst, in standard errors.

    `measure` is the one that lies so far off, of the number `compared`; `unwalked` says why nobody, or not every kind
    of customer, could be followed.
    """

    customers: int
    seed: int
    worst: float
    measure: str = ""
    compared: int = 1
    unwalked: str = ""

    @property
    def limit(self) -> float:
        """The largest deviation that is put down to chance, in standard errors."""
        honest = NormalDist().inv_cdf(1.0 - FALSE_ALARMS / (2 * max(1, self.compared)))
        return max(LARGEST_DEVIATION, honest)

    @property
    def agrees(self) -> bool:
        """Whether chance explains the difference."""
        return self.worst <= self.limit


def check_engines(case: Case, customers: int, seed: int) -> Health:
    """Walk `customers` through every kind of customer's journey and return the worst deviation of them all.

    Left out are kinds of customer who make too many visits to be followed.
    """
    found: list[Deviation] = []
    unwalked = ""
    for number, segment in enumerate(case.segments):
        of = f" ({segment.name})" if len(case.segments) > 1 else ""
        exact = solve(segment.model)
        try:
            require_followable(segment.model, exact)
        except TooManyVisits as problem:
            unwalked = str(problem)
            continue
        crowd = walk(segment.model, customers, seed, first=number * customers)
        found += (Deviation(each.measure + of, each.size) for each in deviations(exact, crowd))
    worst = max(found, key=_size, default=Deviation("", 0.0))
    return Health(customers, seed, worst.size, worst.measure, len(found), unwalked)


def _size(deviation: Deviation) -> float:
    return float("inf") if np.isnan(deviation.size) else deviation.size


def deviations(result: Result, crowd: Crowd) -> list[Deviation]:
    """Compare customers' sums, phases and every touchpoint's endings with an exact answer.

    Left out are measures of which fewer than RARE events are expected.
    """
    expected = _expected(result, crowd)
    found = [
        Deviation(measure.told(crowd.model.phase_names), _of_sums(measure, expected[measure], sample))
        for measure, sample in crowd.rows.measures()
        if not abs(expected[measure]) * sample.size < RARE
    ]
    return found + list(_of_endings(result, crowd))


def _expected(result: Result, crowd: Crowd) -> dict[Measure, float]:
    expected = {
        Measure("visits"): result.expected_visits,
        Measure("breakdowns"): float(result.breakdowns.sum()),
        Measure("failures"): float(result.failures.sum()),
        Measure("retries"): float(result.retries.sum()),
        Measure("failure demand"): result.failure_demand_visits,
        Measure(COST): float(result.cost.sum()),
        Measure(TIME): result.expected_minutes,
    }
    for kind, counts in (("visits", result.visits), ("breakdowns", result.breakdowns)):
        by_phase = tally(result.phase, counts, len(crowd.model.phase_names))
        expected |= {Measure(kind, phase): float(count) for phase, count in enumerate(by_phase)}
    return expected


def _of_sums(measure: Measure, expected: float, sample: Floats) -> float:
    difference = abs(float(sample.mean()) - expected)
    if difference <= 1e-9 * max(1.0, abs(expected)):
        return 0.0
    variance = float(sample.var())
    if measure.kind not in AMOUNTS and expected < 1.0:
        # A count varies at least as much as a yes or no; a sample with too few events would seem too sure of itself.
        variance = max(variance, expected * (1.0 - expected))
    return difference / float(np.sqrt(variance / sample.size)) if variance > 0.0 else float("inf")


def _of_endings(result: Result, crowd: Crowd) -> Iterator[Deviation]:
    columns = (result.finishes, result.give_ups, result.defections, result.silent_leaves)
    for (label, outcome), probability in zip(_ENDINGS.items(), columns, strict=True):
        last = crowd.rows.last[crowd.rows.outcome == outcome]
        ended = np.bincount(last, minlength=probability.size) / crowd.customers
        variance = probability * (1.0 - probability)
        for place in np.flatnonzero(variance * crowd.customers >= RARE):
            error = np.sqrt(variance[place] / crowd.customers)
            size = float(abs(ended[place] - probability[place]) / error)
            yield Deviation(f"{label} at “{crowd.model.names[place]}”", size)
