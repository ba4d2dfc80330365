"""Fields and their values in words."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.documents import documents, typical_elements
from workbench.domain.differences import field_names
from workbench.domain.elements import (
    ELEMENT_TYPES,
    Department,
    Element,
    Improvement,
    Journey,
    Measure,
    PainPoint,
    Persona,
    Responsibility,
    Scenario,
    Touchpoint,
    Transition,
)
from workbench.domain.labels import change_in_words, label_of, told_apart
from workbench.domain.values import MeasurePoint, Quantity
from workbench.domain.vocabulary import Channel, Origin, Role

KNOWN = {element.id: element for element in typical_elements()}
POINTS = tuple(MeasurePoint(f"2026-01-0{day}", float(day)) for day in range(1, 7))


@pytest.mark.parametrize(
    ("kind", "field", "before", "after", "told"),
    [
        (Touchpoint, "failure", Quantity(0.32), Quantity(0.2), "chance of failure 32 % → 20 %"),
        (Touchpoint, "failure", None, Quantity(0.2), "chance of failure not stated → 20 %"),
        (Touchpoint, "severity", Quantity(0.35), Quantity(0.2), "annoyance 4 very → 3 annoying"),
        (Touchpoint, "severity", Quantity(0.35), Quantity(0.34), "annoyance 4 very → 34 %"),
        (Touchpoint, "contact_cost", Quantity(8.01), Quantity(1234.5), "cost of one contact 8.01 → 1,234.5"),
        (Touchpoint, "entry", None, 0.5, "share of customers who begin there not stated → 50 %"),
        (Touchpoint, "channel", Channel.WEB, Channel.FIELD_VISIT, "channel web → field visit"),
        (Touchpoint, "phase", "ph1", None, "phase “Search” → none"),
        (Touchpoint, "pinned", False, True, "pinned"),
        (Touchpoint, "moment_of_truth", True, False, "no longer moment of truth"),
        (Touchpoint, "questions", ("a", "b"), ("b", "c"), "questions now with “c” and no longer “a”"),
        (Touchpoint, "questions", ("a", "b"), ("b", "a"), "questions in another order"),
        (Transition, "target", "t1", "end", "target “Website” → the end"),
        (Improvement, "change", Quantity(-0.3), Quantity(-0.5), "change -30 % → -50 %"),
        (Persona, "patience", Quantity(1.0), Quantity(1.5), "patience 1 times the average → 1.5 times the average"),
        (PainPoint, "severity", 3, 5, "annoyance 3 annoying → 5 furious"),
        (Responsibility, "role", Role.ACCOUNTABLE, Role.INFORMED, "role accountable → informed"),
        (Department, "colour", 1, 2, "colour 1 → 2"),
        (Journey, "notes", "", "call\nback", "notes nothing → “call back”"),
        (Scenario, "improvements", (), ("im1",), "improvements now with “More staff”"),
        (Measure, "target", None, 7.5, "goal not stated → 7.5"),
        (Measure, "points", (), POINTS[:1], "readings now with 1 on 2026-01-01"),
    ],
)
def test_a_change_is_told_in_the_words_of_the_field(
    kind: type[Element], field: str, before: Any, after: Any, told: str
) -> None:
    assert change_in_words(kind, field, before, after, KNOWN) == told


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        (Quantity(0.2), Quantity(0.2, Origin.LOG, sample=40), ("20 % (guess)", "20 % (log, 40 answers)")),
        (Quantity(0.2, low=0.1), Quantity(0.2, who="Ana"), ("20 % (guess, 10 % to any)", "20 % (guess, Ana)")),
    ],
)
def test_equal_numbers_are_told_apart_by_where_they_come_from(left: Any, right: Any, told: tuple[str, str]) -> None:
    assert told_apart(Touchpoint, "failure", (left, right), KNOWN) == told


def test_long_texts_that_begin_alike_are_told_in_full() -> None:
    left, right = told_apart(Journey, "notes", ("x" * 80 + "a", "x" * 80 + "b"), KNOWN)
    assert (left[-2:], right[-2:]) == ("a”", "b”")


def test_of_a_long_list_the_first_are_told() -> None:
    assert told_apart(Measure, "points", (POINTS, ()), KNOWN)[0].endswith("4 on 2026-01-04, 2 more")


def test_every_field_has_a_label_of_plain_words() -> None:
    labels = [label_of(kind, field) for kind in ELEMENT_TYPES for field in field_names(kind)]
    assert all(label and "_" not in label for label in labels)


@settings(derandomize=True, max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(least=2), st.data())
def test_any_two_different_values_are_told_apart(elements: list[Element], data: st.DataObject) -> None:
    known = {element.id: element for element in elements}
    one = data.draw(st.sampled_from(elements))
    other = data.draw(st.sampled_from([each for each in elements if type(each) is type(one)]))
    for field in field_names(type(one)):
        values = getattr(one, field), getattr(other, field)
        if values[0] != values[1]:
            left, right = told_apart(type(one), field, values, known)
            assert left != right
