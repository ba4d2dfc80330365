"""Sets of fixes and what can be read off them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.portfolios import every_set, fix, random_budget, random_fixes
from workbench.domain.values import Quantity
from workbench.simulation.portfolio.options import Budget, Options
from workbench.simulation.portfolio.portfolios import Portfolios, possible_sets

OPTIONS = Options.of([fix("a", once=1.0), fix("b", once=2.0), fix("c", once=0.0)])


def portfolios(*rows: tuple[str, float]) -> Portfolios:
    sets = np.array([[name in chosen for name in "abc"] for chosen, _ in rows], dtype=np.bool_)
    return Portfolios(OPTIONS, sets, np.array([[left, 0.0] for _, left in rows]))


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_possible_sets_are_those_that_the_rules_allow(seed: int) -> None:
    options, budget = Options.of(random_fixes(seed, 7)), random_budget(seed, 7)
    sets = possible_sets(options, budget, 1000)
    assert sets is not None
    found = ["".join(each.id for each, taken in zip(options.fixes, row, strict=True) if taken) for row in sets]
    assert found[0] == ""
    assert sorted(found) == sorted("".join(each.id for each in chosen) for chosen in every_set(options.fixes, budget))


def test_more_sets_than_are_wanted_are_not_listed() -> None:
    assert possible_sets(OPTIONS, Budget(), 7) is None
    assert possible_sets(OPTIONS, Budget(), 8) is not None


def test_the_best_set_leaves_the_least() -> None:
    assert portfolios(("", 5.0), ("a", 4.0), ("b", 3.0), ("ab", 3.5)).best() == 2


@pytest.mark.parametrize(
    ("rows", "best"),
    [
        ([("", 5.0), ("b", 3.0), ("a", 3.0)], 2),
        ([("", 5.0), ("b", 3.0 - 1e-14), ("a", 3.0)], 2),
        ([("", 5.0), ("ac", 3.0), ("a", 3.0)], 2),
        ([("", 5.0), ("c", 5.0)], 0),
    ],
)
def test_among_equals_the_cheaper_and_then_the_smaller_set_is_best(rows: list[tuple[str, float]], best: int) -> None:
    assert portfolios(*rows).best() == best


def test_the_frontier_lists_the_prices_from_which_on_less_is_left() -> None:
    found = portfolios(("", 5.0), ("c", 4.5), ("b", 4.6), ("a", 4.0), ("ac", 3.9), ("bc", 4.2), ("abc", 3.0))
    assert [(each.row, each.price, each.value) for each in found.frontier()] == [
        (1, 0.0, 4.5),
        (4, 1.0, 3.9),
        (6, 3.0, 3.0),
    ]


def test_what_leaves_less_by_rounding_alone_is_no_step_of_the_frontier() -> None:
    found = portfolios(("", 5.0), ("a", 4.0), ("b", 4.0 - 1e-14)).frontier()
    assert [each.row for each in found] == [0, 1]


def test_the_frontier_can_count_running_costs() -> None:
    options = Options.of([fix("a", once=1.0), fix("b", once=0.0, running_cost=Quantity(2.0))])
    sets = np.array([[False, False], [True, False], [False, True]])
    found = Portfolios(options, sets, np.array([[5.0], [4.0], [3.0]]))
    assert [each.row for each in found.frontier()] == [2]
    assert [(each.row, each.price) for each in found.frontier(months=3.0)] == [(0, 0.0), (1, 1.0), (2, 6.0)]


def test_the_leading_sets_begin_with_nothing_and_then_the_best() -> None:
    found = portfolios(("", 5.0), ("a", 6.0), ("b", 3.0), ("c", 4.0)).leading(2)
    assert found.goal.tolist() == [5.0, 3.0, 4.0]


def test_sets_beyond_a_budget_are_left_out() -> None:
    assert portfolios(("", 5.0), ("a", 6.0), ("b", 3.0)).within(Budget(one_off=1)).goal.tolist() == [5.0, 6.0]
