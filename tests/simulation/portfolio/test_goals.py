"""What a goal counts."""

import pytest

from tests.helpers.portfolios import small_case
from workbench.simulation.exact import solve
from workbench.simulation.portfolio.goals import Goal, observable
from workbench.simulation.problems import ModelProblem

CASE = small_case(6)
RESULT = solve(CASE.model)


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        (Goal.BREAKDOWNS, RESULT.breakdowns.sum()),
        (Goal.LATE_BREAKDOWNS, RESULT.breakdowns[CASE.model.phase >= 1].sum()),
        (Goal.COST, RESULT.cost.sum()),
        (Goal.LOST, RESULT.defected + RESULT.churned),
        (Goal.TIME, RESULT.expected_minutes),
    ],
)
def test_a_goal_counts_what_it_says(goal: Goal, expected: float) -> None:
    assert observable(CASE, goal, "phase 1").expected(CASE.model, RESULT) == pytest.approx(expected)


@pytest.mark.parametrize("late_from", [None, "elsewhere"])
def test_later_breakdowns_need_a_phase_to_begin_with(late_from: str | None) -> None:
    with pytest.raises(ModelProblem, match="choose one of the journey’s phases"):
        observable(CASE, Goal.LATE_BREAKDOWNS, late_from)
