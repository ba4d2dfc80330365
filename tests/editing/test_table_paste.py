"""Rows from a spreadsheet."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.builders import (
    JOURNEY,
    assert_consistent,
    counted_ids,
    department_named,
    heard,
    journey_of,
    meaning,
    named,
    phase_named,
    shares_of,
)
from tests.helpers.documents import documents
from workbench.domain.document import Document
from workbench.domain.elements import Department, Element, Journey, Touchpoint, Transition
from workbench.domain.owners import NOBODY, accountable
from workbench.domain.parameters import contact_cost_guess
from workbench.domain.places import ROW_PITCH, Place, cards_in
from workbench.domain.problems import DomainProblem
from workbench.domain.vocabulary import Channel, Control, Layer
from workbench.editing.cells import COLUMNS, Column
from workbench.editing.headings import ID, is_heading
from workbench.editing.history import History
from workbench.editing.problems import VerbProblem
from workbench.editing.structure import set_fields
from workbench.editing.table_paste import PastedRows, paste_rows
from workbench.editing.table_rows import table_rows
from workbench.exchange.cells import as_tsv, read_cells
from workbench.exchange.pasted import read_pasted

NAME, LEADS_TO, NOTES = COLUMNS.index(Column.TOUCHPOINT), COLUMNS.index(Column.LEADS_TO), COLUMNS.index(Column.NOTES)


@pytest.fixture
def document() -> Document:
    return journey_of("Billing > First bill @Finance -> Reminder 60%, Hotline 40%", "> Reminder", "Help > Hotline -> -")


@pytest.fixture
def history(document: Document) -> History:
    return History(document)


def table(document: Document) -> list[list[str]]:
    """The whole journey as rows, as a spreadsheet would give them back."""
    return read_cells(as_tsv(table_rows(document, JOURNEY, [each.id for each in document.of(Touchpoint)])))


def pasted(document: Document, text: str, landing: Place | None = None) -> PastedRows:
    return paste_rows(document, JOURNEY, read_pasted(text, is_heading).rows, landing)


def test_one_column_of_names_is_a_chain_in_the_first_phase(document: Document, history: History) -> None:
    done = pasted(document, "Notice\nLast bill\nGoodbye")
    assert done.sentence == "3 touchpoints added."
    made = [document.get(Touchpoint, each) for each in done.made]
    assert [(each.name, each.y) for each in made] == [
        ("Notice", 2 * ROW_PITCH),
        ("Last bill", 3 * ROW_PITCH),
        ("Goodbye", 4 * ROW_PITCH),
    ]
    assert {each.phase for each in made} == {phase_named(document, "Billing").id}
    assert shares_of(document, "Notice") == {"Last bill": 1.0}
    assert history.undo_label == "Paste 3 touchpoints"
    history.undo()
    assert len(document.of(Touchpoint)) == 3


def test_columns_by_their_headings_say_what_is_known_of_new_touchpoints(document: Document) -> None:
    done = pasted(
        document,
        "Stage\tStep\tMedium\tTeam\tFailure\tNotes\tPrice\n"
        "Leaving\tNotice\te-mail\tCare\t12%\tOften late\t3\n"
        "\tLast bill\tletter\tfinance\toften\t\t\n"
        "Help\tGoodbye\t\t\t\t\t\n",
    )
    assert done.sentence == "3 touchpoints added. Not used: “Price”."
    notice, last = named(document, "Notice"), named(document, "Last bill")
    assert (notice.channel, notice.quantity("failure").value, notice.notes) == (Channel.EMAIL, 0.12, "Often late")
    assert notice.phase == last.phase == phase_named(document, "Leaving").id
    assert accountable(document, notice.id) == department_named(document, "Care")
    assert accountable(document, last.id) == department_named(document, "Finance")
    assert named(document, "Goodbye").phase == phase_named(document, "Help").id
    assert shares_of(document, "Last bill") == {"Goodbye": 1.0}
    assert len(document.of(Department)) == 2


def test_a_table_that_says_where_its_rows_lead_is_taken_at_its_word(document: Document) -> None:
    pasted(document, "Touchpoint\tLeads to\nNotice\tGoodbye, hotline\nGoodbye\t\n")
    assert shares_of(document, "Notice") == {"Goodbye": 0.5, "Hotline": 0.5}
    assert shares_of(document, "Goodbye") == {}


def test_of_two_touchpoints_of_one_name_the_pasted_one_is_meant(document: Document) -> None:
    done = pasted(document, "Touchpoint\tLeads to\nNotice\tHotline\nHotline\t")
    first, second = done.made
    assert [each.id for each in document.of(Touchpoint) if each.name == "Hotline"][-1] == second
    assert any(each.target == second for each in document.referrers(first, Transition))


@pytest.mark.parametrize("name", ["x" * 10_000, "فاتورة أولى", "e\u0301" * 500, "<b>bold</b>", "=cmd|' /C calc'!A0"])
def test_any_name_comes_back_from_a_spreadsheet_as_it_was(document: Document, name: str) -> None:
    (made,) = pasted(document, name).made
    assert document.get(Touchpoint, made).name == name
    assert paste_rows(document, JOURNEY, table(document)) == PastedRows()


def test_rows_land_where_they_are_dropped(document: Document) -> None:
    help_phase = phase_named(document, "Help").id
    pasted(document, "Chat", Place(help_phase, 0.0, 7 * ROW_PITCH))
    assert (named(document, "Chat").phase, named(document, "Chat").y) == (help_phase, 7 * ROW_PITCH)


def test_a_table_that_comes_back_unchanged_makes_no_edit(document: Document) -> None:
    set_fields(document, named(document, "Reminder").id, notes="two\n  lines")
    published = heard(document)
    done = paste_rows(document, JOURNEY, table(document))
    assert done == PastedRows()
    assert done.sentence == "Nothing to change: the journey says the same already."
    assert published == []


@given(documents())
def test_no_table_that_comes_back_unchanged_makes_an_edit(elements: list[Element]) -> None:
    document = Document(elements, counted_ids())
    published = heard(document)
    for journey in document.of(Journey):
        own = [each.id for each in document.of(Touchpoint) if each.journey == journey.id]
        if own:
            rows = read_cells(as_tsv(table_rows(document, journey.id, own)))
            assert paste_rows(document, journey.id, rows) == PastedRows()
            assert paste_rows(document, journey.id, rows[1:]) == PastedRows()
    assert published == []


def test_changed_cells_change_their_touchpoints_in_one_step(document: Document, history: History) -> None:
    before = dict(document.elements)
    rows = table(document)
    for row in rows[1:]:
        row[COLUMNS.index(Column.CHANNEL)] = "Phone"
    rows[1][NAME] = "Very first bill"
    rows[1][NOTES] = "Look into it"
    rows[3][COLUMNS.index(Column.PHASE)] = "Billing"
    done = paste_rows(document, JOURNEY, rows)
    assert done.sentence == "6 cells changed in 3 touchpoints."
    assert named(document, "Very first bill").notes == "Look into it"
    assert named(document, "Hotline").phase == phase_named(document, "Billing").id
    assert history.undo_label == "Paste changes of the table"
    history.undo()
    assert document.elements == before


def test_missing_rows_stay_and_missing_columns_too(document: Document) -> None:
    code = table(document)[2][-1]
    before = meaning(document, JOURNEY)
    done = pasted(document, f"id\tNotes\n{code}\tCall first")
    assert done.changed == (named(document, "Reminder").id,)
    assert named(document, "Reminder").notes == "Call first"
    assert meaning(document, JOURNEY) == before


def test_an_empty_cell_clears_only_what_can_be_empty(document: Document) -> None:
    rows = table(document)
    rows[1] = ["", "", "", NOBODY, *[""] * (len(COLUMNS) - 4), rows[1][-1]]
    done = paste_rows(document, JOURNEY, rows)
    assert done.cells == 2
    bill = named(document, "First bill")
    assert accountable(document, bill.id) is None
    assert shares_of(document, "First bill") == {}
    assert bill.phase == phase_named(document, "Billing").id


def test_ways_on_may_be_given_by_the_old_name_or_the_new(document: Document) -> None:
    rows = table(document)
    rows[3][NAME] = "Chat"
    rows[2][LEADS_TO] = "Chat"
    rows[1][LEADS_TO] = "hotline"
    paste_rows(document, JOURNEY, rows)
    assert shares_of(document, "Reminder") == {"Chat": 1.0}
    assert shares_of(document, "First bill") == {"Chat": 1.0}


def test_of_several_of_one_name_the_one_is_meant_that_was_led_to() -> None:
    document = journey_of('Order > A -> "Call"#2', "> Call -> -", "> Call -> -", "> Last -> -")
    second = [each.id for each in document.of(Touchpoint) if each.name == "Call"][1]
    rows = table(document)
    rows[1][LEADS_TO] = "Call, Last"
    paste_rows(document, JOURNEY, rows)
    leaving = document.referrers(named(document, "A").id, Transition)
    assert {each.target for each in leaving} == {second, named(document, "Last").id}


def test_a_row_without_an_id_in_a_table_with_ids_is_a_new_touchpoint(document: Document) -> None:
    rows = [*table(document), ["Help", "Chat", "Chat", "", "", "", "First bill", "", "", ""]]
    done = paste_rows(document, JOURNEY, rows)
    assert done.sentence == "1 touchpoint added."
    assert shares_of(document, "Chat") == {"First bill": 1.0}
    assert "Chat" not in shares_of(document, "Hotline")


def test_a_row_that_stands_there_twice_counts_once(document: Document) -> None:
    rows = table(document)
    rows[1][NOTES] = "Look into it"
    assert paste_rows(document, JOURNEY, [*rows, rows[1]]).cells == 1


def test_results_that_were_copied_along_are_not_written(document: Document) -> None:
    rows = table(document)
    rows[1][COLUMNS.index(Column.BREAKDOWNS)] = "999"
    assert paste_rows(document, JOURNEY, rows) == PastedRows()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("id\tChannel\n{0}\tFone", "Row 2, column “Channel”: There is no channel “Fone”; choose one of Web, App"),
        ("id\tPhase\n{0}\tNope", "Row 2, column “Phase”: There is no phase “Nope”; choose one of Billing, Help"),
        ("id\tOwner\n{0}\tThe moon", "Row 2, column “Owner”: There is no department or person “The moon”; add it"),
        ("id\tLeads to\n{0}\tThe moon", "Row 2, column “Leads to”: There is no touchpoint “The moon”"),
        ("id\tFailure\n{0}\t140 %", "must be 0 to 1"),
        ("id\tFailure\n{0}\tsometimes", "There is no word or percentage “sometimes”; choose one of never, rarely"),
        ("id\tNotes\n{0}\tx\n{0}\ty", "Rows 2 and 3 both stand for “First bill” and differ in “Notes”; keep one"),
        ("id\tNotes\n#gone\tx", "Row 2, column “id”: “#gone” is no touchpoint of this journey. Copy the table"),
        ("id\tNotes\n#new-0000\tx", "“#new-0000” may be any of 3 touchpoints"),
        ("Touchpoint\tChannel\n\tWeb", "Row 2, column “Touchpoint”: A name cannot be empty"),
        ("Touchpoint\tChannel\nA\tpigeon", "Row 2, column “Channel”: There is no channel “pigeon”"),
        ("Touchpoint\tFailure\nA\t140 %", "Row 2, column “How often it fails”: “chance of failure” is 1.4; it must be"),
        ("Touchpoint\tChannel\nA\tWeb\tx", "Row 2 has more cells than the heading"),
        ("Touchpoint\tLeads to\nA\tThe moon", "Row 2, column “Leads to”: There is no touchpoint “The moon”"),
    ],
)
def test_what_contradicts_itself_or_the_journey_changes_nothing(document: Document, text: str, sentence: str) -> None:
    before, code = dict(document.elements), table(document)[1][-1]
    with pytest.raises(VerbProblem) as caught:
        pasted(document, text.format(code))
    assert sentence in str(caught.value)
    assert document.elements == before


def test_numbers_of_what_lies_outside_are_not_stated(document: Document) -> None:
    bill = named(document, "First bill").id
    set_fields(document, bill, control=Control.EXTERNAL)
    rows = table(document)
    rows[1][COLUMNS.index(Column.FAILURE)] = "often"
    with pytest.raises(VerbProblem, match="lies outside our control, so nothing is stated there"):
        paste_rows(document, JOURNEY, rows)


def test_a_locked_name_refuses_the_whole_table(document: Document) -> None:
    set_fields(document, named(document, "First bill").id, locked=True)
    rows = table(document)
    rows[1][NAME], rows[2][NAME] = "Other", "Another"
    with pytest.raises(VerbProblem, match=r"Row 2, column “Touchpoint”: .* is locked; unlock it"):
        paste_rows(document, JOURNEY, rows)
    assert named(document, "Reminder").name == "Reminder"


words = st.sampled_from([*COLUMNS, ID, "Name", "Web", "12 %", "often", "First bill", "Billing", "#new-000002", "", "?"])


@given(st.lists(st.lists(words | st.text(max_size=8), min_size=1, max_size=5), min_size=1, max_size=5))
def test_no_cells_raise_anything_but_a_domain_problem_and_then_nothing_changes(rows: list[list[str]]) -> None:
    document = journey_of("Billing > First bill @Finance", "Help > Hotline")
    before = dict(document.elements)
    outcome = None
    with suppress(DomainProblem):
        outcome = paste_rows(document, JOURNEY, [row for row in rows if any(row)] or [["x"]])
    assert outcome or document.elements == before
    assert_consistent(document)


def test_what_new_rows_state_stands_in_the_new_touchpoints(document: Document) -> None:
    text = "Touchpoint\tChannel\tFailure\tAnnoyance\tNotes\tLayer\nCounter\tShop\t12 %\t\tBusy\tBackstage"
    made = document.get(
        Touchpoint, paste_rows(document, JOURNEY, [row.split("\t") for row in text.split("\n")]).made[0]
    )
    assert (made.channel, made.notes, made.layer) == (Channel.SHOP, "Busy", Layer.BACKSTAGE)
    assert made.quantity("failure").value == 0.12
    assert made.severity is None
    assert made.contact_cost == contact_cost_guess(Channel.SHOP)


def test_rows_of_what_nobody_here_can_change_are_pasted_as_new_ones_too(document: Document) -> None:
    set_fields(document, named(document, "Reminder").id, control=Control.EXTERNAL)
    rows = [cells[:-1] for cells in table(document)]
    done = paste_rows(document, JOURNEY, rows)
    copies = [document.get(Touchpoint, each) for each in done.made]
    assert [each.control for each in copies] == [Control.BRAND, Control.EXTERNAL, Control.BRAND]
    assert [each.name for each in document.of(Department)] == ["Finance"]


def test_touchpoints_that_go_to_one_phase_lie_below_each_other_in_the_order_of_the_rows(document: Document) -> None:
    rows = table(document)
    for row in rows[1:3]:
        row[COLUMNS.index(Column.PHASE)] = "Help"
    done = paste_rows(document, JOURNEY, rows)
    assert done.changed == (named(document, "First bill").id, named(document, "Reminder").id)
    column = cards_in(document, JOURNEY, phase_named(document, "Help").id)
    assert [(each.name, each.y) for each in column] == [
        ("Hotline", 0.0),
        ("First bill", ROW_PITCH),
        ("Reminder", 2 * ROW_PITCH),
    ]


@pytest.mark.parametrize("kept", ["pinned", "locked"])
def test_a_row_that_cannot_move_is_named_and_no_other_moves(document: Document, kept: str) -> None:
    rows = table(document)
    for row in rows[1:3]:
        row[COLUMNS.index(Column.PHASE)] = "Help"
    set_fields(document, named(document, "Reminder").id, **{kept: True})
    with pytest.raises(VerbProblem, match=rf"Row 3, column “Phase”: .*{kept}.* Nothing was changed"):
        paste_rows(document, JOURNEY, rows)
    assert named(document, "First bill").phase == phase_named(document, "Billing").id


def test_owners_of_many_rows_come_and_go_in_one_step(document: Document, history: History) -> None:
    rows, owner = table(document), COLUMNS.index(Column.OWNER)
    for row, party in zip(rows[1:], ("", "Finance", "Finance"), strict=True):
        row[owner] = party
    before = dict(document.elements)
    done = paste_rows(document, JOURNEY, rows)
    assert done.sentence == "3 cells changed in 3 touchpoints."
    finance = department_named(document, "Finance")
    owners = [accountable(document, named(document, name).id) for name in ("First bill", "Reminder", "Hotline")]
    assert owners == [None, finance, finance]
    history.undo()
    assert dict(document.elements) == before
