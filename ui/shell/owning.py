"""From an explanation, failure demand and a run to what the owners' view shows."""

from collections.abc import Sequence

import numpy as np

from ui.panels.owner_numbers import CauseNumbers, Party, Table, WorkNumbers, WorkRow
from workbench.domain.document import Document
from workbench.domain.elements import Department, Touchpoint
from workbench.simulation.demand import FailureDemand
from workbench.simulation.demand_text import brought_by_others, remark
from workbench.simulation.explanation import Explanation
from workbench.simulation.glass import Account
from workbench.simulation.grouping import Grouping
from workbench.simulation.money import terms
from workbench.simulation.run import ENTRANTS, Outcome
from workbench.simulation.workload import OPEN_HOURS, Load, Work, loads, work_of


def cause_numbers(told: Explanation, document: Document) -> CauseNumbers | None:
    """Return the department matrix per 1,000 customers; None where no department answers for anything."""
    if not any(told.owners.ids):
        return None
    parties = _parties(told.owners.ids, told.owners.names, document)
    return CauseNumbers(parties, _table(told.matrix.breakdowns), _table(told.matrix.cost))


def _table(account: Account) -> Table:
    cells = tuple(tuple(row) for row in (account.sources * ENTRANTS).tolist())
    return Table(cells, tuple((account.itself * ENTRANTS).tolist()))


def _parties(ids: Sequence[str | None], names: Sequence[str], document: Document) -> tuple[Party, ...]:
    found = [document.find(Department, each) for each in ids]
    return tuple(
        Party(key, name, department.colour if department else None)
        for key, name, department in zip(ids, names, found, strict=True)
    )


def work_numbers(
    document: Document, journey: str, outcome: Outcome, owners: Grouping, demand: FailureDemand
) -> WorkNumbers:
    """Return what the departments do in a month for as many customers as the journey says, or a thousand."""
    given = terms(document, journey)
    customers = given.volume
    work = work_of(document, outcome.case)
    staffed = np.flatnonzero(work.handling + work.recovery).tolist()
    found = loads(work, outcome.baseline, customers)
    return WorkNumbers(
        rows=tuple(_row(each, owners, demand, customers, document) for each in found),
        remark=remark(demand),
        brought=tuple(brought_by_others(demand, owners, customers)),
        customers=customers,
        is_stated=given.is_known and given.customers > 0,
        guessed=sum(_is_guessed(document.get(Touchpoint, outcome.case.ids[row]), work, row) for row in staffed),
        touchpoints=len(staffed),
    )


def _is_guessed(touchpoint: Touchpoint, work: Work, row: int) -> bool:
    return any(
        bool(hours[row]) and touchpoint.quantity(name).is_guess
        for name, hours in (("handling_time", work.handling), ("recovery_time", work.recovery))
    )


def _row(load: Load, owners: Grouping, demand: FailureDemand, customers: float, document: Document) -> WorkRow:
    group = owners.ids.index(load.id) if load.id in owners.ids else None
    department = document.find(Department, load.id)
    needless = elsewhere = 0.0
    if group is not None:
        needless = float(demand.contacts[group]) * customers
        elsewhere = float(demand.caused[group].sum() - demand.caused[group, group]) * customers
    return WorkRow(
        party=Party(load.id, load.name, department.colour if department else None),
        contacts=load.contacts,
        needless=needless,
        elsewhere=elsewhere,
        hours=load.hours,
        needless_hours=load.needless_share,
        people=load.hours / OPEN_HOURS,
        staff=department.staff if department else None,
        busy=load.busy,
        wait=load.wait,
    )
