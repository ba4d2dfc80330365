"""All that there is to ask about fixes and a budget, as one piece of work that can be done in another process."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import inf
from typing import Final

import numpy as np

from workbench.simulation.portfolio.evaluation import Errand
from workbench.simulation.portfolio.fixes import Fix
from workbench.simulation.portfolio.goals import Goal
from workbench.simulation.portfolio.options import Budget
from workbench.simulation.portfolio.plan import Plan, plan
from workbench.simulation.portfolio.ranking import Credit, credit
from workbench.simulation.portfolio.stability import Stability, stability
from workbench.simulation.portfolio.worlds import drawn
from workbench.simulation.uncertainty.inputs import Inputs

WORLDS: Final = 100
"""So many worlds are drawn: enough to tell 60 from 90 in a hundred, few enough to wait for."""

_MOST_RIVALS: Final = 64


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """Which of these fixes to choose for a budget; `inputs` hold the case and what is not sure about it."""

    inputs: Inputs
    fixes: tuple[Fix, ...]
    budget: Budget
    goal: Goal = Goal.BREAKDOWNS
    worlds: int = WORLDS
    seed: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """What came of a question.

    `whole` is the plan without a limit on what is spent once, so that every other such budget can be read off it; it
    is None where there are too many sets to run them all.  `credit` is None for an empty plan.
    """

    plan: Plan
    whole: Plan | None
    credit: Credit | None
    stability: Stability


def survey(
    question: Question,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Survey:
    """Find the best set, share out what it does, and run it with its rivals in many worlds.

    `progress` hears in thousandths how much is done.  Raises ModelProblem and Cancelled as `plan` does.
    """
    case, random = question.inputs.case, np.random.default_rng(question.seed)
    stages = [Errand(_stage(progress, number), cancelled) for number in range(3)]
    unlimited = replace(question.budget, one_off=inf)
    whole = plan(case, question.fixes, unlimited, question.goal, errand=stages[0])
    if whole.bound is None:
        found = within(whole, question.budget)
    else:
        whole, found = None, plan(case, question.fixes, question.budget, question.goal, errand=stages[0])
    chosen = tuple(replace(fix, excludes=frozenset(), requires=frozenset()) for fix in found.fixes)
    shared = credit(case, chosen, random, question.goal, errand=stages[1]) if chosen else None
    worlds = drawn(found.options, question.worlds, random, question.inputs)
    sure = stability(case, found, worlds, most=_MOST_RIVALS, errand=stages[2])
    return Survey(found, whole, shared, sure)


def within(whole: Plan, budget: Budget) -> Plan:
    """Return the best plan for a smaller budget from one that has run every set; nothing is run.

    Raises ModelProblem for a budget that nothing fits.
    """
    whole.options.require_choice(budget)
    kept = whole.portfolios.within(budget)
    return replace(whole, budget=budget, portfolios=kept, row=kept.best())


def _stage(progress: Callable[[int, int], None] | None, number: int) -> Callable[[int, int], None] | None:
    if progress is None:
        return None

    def hear(done: int, total: int) -> None:
        progress(round(1000 * (number + done / max(1, total)) / 3), 1000)

    return hear
