"""What differs between two states of a project."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.documents import documents, typical_elements
from tests.helpers.edits import contested, edited
from workbench.domain.changes import ChangeSet
from workbench.domain.differences import Differences, as_changes, differences
from workbench.domain.document import Cause, Document
from workbench.domain.elements import Element, Journey, Person
from workbench.domain.problems import IntegrityProblem

ANN, BEN = Person(id="a", name="Ann"), Person(id="b", name="Ben")


def test_what_came_what_went_and_what_changed_are_told_apart() -> None:
    found = differences([ANN, BEN], [Person(id="c", name="Carl"), Person(id="a", name="Anne", department=None)])
    assert [each.id for each in found.added] == ["c"]
    assert found.removed == (BEN,)
    assert [(each.before, each.fields) for each in found.changed] == [(ANN, ("name",))]


def test_a_state_does_not_differ_from_itself_in_another_order() -> None:
    assert not differences(typical_elements(), reversed(typical_elements()))


def test_an_id_that_stands_for_another_kind_of_thing_is_removed_and_added_and_cannot_be_applied() -> None:
    found = differences([ANN], [Journey(id="a", title="Ann")])
    assert (len(found.added), len(found.removed), found.changed) == (1, 1, ())
    with pytest.raises(IntegrityProblem, match="“Ann” have the same id “a”; give one of them another"):
        as_changes(found)


def applied(found: Differences, elements: list[Element]) -> Document:
    document = Document(elements)
    document.apply(ChangeSet("Restore", as_changes(found)), Cause.EDIT)
    return document


@settings(derandomize=True, max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.integers(0, 2**64))
def test_the_changes_carry_a_document_from_one_state_to_the_other_and_back(base: list[Element], seed: int) -> None:
    dice = random.Random(seed)
    later = edited(base, dice, "x", contested(base, dice))
    found = differences(base, later)
    assert bool(found) == bool(as_changes(found))
    assert dict(applied(found, base).elements) == {element.id: element for element in later}
    assert dict(applied(differences(later, base), later).elements) == {element.id: element for element in base}
