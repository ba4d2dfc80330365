"""Which sets of fixes could be the best in a world: those are run there, the others are not."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.simulation.arrays import Bools, Floats, Ints
from workbench.simulation.portfolio.evaluation import Evaluator
from workbench.simulation.portfolio.plan import Plan
from workbench.simulation.portfolio.portfolios import Portfolios
from workbench.simulation.portfolio.worlds import Worlds

FIRST: Final = 4
"""So many sets of the highest estimate are run in every world before any estimate is trusted."""

CAUTION: Final = 2.0
"""An estimate may be this many times as wrong as any that was checked."""

_BASIS: Final = 3
"""Sets are estimated where there are this many times as many as there are fixes; fewer are all run."""


@dataclass(frozen=True, slots=True, eq=False)
class Contest:
    """What sets come to in worlds, float[w, m, q], NaN where one was not run; the first set is the empty one."""

    values: Floats

    @property
    def run(self) -> Bools:
        """Which sets were run in which worlds, bool[w, m]."""
        return ~np.isnan(self.values[..., 0])

    @property
    def gains(self) -> Floats:
        """What each set takes off the goal, float[w, m], NaN where it was not run."""
        return self.values[:, :1, 0] - self.values[..., 0]


def contest(evaluator: Evaluator, plan: Plan, rivals: Portfolios, worlds: Worlds, may_win: Bools) -> Contest:
    """Run the empty set, the plan and every rival that could be the best where it may win, bool[w, m].

    What a set does in a world is estimated from what each of its fixes does there alone, run exactly, times what the
    set does on likely numbers over what its fixes add up to there.  A set is not run where its estimate lies below what
    another one was seen to do by more than CAUTION times the largest error of all estimates that were checked.  That is
    no proof, but a margin taken from thousands of cases like it.
    """
    if rivals.sets.shape[0] <= _BASIS * plan.options.size:
        return Contest(evaluator.in_worlds(rivals.sets, worlds))
    estimates = _estimates(evaluator, plan, rivals, worlds)
    asked = may_win & (_places(np.where(may_win, estimates, -np.inf)) < FIRST)
    asked[:, 0] = True
    asked |= (rivals.sets == plan.chosen).all(axis=1)
    found = Contest(evaluator.in_worlds(rivals.sets, worlds, asked))
    while (asked := may_win & ~found.run & _could_win(estimates, found, may_win)).any():
        more = evaluator.in_worlds(rivals.sets, worlds, asked)
        found = Contest(np.where(asked[..., None], more, found.values))
    return found


def _estimates(evaluator: Evaluator, plan: Plan, rivals: Portfolios, worlds: Worlds) -> Floats:
    """Return what each set would take off the goal in each world, float[w, m]."""
    basis = np.concatenate([np.zeros((1, plan.options.size), np.bool_), np.eye(plan.options.size, dtype=np.bool_)])
    alone = Contest(evaluator.in_worlds(basis, worlds)).gains[:, 1:]
    usual, single = rivals.goal[0] - rivals.goal, rivals.sets @ plan.single
    # where single effects cancel out on likely numbers, their sum says nothing about how much they overlap
    overlap = np.divide(usual, single, out=np.ones_like(usual), where=single > 0.0)
    return (alone @ rivals.sets.T) * overlap


def _places(values: Floats) -> Ints:
    """Return the place of each value in its row, the highest first."""
    return np.argsort(np.argsort(-values, axis=1, kind="stable"), axis=1)


def _could_win(estimates: Floats, found: Contest, may_win: Bools) -> Bools:
    """Tell which estimates, float[w, m], come within a cautious error of the best gain that was seen."""
    best = np.where(found.run & may_win, found.gains, 0.0).max(axis=1, keepdims=True)
    seen = found.run & (best > 0.0)
    error = np.divide(np.abs(estimates - found.gains), best, out=np.zeros_like(estimates), where=seen)
    return estimates >= best * (1.0 - CAUTION * float(error.max()))
