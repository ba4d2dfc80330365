"""Plans in sentences."""

from collections.abc import Sequence
from math import inf
from typing import Final

from workbench.simulation.money import Terms, Worth, break_even
from workbench.simulation.portfolio.accounts import Account, payback_range, worth_of
from workbench.simulation.portfolio.fixes import Fix
from workbench.simulation.portfolio.goals import Goal
from workbench.simulation.portfolio.plan import Plan
from workbench.simulation.portfolio.stability import Range, Stability
from workbench.simulation.run import ENTRANTS
from workbench.simulation.wording import count

_NAMED: Final = 4
_OF_WHAT: Final = {
    Goal.BREAKDOWNS: "prevent about {} of {} breakdowns",
    Goal.LATE_BREAKDOWNS: "prevent about {} of {} later breakdowns",
    Goal.COST: "save about {} of {} in contacts, breakdowns and lost customers",
    Goal.LOST: "keep about {} of {} customers who would be lost",
    Goal.TIME: "save customers about {} of {} minutes",
}

_FEWER: Final = {
    Goal.BREAKDOWNS: "about {} of {} breakdowns fewer",
    Goal.LATE_BREAKDOWNS: "about {} of {} later breakdowns fewer",
    Goal.COST: "about {} of {} {} less",
    Goal.LOST: "about {} of {} lost customers kept",
    Goal.TIME: "about {} of {} minutes less",
}


def sentences(plan: Plan, given: Terms, found: Stability | None = None) -> list[str]:
    """Return a plan in words, what matters most first."""
    if not plan.fixes:
        return ["Doing nothing is best: no set of fixes within the budget improves on it.", search(plan)]
    told = [effect(plan, given), price(plan, given), payback(worth_of(plan, given), given)]
    if plan.saving > 0 and not given.is_known:
        least = break_even(plan.saving, plan.one_off, plan.running, given.months)
        told.append(f"It pays within {count(given.months)} months from {count(least)} customers a month on.")
    if plan.unpriced:
        told.append(f"Nobody has estimated what {listed(plan.unpriced)} cost: they count as free.")
    if found is not None:
        told.append(sureness(plan, found))
        told.append(f"In nine worlds of ten it {between(payback_range(found, given))}.")
    return [*told, search(plan)]


def headline(plan: Plan, given: Terms, found: Stability | None = None) -> str:
    """Return in one sentence which set is the best for a budget, and what it does together."""
    limit = f"For {_money(plan.budget.one_off, given)}" if plan.budget.one_off < inf else "Whatever it costs,"
    if not plan.fixes:
        return f"{limit} nothing is better than doing nothing."
    gain, before = count(plan.gain * ENTRANTS), count(plan.before * ENTRANTS)
    low_high = ""
    if found is not None:
        low_high = f" ({count(found.gain.low * ENTRANTS)} to {count(found.gain.high * ENTRANTS)})"
    one = len(plan.fixes) == 1
    fixes = listed(_strongest_first(plan))
    chosen = fixes if one else f"the best set is {fixes}"
    does = _FEWER[plan.goal].format(gain, before, given.currency).replace("  ", " ")
    return f"{limit} {chosen + ' is best' if one else chosen}: {does}{low_high}."


def effect(plan: Plan, given: Terms) -> str:
    """Return what a plan does, and that it is not the sum of what its fixes do alone."""
    currency = given.currency if plan.goal is Goal.COST else ""
    gain, before, alone = (
        f"{count(each * ENTRANTS)} {currency}".rstrip() for each in (plan.gain, plan.before, plan.sum_of_singles)
    )
    verb = _OF_WHAT[plan.goal].format(gain, before)
    if len(plan.fixes) == 1:
        return f"{listed(plan.fixes)} would {verb} per {ENTRANTS:,.0f} customers."
    apart = f", not the {alone} that their single effects add up to" if alone != gain else ""
    return f"{listed(_strongest_first(plan))} together {verb} per {ENTRANTS:,.0f} customers{apart}."


