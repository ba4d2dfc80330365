"""The elements and what their fields refuse."""

import math
from dataclasses import FrozenInstanceError, replace

import pytest

from workbench.domain.elements import (
    ELEMENT_TYPES,
    Department,
    Improvement,
    Measure,
    Phase,
    Reactions,
    Responsibility,
    Touchpoint,
    Transition,
)
from workbench.domain.ids import END
from workbench.domain.problems import ValueProblem
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Channel, Control, Origin, Role


def touchpoint(**fields: object) -> Touchpoint:
    return Touchpoint(id="t", journey="j", name="Hotline", **fields)  # pyright: ignore[reportArgumentType]


def test_every_kind_has_a_table_of_its_own() -> None:
    tables = [kind.table for kind in ELEMENT_TYPES]
    assert all(tables)
    assert len(set(tables)) == len(tables)


def test_an_element_never_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        touchpoint().name = "Other"  # pyright: ignore[reportAttributeAccessIssue]


def test_an_element_is_called_by_its_kind_and_name() -> None:
    assert touchpoint().describe() == "touchpoint “Hotline”"
    assert Responsibility(id="r", touchpoint="t", party="d", role=Role.INFORMED).describe() == "responsibility"


def test_a_number_out_of_range_is_refused_with_place_and_remedy() -> None:
    with pytest.raises(ValueProblem, match=r"touchpoint “Hotline”: “chance of failure” is 1\.5; it must be 0 to 1"):
        touchpoint(failure=Quantity(1.5))
    with pytest.raises(ValueProblem, match="“share of customers” is -1"):
        Transition(id="w", source="a", target=END, weight=Quantity(-1))


@pytest.mark.parametrize("field", ["contact_time", "handling_time", "recovery_time"])
def test_a_time_is_never_negative(field: str) -> None:
    with pytest.raises(ValueProblem, match="is -1; it must be at least 0"):
        touchpoint(**{field: Quantity(-1.0)})


def test_a_contact_takes_the_customer_as_long_as_somebody_serves() -> None:
    served = Quantity(30.0, Origin.LOG, 20.0, 45.0, "call centre, May")
    assert touchpoint(handling_time=served).quantity("contact_time") == replace(
        served, note="as long as somebody serves"
    )
    stated = Quantity(45.0)
    assert touchpoint(handling_time=served, contact_time=stated).quantity("contact_time") is stated


@pytest.mark.parametrize("served", [None, Quantity(0.0, Origin.EXPERT)])
def test_where_nobody_serves_the_time_of_a_contact_is_a_guess(served: Quantity | None) -> None:
    guess = touchpoint(channel=Channel.WEB, handling_time=served).quantity("contact_time")
    assert (guess, guess.value) == (Touchpoint.parameters["contact_time"].default, 6.0)


@pytest.mark.parametrize("bad", [-0.1, 1.1, math.nan])
def test_an_entry_is_a_share(bad: float) -> None:
    assert touchpoint(entry=1.0).entry == 1.0
    with pytest.raises(ValueProblem, match="0 to 1"):
        touchpoint(entry=bad)


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_a_place_is_finite(bad: float) -> None:
    for build in (
        lambda: touchpoint(x=bad),
        lambda: touchpoint(y=bad),
        lambda: Phase(id="p", journey="j", name="P", order=bad),
    ):
        with pytest.raises(ValueProblem, match="finite"):
            build()


@pytest.mark.parametrize(
    "fields", [{"scale_low": 10.0}, {"scale_high": math.inf}, {"scale_low": math.nan}, {"target": math.nan}]
)
def test_a_scale_runs_upwards_between_finite_numbers(fields: dict[str, float]) -> None:
    assert Measure(id="m", journey="j", name="Effort", scale_low=-5, scale_high=5, target=0).target == 0
    with pytest.raises(ValueProblem, match="measure “Effort”: the scale must run"):
        Measure(id="m", journey="j", name="Effort", **fields)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("levels", [0, 101])
def test_irritation_comes_in_a_number_of_levels_that_can_be_calculated(levels: int) -> None:
    assert Reactions(id="r", journey="j", levels=100).levels == 100
    with pytest.raises(ValueProblem, match="1 to 100"):
        Reactions(id="r", journey="j", levels=levels)


def test_an_improvement_acts_on_a_number_that_touchpoints_have() -> None:
    with pytest.raises(ValueProblem, match="touchpoints have no “mood”; choose one of failure, severity"):
        Improvement(id="i", name="I", subject="t", parameter="mood")


def test_nothing_can_be_fixed_where_the_world_is_in_control() -> None:
    assert [touchpoint(control=control).is_controllable for control in Control] == [True, True, True, False]


def test_only_a_transition_to_the_end_leaves() -> None:
    assert Transition(id="w", source="a", target=END).leaves
    assert not Transition(id="w", source="a", target="b").leaves


def test_a_kind_without_parameters_has_none() -> None:
    assert not Department.parameters


@pytest.mark.parametrize("staff", [0, -3, 100_001])
def test_a_department_has_as_many_at_work_as_can_be(staff: int) -> None:
    assert Department(id="d", name="Billing", code="BI", staff=100_000).staff == 100_000
    with pytest.raises(ValueProblem, match="give 1 to 100,000, or leave it open"):
        Department(id="d", name="Billing", code="BI", staff=staff)
