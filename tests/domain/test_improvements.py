"""Which improvements belong to a journey, and which can never be done."""

from dataclasses import replace

import pytest

from tests.helpers.builders import JOURNEY, journey_of, named, phase_named
from workbench.domain.document import Document
from workbench.domain.elements import Improvement, Scenario
from workbench.domain.improvements import (
    Aspect,
    changes_in,
    changes_of,
    circles,
    contradictions,
    effects_in,
    improvements_in,
    scenario_with,
    scenarios_of,
)
from workbench.domain.values import Quantity
from workbench.editing.structure import add_journey, add_touchpoint, delete


def fix(name: str, requires: str = "", excludes: str = "", subject: str = "t") -> Improvement:
    return Improvement(id=name, name=name, subject=subject, requires=tuple(requires), excludes=tuple(excludes))


def with_fixes(document: Document, *fixes: Improvement) -> Document:
    with document.edit("Fixes") as edit:
        for each in fixes:
            edit.add(each)
    return document


def test_a_journey_has_the_improvements_of_its_touchpoints_and_phases() -> None:
    document = journey_of("P > A", "Q > B")
    elsewhere = add_touchpoint(document, add_journey(document, "Other").id, "X")
    subjects = [named(document, "A").id, phase_named(document, "Q").id, elsewhere.id]
    with_fixes(document, *(fix(str(number), subject=each) for number, each in enumerate(subjects)))
    assert [each.id for each in improvements_in(document, JOURNEY)] == ["0", "1"]


@pytest.mark.parametrize(
    ("fixes", "groups"),
    [
        ([fix("a"), fix("b", "a"), fix("c", "ab")], []),
        ([fix("a", "a")], ["a"]),
        ([fix("a", "b"), fix("b", "c"), fix("c", "a"), fix("d", "a")], ["abc"]),
        ([fix("a", "b"), fix("b", "a"), fix("c", "d"), fix("d", "c")], ["ab", "cd"]),
        ([fix("a", "x")], []),
    ],
)
def test_fixes_that_wait_for_one_another_are_a_circle(fixes: list[Improvement], groups: list[str]) -> None:
    assert ["".join(each.id for each in group) for group in circles(fixes)] == groups


@pytest.mark.parametrize(
    ("fixes", "impossible"),
    [
        ([fix("a", excludes="b"), fix("b")], ""),
        ([fix("a"), fix("b", "a", "a")], "b"),
        ([fix("a", excludes="b"), fix("b", "a")], "b"),
        ([fix("a"), fix("b", "a"), fix("c", "b", "a")], "c"),
        ([fix("a"), fix("b", excludes="a"), fix("c", "ab"), fix("d", "c")], "cd"),
        ([fix("a", excludes="a")], "a"),
    ],
)
def test_a_fix_that_needs_what_excludes_itself_can_never_be_done(fixes: list[Improvement], impossible: str) -> None:
    assert "".join(each.improvement.id for each in contradictions(fixes)) == impossible


def test_fixes_of_one_number_multiply_and_those_of_others_stand_beside() -> None:
    half, third = fix("a"), replace(fix("b"), change=Quantity(-0.25))
    calmer = replace(fix("c"), parameter="severity", change=Quantity(-0.2))
    changes = changes_of([replace(half, change=Quantity(-0.5)), third, calmer])
    assert changes == {"t": pytest.approx(-0.625), Aspect("t", "severity"): pytest.approx(-0.2)}


def test_the_range_of_a_scenario_is_that_of_its_improvements_and_multiplies_where_they_meet() -> None:
    document = journey_of("P > A")
    place = named(document, "A").id
    unsure = replace(fix("a", subject=place), change=Quantity(-0.5, low=-0.75, high=-0.25))
    again = replace(fix("b", subject=place), change=Quantity(-0.2))
    milder = replace(fix("c", subject=place), parameter="severity", change=Quantity(0.5, low=0.0, high=1.0))
    with_fixes(document, unsure, again, milder)
    scenario = Scenario(id="s", journey=JOURNEY, name="All", improvements=("a", "b", "c"))
    effects = effects_in(document, scenario)
    both = effects[place]
    assert (both.low, both.value, both.high) == pytest.approx((-0.8, -0.6, -0.4))
    assert effects[Aspect(place, "severity")] == milder.change
    assert changes_in(document, scenario) == {each: effect.value for each, effect in effects.items()}


def test_a_scenario_is_known_by_what_it_changes_and_an_empty_one_by_nothing() -> None:
    document = journey_of("P > A")
    place = named(document, "A").id
    with_fixes(document, replace(fix("a", subject=place), change=Quantity(-0.35)))
    with document.edit("Scenarios") as edit:
        edit.add(Scenario(id="none", journey=JOURNEY, name="As it is"))
        edit.add(Scenario(id="some", journey=JOURNEY, name="Better", improvements=("a",)))
    assert [each.id for each in scenarios_of(document, JOURNEY)] == ["some"]
    found = scenario_with(document, JOURNEY, {place: -0.35})
    assert found is not None
    assert found.id == "some"
    assert scenario_with(document, JOURNEY, {place: -0.3}) is None
    assert scenario_with(document, JOURNEY, {}) is None


def test_removing_an_improvement_takes_it_off_the_lists_of_the_others() -> None:
    document = journey_of("P > A")
    subject = named(document, "A").id
    with_fixes(document, fix("a", subject=subject), fix("b", "a", "a", subject), fix("c", "ab", subject=subject))
    delete(document, ["a"])
    assert [(each.id, each.requires, each.excludes) for each in improvements_in(document, JOURNEY)] == [
        ("b", (), ()),
        ("c", ("b",), ()),
    ]
