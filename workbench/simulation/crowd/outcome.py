"""The question of the product answered by simulated customers, for journeys that the exact engine refuses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.domain.improvements import Place
from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.build import Case, improved_case
from workbench.simulation.comparison import compare
from workbench.simulation.crowd.estimate import Estimate, estimate_case
from workbench.simulation.problems import ModelProblem, TooManyInfluences
from workbench.simulation.results import Result
from workbench.simulation.run import ENTRANTS, Outcome, changes_by_row, cuts_by_name, later, subjects
from workbench.simulation.wording import count

_GIVE_OR_TAKE: Final = 2.0
"""Standard errors: chance alone moves a result farther once in twenty runs."""


@dataclass(frozen=True, slots=True, eq=False)
class Walked:
    """What simulated customers say of a fix, and how far chance may have moved it.

    `error` is the standard error, per customer entering, of the change of late breakdowns, or of all breakdowns where
    nothing is changed.  The outcome has no twin: what is carry-over has not been told apart.
    """

    outcome: Outcome
    customers: int
    seed: int
    error: float

    def remark(self, problem: ModelProblem, entrants: float = ENTRANTS) -> str:
        """Return where the numbers come from, how far chance may have moved them, and why they are not exact."""
        why = "the exact calculation would not fit into memory"
        if isinstance(problem, TooManyInfluences):
            why = f"at “{problem.touchpoint}” {problem.live} earlier failures can still have an influence"
        reach = count(_GIVE_OR_TAKE * self.error * entrants)
        whom = f"{self.customers:,} simulated customers with seed {self.seed}"
        return f"From {whom} (give or take {reach}), because {why}."


def walk_outcome(
    case: Case,
    cuts: Mapping[Place, float],
    customers: int,
    seed: int,
    *,
    late_from: str | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Walked:
    """Walk `customers` of each kind through a journey as it is and with relative changes of its numbers.

    The same customers meet the same luck in both, so that chance hardly touches the difference.  Raises ModelProblem
    for an id that is not in the journey and for a journey that customers cannot leave, and Cancelled.
    """
    known = subjects(case)
    changes = changes_by_row(known, cuts)
    late = later(case, {row for row, _, _ in changes}, late_from)
    before = estimate_case(case, customers, seed, cancelled=cancelled)
    after = before
    if any(cuts.values()):
        after = estimate_case(improved_case(case, changes), customers, seed, cancelled=cancelled)
    split = compare(before.result, after.result, late)
    outcome = Outcome(
        case=case,
        cuts=cuts_by_name(known, cuts),
        baseline=before.result,
        scenario=after.result,
        late=late,
        split=split,
        twin=None,
        selection=0.0,
    )
    return Walked(outcome, before.customers, seed, _error(before, after, late))


def _error(before: Estimate, after: Estimate, late: Bools) -> float:
    if after is before:
        return before.standard_error(lambda result: float(result.breakdowns.sum()))
    differences = _late_breakdowns(after.batches, late) - _late_breakdowns(before.batches, late)
    return float(differences.std(ddof=1) / np.sqrt(differences.size))


def _late_breakdowns(batches: tuple[Result, ...], late: Bools) -> Floats:
    return np.array([batch.breakdowns[late].sum() for batch in batches])
