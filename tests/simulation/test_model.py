from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.helpers.journeys import journey, random_journey, with_influences
from workbench.simulation.model import Routing
from workbench.simulation.problems import ModelProblem


def _with(values: list[float]) -> Mapping[str, Any]:
    return {"failure": np.array(values)}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (_with([0.1, 1.2]), "Failure probability of “touchpoint 1” is 1.2: enter a probability from 0 to 1."),
        (_with([-0.1, 0.2]), "Failure probability of “touchpoint 0” is -0.1: enter a probability"),
        (_with([np.nan, 0.2]), "Failure probability of “touchpoint 0” is nan: enter a probability"),
        (_with([0.1]), r"Failure probability has shape \(1,\) where \(2,\) is expected"),
        ({"severity": np.array([1.0, -1.0])}, "Severity of “touchpoint 1” is -1: enter a finite number of at least 0."),
        ({"soothing": np.array([np.inf, 0.0])}, "Soothing of “touchpoint 0” is inf"),
        ({"contact_cost": np.array([0.0, np.nan])}, "Contact cost of “touchpoint 1” is nan: enter a finite number."),
        (
            {"contact_time": np.array([1.0, -5.0])},
            "Contact time of “touchpoint 1” is -5: enter a finite number of",
        ),
        (
            {"recovery_time": np.array([np.nan, 1.0])},
            "Recovery time of “touchpoint 0” is nan: enter a finite",
        ),
        ({"contact_time": np.zeros(3)}, r"Contact time has shape \(3,\) where \(2,\) is expected"),
        ({"defection_cost": np.inf}, "The cost of a lost customer is inf"),
        ({"defection_cost": -1e300}, r"The cost of a lost customer is -1e\+300: enter at most 1e\+15\."),
        ({"entry": np.array([0.5, 0.4])}, "The entry shares sum to 0.9: let them sum to 1."),
        ({"phase": np.array([0, 2])}, "Phase of “touchpoint 1” is 2: it must refer to one of 0 to 1."),
        ({"levels": 0}, "The number of irritation levels is 0: choose at least 1."),
        ({"breakdown": np.array([0.1, 1.1])}, "Breakdown curve at irritation level 1 is 1.1"),
        ({"recovered_level": np.array([0, 2])}, "Level after recovery at irritation level 1 is 2"),
        ({"names": ()}, "The journey has no touchpoint: draw at least one."),
    ],
)
def test_a_meaningless_parameter_is_refused_with_place_value_and_remedy(
    changes: Mapping[str, Any], message: str
) -> None:
    with pytest.raises(ModelProblem, match=message):
        replace(journey([{1: 1.0}, {2: 1.0}]), **changes)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{1: 0.9}, {2: 1.0}], "The sum of transition shares of “touchpoint 0” is 0.9: let the shares sum to 1."),
        ([{1: 1.0}, {}], "The sum of transition shares of “touchpoint 1” is 0"),
        ([{1: 1.0}, {4: 1.0}], "Transition target from “touchpoint 1” is 4: it must refer to one of 0 to 3."),
        ([{1: 1.0}, {1: -0.5, 2: 1.5}], "Transition share from “touchpoint 1” is -0.5: enter a probability"),
    ],
)
def test_routing_that_loses_customers_is_refused(rows: list[dict[int, float]], message: str) -> None:
    with pytest.raises(ModelProblem, match=message):
        journey(rows)


def test_failure_demand_may_not_take_more_than_all_customers() -> None:
    with pytest.raises(ModelProblem, match=r"The sum of failure-demand shares of “touchpoint 1” is 1\.25"):
        replace(journey([{1: 1.0}, {2: 1.0}]), failure_demand=Routing.from_rows([{}, {0: 0.5, 1: 0.75}]))


def test_an_influence_beyond_certainty_names_both_touchpoints() -> None:
    with pytest.raises(ModelProblem, match=r"Influence of “touchpoint 0” on “touchpoint 1” is 1\.5"):
        with_influences(journey([{1: 1.0}, {2: 1.0}]), {(0, 1): 1.5})


def test_an_influence_on_no_touchpoint_is_refused() -> None:
    with pytest.raises(ModelProblem, match="Influence target of influence 1 is 2"):
        with_influences(journey([{1: 1.0}, {2: 1.0}]), {(0, 2): 0.5})


def test_row_pointers_that_fall_are_refused() -> None:
    broken = Routing(np.array([0, 2, 1, 1]), np.array([1]), np.array([1.0]))
    with pytest.raises(ModelProblem, match="row pointers must start at 0 and never fall"):
        replace(journey([{1: 1.0}, {2: 1.0}, {3: 1.0}]), routing=broken)


def test_routing_remembers_its_rows() -> None:
    routing = Routing.from_rows([{2: 0.25, 1: 0.75}, {}, {0: 0.5}])
    assert routing.ptr.tolist() == [0, 2, 2, 3]
    assert routing.target.tolist() == [1, 2, 0]
    assert routing.sources().tolist() == [0, 0, 2]
    assert routing.row_sums().tolist() == [1.0, 0.0, 0.5]


def test_leaving_is_never_more_than_certain() -> None:
    model = replace(random_journey(0), leave_factor=np.array([0.0, 1.0, 3.0, 50.0]))
    leave = model.leave_probability()
    assert leave[0].max() == 0.0
    assert leave[1].tolist() == model.leave.tolist()
    assert leave.max() == 1.0
