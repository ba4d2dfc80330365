"""A fix whose effect may itself be uncertain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.improvements import FAILURE, Place, aspect_of
from workbench.domain.parameters import TOUCHPOINT_PARAMETERS
from workbench.domain.values import Quantity
from workbench.simulation.arrays import Bools
from workbench.simulation.build import Case, require_changeable
from workbench.simulation.levers import Levers
from workbench.simulation.run import later, subject_of, subjects


@dataclass(frozen=True, slots=True)
class Fix:
    """A relative change (-0.3: 30 % less) of one parameter of the touchpoints in `rows`."""

    subject: str
    name: str
    rows: tuple[int, ...]
    change: Quantity
    parameter: str = FAILURE

    @property
    def label(self) -> str:
        """What to call its effect where one wonders how large it is."""
        what = "" if self.parameter == FAILURE else f" on {TOUCHPOINT_PARAMETERS[self.parameter].label}"
        return f"effect of the fix at “{self.name}”{what}"


def resolve(case: Case, cuts: Mapping[Place, float | Quantity]) -> tuple[Fix, ...]:
    """Return what changes of touchpoints or phases mean; a plain number is exact, a quantity has its range.

    Raises ModelProblem for an id that is not in the journey and for a parameter that touchpoints lack.
    """
    known = subjects(case)
    fixes: list[Fix] = []
    for place, cut in cuts.items():
        meant, subject = aspect_of(place), subject_of(known, place)
        require_changeable(meant.parameter)
        change = cut if isinstance(cut, Quantity) else Quantity(cut)
        fixes.append(Fix(meant.subject, subject.name, subject.rows, change, meant.parameter))
    return tuple(fixes)


def levers_of(fixes: Sequence[Fix]) -> Levers:
    """Return the numbers of a journey that fixes act on, one change a fix."""
    return Levers.of((fix.parameter, fix.rows) for fix in fixes)


def late_rows(case: Case, fixes: Sequence[Fix], late_from: str | None) -> Bools:
    """Mark the touchpoints of the later phases, bool[n]; raises ModelProblem for a phase that is not in the journey."""
    return later(case, {row for fix in fixes for row in fix.rows}, late_from)
