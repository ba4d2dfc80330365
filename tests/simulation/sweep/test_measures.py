import numpy as np
import pytest

from tests.helpers.journeys import random_journey
from workbench.simulation.exact import solve
from workbench.simulation.sweep.measures import MEASURES, observables, per


def test_every_measure_is_the_one_that_a_result_tells() -> None:
    model = random_journey(4)
    result, late = solve(model), model.phase > 0
    told = [each.expected(model, result) for each in observables(late)]
    expected = [
        result.breakdowns[late].sum(),
        result.breakdowns.sum(),
        *(result.completed, result.defected, result.churned),
        result.cost.sum(),
        result.expected_visits,
        result.expected_minutes,
    ]
    assert told == pytest.approx(expected, rel=1e-12)


def test_counts_money_and_minutes_are_told_per_so_many_customers_and_probabilities_are_not() -> None:
    (row,) = per(1000.0, np.ones((1, len(MEASURES)))).tolist()
    assert dict(zip(MEASURES, row, strict=True)) == dict.fromkeys(MEASURES, 1000.0) | {
        "completed": 1.0,
        "defected": 1.0,
        "churned": 1.0,
    }
