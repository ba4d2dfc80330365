"""Indented lines as a part of a journey, and back."""

import pytest

from tests.helpers.builders import JOURNEY, assert_consistent, empty_journey, journey_of, named, phase_named, shares_of
from workbench.domain.document import Document
from workbench.domain.elements import Phase, Touchpoint
from workbench.domain.places import ROW_PITCH, Place
from workbench.domain.text import LONGEST_NAME, IndentedLine
from workbench.editing.history import History
from workbench.editing.indented import indented_text, paste_indented
from workbench.editing.problems import VerbProblem
from workbench.editing.structure import set_fields

OUTLINE = """Billing
\tFirst bill
\t\tWhy is it so much?
\t\tOne in five calls
\t\tAsk Ines
\tReminder
Leaving
\tNotice
"""


def lines(text: str) -> list[IndentedLine]:
    """Lines by their tabs."""
    return [IndentedLine(at, line.count("\t"), line.strip()) for at, line in enumerate(text.splitlines(), 1)]


def whole(document: Document) -> str:
    return indented_text(document, JOURNEY, document.elements)


def test_what_is_pasted_is_what_is_copied() -> None:
    document = empty_journey()
    made = paste_indented(document, JOURNEY, lines(OUTLINE))
    assert whole(document) == OUTLINE
    bill = document.get(Touchpoint, made[0])
    assert (bill.questions, bill.notes) == (("Why is it so much?",), "One in five calls\nAsk Ines")
    assert_consistent(document)


def test_each_touchpoint_leads_to_the_next_in_one_step() -> None:
    document = journey_of("Billing > Order")
    history, before = History(document), dict(document.elements)
    paste_indented(document, JOURNEY, lines(OUTLINE))
    assert [shares_of(document, each) for each in ("First bill", "Reminder")] == [{"Reminder": 1.0}, {"Notice": 1.0}]
    assert [each.name for each in document.of(Phase)] == ["Billing", "Leaving"]
    assert named(document, "First bill").y == ROW_PITCH
    assert history.undo_label == "Paste 3 touchpoints"
    history.undo()
    assert document.elements == before


def test_unplaced_touchpoints_and_empty_phases_are_written_too() -> None:
    document = journey_of("- > Waiting")
    paste_indented(document, JOURNEY, lines("Empty\nNot placed yet\n\tLater"))
    assert named(document, "Later").phase is None
    assert whole(document) == "Not placed yet\n\tWaiting\n\tLater\nEmpty\n"


def test_only_what_is_chosen_is_written() -> None:
    document = journey_of("Billing > First bill", "> Reminder", "Help > Hotline")
    set_fields(document, named(document, "Reminder").id, notes="Line one\n\n  line  two")
    text = indented_text(document, JOURNEY, [named(document, "Reminder").id])
    assert text == "Billing\n\tReminder\n\t\tLine one\n\t\tline two\n"


def test_cards_of_the_phase_under_the_pointer_come_there() -> None:
    document = journey_of("Billing > First bill")
    place = Place(phase_named(document, "Billing").id, 0.0, 5 * ROW_PITCH)
    paste_indented(document, JOURNEY, lines("Billing\n\tReminder"), place)
    assert named(document, "Reminder").y == 5 * ROW_PITCH


def test_a_line_that_cannot_be_a_name_is_told_by_its_number() -> None:
    document = journey_of("Billing > First bill")
    before = dict(document.elements)
    with pytest.raises(VerbProblem, match=r"Line 2: This name has 10,001 characters.*Nothing was changed"):
        paste_indented(document, JOURNEY, lines(f"Help\n\t{'x' * (LONGEST_NAME + 1)}"))
    assert document.elements == before
