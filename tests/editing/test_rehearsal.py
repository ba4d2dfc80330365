"""Several verbs as one step."""

import pytest

from tests.helpers.builders import assert_consistent, heard, journey_of, named
from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.editing.history import History
from workbench.editing.problems import VerbProblem
from workbench.editing.rehearsal import in_one_step
from workbench.editing.structure import add_touchpoint, delete, rename, set_fields


@pytest.fixture
def document() -> Document:
    return journey_of("Billing > First bill", "> Reminder")


def test_verbs_are_one_edit_under_one_name(document: Document) -> None:
    history, before = History(document), dict(document.elements)

    def act(copy: Document) -> str:
        delete(copy, [named(copy, "Reminder").id])
        rename(copy, named(copy, "First bill").id, "Bill")
        return add_touchpoint(copy, copy.of(Touchpoint)[0].journey, "Last").id

    made = in_one_step(document, "Tidy the words", act)
    assert [each.name for each in document.of(Touchpoint)] == ["Bill", "Last"]
    assert document.get(Touchpoint, made).name == "Last"
    assert_consistent(document)
    assert history.undo_label == "Tidy the words"
    history.undo()
    assert document.elements == before


def test_what_is_refused_in_the_middle_changes_nothing(document: Document) -> None:
    before, published = dict(document.elements), heard(document)

    def act(copy: Document) -> None:
        rename(copy, named(copy, "First bill").id, "Bill")
        raise VerbProblem("No.")

    with pytest.raises(VerbProblem):
        in_one_step(document, "Never", act)
    assert document.elements == before
    assert published == []


def test_what_changes_nothing_in_the_end_is_no_edit(document: Document) -> None:
    published = heard(document)

    def act(copy: Document) -> None:
        bill = named(copy, "First bill").id
        set_fields(copy, bill, notes="x")
        set_fields(copy, bill, notes="")

    in_one_step(document, "To and fro", act)
    assert published == []
