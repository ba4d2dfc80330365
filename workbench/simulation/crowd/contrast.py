"""How customers differ before and after a fix: the distribution of every measure, in the same bins."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.improvements import Place
from workbench.simulation.build import Case, improved_case
from workbench.simulation.crowd.spread import Spread, spreads
from workbench.simulation.run import changes_by_row, subjects


@dataclass(frozen=True, slots=True, eq=False)
class Contrast:
    """The distributions of all measures over `customers` simulated ones of each kind, the same before and after.

    `phases` names those that measures count; `scenario` is empty where nothing is changed.
    """

    customers: int
    seed: int
    phases: tuple[str, ...]
    baseline: Sequence[Spread]
    scenario: Sequence[Spread]

    def of(self, kind: str) -> list[Spread]:
        """Return how a kind of measure is distributed over the whole journey: as it is and, if there is one, with the
        fix."""
        every = (*self.baseline, *self.scenario)
        return [each for each in every if each.measure.kind == kind and each.measure.phase is None]


def contrast(
    case: Case,
    cuts: Mapping[Place, float],
    customers: int,
    seed: int,
    *,
    cancelled: Callable[[], bool] | None = None,
) -> Contrast:
    """Let customers walk a journey as it is and, where anything is changed, with relative changes of its numbers.

    Raises ModelProblem for an id that is not in the journey and without customers, Cancelled when stopped.
    """
    changes = [change for change in changes_by_row(subjects(case), cuts) if change[2]]
    before = spreads(case, customers, seed, cancelled=cancelled)
    after: Sequence[Spread] = ()
    if changes:
        after = spreads(improved_case(case, changes), customers, seed, alike=before, cancelled=cancelled)
    return Contrast(customers, seed, case.model.phase_names, before, after)
