"""What the columns of a pasted table mean."""

import pytest

from workbench.editing.cells import COLUMNS, Column
from workbench.editing.headings import ID, headings_of, is_heading
from workbench.editing.problems import VerbProblem


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([*COLUMNS, ID], True),
        (["PHASE", "Name"], True),
        (["Touch_point"], True),
        (["ID", "anything"], True),
        (["No.", "Name", "Price"], True),
        (["Channel", "Team"], True),
        (["Team"], False),
        (["Billing", "Next", "Next"], False),
        (["Billing", "First bill"], False),
        ([""], False),
    ],
)
def test_a_heading_is_known_by_its_words(cells: list[str], expected: bool) -> None:
    assert is_heading(cells) is expected


def test_synonyms_name_columns_and_other_words_stay_words() -> None:
    headings, body = headings_of([["Stage", " Step ", "Medium", "Team", "Failure rate", "Price"], ["a"]])
    assert headings == [Column.PHASE, Column.TOUCHPOINT, Column.CHANNEL, Column.OWNER, Column.FAILURE, "Price"]
    assert body == [["a"]]


@pytest.mark.parametrize(
    ("rows", "headings"),
    [
        ([["First bill"]], [Column.TOUCHPOINT]),
        ([["Activity"]], [Column.TOUCHPOINT]),
        ([["Billing", "First bill"]], [Column.PHASE, Column.TOUCHPOINT]),
        ([["Billing", "First bill"], ["", "Reminder", "Email"]], [Column.PHASE, Column.TOUCHPOINT, Column.CHANNEL]),
    ],
)
def test_without_a_heading_columns_stand_as_in_the_table(rows: list[list[str]], headings: list[str]) -> None:
    assert headings_of(rows) == (headings, rows)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["Name", "Title"], ["a", "b"]], "Two columns stand for “Touchpoint”"),
        ([["id", "ID"], ["a", "b"]], "Two columns stand for “id”"),
        ([["Name", "Phase"]], "a heading but no rows"),
        ([["Channel", "Owner"], ["Web", "IT"]], "add a column “Touchpoint”"),
        ([["x"] * 14], "14 columns and no heading"),
    ],
)
def test_headings_that_leave_open_what_is_meant_are_refused(rows: list[list[str]], sentence: str) -> None:
    with pytest.raises(VerbProblem, match=sentence):
        headings_of(rows)
