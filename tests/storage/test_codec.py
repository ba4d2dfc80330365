"""Elements become plain records and come back unchanged; nothing doubtful comes in."""

import json
from dataclasses import fields

import pytest
from hypothesis import given, settings

from tests.helpers.documents import documents, typical_elements, unstorable
from workbench.domain.elements import ELEMENT_TYPES, Element, Measure, Touchpoint, Transition
from workbench.domain.problems import ValueProblem
from workbench.domain.values import Quantity
from workbench.storage.codec import element_of, record_of
from workbench.storage.problems import FileProblem


@settings(max_examples=30, derandomize=True, deadline=None)
@given(documents(least=1))
def test_every_element_survives_being_written_as_json_and_read(elements: list[Element]) -> None:
    for element in elements:
        record = json.loads(json.dumps(record_of(element), allow_nan=False))
        assert element_of(element.table, record) == element


def test_the_typical_journey_holds_every_kind_of_element() -> None:
    assert {type(element) for element in typical_elements()} == set(ELEMENT_TYPES)


def test_what_equals_its_default_is_left_out() -> None:
    assert record_of(Touchpoint(id="t", journey="j", name="Shop")) == {"id": "t", "journey": "j", "name": "Shop"}
    assert record_of(Transition(id="e", source="t", target="end", weight=Quantity(0.5))) == {
        "key": "e",
        "source": "t",
        "target": "end",
        "weight": {"value": 0.5},
    }


def test_texts_are_cleaned_on_the_way_out_and_on_the_way_in() -> None:
    dirty, clean = "a\x00b\ud800c\r\nd\te", "ab\N{REPLACEMENT CHARACTER}c\nd\te"
    assert record_of(Touchpoint(id="t", journey="j", name=dirty))["name"] == clean
    read = element_of("touchpoints", {"id": "t", "journey": "j", "name": dirty})
    assert read == Touchpoint(id="t", journey="j", name=clean)


def test_a_whole_number_is_read_where_a_fraction_could_stand() -> None:
    read = element_of("touchpoints", {"id": "t", "journey": "j", "name": "Shop", "x": 3})
    assert isinstance(read, Touchpoint)
    assert type(read.x) is float


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_a_number_that_json_cannot_hold_is_not_written(number: float) -> None:
    with pytest.raises(ValueProblem, match=r"measure “Effort”, target: .* cannot be calculated with"):
        record_of(unstorable(number))


SOUND = {"id": "t", "journey": "j", "name": "Shop"}


@pytest.mark.parametrize(
    ("table", "record", "message"),
    [
        ("gadgets", SOUND, "no table “gadgets”"),
        ("touchpoints", [], "“\\[\\]” is no record"),
        ("touchpoints", {"id": "t", "journey": "j"}, "touchpoints, “t”, field “name”: it is missing"),
        ("touchpoints", {**SOUND, "colour": 1}, "touchpoints, “Shop”, field “colour”: no such field"),
        ("touchpoints", {**SOUND, "name": 5}, "field “name”: “5” is no text"),
        ("touchpoints", {**SOUND, "pinned": 1}, "field “pinned”: “1” is neither true nor false"),
        ("touchpoints", {**SOUND, "x": True}, "field “x”: “True” is no number"),
        ("touchpoints", {**SOUND, "x": "1"}, "field “x”: “1” is no number"),
        ("touchpoints", {**SOUND, "x": 1e999}, "field “x”: inf cannot be calculated with"),
        ("touchpoints", {**SOUND, "x": 10**400}, "field “x”: the number is too large"),
        ("touchpoints", {**SOUND, "channel": "pigeon"}, "field “channel”: “pigeon” is none of web, app, "),
        ("touchpoints", {**SOUND, "channel": ["web"]}, "is none of web, app, "),
        ("touchpoints", {**SOUND, "questions": "Why?"}, "field “questions”: “Why\\?” is no list"),
        ("touchpoints", {**SOUND, "failure": 0.3}, "field “failure”: “0.3” is no record"),
        ("touchpoints", {**SOUND, "failure": {"value": 0.3, "unit": "%"}}, "field “failure.unit”: no such field"),
        (
            "touchpoints",
            {**SOUND, "failure": {"value": 0.3, "sample": 1.5}},
            "field “failure.sample”: “1.5” is no whole",
        ),
        (
            "touchpoints",
            {**SOUND, "failure": {"value": 0.3, "low": 0.4}},
            "field “failure”: The low end 0.4 lies above",
        ),
        ("touchpoints", {**SOUND, "failure": {"value": 1.3}}, "“chance of failure” is 1.3; it must be 0 to 1"),
        ("touchpoints", {**SOUND, "id": "end"}, "“end” cannot be an id"),
        ("touchpoints", {**SOUND, "id": ""}, "“” cannot be an id"),
        ("transitions", {"id": "e", "source": "t", "target": "t"}, "field “id”: no such field"),
        ("improvements", {"id": "i", "name": "n", "subject": "t", "parameter": "charm"}, "have no “charm”"),
    ],
)
def test_a_record_that_does_not_fit_is_refused_with_its_place(table: str, record: object, message: str) -> None:
    with pytest.raises(FileProblem, match=message):
        element_of(table, record)


def test_a_long_wrong_value_is_quoted_in_part() -> None:
    with pytest.raises(FileProblem) as caught:
        element_of("touchpoints", {**SOUND, "channel": "x" * 10_000})
    assert len(str(caught.value)) < 500


def test_a_bad_point_of_a_measure_is_refused() -> None:
    record = {"id": "m", "journey": "j", "name": "Effort", "points": [{"date": "2026-01-01"}]}
    with pytest.raises(FileProblem, match=r"“Effort”, field “points\.value”: it is missing"):
        element_of(Measure.table, record)


def test_no_two_fields_of_an_element_share_a_key() -> None:
    for element in typical_elements():
        assert len(record_of(element)) <= len(fields(element))