def price(plan: Plan, given: Terms) -> str:
    """Return what a plan costs and how long it takes."""
    once, monthly = _money(plan.one_off, given), _money(plan.running, given)
    cost = " and ".join(
        part for part, amount in ((f"{once} once", plan.one_off), (f"{monthly} a month", plan.running)) if amount > 0
    )
    weeks = f", in place within {plan.weeks:.3g} weeks" if plan.weeks > 0 else ""
    return f"That costs {cost or 'nothing'}{weeks}."


def payback(value: Worth, given: Terms) -> str:
    """Return what a plan saves a month and when it has paid."""
    volume = f"At {'' if given.is_known else 'an assumed '}{given.customers:,.13g} customers a month"
    if value.saving <= 0:
        return f"{volume} it saves no money, so it never pays back."
    told = f"{volume} it saves about {_money(value.saving, given)} a month"
    if value.payback == inf:
        return f"{told}, less than it costs a month, so it never pays back."
    if value.payback == 0:
        return f"{told} and pays from the start."
    late = "" if value.pays else f", after the {count(value.months)} that were given"
    return f"{told} and pays back in {_months(value.payback)}{late}."


def sureness(plan: Plan, found: Stability) -> str:
    """Return in how many worlds a plan is among the best, and which of its fixes is the least certain."""
    told = f"In {100 * found.among_best:.0f} of 100 worlds this set is among the best"
    members = [
        (share, fix)
        for share, fix, chosen in zip(found.in_best, plan.options.fixes, plan.chosen, strict=True)
        if chosen
    ]
    share, fix = min(members, key=lambda each: each[0])
    return f"{told}; the least certain of it, “{fix.name}”, belongs to the best set in {100 * share:.0f}."


def transfers(found: Sequence[Account], given: Terms) -> str:
    """Return who pays and who saves the most, where they are not the same; empty where there is nothing to tell."""
    payers = [each for each in found if each.one_off or each.running]
    if not payers or not found or found[0].saving <= 0:
        return ""
    most = max(payers, key=lambda each: each.one_off + given.months * each.running)
    if most == found[0]:
        return f"{most.name} pays the most for it and saves the most, {_money(most.saving, given)} a month."
    return (
        f"{most.name} pays the most for it; {found[0].name} saves the most, {_money(found[0].saving, given)} a month."
    )


def _strongest_first(plan: Plan) -> list[Fix]:
    """The chosen fixes by what each does alone: where not all are named, those that matter most are."""
    alone = {fix.id: plan.single[at] for at, fix in enumerate(plan.options.fixes)}
    return sorted(plan.fixes, key=lambda fix: -alone[fix.id])


def listed(fixes: Sequence[Fix]) -> str:
    """Return the names of fixes, at least one, as part of a sentence."""
    names = [f"“{fix.name}”" for fix in fixes[:_NAMED]]
    if len(fixes) > _NAMED:
        return f"{', '.join(names)} and {len(fixes) - _NAMED} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def search(plan: Plan) -> str:
    """Return how it was found, and so how sure it is that no other set is better."""
    sets = f"{plan.portfolios.sets.shape[0]:,}"
    if plan.bound is None:
        return f"All {sets} sets that the budget allows were run: none is better."
    return (
        f"There are too many sets to run them all; of the {sets} that were run none is better.  By the estimate that "
        f"led the search no set does more than {count(plan.bound * ENTRANTS)}, which is no proof."
    )


def between(found: Range) -> str:
    """Return when a plan pays back in nine worlds of ten, as the end of a sentence."""
    if found.low == inf:
        return "never pays back"
    if found.high == inf:
        return f"pays back after {_months(found.low)} or later, or never"
    if found.high < 1:
        return "pays back in less than a month"
    low, high = count(found.low), count(found.high)
    return f"pays back after {low} months" if low == high else f"pays back after {low} to {high} months"


def _money(amount: float, given: Terms) -> str:
    return f"{count(amount)} {given.currency}".rstrip()


def _months(months: float) -> str:
    return "less than a month" if months < 1 else f"{count(months)} months"
