"""Means with their standard errors, for journeys that the exact engine refuses and to try it against."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.simulation.arrays import Floats
from workbench.simulation.build import Case
from workbench.simulation.crowd.walk import Engine, quicker_engine, walk
from workbench.simulation.model import JourneyModel
from workbench.simulation.problems import ModelProblem
from workbench.simulation.results import Result, mix

BATCHES: Final = 50
"""Standard errors come from so many independent batches and are therefore themselves known to 10 %."""


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """What `customers` simulated customers say, in the shape of an exact answer, and their batches one by one."""

    result: Result
    customers: int
    batches: tuple[Result, ...]

    def standard_error(self, quantity: Callable[[Result], float]) -> float:
        """Return the standard error of any number read from a result, in its unit (method of batch means)."""
        return float(self.standard_errors(lambda result: np.array([quantity(result)]))[0])

    def standard_errors(self, quantities: Callable[[Result], Floats]) -> Floats:
        """Return the standard errors of numbers read from a result, float[m]."""
        read = np.array([quantities(batch) for batch in self.batches])
        return read.std(axis=0, ddof=1) / np.sqrt(len(self.batches))


def of_batches(batches: Sequence[Result], customers: int) -> Estimate:
    """Return what batches of the same size, `customers` in all, say together; raises ModelProblem for fewer than 2."""
    if len(batches) < 2:
        raise ModelProblem("One batch does not tell how sure it is: give at least 2.")
    share = 1.0 / len(batches)
    return Estimate(mix(batches, [share] * len(batches)), customers, tuple(batches))


def estimate(
    model: JourneyModel,
    customers: int,
    seed: int,
    *,
    first: int = 0,
    engine: Engine | None = None,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Estimate:
    """Estimate expected counts by a walk, whatever the number of influences; memory does not grow with customers.

    The number of customers is rounded up to a multiple of BATCHES.  Raises ModelProblem where more than one customer in
    a thousand does not reach an end, Cancelled when stopped.
    """
    size, engine = -(-customers // BATCHES), engine or quicker_engine(customers)
    batches: list[Result] = []
    unfinished = 0
    for batch in range(BATCHES):
        crowd = walk(model, size, seed, first=first + batch * size, engine=engine, cancelled=cancelled)
        unfinished += crowd.unfinished
        batches.append(crowd.result())
        if progress is not None:
            progress((batch + 1) * size)
    if unfinished * 1_000 > size * BATCHES:
        raise ModelProblem(
            f"{unfinished:,} of {size * BATCHES:,} simulated customers did not come to an end: "
            "give the touchpoints where they go round in circles a way out that more of them take."
        )
    return of_batches(batches, size * BATCHES)


def estimate_case(
    case: Case,
    customers: int,
    seed: int,
    *,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Estimate:
    """Estimate a journey with `customers` of each kind of customer, mixed by their shares."""
    kinds: list[Estimate] = []
    for segment in case.segments:
        walked = sum(kind.customers for kind in kinds)

        def report(more: int, before: int = walked) -> None:
            if progress is not None:
                progress(before + more)

        kinds.append(estimate(segment.model, customers, seed, first=walked, progress=report, cancelled=cancelled))
    batches = [mix(batch, case.shares) for batch in zip(*(kind.batches for kind in kinds), strict=True)]
    return of_batches(batches, sum(kind.customers for kind in kinds))
