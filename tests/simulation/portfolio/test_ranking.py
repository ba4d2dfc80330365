"""Fixes in order, and what each adds."""

from itertools import permutations

import numpy as np
import pytest

from tests.helpers.journeys import benchmark_journey
from tests.helpers.portfolios import breakdowns_after, case_of, fix, random_fixes, small_case
from workbench.domain.values import Quantity
from workbench.simulation.portfolio.ranking import credit, ranking


def random() -> np.random.Generator:
    return np.random.default_rng(1)


def test_fixes_are_ranked_by_what_each_does_alone() -> None:
    case, fixes = small_case(9), random_fixes(9, 6)
    found = ranking(case, fixes)
    before = breakdowns_after(case, [])
    assert [each.gain for each in found] == sorted((each.gain for each in found), reverse=True)
    for each in found:
        assert each.gain == pytest.approx(before - breakdowns_after(case, [each.fix]), abs=1e-12)


def test_small_fixes_keep_the_promise_of_their_slope() -> None:
    small = [fix(name, row, change=Quantity(-0.001)) for row, name in enumerate("abc")]
    for each in ranking(small_case(9), small):
        assert each.promise == pytest.approx(each.gain, rel=0.01)


def test_a_price_counts_a_year_of_running_cost_and_nothing_costs_nothing() -> None:
    paid = fix("a", once=4.0, running_cost=Quantity(0.5))
    by_name = {each.fix.name: each for each in ranking(small_case(9), [paid, fix("b", 1, once=0.0)])}
    assert by_name["a"].per_cost == pytest.approx(by_name["a"].gain / 10.0)
    assert by_name["b"].per_cost is None


def test_credit_is_what_each_adds_on_average_over_all_orders() -> None:
    case, fixes = small_case(7), random_fixes(7, 4)
    expected = dict.fromkeys((each.id for each in fixes), 0.0)
    for order in permutations(fixes):
        for place, each in enumerate(order):
            step = breakdowns_after(case, order[:place]) - breakdowns_after(case, order[: place + 1])
            expected[each.id] += step / 24
    found = credit(case, fixes, random())
    assert dict(zip((each.id for each in found.fixes), found.gain.tolist(), strict=True)) == pytest.approx(expected)
    assert not found.error.any()


def test_credit_of_many_fixes_still_sums_to_the_joint_effect() -> None:
    case = case_of(benchmark_journey(n=12, phases=3, ways=26, influences=0))
    fixes = [fix(chr(97 + row), row) for row in range(11)]
    found = credit(case, fixes, random())
    joint = breakdowns_after(case, []) - breakdowns_after(case, fixes)
    assert found.gain.sum() == pytest.approx(joint)
    assert (found.error > 0).all()
    first = credit(case, fixes[:10], random())
    assert found.gain[:10] == pytest.approx(first.gain, rel=0.2)
