"""Who pays for a plan, and in whose books its savings appear."""

from dataclasses import dataclass

import numpy as np

from workbench.domain.document import Document
from workbench.domain.elements import Department
from workbench.simulation.arrays import Floats
from workbench.simulation.build import Case, improved_case
from workbench.simulation.exact import solve_case
from workbench.simulation.grouping import NOBODY, by_department
from workbench.simulation.money import Bill, Terms, Worth, bill, worth
from workbench.simulation.portfolio.plan import Plan
from workbench.simulation.portfolio.portfolios import Portfolios
from workbench.simulation.portfolio.stability import Range, Stability


@dataclass(frozen=True, slots=True)
class Account:
    """One department: what it pays for the plan once and a month, and what it saves a month of each kind.

    `department` is its id, None for what nobody answers for.
    """

    department: str | None
    name: str
    one_off: float
    running: float
    contact: float
    recovery: float
    loss: float

    @property
    def saving(self) -> float:
        """All that it saves a month."""
        return self.contact + self.recovery + self.loss


def accounts(document: Document, case: Case, plan: Plan, given: Terms) -> tuple[Account, ...]:
    """Return every department that pays for a plan or whose costs change by it, those who save the most first.

    Two exact runs a segment; the savings of all accounts sum to the plan's.
    """
    groups = by_department(document, case)
    before, after = bills(case, plan)
    kinds = (before.contact - after.contact, before.recovery - after.recovery, before.loss - after.loss)
    saved = dict(zip(groups.ids, (given.customers * groups.sums(np.column_stack(kinds))).tolist(), strict=True))
    names: dict[str | None, str] = dict(zip(groups.ids, groups.names, strict=True))
    for fix in plan.fixes:
        payer = document.find(Department, fix.payer)
        names.setdefault(fix.payer, payer.name if payer else NOBODY)
    listed = (
        Account(department, name, *_paid(plan, department), *saved.get(department, (0.0, 0.0, 0.0)))
        for department, name in names.items()
    )
    return tuple(sorted(listed, key=lambda each: -each.saving))


def _paid(plan: Plan, department: str | None) -> tuple[float, float]:
    """What a department pays for the plan once and a month."""
    own = [fix for fix in plan.fixes if fix.payer == department]
    once, monthly = (sum(fix.number(field).value for fix in own) for field in ("one_off_cost", "running_cost"))
    return once, monthly


def bills(case: Case, plan: Plan) -> tuple[Bill, Bill]:
    """Return what one customer costs as it is and with a plan; two exact runs a segment."""
    changes = [(row, fix.parameter, fix.change.value) for fix in plan.fixes for row in fix.rows]
    before, after = (bill(each.model, solve_case(each)) for each in (case, improved_case(case, changes)))
    return before, after


def worth_of(plan: Plan, given: Terms) -> Worth:
    """Return what a plan is worth at the likely numbers."""
    return worth(plan.saving, plan.one_off, plan.running, given)


def payback_range(found: Stability, given: Terms) -> Range:
    """Return in how many months a plan pays back in nine worlds of ten; infinite where it does not."""
    prices = zip(found.savings.tolist(), found.one_off.tolist(), found.running.tolist(), strict=True)
    paybacks = np.sort([worth(*each, given).payback for each in prices])
    # quantiles between a number and infinity are not defined: the next world is taken
    return Range(*(float(paybacks[round(share * (paybacks.size - 1))]) for share in (0.05, 0.5, 0.95)))


def cheapest_paying(portfolios: Portfolios, given: Terms) -> int | None:
    """Return the row of the cheapest set over the horizon that beats doing nothing; None if none does."""
    net, price = _net(portfolios, given)
    paying = np.flatnonzero(net > 0)
    return int(paying[np.lexsort((-net[paying], price[paying]))[0]]) if paying.size else None


def most_valuable(portfolios: Portfolios, given: Terms) -> int:
    """Return the row of the set that earns the most beyond its price over the horizon; 0 is to do nothing."""
    net, price = _net(portfolios, given)
    return int(np.lexsort((price, -net))[0])


def _net(portfolios: Portfolios, given: Terms) -> tuple[Floats, Floats]:
    """What each set earns over the horizon beyond its price, and that price."""
    cost = portfolios.values[:, 1]
    price = portfolios.one_off + given.months * portfolios.running
    return given.months * given.customers * (cost[0] - cost) - price, price
