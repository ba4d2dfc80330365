import gzip
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.tables import write_table
from workbench.exchange.problems import ImportProblem
from workbench.exchange.table import Limits, open_table


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(tmp_path: Path, separator: str):
    cells = [["case", "what, then"], ["1", "a b"], ["2", "c"]]
    path = write_table(tmp_path / "log.csv", *(separator.join(f'"{cell}"' for cell in row) for row in cells))
    table = open_table(path)
    assert table.columns == ("case", "what, then")
    assert [row for _, row in table.rows("case", "what, then")] == cells[1:]


def test_commas_in_texts_do_not_hide_the_semicolons(tmp_path: Path):
    path = write_table(tmp_path / "log.csv", "case;activity;cost", "1;call, wait, call;0,5", "2;mail, wait;1,5")
    assert open_table(path).columns == ("case", "activity", "cost")


def test_a_table_of_one_column_is_read(tmp_path: Path):
    assert open_table(write_table(tmp_path / "log.csv", "case", "1")).columns == ("case",)


def test_quoted_cells_hold_separators_quotes_and_line_ends(tmp_path: Path):
    path = write_table(tmp_path / "log.csv", "a,b", '"x, ""y""\nz",1', "q,2")
    assert list(open_table(path).rows("a", "b")) == [(2, ['x, "y"\nz', "1"]), (4, ["q", "2"])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_understood(tmp_path: Path, end: str):
    path = tmp_path / "log.csv"
    path.write_bytes(end.join(["a,b", "1,2", ""]).encode())
    assert list(open_table(path).rows("b", "a")) == [(2, ["2", "1"])]


def test_columns_without_a_name_or_with_a_taken_one_are_told_apart(tmp_path: Path):
    path = write_table(tmp_path / "log.csv", ",name,name, ,name", "1,2,3,4,5")
    assert open_table(path).columns == ("column 1", "name", "name (2)", "column 4", "name (3)")


def test_blank_lines_are_passed_over_and_still_counted(tmp_path: Path):
    path = write_table(tmp_path / "log.csv", "", "a,b", "", ",", "1,2")
    assert list(open_table(path).rows("a")) == [(5, ["1"])]


def test_blank_cells_beyond_the_header_are_ignored(tmp_path: Path):
    path = write_table(tmp_path / "log.csv", "a,b", "1,2,,")
    assert list(open_table(path).rows("a", "b")) == [(2, ["1", "2"])]


@pytest.mark.parametrize(("row", "cells"), [("3", "1"), ("3,4,5", "3")])
def test_a_row_of_another_length_is_refused_with_its_line(tmp_path: Path, row: str, cells: str):
    table = open_table(write_table(tmp_path / "log.csv", "a,b", "1,2", row))
    with pytest.raises(ImportProblem, match=f"“log.csv”, line 3: the row has {cells} cells where the header has 2"):
        list(table.rows("a"))


def test_a_missing_column_is_answered_with_those_that_are_there_and_the_nearest(tmp_path: Path):
    table = open_table(write_table(tmp_path / "log.csv", "Case ID,Activity,Time", "1,2,3"))
    with pytest.raises(
        ImportProblem, match="no column “case_id”, only “Case ID”, “Activity”, “Time”; the nearest is “Case ID”"
    ):
        list(table.rows("case_id"))
    with pytest.raises(ImportProblem, match="; name one of these"):
        list(table.rows("xyz"))


def test_a_part_of_a_column_name_is_near_enough(tmp_path: Path):
    table = open_table(write_table(tmp_path / "log.csv", "org:resource,time:timestamp:complete", "1,2"))
    with pytest.raises(ImportProblem, match="nearest is “time:timestamp:complete”"):
        list(table.rows("time"))


def test_not_every_one_of_many_columns_is_listed(tmp_path: Path):
    table = open_table(write_table(tmp_path / "log.csv", ",".join(f"c{n}" for n in range(100)), ",".join("1" * 100)))
    with pytest.raises(ImportProblem, match="“c29” and 70 more"):
        list(table.rows("xyz"))


def test_an_empty_table_is_refused(tmp_path: Path):
    with pytest.raises(ImportProblem, match="it is empty; choose a table"):
        open_table(write_table(tmp_path / "log.csv", "", ""))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "text",
    [
        "<?xml version='1.0'?><log/>",
        "\n  <?xml version='1.0'?>",
        "<!-- made by hand -->\n<log/>",
        "<bpmn:definitions id='a' name='b, c'>",
        "<html>\n<table>",
    ],
)
def test_markup_is_no_table(tmp_path: Path, text: str, encoding: str):
    path = tmp_path / "log.csv"
    path.write_bytes(text.encode(encoding))
    with pytest.raises(ImportProblem, match=r"XML or HTML document, not a table in text; save its table as CSV"):
        open_table(path)


def test_columns_in_angle_brackets_are_columns(tmp_path: Path):
    assert open_table(write_table(tmp_path / "log.csv", "<CASE>,<TIME>", "1,2")).columns == ("<CASE>", "<TIME>")


def test_a_first_line_that_tells_spreadsheets_the_separator_is_passed_over(tmp_path: Path):
    table = open_table(write_table(tmp_path / "log.csv", "sep=;", "a;b", "1;2"))
    assert table.columns == ("a", "b")
    assert list(table.rows("a", "b")) == [(3, ["1", "2"])]


def test_a_header_without_rows_is_refused(tmp_path: Path):
    table = open_table(write_table(tmp_path / "log.csv", "a,b"))
    with pytest.raises(ImportProblem, match="a header but no rows"):
        list(table.rows("a"))


def test_more_rows_than_the_limit_are_refused(tmp_path: Path):
    table = open_table(write_table(tmp_path / "log.csv", "a,b", "1,2", "1,2", "1,2"), Limits(rows=2))
    with pytest.raises(ImportProblem, match="more than 2 rows; import a part"):
        list(table.rows("a"))


def test_a_quotation_mark_that_is_not_closed_is_refused_with_its_line(tmp_path: Path):
    path = write_table(tmp_path / "log.csv", "a,b", '"1,2', *["3,4"] * 40_000)
    with pytest.raises(ImportProblem, match=r"line 2: a cell that begins here has more than .* not closed"):
        list(open_table(path).rows("a"))


def test_the_table_can_be_read_again(tmp_path: Path):
    table = open_table(write_table(tmp_path / "log.csv", "a,b", "1,2"))
    assert list(table.rows("a")) == list(table.rows("a"))


def test_compressed_tables_are_read(tmp_path: Path):
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n1,2\n"))
    assert list(open_table(path).rows("b")) == [(2, ["2"])]


def test_a_comma_separates_decimals_only_where_semicolons_separate_cells(tmp_path: Path):
    german = open_table(write_table(tmp_path / "de.csv", "a;b", "1;0,25"))
    english = open_table(write_table(tmp_path / "en.csv", "a,b", '1,"1,234"'))
    assert german.number("0,25", "b", 2) == 0.25
    with pytest.raises(ImportProblem, match=r"“en\.csv”, line 2: the column “b” holds “1,234”, which is not a number"):
        english.number("1,234", "b", 2)


@given(content=st.binary(max_size=300))
def test_whatever_the_bytes_nothing_but_an_import_problem_is_raised(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
):
    path = tmp_path_factory.mktemp("any") / "log.csv"
    path.write_bytes(content)
    with suppress(ImportProblem):
        table = open_table(path)
        assert all(len(cells) == len(table.columns) for _, cells in table.rows(*table.columns))
