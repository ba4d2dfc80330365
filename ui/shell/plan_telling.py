"""From the engine's plan to what the plan view shows."""

from math import inf
from typing import Final

import numpy as np

from ui.controls.frontier import FrontierNumbers, Step
from ui.panels.plan_cells import Verdict
from ui.panels.plan_shown import Ledger, Money, PlanShown
from workbench.domain.document import Document
from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.build import Case
from workbench.simulation.money import Terms
from workbench.simulation.portfolio.accounts import accounts, bills, payback_range, worth_of
from workbench.simulation.portfolio.fixes import Fix
from workbench.simulation.portfolio.goals import Goal
from workbench.simulation.portfolio.plan import Plan
from workbench.simulation.portfolio.stability import Stability
from workbench.simulation.portfolio.survey import Survey
from workbench.simulation.portfolio.telling import (
    between,
    headline,
    listed,
    payback,
    price,
    search,
    sureness,
    transfers,
)
from workbench.simulation.run import ENTRANTS
from workbench.simulation.wording import SMALLEST, count

_MOST_BELOW: Final = 80
_UNITS: Final = {Goal.BREAKDOWNS: "breakdowns fewer per 1,000 customers", Goal.COST: "less cost per 1,000 customers"}


def plan_shown(
    document: Document, case: Case, plan: Plan, whole: Plan | None, given: Terms, found: Survey | None
) -> PlanShown:
    """Return what to show; without `found`, while the budget moves, what is not sure yet is left out."""
    sure = found.stability if found else None
    return PlanShown(
        headline=headline(plan, given, sure),
        lines=tuple(_lines(plan, given, sure)),
        verdicts=_verdicts(plan, found),
        frontier=_frontier(plan, whole, given),
        frontier_title=_frontier_title(plan, given),
        money=_money(document, case, plan, given, sure) if found else None,
        is_empty=not plan.fixes,
    )


def _lines(plan: Plan, given: Terms, sure: Stability | None) -> list[str]:
    if not plan.fixes:
        return [search(plan)]
    lines = [_together(plan)] if len(plan.fixes) > 1 else []
    lines.append(f"{price(plan, given)} {payback(worth_of(plan, given), given)}")
    if sure is not None:
        lines.append(sureness(plan, sure))
    if plan.unpriced:
        lines.append(f"Nobody has estimated what {listed(plan.unpriced)} cost: they count as free.")
    return [*lines, search(plan)]


def _together(plan: Plan) -> str:
    """Say that effects overlap, and which fixes the budget merely allows."""
    gain, alone = count(plan.gain * ENTRANTS), count(plan.sum_of_singles * ENTRANTS)
    apart = f", not the {alone} that their single effects add up to" if alone != gain else ""
    told = f"Per {ENTRANTS:,.0f} customers they do {gain} together{apart}."
    idle = [
        fix
        for at, fix in enumerate(plan.options.fixes)
        if plan.chosen[at] and abs(plan.single[at]) * ENTRANTS < SMALLEST
    ]
    if not idle:
        return told
    verb = "does" if len(idle) == 1 else "do"
    return f"{told} {listed(idle)} {verb} next to nothing alone: the budget allows it, no more."


def _verdicts(plan: Plan, found: Survey | None) -> dict[str, Verdict]:
    shared = found.credit if found else None
    adds = dict(zip((fix.id for fix in shared.fixes), shared.gain.tolist(), strict=True)) if shared else {}
    worlds: list[float | None] = [None] * plan.options.size
    if found is not None:
        worlds = [*found.stability.in_best.tolist()]
    return {
        fix.id: Verdict(
            chosen=bool(plan.chosen[at]),
            alone=float(plan.single[at]) * ENTRANTS,
            adds=adds[fix.id] * ENTRANTS if fix.id in adds else None,
            worlds=worlds[at],
        )
        for at, fix in enumerate(plan.options.fixes)
    }


def _frontier(plan: Plan, whole: Plan | None, given: Terms) -> FrontierNumbers | None:
    known = (whole or plan).portfolios
    points = known.frontier()
    if len(points) < 2:
        return None
    gains = (known.goal[0] - known.goal) * ENTRANTS
    steps: list[Step] = []
    before = np.zeros(known.options.size, dtype=np.bool_)
    for point in points:
        steps.append(
            Step(point.price, float(gains[point.row]), _what_is_new(known.options.fixes, before, known.sets[point.row]))
        )
        before = known.sets[point.row]
    return FrontierNumbers(
        steps=tuple(steps),
        below=_some(known.one_off, gains, {point.row for point in points}),
        budget=plan.budget.one_off,
        unit=_UNITS[plan.goal],
        currency=given.currency,
    )


