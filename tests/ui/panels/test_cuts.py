import pytest

from tests.ui.panels.conftest import Desk
from ui.panels.cuts import cut_words, lever_of, levers, place_on_track
from workbench.domain.values import Quantity
from workbench.editing.structure import set_fields


def names(desk: Desk, chosen: list[str], tried: list[str]) -> list[str]:
    found = levers(desk.document, desk.journey, [desk.ids.get(each, each) for each in chosen], [desk[n] for n in tried])
    return [lever.name for lever in found]


def test_a_selected_touchpoint_brings_its_phase_along(desk: Desk) -> None:
    assert names(desk, ["First bill"], []) == ["Billing", "First bill"]


def test_what_is_cut_already_keeps_its_place_in_journey_order(desk: Desk) -> None:
    assert names(desk, ["Hotline"], ["Welcome pack"]) == ["Billing", "Welcome pack", "Hotline"]


def test_a_selected_phase_stands_for_itself(desk: Desk) -> None:
    assert names(desk, ["Delivery"], []) == ["Delivery"]


def test_what_is_outside_our_control_gets_no_lever(desk: Desk) -> None:
    assert names(desk, ["Neighbour's tip"], []) == []
    assert lever_of(desk.document, desk["Awareness"]) is None


def test_transitions_are_passed_over(desk: Desk) -> None:
    assert names(desk, [desk.way("Welcome pack", "First bill").id], []) == []


def test_a_phase_fails_as_often_as_its_touchpoints_on_average(desk: Desk) -> None:
    set_fields(desk.document, desk["First bill"], failure=Quantity(0.2))
    set_fields(desk.document, desk["Hotline"], failure=Quantity(0.1))
    lever = lever_of(desk.document, desk["Billing"])
    assert lever is not None
    assert lever.failure == pytest.approx(0.15)
    assert lever.owner == "whole phase"


@pytest.mark.parametrize(
    ("cut", "words"),
    [
        (0, "now and then"),
        (70, "now and then → rarely"),
        (100, "now and then → never"),
        (20, "now and then, 20\u202f% less"),
    ],
)
def test_a_cut_is_told_in_words(cut: float, words: str) -> None:
    assert cut_words(0.08, cut) == words


def test_seldom_failures_have_room_on_the_track() -> None:
    assert place_on_track(0.0) == 0.0
    assert place_on_track(0.08) == pytest.approx(0.43, abs=0.01)
    assert place_on_track(1.0) == 1.0
