"""Which field refers to what."""

from dataclasses import fields

import pytest
from hypothesis import given

from tests.helpers.documents import documents
from workbench.domain.elements import ELEMENT_TYPES, Element, Improvement, Scenario, Transition
from workbench.domain.ids import END
from workbench.domain.relations import REFERENCES, REFERENCES_OF, OnRemoval, Reference, named_by, references

NAMES_OF_ELEMENTS = {kind.__name__.lower() for kind in ELEMENT_TYPES} | {
    *("party", "subject", "source", "target", "steward", "owner", "improvements", "detail", "excludes", "requires")
}


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda each: f"{each.holder.__name__}.{each.field}")
def test_every_reference_is_a_field_of_its_holder(reference: Reference) -> None:
    assert reference.field in {field.name for field in fields(reference.holder)}
    assert set(reference.targets) <= set(ELEMENT_TYPES)
    assert reference in REFERENCES_OF[reference.holder]


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda each: f"{each.holder.__name__}.{each.field}")
def test_only_a_field_that_may_be_empty_forgets(reference: Reference) -> None:
    (field,) = [each for each in fields(reference.holder) if each.name == reference.field]
    assert (reference.on_removal is OnRemoval.FORGETS) == (field.default in (None, ()))


@pytest.mark.parametrize("kind", ELEMENT_TYPES, ids=lambda each: each.__name__)
def test_no_field_that_is_named_for_an_element_is_missing(kind: type[Element]) -> None:
    declared = {reference.field for reference in REFERENCES_OF.get(kind, ())}
    texts = {field.name for field in fields(kind) if field.type in (str, "str", str | None, tuple[str, ...])}
    assert {name for name in texts if name in NAMES_OF_ELEMENTS} == declared


def test_kinds_come_after_what_they_refer_to_except_for_the_steward_and_fixes_among_themselves() -> None:
    late = {
        (reference.holder, reference.field)
        for reference in REFERENCES
        for target in reference.targets
        if ELEMENT_TYPES.index(target) >= ELEMENT_TYPES.index(reference.holder)
    }
    assert {field for _, field in late} == {"steward", "excludes", "requires"}


def test_the_end_is_no_reference() -> None:
    assert [named for _, named in references(Transition(id="w", source="a", target=END))] == ["a"]


def test_a_field_that_holds_several_yields_each() -> None:
    scenario = Scenario(id="s", journey="j", name="S", improvements=("x", "y"))
    assert [named for _, named in references(scenario)] == ["j", "x", "y"]


def test_an_empty_field_yields_nothing() -> None:
    assert [named for _, named in references(Improvement(id="i", name="I", subject="t"))] == ["t"]


@given(documents(least=1))
def test_the_ids_named_are_those_of_the_references(elements: list[Element]) -> None:
    for element in elements:
        assert named_by(element) == [named for _, named in references(element)]
