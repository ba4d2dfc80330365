"""Fixes as arrays, and what is wrong with them."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.portfolios import allowed, fix, random_budget, random_fixes
from workbench.domain.values import Quantity
from workbench.simulation.portfolio.fixes import Fix
from workbench.simulation.portfolio.options import Budget, Options
from workbench.simulation.problems import ModelProblem


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_set_is_within_a_budget_if_it_is_by_the_letter_of_the_rules(seed: int) -> None:
    options, budget = Options.of(random_fixes(seed, 6)), random_budget(seed, 6)
    sets = np.array(list(product((False, True), repeat=6)), dtype=np.bool_)
    chosen = [[each for each, taken in zip(options.fixes, row, strict=True) if taken] for row in sets]
    assert options.within(sets, budget).tolist() == [allowed(each, budget) for each in chosen]


def test_the_order_in_which_fixes_are_listed_does_not_matter() -> None:
    fixes = random_fixes(3, 7)
    one, other = Options.of(fixes), Options.of(fixes[::-1])
    assert one.fixes == other.fixes
    assert np.array_equal(one.requires, other.requires)
    assert one.order == other.order


def test_a_fix_is_ready_when_what_it_waits_for_and_then_itself_is_done() -> None:
    weeks = {"a": 2.0, "b": 3.0, "c": 10.0, "d": 1.0}
    needs = {"a": "", "b": "a", "c": "", "d": "bc"}
    fixes = [fix(each, lead_time=Quantity(weeks[each]), requires=needs[each]) for each in weeks]
    options = Options.of(fixes)
    assert options.ready.tolist() == [2.0, 5.0, 10.0, 11.0]
    assert options.requires[3].tolist() == [True, True, True, False]


def test_a_budget_that_is_just_met_is_kept_whatever_the_rounding() -> None:
    options = Options.of([fix("a", once=0.1), fix("b", once=0.2)])
    assert options.within(np.ones((1, 2), dtype=np.bool_), Budget(one_off=0.3)).all()


@pytest.mark.parametrize(
    ("fixes", "message"),
    [
        ([], "nobody has entered an improvement, and at no single touchpoint"),
        ([fix("a"), fix("a")], "Two fixes have the same id"),
        ([fix("a", once=-1.0)], "The one-off cost of “a” is -1"),
        ([fix("a", running_cost=Quantity(-2.0))], "The running cost of “a” is -2"),
        ([fix("a", requires="x")], "“a” names “x”, which is not among the fixes"),
        ([fix("a", excludes="x")], "“a” names “x”, which is not among the fixes"),
        ([fix("a", requires="a")], "“a” wait for one another"),
        ([fix("a", requires="b"), fix("b", requires="a")], "wait for one another"),
    ],
)
def test_fixes_that_cannot_be_compared_are_refused(fixes: list[Fix], message: str) -> None:
    with pytest.raises(ModelProblem, match=message):
        Options.of(fixes)


@pytest.mark.parametrize(
    ("budget", "message"),
    [
        (Budget(one_off=4), "Nothing fits a budget of 4: the cheapest fix, “b”, costs 5,"),
        (Budget(running=0.5), "Nothing fits 0.5 a month: the cheapest fix, “a”, costs 1,"),
        (Budget(weeks=1), "Nothing is in place within 1 weeks: the quickest fix, “a”, takes 2,"),
        (Budget(one_off=5, running=1), "No fix keeps to all limits"),
    ],
)
def test_a_budget_that_nothing_fits_names_what_comes_nearest(budget: Budget, message: str) -> None:
    costly = fix("a", once=12_000, running_cost=Quantity(1.0), lead_time=Quantity(2.0))
    slow = fix("b", once=5, running_cost=Quantity(3.0), lead_time=Quantity(4.0))
    with pytest.raises(ModelProblem, match=message):
        Options.of([costly, slow]).require_choice(budget)


def test_the_price_of_the_cheapest_fix_includes_what_it_waits_for() -> None:
    with pytest.raises(ModelProblem, match="the cheapest fix, “b”, costs 12,000"):
        Options.of([fix("a", once=1, requires="b"), fix("b", once=12_000)]).require_choice(Budget(one_off=3))


@pytest.mark.parametrize("limits", [{"one_off": -1.0}, {"running": float("nan")}, {"weeks": -0.5}])
def test_a_budget_below_nothing_is_refused(limits: dict[str, float]) -> None:
    with pytest.raises(ModelProblem, match="enter at least 0"):
        Budget(**limits)
