from pathlib import Path

import pytest

from tests.helpers.tables import write_table
from workbench.exchange.names import Names
from workbench.exchange.problems import ImportProblem
from workbench.exchange.table import Table, open_table


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return open_table(write_table(tmp_path / "log.csv", "name", "x"))


def test_names_are_numbered_in_order_of_first_occurrence(table: Table):
    names = Names(table)
    assert [names.number(cell, "name", 2) for cell in ("b", "a", " b ", "b", "a\x07")] == [0, 1, 0, 0, 1]
    assert names.listed == ["b", "a"]
    assert (names.find("a"), names.find("c")) == (1, None)


def test_na_and_numbers_are_names(table: Table):
    names = Names(table)
    assert [names.number(cell, "name", 2) for cell in ("NA", "0", "None", "0.0")] == [0, 1, 2, 3]


@pytest.mark.parametrize("cell", ["", " \t", "\x00"])
def test_a_blank_name_is_refused_with_its_line(table: Table, cell: str):
    with pytest.raises(ImportProblem, match=r"“log\.csv”, line 7: the column “name” is empty"):
        Names(table).number(cell, "name", 7)


def test_a_name_too_long_for_any_card_is_refused(table: Table):
    with pytest.raises(ImportProblem, match="a name of 10,001 characters; shorten it to 10,000"):
        Names(table).number("x" * 10_001, "name", 7)


def test_more_names_than_the_limit_are_refused(table: Table):
    names = Names(table, most=2)
    assert [names.number(cell, "name", 2) for cell in ("a", "b", "a")] == [0, 1, 0]
    with pytest.raises(ImportProblem, match="line 9: the column “name” holds more than 2 different names"):
        names.number("c", "name", 9)
