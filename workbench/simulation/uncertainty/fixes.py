"""A fix whose effect may itself be uncertain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.domain.values import Quantity
from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.build import Case
from workbench.simulation.run import later, subject_of, subjects


@dataclass(frozen=True, slots=True)
class Fix:
    """A relative change (-0.3: 30 % less) of the chance of failure of the touchpoints in `rows`."""

    subject: str
    name: str
    rows: tuple[int, ...]
    change: Quantity


def resolve(case: Case, cuts: Mapping[str, float | Quantity]) -> tuple[Fix, ...]:
    """Return what changes of touchpoints or phases, by id, mean; a plain number is exact, a quantity has its range.

    Raises ModelProblem for an id that is not in the journey.
    """
    known = subjects(case)
    meant = {each: subject_of(known, each) for each in cuts}
    return tuple(
        Fix(each, subject.name, subject.rows, cut if isinstance(cut := cuts[each], Quantity) else Quantity(cut))
        for each, subject in meant.items()
    )


def late_rows(case: Case, fixes: Sequence[Fix], late_from: str | None) -> Bools:
    """Mark the touchpoints of the later phases, bool[n]; raises ModelProblem for a phase that is not in the journey."""
    return later(case, {row for fix in fixes for row in fix.rows}, late_from)


def factors(touchpoints: int, fixes: Sequence[Fix], changes: Floats) -> Floats:
    """Return what fixes multiply the chances of failure by, float[m, n]; their changes are float[m, fixes]."""
    factor = np.ones((changes.shape[0], touchpoints))
    for column, fix in enumerate(fixes):
        factor[:, fix.rows] *= np.maximum(0.0, 1.0 + changes[:, [column]])
    return factor
