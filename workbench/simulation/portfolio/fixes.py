"""What could be done about a journey: single fixes, from the document or thought up."""

from dataclasses import dataclass
from typing import Final

from workbench.domain.document import Document
from workbench.domain.elements import Department, Improvement, Person
from workbench.domain.improvements import improvements_in
from workbench.domain.owners import department_of, owning_department
from workbench.domain.parameters import IMPROVEMENT_PARAMETERS
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin
from workbench.simulation.build import Case
from workbench.simulation.effects import SMALL_FIX
from workbench.simulation.observables import breakdowns
from workbench.simulation.portfolio.slopes import Step, first_order

SMALL_EFFORT: Final = Quantity(5000.0, Origin.GUESS, 2000.0, 12500.0, "ten working days at 500; put in your own")
"""What a small fix is taken to cost once where nobody has planned any."""

MOST_GENERATED: Final = 12
"""So many small fixes are thought up, the most promising first: all their sets are tried in the time of a glance."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A relative `change` of one parameter at the touchpoints `rows`, with what it costs and takes.

    Costs share the journey's currency, the running cost is by the month, the lead time in weeks; None where nobody has
    estimated it, which counts as nothing.  `payer` is the department that pays.
    """

    id: str
    name: str
    rows: tuple[int, ...]
    parameter: str = "failure"
    change: Quantity = IMPROVEMENT_PARAMETERS["change"].default
    one_off_cost: Quantity | None = None
    running_cost: Quantity | None = None
    lead_time: Quantity | None = None
    payer: str | None = None
    excludes: frozenset[str] = frozenset()
    requires: frozenset[str] = frozenset()

    def number(self, field: str) -> Quantity:
        """Return a cost or the lead time, or the zero that stands in for it."""
        stated: Quantity | None = getattr(self, field)
        return IMPROVEMENT_PARAMETERS[field].default if stated is None else stated

    @property
    def is_priced(self) -> bool:
        """Whether anybody has estimated what it costs."""
        return self.one_off_cost is not None or self.running_cost is not None


def candidates(document: Document, journey: str, case: Case) -> tuple[Fix, ...]:
    """Return the improvements of a journey as fixes, or small ones thought up where nobody has entered any."""
    planned = improvements_in(document, journey)
    if not planned:
        return small_fixes(document, case)
    return tuple(_planned(document, case, improvement) for improvement in planned)


def small_fixes(
    document: Document,
    case: Case,
    *,
    change: float = SMALL_FIX,
    effort: Quantity = SMALL_EFFORT,
    most: int = MOST_GENERATED,
) -> tuple[Fix, ...]:
    """Return a small fix for each touchpoint in our control that goes wrong at all, `most` of them.

    Those that prevent the most breakdowns to first order are kept, in the order of the journey; all cost the same.
    """
    steps = [Step((row,), "failure", change) for row in range(case.model.size)]
    promise = -first_order(case, breakdowns(case.model.size), steps)
    rows = [row for row, each in enumerate(case.ids) if each in case.controllable and promise[row] > 0]
    kept = sorted(sorted(rows, key=lambda row: -promise[row])[:most])
    return tuple(_thought_up(document, case, row, change, effort) for row in kept)


def _planned(document: Document, case: Case, improvement: Improvement) -> Fix:
    subjects = {improvement.subject}
    if improvement.subject in case.phases:
        phase = case.phases.index(improvement.subject)
        subjects = {each for each, place in zip(case.ids, case.model.phase.tolist(), strict=True) if place == phase}
    within_reach = subjects & case.controllable
    rows = tuple(row for row, each in enumerate(case.ids) if each in within_reach)
    return Fix(
        id=improvement.id,
        name=improvement.name,
        rows=rows,
        parameter=improvement.parameter,
        change=improvement.change,
        one_off_cost=improvement.one_off_cost,
        running_cost=improvement.running_cost,
        lead_time=improvement.lead_time,
        payer=_payer(document, case, improvement.owner, rows),
        excludes=frozenset(improvement.excludes),
        requires=frozenset(improvement.requires),
    )


def _thought_up(document: Document, case: Case, row: int, change: float, effort: Quantity) -> Fix:
    name = f"{100 * abs(change):.0f} % fewer failures at “{case.model.names[row]}”"
    payer = _payer(document, case, None, (row,))
    return Fix(case.ids[row], name, (row,), change=Quantity(change), one_off_cost=effort, payer=payer)


def _payer(document: Document, case: Case, owner: str | None, rows: tuple[int, ...]) -> str | None:
    """The department of who owns the fix, or else the one that answers for all that it changes."""
    party = document.find(Department, owner) or document.find(Person, owner)
    if party is not None:
        department = department_of(document, party)
        return department.id if department else None
    owners = {department.id if (department := owning_department(document, case.ids[row])) else None for row in rows}
    return owners.pop() if len(owners) == 1 else None
