"""Plans as plain data, for files and other programs."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

from workbench.simulation.money import Terms
from workbench.simulation.portfolio.accounts import payback_range, worth_of
from workbench.simulation.portfolio.fixes import Fix
from workbench.simulation.portfolio.options import Budget
from workbench.simulation.portfolio.plan import Plan
from workbench.simulation.portfolio.portfolios import Portfolios
from workbench.simulation.portfolio.ranking import Standing
from workbench.simulation.portfolio.stability import Stability
from workbench.simulation.portfolio.telling import sentences
from workbench.simulation.run import ENTRANTS


def as_json(plan: Plan, given: Terms, found: Stability | None = None) -> dict[str, Any]:
    """Return a plan as plain data: effects per 1,000 customers, money in the journey's currency, null for never."""
    value = worth_of(plan, given)
    return {
        "entrants": ENTRANTS,
        "goal": plan.goal.name.lower(),
        "budget": _budget(plan.budget),
        "fixes": [_fix(plan, fix) for fix in plan.fixes],
        "before": plan.before * ENTRANTS,
        "prevented": plan.gain * ENTRANTS,
        "sum_of_single_effects": plan.sum_of_singles * ENTRANTS,
        "one_off": plan.one_off,
        "running": plan.running,
        "weeks": plan.weeks,
        "customers_a_month": given.customers,
        "customers_are_known": given.is_known,
        "saving_a_month": value.saving,
        "payback_months": _finite(value.payback),
        "net": value.net,
        "horizon_months": given.months,
        "sets_run": plan.portfolios.sets.shape[0],
        "proven": plan.bound is None,
        "programme_bound": None if plan.bound is None else plan.bound * ENTRANTS,
        "frontier": steps(plan.portfolios),
        "stability": None if found is None else _stability(found, given),
        "sentences": sentences(plan, given, found),
    }


def steps(portfolios: Portfolios) -> list[dict[str, Any]]:
    """Return the frontier as plain data: from which one-off price on which fixes leave how much of the goal."""
    names = [fix.name for fix in portfolios.options.fixes]
    return [
        {
            "one_off": point.price,
            "running": float(portfolios.running[point.row]),
            "left": point.value * ENTRANTS,
            "fixes": [name for name, chosen in zip(names, portfolios.sets[point.row], strict=True) if chosen],
        }
        for point in portfolios.frontier()
    ]


def standings(ranked: Sequence[Standing]) -> list[dict[str, Any]]:
    """Return a ranking as plain data, effects per 1,000 customers."""
    return [
        {
            "fix": each.fix.name,
            "prevented": each.gain * ENTRANTS,
            "first_order": each.promise * ENTRANTS,
            "per_1000_of_cost": None if each.per_cost is None else each.per_cost * ENTRANTS * 1000.0,
            "one_off": each.fix.number("one_off_cost").value,
            "running": each.fix.number("running_cost").value,
            "is_priced": each.fix.is_priced,
        }
        for each in ranked
    ]


def _finite(number: float) -> float | None:
    return number if isfinite(number) else None


def _budget(budget: Budget) -> dict[str, float | None]:
    return {"one_off": _finite(budget.one_off), "running": _finite(budget.running), "weeks": _finite(budget.weeks)}


def _fix(plan: Plan, fix: Fix) -> dict[str, Any]:
    return {
        "name": fix.name,
        "parameter": fix.parameter,
        "change": fix.change.value,
        "prevented_alone": float(plan.single[plan.options.fixes.index(fix)]) * ENTRANTS,
        "one_off": fix.number("one_off_cost").value,
        "running": fix.number("running_cost").value,
        "weeks": fix.number("lead_time").value,
        "is_priced": fix.is_priced,
    }


def _stability(found: Stability, given: Terms) -> dict[str, Any]:
    paybacks = payback_range(found, given)
    return {
        "worlds": found.worlds,
        "rivals": found.rivals,
        "run": found.run,
        "among_best": found.among_best,
        "over_budget": found.over_budget,
        "prevented": [each * ENTRANTS for each in (found.gain.low, found.gain.middle, found.gain.high)],
        "payback_months": [_finite(each) for each in (paybacks.low, paybacks.middle, paybacks.high)],
    }
