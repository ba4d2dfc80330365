"""What elements are called beside others."""

import pytest

from tests.helpers.documents import typical_elements
from workbench.domain.elements import ELEMENT_TYPES, Measure, Touchpoint
from workbench.domain.ids import END
from workbench.domain.naming import called, home, name_at, noun, shown

KNOWN = {element.id: element for element in typical_elements()}


@pytest.mark.parametrize(
    ("element", "name"),
    [
        ("t1", "touchpoint “Website”"),
        ("e1", "the transition from “Website” to “Hotline זהו ‮abc”"),
        ("e2", "the transition from “Hotline זהו ‮abc” to the end"),
        ("i1", "the influence of “Website” on “Hotline זהו ‮abc”"),
        ("ra1", "the part of “Service” in “Hotline זהו ‮abc”"),
        ("pp1", "the pain point “Nobody picks up” at “Hotline זהו ‮abc”"),
        ("o1", "the opportunity “Say the price at once” at “Website”"),
        ("r1", "the reactions in “Buying “glasses” 👓”"),
        ("j1", "journey “Buying “glasses” 👓”"),
    ],
)
def test_an_element_is_called_with_the_touchpoints_that_it_belongs_to(element: str, name: str) -> None:
    assert called(KNOWN[element], KNOWN) == name


def test_every_kind_of_element_can_be_called_even_where_nothing_else_is_known() -> None:
    assert {type(element) for element in KNOWN.values()} == {*ELEMENT_TYPES}
    for element in KNOWN.values():
        assert called(element, {}).endswith(("that is gone", "the end", "”"))
        assert "_" not in noun(element)


def test_a_long_name_is_cut_and_put_on_one_line() -> None:
    assert shown("one\ntwo") == "“one two”"
    assert shown("x" * 99) == f"“{'x' * 59}…”"


def test_an_id_stands_for_a_name_the_end_or_nothing_any_more() -> None:
    assert name_at("t1", KNOWN) == "“Website”"
    assert name_at(END, KNOWN) == "the end"
    assert name_at("t99", KNOWN) == "something that is gone"
    assert name_at("r1", KNOWN) == "the reactions in “Buying “glasses” 👓”"


def test_things_belong_to_their_touchpoint_or_else_to_the_journey_or_to_themselves() -> None:
    assert [home(KNOWN[each]) for each in ("t1", "e1", "pp1", "m1", "ph1", "d1")] == [
        "t1",
        "t1",
        "t2",
        "t2",
        "j1",
        "d1",
    ]
    assert home(Measure(id="m", journey="j1", name="Effort")) == "j1"
    assert home(Touchpoint(id="t", journey="j1", name="Shop")) == "t"
