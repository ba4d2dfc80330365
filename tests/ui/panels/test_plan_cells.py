import pytest

from tests.ui.panels.conftest import Desk
from ui.panels.plan_cells import (
    VERDICTS,
    Column,
    Verdict,
    amount,
    cell_text,
    change_text,
    choices,
    is_guess,
    read_amount,
    read_change,
    write_cell,
)
from workbench.domain.elements import Improvement
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin
from workbench.editing.improvements import add_improvement
from workbench.editing.problems import VerbProblem


@pytest.fixture
def fix(desk: Desk) -> Improvement:
    return add_improvement(desk.document, desk.journey)


def typed(desk: Desk, fix: Improvement, column: Column, text: str) -> str:
    write_cell(desk.document, desk.journey, fix, column, text)
    return cell_text(desk.document, desk.document.get(Improvement, fix.id), column, None)


@pytest.mark.parametrize(
    ("column", "text", "shown"),
    [
        (Column.FIX, "A clearer bill", "A clearer bill"),
        (Column.ONCE, "5000", "5,000"),
        (Column.ONCE, "5,000 (2,000 to 8,000)", "5,000 (2,000 to 8,000)"),
        (Column.ONCE, "", ""),
        (Column.MONTHLY, "12,5", "12.5"),
        (Column.WEEKS, "6", "6"),
        (Column.PLACE, "billing", "Billing"),
        (Column.CHANGES, "How annoying a failure is", "how annoying a failure is"),
        (Column.BY, "30 (20 to 40)", "30\N{THIN SPACE}% less (20 to 40)"),
        (Column.OWNER, "finance", "Finance"),
        (Column.OWNER, "Ines Roth, Finance", "Ines Roth"),
    ],
)
def test_what_is_typed_is_what_is_shown(desk: Desk, fix: Improvement, column: Column, text: str, shown: str) -> None:
    assert typed(desk, fix, column, text) == shown


def test_typing_into_a_cell_is_one_step(desk: Desk, fix: Improvement) -> None:
    before = desk.steps
    typed(desk, fix, Column.ONCE, "700")
    assert desk.steps == before + 1


def test_other_fixes_are_named_in_a_list(desk: Desk, fix: Improvement) -> None:
    first, second = (add_improvement(desk.document, desk.journey) for _ in range(2))
    assert typed(desk, fix, Column.NOT_WITH, f"{first.name}, {second.name}") == f"{first.name}, {second.name}"
    assert cell_text(desk.document, first, Column.NOT_WITH, None) == fix.name
    assert typed(desk, first, Column.AFTER, second.name) == second.name


@pytest.mark.parametrize(
    ("column", "text", "sentence"),
    [
        (Column.ONCE, "much", "is no number"),
        (Column.ONCE, "-5", "must be at least 0"),
        (Column.ONCE, "5 (6 to 8)", "does not lie between"),
        (Column.BY, "5 to 6", "with or without a range"),
        (Column.PLACE, "Neighbour's tip", "no touchpoint or phase"),
        (Column.OWNER, "Martians", "no department or person"),
        (Column.AFTER, "Nothing", "no other fix"),
    ],
)
def test_what_means_nothing_is_refused_and_changes_nothing(
    desk: Desk, fix: Improvement, column: Column, text: str, sentence: str
) -> None:
    with pytest.raises(Exception, match=sentence):
        write_cell(desk.document, desk.journey, fix, column, text)
    assert desk.document.get(Improvement, fix.id) == fix


def test_a_change_without_a_word_is_meant_to_help(fix: Improvement) -> None:
    assert read_change("30", fix).value == -0.3
    assert read_change("30 % more", fix).value == 0.3
    assert read_change("-20", fix).value == -0.2


def test_a_better_recovery_is_more_of_it(desk: Desk, fix: Improvement) -> None:
    write_cell(desk.document, desk.journey, fix, Column.CHANGES, "how well a breakdown is made good")
    better = desk.document.get(Improvement, fix.id)
    assert read_change("30 (20 to 40)", better) == Quantity(0.3, low=0.2, high=0.4)


def test_where_a_number_comes_from_stays_when_it_is_typed_anew() -> None:
    stated = read_amount("70", Quantity(50.0, Origin.EXPERT, 40.0, 60.0, "a talk"))
    assert stated == Quantity(70.0, Origin.EXPERT)


def test_ranges_are_written_in_the_direction_of_the_change() -> None:
    assert change_text(Quantity(-0.3, low=-0.5, high=-0.1)) == "30\N{THIN SPACE}% less (10 to 50)"
    assert change_text(Quantity(0.2, low=0.1, high=0.3)) == "20\N{THIN SPACE}% more (10 to 30)"
    assert change_text(Quantity(0.0, low=-0.2, high=0.0)) == "0\N{THIN SPACE}% less (0 to 20)"
    assert change_text(Quantity(-0.1, low=-0.2, high=0.0)) == "10\N{THIN SPACE}% less (0 to 20)"
    assert amount(None) == ""
    assert amount(Quantity(0.0, low=0.0, high=0.0)) == "0"


def test_what_was_found_stands_in_columns_of_its_own(desk: Desk, fix: Improvement) -> None:
    verdict = Verdict(True, 12.0, 9.34, 0.87)
    told = [cell_text(desk.document, fix, column, verdict) for column in Column if column in VERDICTS]
    assert told == ["yes", "12", "9.3", "87 of 100"]
    unsure = Verdict(False, 12.0, None, None)
    assert [cell_text(desk.document, fix, column, unsure) for column in (Column.ADDS, Column.WORLDS)] == ["", ""]


def test_only_what_somebody_here_can_change_is_offered(desk: Desk, fix: Improvement) -> None:
    assert "Neighbour's tip" not in choices(desk.document, desk.journey, Column.PLACE, fix)
    assert choices(desk.document, desk.journey, Column.FIX, fix) == []


def test_a_guess_is_known_as_one(desk: Desk, fix: Improvement) -> None:
    assert is_guess(fix, Column.BY)
    assert not is_guess(fix, Column.ONCE)


def test_a_fix_is_not_offered_to_itself(desk: Desk, fix: Improvement) -> None:
    assert fix.name not in choices(desk.document, desk.journey, Column.AFTER, fix)
    with pytest.raises(VerbProblem):
        write_cell(desk.document, desk.journey, fix, Column.AFTER, fix.name)
