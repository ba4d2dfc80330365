"""First-order effects are the slopes of the exact ones."""

from dataclasses import replace

import pytest

from tests.helpers.journeys import journey
from tests.helpers.portfolios import PARAMETERS, breakdowns_after, case_of, small_case
from workbench.domain.parameters import TOUCHPOINT_PARAMETERS
from workbench.domain.values import Quantity
from workbench.simulation.observables import breakdowns
from workbench.simulation.portfolio.fixes import Fix
from workbench.simulation.portfolio.slopes import Step, first_order, levers

SMALL = -1e-5


@pytest.mark.parametrize("parameter", PARAMETERS)
@pytest.mark.parametrize("rows", [(0,), (1, 2)])
def test_a_small_step_does_what_its_slope_says(parameter: str, rows: tuple[int, ...]) -> None:
    case = small_case(8)
    exact = breakdowns_after(case, [Fix("a", "a", rows, parameter, Quantity(SMALL))]) - breakdowns_after(case, [])
    (found,) = first_order(case, breakdowns(3), [Step(rows, parameter, SMALL)])
    assert found == pytest.approx(exact, rel=1e-3, abs=1e-14)


def test_a_step_of_a_number_that_is_zero_does_nothing() -> None:
    case = case_of(journey([{1: 1.0}], failure=[0.2], breakdown=0.5))
    assert first_order(case, breakdowns(1), [Step((0,), "retry", -0.5)]).tolist() == [0.0]


def test_levers_are_every_number_in_the_direction_that_helps() -> None:
    case = small_case(8)
    found = levers(case, breakdowns(3), 1e-4)
    assert len(found) == 3 * len(TOUCHPOINT_PARAMETERS)
    assert [each.gain for each in found] == sorted((each.gain for each in found), reverse=True)
    assert {each.change < 0 for each in found if each.parameter == "failure" and each.gain > 0} == {True}
    for each in found[:6]:
        fixed = Fix("a", "a", (each.row,), each.parameter, Quantity(each.change))
        exact = breakdowns_after(case, []) - breakdowns_after(case, [fixed])
        assert each.gain == pytest.approx(exact, rel=1e-2)


def test_what_is_out_of_our_control_is_no_lever() -> None:
    case = replace(small_case(8), controllable=frozenset({"1"}))
    assert {each.row for each in levers(case, breakdowns(3))} == {1}
