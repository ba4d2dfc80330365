from random import Random

import numpy as np
import pytest

from tests.helpers.journeys import journey, random_journey
from workbench.simulation.crowd.rows import DEFECTED, FINISHED, GAVE_UP, UNFINISHED
from workbench.simulation.exact import solve
from workbench.simulation.queueing.law import Law


def test_a_customer_who_never_fails_goes_straight_to_the_end() -> None:
    law, random = Law(journey([{1: 1.0}, {2: 1.0}])), Random(1)
    customer = law.enter(random)
    assert law.visit(customer, random).target == 1
    customer.place = 1
    assert law.visit(customer, random).outcome == FINISHED


def test_the_second_way_out_is_giving_up() -> None:
    law, random = Law(journey([{2: 1.0}])), Random(1)
    assert law.visit(law.enter(random), random).outcome == GAVE_UP


def test_who_breaks_down_and_always_leaves_is_gone() -> None:
    law, random = Law(journey([{1: 1.0}], failure=[1.0], breakdown=1.0, leave=1.0)), Random(1)
    visit = law.visit(law.enter(random), random)
    assert (visit.failed, visit.broke_down, visit.outcome) == (True, True, DEFECTED)


def test_waiting_fills_the_glass_by_the_number_around_it_that_the_draw_chooses() -> None:
    law, random = Law(journey([{1: 1.0}], levels=5)), Random(1)
    customer = law.enter(random)
    law.wait(customer, 1.3, 0.29)
    assert customer.level == 2
    law.wait(customer, 1.3, 0.31)
    assert customer.level == 3
    law.wait(customer, 99.0, 0.5)
    assert customer.level == 5


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_many_customers_break_down_as_often_as_the_exact_engine_says(seed: int) -> None:
    model = random_journey(seed)
    expected = float(solve(model).breakdowns.sum())
    law, random = Law(model), Random(seed)
    counts = np.array([_breakdowns(law, random) for _ in range(4000)])
    error = counts.std() / np.sqrt(counts.size)
    assert abs(counts.mean() - expected) <= 4.5 * error


def _breakdowns(law: Law, random: Random) -> int:
    customer, count, outcome = law.enter(random), 0, UNFINISHED
    while outcome == UNFINISHED:
        visit = law.visit(customer, random)
        count += visit.broke_down
        customer.place, outcome = visit.target, visit.outcome
    return count
