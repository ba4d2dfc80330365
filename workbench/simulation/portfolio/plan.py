"""The best set of fixes for a budget: what it does together, what each adds, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.build import Case
from workbench.simulation.portfolio.evaluation import Errand, Evaluator
from workbench.simulation.portfolio.fixes import Fix
from workbench.simulation.portfolio.goals import Goal, observable
from workbench.simulation.portfolio.options import Budget, Options
from workbench.simulation.portfolio.portfolios import Portfolios, possible_sets
from workbench.simulation.portfolio.programme import Surrogate, gains, solve_programme, swapped
from workbench.simulation.problems import ModelProblem

MOST_SETS: Final = 1 << 16
"""So many sets are all run: every set of 16 fixes, and of more where the budget leaves few."""

MOST_PROVEN: Final = 1 << 20
"""So many sets can be run to prove what the programme found; minutes where `MOST_SETS` takes seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """The set of fixes to choose, and how it was found.

    Effects are per customer entering: `single`, float[n], is what each fix alone takes off the goal, `gain` what the
    chosen ones take off together.  `bound` is the most that the programme's sums allow, which bounds the programme and
    not the truth; it is None where every set was run, so that the plan is the best one.  `portfolios` are the sets that
    were run and keep to the budget, with the goal and the cost of each.
    """

    goal: Goal
    budget: Budget
    portfolios: Portfolios
    row: int
    single: Floats
    bound: float | None

    @property
    def options(self) -> Options:
        """The fixes that there were to choose from."""
        return self.portfolios.options

    @property
    def chosen(self) -> Bools:
        """Which fixes are chosen, bool[n]."""
        return self.portfolios.sets[self.row]

    @property
    def fixes(self) -> tuple[Fix, ...]:
        """The chosen fixes, prerequisites first."""
        return tuple(self.options.fixes[index] for index in self.options.order if self.chosen[index])

    @property
    def before(self) -> float:
        """The goal as it is today, per customer entering."""
        return float(self.portfolios.goal[0])

    @property
    def gain(self) -> float:
        """What the chosen fixes take off the goal together."""
        return self.before - float(self.portfolios.goal[self.row])

    @property
    def sum_of_singles(self) -> float:
        """What the chosen fixes' single effects add up to, which is not what they do together."""
        return float(self.single[self.chosen].sum())

    @property
    def saving(self) -> float:
        """Contacts, breakdowns and lost customers saved in money, per customer entering."""
        cost = self.portfolios.values[:, 1]
        return float(cost[0] - cost[self.row])

    @property
    def one_off(self) -> float:
        """What the chosen fixes cost once."""
        return float(self.options.one_off[self.chosen].sum())

    @property
    def running(self) -> float:
        """What the chosen fixes cost a month."""
        return float(self.options.running[self.chosen].sum())

    @property
    def weeks(self) -> float:
        """How long it takes until all of them are in place, those side by side that need not wait."""
        return float(self.options.ready[self.chosen].max(initial=0.0))

    @property
    def unpriced(self) -> tuple[Fix, ...]:
        """The chosen fixes that nobody has estimated the cost of."""
        return tuple(fix for fix in self.fixes if not fix.is_priced)


def plan(
    case: Case,
    fixes: Sequence[Fix],
    budget: Budget,
    goal: Goal = Goal.BREAKDOWNS,
    *,
    late_from: str | None = None,
    most: int = MOST_SETS,
    errand: Errand | None = None,
) -> Plan:
    """Return the set of fixes that leaves the least of the goal, doing nothing included.

    Where the budget allows at most `most` sets all are run; otherwise an integer programme suggests one and exact runs
    of its neighbours improve it.  Raises ModelProblem for a budget that nothing fits, fixes that cannot be compared and
    a journey that cannot run, and Cancelled.
    """
    options = Options.of(fixes)
    options.require_choice(budget)
    evaluator = Evaluator(case, options, [observable(case, goal, late_from), observable(case, Goal.COST)], errand)
    sets = possible_sets(options, budget, most)
    bound = None
    if sets is None:
        bound, sets = _searched(evaluator, budget)
    portfolios = Portfolios(options, sets, evaluator.values(sets))
    single = gains(evaluator, np.eye(options.size, dtype=np.bool_))
    return Plan(goal, budget, portfolios, portfolios.best(), single, bound)


def frontier(
    case: Case,
    fixes: Sequence[Fix],
    goal: Goal = Goal.COST,
    *,
    late_from: str | None = None,
    errand: Errand | None = None,
) -> Portfolios:
    """Run every possible set, so that the best one for any budget can be read off at once.

    Raises ModelProblem where there are more than `MOST_SETS`, and what `plan` does.
    """
    options = Options.of(fixes)
    sets = possible_sets(options, Budget(), MOST_SETS)
    if sets is None:
        raise ModelProblem(
            f"{options.size} fixes make more than {MOST_SETS:,} sets: give a budget, or choose from fewer fixes."
        )
    evaluator = Evaluator(case, options, [observable(case, goal, late_from), observable(case, Goal.COST)], errand)
    return Portfolios(options, sets, evaluator.values(sets))


def shortfall(case: Case, found: Plan, *, late_from: str | None = None, errand: Errand | None = None) -> float:
    """Return how much the best set of all takes off the goal beyond what a plan does, per customer entering.

    Every set is run: up to a million, as 20 fixes make.  Raises ModelProblem where there are more.
    """
    proven = plan(
        case, found.options.fixes, found.budget, found.goal, late_from=late_from, most=MOST_PROVEN, errand=errand
    )
    if proven.bound is not None:
        raise ModelProblem(
            f"The budget allows more than {MOST_PROVEN:,} sets: lower it, or choose from fewer fixes, to run them all."
        )
    return max(0.0, proven.gain - found.gain)


def _searched(evaluator: Evaluator, budget: Budget) -> tuple[float, Bools]:
    """Return the programme's bound, and every set that was run on the way and keeps to the budget."""
    options = evaluator.options
    surrogate = Surrogate.of(evaluator)
    suggestion = solve_programme(options, budget, surrogate)
    swapped(evaluator, suggestion.chosen, budget)
    tried = evaluator.tried()
    return suggestion.bound, tried[options.within(tried, budget)]
