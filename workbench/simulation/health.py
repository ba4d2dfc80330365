"""The two engines against each other: simulated customers must agree with the exact answer."""

from dataclasses import dataclass
from typing import Final

from workbench.simulation.build import Case
from workbench.simulation.exact import solve
from workbench.simulation.montecarlo import agreement, walk

LARGEST_DEVIATION: Final = 4.5
"""In standard errors; some 60 measures are compared, and chance alone passes this once in 2,000 runs."""


@dataclass(frozen=True, slots=True)
class Health:
    """How far a walk of `customers` with `seed` lies from the exact answer at worst, in standard errors."""

    customers: int
    seed: int
    worst: float

    @property
    def agrees(self) -> bool:
        """Whether chance explains the difference."""
        return self.worst <= LARGEST_DEVIATION


def check_engines(case: Case, customers: int, seed: int) -> Health:
    """Walk `customers` through every kind of customer's journey and return the worst deviation of them all."""
    worst = max(agreement(solve(segment.model), walk(segment.model, customers, seed)) for segment in case.segments)
    return Health(customers, seed, worst)
