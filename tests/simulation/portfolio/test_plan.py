"""The plan is the best set there is."""

import pickle
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.journeys import benchmark_journey, journey
from tests.helpers.portfolios import (
    allowed,
    breakdowns_after,
    case_of,
    every_set,
    fix,
    random_budget,
    random_fixes,
    small_case,
)
from workbench.domain.values import Quantity
from workbench.simulation.build import Case
from workbench.simulation.portfolio.evaluation import Errand
from workbench.simulation.portfolio.fixes import Fix
from workbench.simulation.portfolio.goals import Goal
from workbench.simulation.portfolio.options import Budget
from workbench.simulation.portfolio.plan import MOST_SETS, Plan, frontier, plan, shortfall
from workbench.simulation.problems import ModelProblem
from workbench.simulation.variation import Cancelled

CLOSE: dict[str, Any] = {"rel": 1e-9, "abs": 1e-12}


def planned(case: Case, fixes: list[Fix], budget: Budget, most: int = MOST_SETS) -> Plan | None:
    """The plan, or None where nothing fits."""
    try:
        return plan(case, fixes, budget, most=most)
    except ModelProblem:
        return None


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(1, 14))
def test_no_allowed_set_leaves_fewer_breakdowns(seed: int, count: int) -> None:
    case, fixes, budget = small_case(seed), random_fixes(seed, count), random_budget(seed, count)
    found = planned(case, fixes, budget)
    sets = list(every_set(fixes, budget))
    assert (found is None) == (sets == [()])
    if found is not None:
        assert allowed(found.fixes, budget)
        least = min(breakdowns_after(case, each) for each in sets)
        assert found.before - found.gain == pytest.approx(least, **CLOSE)
        assert breakdowns_after(case, found.fixes) == pytest.approx(least, **CLOSE)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_programme_keeps_the_rules_and_never_claims_more_than_there_is(seed: int) -> None:
    case, fixes, budget = small_case(seed), random_fixes(seed, 7), random_budget(seed, 7)
    best, found = planned(case, fixes, budget), planned(case, fixes, budget, most=1)
    if best is not None and found is not None:
        assert found.bound is not None
        assert allowed(found.fixes, budget)
        assert found.before - found.gain == pytest.approx(breakdowns_after(case, found.fixes), **CLOSE)
        assert shortfall(case, found) == pytest.approx(best.gain - found.gain, **CLOSE)
        assert found.gain >= 0.9 * best.gain - 1e-12


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_larger_budget_never_makes_the_plan_worse(seed: int) -> None:
    case, fixes = small_case(seed), random_fixes(seed, 5)
    found = [planned(case, fixes, Budget(one_off=once)) for once in (1.0, 3.0, 6.0, 20.0)]
    gains = [each.gain if each else 0.0 for each in found]
    assert all(more >= less - 1e-12 for less, more in pairwise(gains))


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_frontier_falls_and_agrees_with_the_plan_for_each_of_its_prices(seed: int) -> None:
    case, fixes = small_case(seed), random_fixes(seed, 5)
    found = frontier(case, fixes, Goal.BREAKDOWNS)
    points = found.frontier()
    for less, more in pairwise(points):
        assert (less.price < more.price, less.value > more.value) == (True, True)
    for point in points:
        there = planned(case, fixes, Budget(one_off=point.price))
        assert (there.portfolios.goal[there.row] if there else found.goal[0]) == pytest.approx(point.value, **CLOSE)
        assert found.within(Budget(one_off=point.price)).goal.min() == pytest.approx(point.value, **CLOSE)


def test_listing_the_fixes_in_another_order_changes_nothing() -> None:
    case, fixes = small_case(5), random_fixes(5, 6)
    for most in (1, 1000):
        one, other = (plan(case, listed, Budget(one_off=6), most=most) for listed in (fixes, fixes[::-1]))
        assert (one.fixes, one.gain, one.bound) == (other.fixes, other.gain, other.bound)


def test_the_programme_finds_the_best_of_fourteen_fixes_on_a_whole_journey() -> None:
    case = case_of(benchmark_journey(n=20, phases=4, ways=45, influences=0))
    fixes = [fix(chr(97 + row), row, once=1.0 + row % 4) for row in range(14)]
    budget = Budget(one_off=4.0)
    best, found = plan(case, fixes, budget), plan(case, fixes, budget, most=1)
    assert best.bound is None
    assert found.portfolios.sets.shape[0] < best.portfolios.sets.shape[0]
    assert found.gain == pytest.approx(best.gain, rel=1e-9)
    assert found.sum_of_singles > found.gain


def test_fixes_of_one_touchpoint_do_less_together_than_apart() -> None:
    case = case_of(journey([{1: 1.0}], failure=[0.2], breakdown=0.5))
    found = plan(case, [fix("a"), fix("b")], Budget())
    assert found.gain == pytest.approx(0.1 * 0.75)
    assert found.sum_of_singles == pytest.approx(0.1)


def test_a_plan_adds_up_what_it_costs_and_takes() -> None:
    case = case_of(journey([{1: 1.0}], failure=[0.2], breakdown=0.5))
    slow = Fix("b", "b", (0,), lead_time=Quantity(5.0))
    found = plan(case, [fix("a", once=2.0, running_cost=Quantity(3.0)), slow], Budget())
    assert (found.one_off, found.running, found.weeks) == (2.0, 3.0, 5.0)
    assert found.unpriced == (slow,)


def test_doing_nothing_is_the_plan_where_every_fix_does_harm() -> None:
    worse = Fix("a", "a", (0,), change=Quantity(0.5))
    found = plan(small_case(1), [worse], Budget())
    assert (found.fixes, found.gain, found.row) == ((), 0.0, 0)


@pytest.mark.parametrize("goal", Goal)
def test_every_goal_can_be_planned_for(goal: Goal) -> None:
    case = small_case(4)
    found = plan(case, [fix("a"), fix("b", 1)], Budget(), goal, late_from="phase 0")
    assert found.gain == pytest.approx(found.before - float(found.portfolios.goal.min()))
    if goal is Goal.COST:
        assert found.gain == pytest.approx(found.saving)


def test_a_plan_travels_between_processes() -> None:
    found = plan(small_case(2), random_fixes(2, 4), Budget())
    again = pickle.loads(pickle.dumps(found))
    assert (again.fixes, again.gain) == (found.fixes, found.gain)


def test_too_many_sets_for_a_frontier_are_refused() -> None:
    fixes = [fix(chr(97 + index)) for index in range(17)]
    with pytest.raises(ModelProblem, match="17 fixes make more than 65,536 sets"):
        frontier(small_case(1), fixes)


def test_who_waits_hears_of_every_run_and_can_stop() -> None:
    heard: list[tuple[int, int]] = []
    fixes = [fix("a"), fix("b", 1)]
    plan(small_case(1), fixes, Budget(), errand=Errand(progress=lambda done, total: heard.append((done, total))))
    assert heard[-1] == (4, 4)
    assert np.all(np.diff([done for done, _ in heard]) >= 0)
    with pytest.raises(Cancelled):
        plan(small_case(1), fixes, Budget(), errand=Errand(cancelled=lambda: True))
