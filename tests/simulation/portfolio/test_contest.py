"""Sets that cannot be the best are not run, and that changes nothing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.portfolios import random_fixes, small_case
from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.observables import breakdowns
from workbench.simulation.portfolio.contest import Contest, contest
from workbench.simulation.portfolio.evaluation import Evaluator
from workbench.simulation.portfolio.options import Budget
from workbench.simulation.portfolio.plan import Plan, plan
from workbench.simulation.portfolio.portfolios import Portfolios
from workbench.simulation.portfolio.worlds import Worlds

TOUCHPOINTS, FIXES, WORLDS = 6, 7, 12


def setting(seed: int) -> tuple[Evaluator, Plan, Portfolios, Worlds]:
    """Seven fixes, whose effects overlap, in worlds that differ in what the fixes do."""
    case = small_case(seed, TOUCHPOINTS)
    found = plan(case, random_fixes(seed, FIXES, TOUCHPOINTS), Budget())
    changes = np.random.default_rng(seed).uniform(-0.9, 0.1, (WORLDS, FIXES))
    worlds = Worlds(changes, np.ones_like(changes), np.zeros_like(changes))
    return Evaluator(case, found.options, [breakdowns(TOUCHPOINTS)]), found, found.portfolios.leading(256), worlds


def best_gains(found: Contest, may_win: Bools) -> Floats:
    return np.where(may_win & found.run, found.gains, 0.0).max(axis=1)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_best_of_every_world_is_that_of_running_all(seed: int) -> None:
    evaluator, found, rivals, worlds = setting(seed)
    may_win = np.random.default_rng(seed).random((WORLDS, rivals.sets.shape[0])) < 0.8
    every = Contest(evaluator.in_worlds(rivals.sets, worlds))
    some = contest(evaluator, found, rivals, worlds, may_win)
    assert best_gains(some, may_win) == pytest.approx(best_gains(every, may_win), rel=1e-9)
    assert some.gains[some.run] == pytest.approx(every.gains[some.run], rel=1e-9, abs=1e-12)


def test_the_empty_set_and_the_plan_are_run_in_every_world_but_few_of_the_others() -> None:
    evaluator, found, rivals, worlds = setting(3)
    run = contest(evaluator, found, rivals, worlds, np.ones((WORLDS, rivals.sets.shape[0]), dtype=np.bool_)).run
    assert rivals.sets.shape[0] > 3 * FIXES
    assert run[:, 0].all()
    assert run[:, (rivals.sets == found.chosen).all(axis=1)].all()
    assert 0.0 < run.mean() < 0.7


def test_a_few_sets_are_all_run() -> None:
    evaluator, found, rivals, worlds = setting(3)
    few = rivals.options.size
    leading = found.portfolios.leading(few)
    run = contest(evaluator, found, leading, worlds, np.zeros((WORLDS, leading.sets.shape[0]), dtype=np.bool_)).run
    assert run.all()
