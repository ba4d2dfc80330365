import pytest

from tests.ui.panels.conftest import Desk
from ui.panels.party_picker import NOBODY
from ui.panels.table_cells import COLUMNS, NOT_PLACED, Column, can_edit, cell_text, choices, write_cell
from workbench.domain.problems import DomainProblem
from workbench.domain.vocabulary import Channel


def text(desk: Desk, name: str, column: Column) -> str:
    return cell_text(desk.document, desk.touchpoint(name), column, {desk["First bill"]: 81.4})


def write(desk: Desk, name: str, column: Column, typed: str) -> str:
    write_cell(desk.document, desk.touchpoint(name), column, typed)
    return text(desk, name, column)


def test_a_row_tells_everything_about_a_touchpoint(desk: Desk) -> None:
    assert [text(desk, "First bill", column) for column in COLUMNS] == [
        "Billing", "First bill", "Letter", "Finance", "now and then", "3 annoying", "Hotline", "81", "",
    ]  # fmt: skip


def test_what_is_outside_says_so_where_numbers_would_stand(desk: Desk) -> None:
    outside = [text(desk, "Neighbour's tip", each) for each in (Column.OWNER, Column.FAILURE, Column.ANNOYANCE)]
    assert outside == ["outside"] * 3
    assert not can_edit(desk.touchpoint("Neighbour's tip"), Column.FAILURE)
    assert can_edit(desk.touchpoint("First bill"), Column.FAILURE)
    assert not can_edit(desk.touchpoint("First bill"), Column.BREAKDOWNS)


@pytest.mark.parametrize(
    ("column", "typed", "shown"),
    [
        (Column.TOUCHPOINT, " Very  first bill ", "Very first bill"),
        (Column.PHASE, "delivery", "Delivery"),
        (Column.PHASE, "", NOT_PLACED),
        (Column.CHANNEL, "Phone", "Phone"),
        (Column.OWNER, "marketing", "Marketing"),
        (Column.OWNER, "Customer care", "Customer care"),
        (Column.OWNER, NOBODY, ""),
        (Column.FAILURE, "Often", "often"),
        (Column.FAILURE, "2,5 %", "rarely"),
        (Column.ANNOYANCE, "5 furious", "5 furious"),
        (Column.LEADS_TO, "Hotline, Welcome pack", "Hotline, Welcome pack"),
        (Column.LEADS_TO, "", ""),
        (Column.NOTES, "One in five", "One in five"),
    ],
)
def test_typing_into_a_cell_is_one_step_of_undo(desk: Desk, column: Column, typed: str, shown: str) -> None:
    before = text(desk, "First bill", column)
    assert write(desk, "First bill", column, typed) == shown
    assert desk.steps == 1
    desk.history.undo()
    assert text(desk, "First bill", column) == before


@pytest.mark.parametrize(
    ("column", "typed", "sentence"),
    [
        (Column.TOUCHPOINT, "", "cannot be empty"),
        (Column.PHASE, "Nowhere", "There is no phase “Nowhere”"),
        (Column.CHANNEL, "Pigeon", "There is no channel “Pigeon”"),
        (Column.FAILURE, "sometimes", "There is no word or percentage “sometimes”"),
        (Column.FAILURE, "140 %", "must be 0 to 1"),
        (Column.LEADS_TO, "Hotline, Nobody", "There is no touchpoint “Nobody”"),
    ],
)
def test_what_means_nothing_is_refused_and_changes_nothing(
    desk: Desk, column: Column, typed: str, sentence: str
) -> None:
    with pytest.raises(DomainProblem, match=sentence):
        write(desk, "First bill", column, typed)
    assert desk.steps == 0


def test_a_name_with_a_comma_is_one_target(desk: Desk) -> None:
    desk.add("Help, complaint", "Billing")
    assert write(desk, "Hotline", Column.LEADS_TO, "help, complaint") == "Help, complaint"


def test_columns_with_a_vocabulary_offer_it(desk: Desk) -> None:
    assert choices(desk.document, desk.journey, Column.PHASE) == ["Awareness", "Delivery", "Billing", NOT_PLACED]
    assert choices(desk.document, desk.journey, Column.OWNER)[0] == NOBODY
    assert len(choices(desk.document, desk.journey, Column.CHANNEL)) == len(Channel)
    assert choices(desk.document, desk.journey, Column.NOTES) == []