def _what_is_new(fixes: tuple[Fix, ...], before: Bools, now: Bools) -> str:
    new = [fix.name for fix, had, has in zip(fixes, before, now, strict=True) if has and not had]
    gone = [fix.name for fix, had, has in zip(fixes, before, now, strict=True) if had and not has]
    told = [f"+ {new[0]}" + (f" and {len(new) - 1} more" if len(new) > 1 else "")] if new else []
    told += [f"− {gone[0]}" + (f" and {len(gone) - 1} more" if len(gone) > 1 else "")] if gone else []
    return ", ".join(told)


def _some(prices: Floats, gains: Floats, steps: set[int]) -> tuple[tuple[float, float], ...]:
    """Some of the sets that are no steps, evenly from the cheapest to the dearest."""
    rest = np.array([row for row in np.argsort(prices, kind="stable").tolist() if row not in steps], dtype=np.int64)
    if rest.size > _MOST_BELOW:
        rest = rest[np.linspace(0, rest.size - 1, _MOST_BELOW).astype(np.int64)]
    return tuple((float(prices[row]), float(gains[row])) for row in rest if gains[row] >= 0)


def _frontier_title(plan: Plan, given: Terms) -> str:
    number = len(plan.fixes)
    fixes = "one small fix" if number == 1 else f"{number} small fixes"
    gain, before = count(plan.gain * ENTRANTS), count(plan.before * ENTRANTS)
    once = f"{plan.budget.one_off:,.0f} {given.currency}".rstrip() if plan.budget.one_off < inf else "any budget"
    if not number:
        return f"With {once} nothing helps"
    what = "breakdowns" if plan.goal is Goal.BREAKDOWNS else given.currency
    verb = (
        ("prevents" if number == 1 else "prevent")
        if plan.goal is Goal.BREAKDOWNS
        else ("saves" if number == 1 else "save")
    )
    return f"With {once}, {fixes} {verb} {gain} of {before} {what}".rstrip()


def _money(document: Document, case: Case, plan: Plan, given: Terms, sure: Stability | None) -> Money:
    books = accounts(document, case, plan, given)
    named = "" if given.is_known else "an assumed "
    hint = "" if given.is_known else " Say how many there are under “About this journey”."
    told = payback(worth_of(plan, given), given).partition(" customers a month ")[2]
    sentence = f"It {told.removeprefix('it ')}" if told else payback(worth_of(plan, given), given)
    if sure is not None and plan.fixes:
        sentence = f"{sentence} In nine worlds of ten it {between(payback_range(sure, given))}."
    return Money(
        volume=f"At {named}{given.customers:,.10g} customers a month.{hint}",
        bill=_bill(case, plan, given),
        payback=sentence,
        accounts=Ledger(
            ("", "pays once", "a month", "saves a month"),
            tuple(
                (each.name, _amount(each.one_off), _amount(each.running), _amount(each.saving))
                for each in books
                if max(each.one_off, each.running, abs(each.saving)) >= 1
            ),
        ),
        transfer=transfers(books, given),
    )


def _bill(case: Case, plan: Plan, given: Terms) -> Ledger:
    before, after = bills(case, plan)
    kinds = (
        ("Contacts", before.contact, after.contact),
        ("Breakdowns made good", before.recovery, after.recovery),
        ("Customers lost", before.loss, after.loss),
        ("Together", before.total, after.total),
    )
    rows = [
        (name, *(given.customers * float(each) for each in (was.sum(), now.sum(), was.sum() - now.sum())))
        for name, was, now in kinds
    ]
    unit = given.currency or "a month"
    return Ledger(
        (unit, "as it is", "with the set", "saved"),
        tuple((name, *(_amount(each) for each in amounts)) for name, *amounts in rows),
        has_sum=True,
    )


def _amount(value: float) -> str:
    return "0" if abs(value) < 0.5 else f"{value:,.0f}".replace("-", "−")
