"""A document that is only to be looked at says so and stays as it is."""

import pytest

from workbench.domain.changes import Change, ChangeSet
from workbench.domain.document import Cause
from workbench.domain.elements import Journey
from workbench.project_document import ProjectDocument, ReadOnlyProblem

TRIP = Journey(id="j", title="Trip")


def test_while_there_is_a_refusal_nothing_can_be_changed() -> None:
    document = ProjectDocument([TRIP])
    document.refusal = "Only to be looked at."
    with pytest.raises(ReadOnlyProblem, match=r"Only to be looked at\."), document.edit("Rename") as edit:
        edit.update("j", title="Other")
    with pytest.raises(ReadOnlyProblem):
        document.apply(ChangeSet("Remove", (Change(TRIP, None),)), Cause.MERGE)
    assert dict(document.elements) == {"j": TRIP}


def test_without_one_it_is_a_document_like_any_other() -> None:
    document = ProjectDocument([TRIP])
    with document.edit("Rename") as edit:
        edit.update("j", title="Other")
    document.apply(ChangeSet("Remove", (Change(document.elements["j"], None),)), Cause.EDIT)
    assert not document.elements


def test_an_edit_that_fails_is_taken_back_as_in_any_document() -> None:
    document = ProjectDocument([TRIP])
    with pytest.raises(KeyError):
        rename_and_fail(document)
    assert dict(document.elements) == {"j": TRIP}


def rename_and_fail(document: ProjectDocument) -> None:
    with document.edit("Rename") as edit:
        edit.update("j", title="Other")
        edit.remove("nothing")
