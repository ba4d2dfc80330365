"""How sure a plan is: the same sets in many worlds."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.build import Case
from workbench.simulation.portfolio.contest import Contest, contest
from workbench.simulation.portfolio.evaluation import Errand, Evaluator
from workbench.simulation.portfolio.goals import Goal, observable
from workbench.simulation.portfolio.plan import Plan
from workbench.simulation.portfolio.portfolios import ROUNDING, Portfolios
from workbench.simulation.portfolio.worlds import Worlds

MOST_RIVALS: Final = 256
"""So many sets, the best on likely numbers, are thought of in every world."""

NEARLY: Final = 0.95
"""A set that does this share of what the best one does is among the best."""


@dataclass(frozen=True, slots=True)
class Range:
    """Nine worlds in ten lie between `low` and `high`, half of them below `middle`."""

    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, values: Floats) -> "Range":
        """Take the 5, 50 and 95 % quantiles of float[worlds]."""
        return cls(*np.quantile(values, [0.05, 0.5, 0.95]).tolist())


@dataclass(frozen=True, slots=True, eq=False)
class Stability:
    """A plan in `worlds` worlds, among `rivals` sets.

    Of the pairs of a set and a world the share `run` was run; the other sets had no prospect of being the best there.
    `among_best` is the share of them in which it does at least 95 % of what the best affordable set does there,
    `over_budget` the share in which it costs more than the budget; `in_best`, float[n], tells how often each fix
    belongs to the best set.  `gain` and `saving` are the plan's, per customer entering; `savings`, float[worlds], are
    those of the single worlds, `one_off` and `running` its prices there.
    """

    worlds: int
    rivals: int
    run: float
    among_best: float
    over_budget: float
    in_best: Floats
    gain: Range
    saving: Range
    savings: Floats
    one_off: Floats
    running: Floats


def stability(
    case: Case,
    plan: Plan,
    worlds: Worlds,
    *,
    late_from: str | None = None,
    most: int = MOST_RIVALS,
    errand: Errand | None = None,
) -> Stability:
    """Run the plan and, of its `most` best rivals, those with a prospect of being the best, in every world.

    A set whose price breaks the budget in some world is not among those that could be had there; the plan itself is
    judged by what it does.  Raises ModelProblem for a journey that cannot run there, and Cancelled.
    """
    observables = [observable(case, plan.goal, late_from), observable(case, Goal.COST)]
    rivals = plan.portfolios.leading(most)
    affordable = _affordable(plan, rivals.sets, worlds)
    total = affordable.size
    evaluator = Evaluator(case, plan.options, observables, errand and errand.towards(total))
    found = contest(evaluator, plan, rivals, worlds, affordable)
    if errand and errand.progress:
        errand.progress(total, total)
    return _judged(plan, worlds, rivals.sets, affordable & found.run, found)


def _judged(plan: Plan, worlds: Worlds, rivals: Bools, runs: Bools, found: Contest) -> Stability:
    """Judge the plan by what rivals, bool[m, n], do in the worlds in which they run for the best, bool[w, m]."""
    own = int(np.flatnonzero((rivals == plan.chosen).all(axis=1))[0])
    values, gains = found.values, found.gains
    best = [_best(plan, rivals[may], value[may]) for may, value in zip(runs, values, strict=True)]
    most_gained = np.where(runs, gains, 0.0).max(axis=1)
    slack = ROUNDING * np.abs(values[:, 0, 0])
    savings = values[:, 0, 1] - values[:, own, 1]
    return Stability(
        worlds=worlds.size,
        rivals=rivals.shape[0],
        run=float(found.run.mean()),
        among_best=float((gains[:, own] >= NEARLY * most_gained - slack).mean()),
        over_budget=float((~_affordable(plan, rivals[[own]], worlds)).mean()),
        in_best=np.array(best, dtype=np.bool_).mean(axis=0),
        gain=Range.of(gains[:, own]),
        saving=Range.of(savings),
        savings=savings,
        one_off=worlds.one_off @ plan.chosen,
        running=worlds.running @ plan.chosen,
    )


def _affordable(plan: Plan, rivals: Bools, worlds: Worlds) -> Bools:
    """Tell which sets, bool[m, n], a budget allows at the prices of each world, bool[w, m]."""
    found = np.empty((worlds.size, rivals.shape[0]), dtype=np.bool_)
    for world in range(worlds.size):
        priced = replace(plan.options, one_off=worlds.one_off[world], running=worlds.running[world])
        found[world] = priced.within(rivals, plan.budget)
    return found


def _best(plan: Plan, sets: Bools, values: Floats) -> Bools:
    return sets[Portfolios(plan.options, sets, values).best()]
