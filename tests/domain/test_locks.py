from dataclasses import replace
from typing import Any

import pytest

from tests.helpers.builders import JOURNEY, counted_ids, empty_journey
from workbench.domain.changes import Change, ChangeSet
from workbench.domain.document import Cause, Document
from workbench.domain.elements import Frame, Note, Phase, Touchpoint
from workbench.domain.problems import LockedProblem

BILL = Touchpoint(id="bill", journey=JOURNEY, name="First bill", phase="p", locked=True)
NOTE = Note(id="note", journey=JOURNEY, text="Ask legal", locked=True)
FRAME = Frame(id="frame", journey=JOURNEY, name="Workshop", locked=True)


@pytest.fixture
def document() -> Document:
    pay = Phase(id="p", journey=JOURNEY, name="Pay", order=0.0)
    return Document([*empty_journey().elements.values(), pay, BILL, NOTE, FRAME], counted_ids())


@pytest.mark.parametrize(
    ("element", "fields", "refused"),
    [
        ("bill", {"name": "Bill"}, "Touchpoint “First bill” is locked; unlock it before renaming it."),
        ("bill", {"y": 96.0}, "Touchpoint “First bill” is locked; unlock it before moving it."),
        ("bill", {"phase": None}, "Touchpoint “First bill” is locked; unlock it before moving it."),
        ("note", {"text": "Ask"}, "Note “Ask legal” is locked; unlock it before changing it."),
        ("note", {"x": 8.0, "width": 300.0}, "Note “Ask legal” is locked; unlock it before moving it."),
        ("frame", {"height": 300.0}, "Frame “Workshop” is locked; unlock it before resizing it."),
    ],
)
def test_what_a_lock_keeps_no_edit_changes(
    document: Document, element: str, fields: dict[str, Any], refused: str
) -> None:
    before = dict(document.elements)
    with pytest.raises(LockedProblem) as told, document.edit("Any") as edit:
        edit.update(element, **fields)
    assert (str(told.value), told.value.element) == (refused, element)
    assert dict(document.elements) == before


@pytest.mark.parametrize("element", ["bill", "note", "frame"])
def test_what_is_locked_cannot_be_removed_before_it_is_unlocked(document: Document, element: str) -> None:
    with pytest.raises(LockedProblem, match="unlock it before removing it"), document.edit("Delete") as edit:
        edit.remove(element)
    with document.edit("Unlock and delete") as edit:
        edit.update(element, locked=False)
        edit.remove(element)
    assert element not in document.elements


def test_everything_else_about_a_locked_touchpoint_can_be_changed(document: Document) -> None:
    with document.edit("Say more") as edit:
        edit.update("bill", moment_of_truth=True, notes="Two pages")
    assert document.get(Touchpoint, "bill").moment_of_truth


def test_undo_and_merging_are_not_held_up_by_a_lock(document: Document) -> None:
    moved = replace(BILL, y=96.0)
    document.apply(ChangeSet("Merge", (Change(BILL, moved),)), Cause.MERGE)
    assert document.get(Touchpoint, "bill") == moved
