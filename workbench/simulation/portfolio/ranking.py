"""Fixes in order: what each does alone, what it does for its price, and what it adds to the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import factorial
from typing import Final

import numpy as np

from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.build import Case
from workbench.simulation.portfolio.evaluation import Errand, Evaluator
from workbench.simulation.portfolio.fixes import Fix
from workbench.simulation.portfolio.goals import Goal, observable
from workbench.simulation.portfolio.options import Options
from workbench.simulation.portfolio.programme import gains
from workbench.simulation.portfolio.slopes import Step, first_order

MONTHS: Final = 12.0
"""Running costs of so many months count as part of a fix's price."""

MOST_EXACT: Final = 10
"""Up to so many fixes all their subsets are run, 1,024."""

ORDERS: Final = 200
"""So many random orders, each beside its reverse, stand for all where there are more."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What one fix takes off the goal by itself, per customer entering.

    `promise` is to first order, `gain` from a run of its own; `per_cost` is the gain for each unit of money that it
    costs once and in a year, None where it costs nothing.
    """

    fix: Fix
    promise: float
    gain: float
    per_cost: float | None


def ranking(
    case: Case,
    fixes: Sequence[Fix],
    goal: Goal = Goal.BREAKDOWNS,
    *,
    late_from: str | None = None,
    errand: Errand | None = None,
) -> list[Standing]:
    """Return fixes by what each does alone, the most first; effects overlap and must not be added.

    Raises ModelProblem for fixes that cannot be compared and a journey that cannot run, and Cancelled.
    """
    options = Options.of(fixes)
    wanted = observable(case, goal, late_from)
    steps = [Step(fix.rows, fix.parameter, fix.change.value) for fix in options.fixes]
    promises = 0.0 - first_order(case, wanted, steps)
    alone = gains(Evaluator(case, options, [wanted], errand), np.eye(options.size, dtype=np.bool_))
    prices = options.one_off + MONTHS * options.running
    found = [
        Standing(fix, promise, gain, gain / price if price > 0 else None)
        for fix, promise, gain, price in zip(
            options.fixes, promises.tolist(), alone.tolist(), prices.tolist(), strict=True
        )
    ]
    return sorted(found, key=lambda each: -each.gain)


@dataclass(frozen=True, slots=True, eq=False)
class Credit:
    """What each of k fixes adds to what they do together, float[k]; `gain` sums to their joint effect exactly.

    `error`, float[k], is the standard error where orders were drawn, zero where all were counted.
    """

    fixes: tuple[Fix, ...]
    gain: Floats
    error: Floats


def credit(
    case: Case,
    fixes: Sequence[Fix],
    random: np.random.Generator,
    goal: Goal = Goal.BREAKDOWNS,
    *,
    late_from: str | None = None,
    errand: Errand | None = None,
) -> Credit:
    """Share out the joint effect of fixes by their Shapley values: what each adds, averaged over all orders.

    Exact for up to ten fixes (Shapley 1953), from random orders and their reverses above (Castro, Gomez and Tejada
    2009, doi 10.1016/j.cor.2008.04.004).  Exclusions and prerequisites play no part: the fixes are those of one plan.
    Raises ModelProblem and Cancelled as `plan` does.
    """
    options = Options.of(fixes)
    evaluator = Evaluator(case, options, [observable(case, goal, late_from)], errand)
    if options.size <= MOST_EXACT:
        return Credit(options.fixes, _over_all(evaluator), np.zeros(options.size))
    added = _over_orders(evaluator, random)
    return Credit(options.fixes, added.mean(axis=0), added.std(axis=0, ddof=1) / np.sqrt(added.shape[0]))


def _over_all(evaluator: Evaluator) -> Floats:
    n = evaluator.options.size
    sets: Bools = np.array(list(product((False, True), repeat=n)), dtype=np.bool_)
    worth, others = gains(evaluator, sets), sets.sum(axis=1)
    weight = np.array([factorial(k) * factorial(n - 1 - k) / factorial(n) if k < n else 0.0 for k in range(n + 1)])
    shares = np.zeros(n)
    for index in range(n):
        # sets count up in binary, the last fix the fastest: adding fix `index` is a step of so many rows
        without = np.flatnonzero(~sets[:, index])
        step = worth[without + (1 << (n - 1 - index))] - worth[without]
        shares[index] = float(weight[others[without]] @ step)
    return shares


def _over_orders(evaluator: Evaluator, random: np.random.Generator) -> Floats:
    """Return what each fix adds, averaged over an order and its reverse, float[ORDERS, n]."""
    n = evaluator.options.size
    forward = np.array([random.permutation(n) for _ in range(ORDERS)])
    added = np.zeros((ORDERS, n))
    for orders in (forward, forward[:, ::-1]):
        place = np.argsort(orders, axis=1)
        sets = (place[:, None, :] < np.arange(n + 1)[None, :, None]).reshape(-1, n)
        steps = np.diff(gains(evaluator, sets).reshape(ORDERS, n + 1), axis=1)
        added += np.take_along_axis(steps, place, axis=1) / 2.0
    return added
