"""How often a plan would still be the right one."""

import numpy as np
import pytest

from tests.helpers.journeys import journey
from tests.helpers.portfolios import breakdowns_after, case_of, fix
from workbench.domain.values import Quantity
from workbench.simulation.build import Case
from workbench.simulation.portfolio.options import Budget
from workbench.simulation.portfolio.plan import Plan, plan
from workbench.simulation.portfolio.stability import Range, stability
from workbench.simulation.portfolio.worlds import Worlds, likely

STRONG, WEAK = fix("s", 0, change=Quantity(-0.8)), fix("w", 1, change=Quantity(-0.2))


@pytest.fixture
def case() -> Case:
    return case_of(journey([{1: 1.0}, {2: 1.0}], failure=[0.2, 0.2], breakdown=0.5))


@pytest.fixture
def one_of_two(case: Case) -> Plan:
    return plan(case, [STRONG, WEAK], Budget(one_off=1.0))


def worlds(changes: list[tuple[float, float]], once: list[tuple[float, float]] | None = None) -> Worlds:
    ones = np.ones((len(changes), 2))
    return Worlds(np.array(changes), ones if once is None else np.array(once), 0.0 * ones)


def test_in_the_likely_world_the_plan_is_the_best(case: Case, one_of_two: Plan) -> None:
    found = stability(case, one_of_two, likely(one_of_two.options))
    assert (found.worlds, found.rivals, found.among_best, found.over_budget) == (1, 3, 1.0, 0.0)
    assert found.in_best.tolist() == [1.0, 0.0]
    assert found.gain == Range(*[found.gain.middle] * 3)
    assert found.gain.middle == pytest.approx(one_of_two.gain)


def test_it_counts_the_worlds_in_which_another_set_is_better(case: Case, one_of_two: Plan) -> None:
    found = stability(case, one_of_two, worlds([(-0.8, -0.2), (-0.1, -0.2), (-0.5, -0.9), (-0.5, -0.1)]))
    assert found.among_best == 0.5
    assert found.in_best.tolist() == [0.5, 0.5]


def test_a_set_that_does_nearly_as_much_as_the_best_is_among_the_best(case: Case, one_of_two: Plan) -> None:
    found = stability(case, one_of_two, worlds([(-0.50, -0.51), (-0.40, -0.51)]))
    assert found.among_best == 0.5
    assert found.in_best.tolist() == [0.0, 1.0]


def test_what_breaks_the_budget_in_a_world_is_no_rival_there(case: Case, one_of_two: Plan) -> None:
    found = stability(case, one_of_two, worlds([(-0.1, -0.9)] * 2, [(1.0, 2.0), (2.0, 2.0)]))
    assert found.among_best == 1.0
    assert found.over_budget == 0.5
    assert found.in_best.tolist() == [0.5, 0.0]
    assert found.one_off.tolist() == [1.0, 2.0]


def test_gains_are_those_of_the_worlds(case: Case, one_of_two: Plan) -> None:
    found = stability(case, one_of_two, worlds([(-0.8, -0.2), (-0.4, -0.2), (-0.2, -0.2)]))
    middle = fix("s", 0, change=Quantity(-0.4))
    assert found.gain.middle == pytest.approx(breakdowns_after(case, []) - breakdowns_after(case, [middle]))
    assert found.gain.low < found.gain.middle < found.gain.high
