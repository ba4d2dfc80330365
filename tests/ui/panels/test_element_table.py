"""What every table of elements does, with rows of nothing but ids."""

from enum import StrEnum

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.panels.element_table import CellIndex, ElementTable
from workbench.editing.problems import VerbProblem


class Column(StrEnum):
    NAME = "Name"
    NUMBER = "Number"


class Ids(ElementTable):
    @override
    def data(self, index: CellIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.EditRole:
            return self.ids[index.row()]
        return f"{self.ids[index.row()]}\n{index.column()}" if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def put(self, row: int, column: int, text: str) -> None:
        if text == "wrong":
            raise VerbProblem("That cannot be.")
        self.written = [*getattr(self, "written", []), text]


@pytest.fixture
def table(host: QWidget) -> Ids:
    return Ids(tuple(Column), {Column.NUMBER}, ["first", "second"], host)


def test_headings_stand_over_their_columns(table: Ids) -> None:
    across, align = Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
    assert [table.headerData(at, across) for at in range(table.columnCount())] == ["Name", "Number"]
    assert table.headerData(0, across, align) == Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    assert table.headerData(1, across, align) == Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def test_rows_that_stay_are_not_made_anew(table: Ids, told: list[object]) -> None:
    table.modelReset.connect(lambda: told.append("reset"))
    table.rowsInserted.connect(lambda _, first, last: told.append((first, last)))
    table.reorder(["first", "new", "second"])
    assert told == [(1, 1)]
    assert table.ids == ("first", "new", "second")


def test_what_the_journey_refuses_is_told_and_what_stands_there_already_is_not_written(
    table: Ids, told: list[object]
) -> None:
    table.refused.connect(told.append)
    cell = table.index(0, 0)
    assert not table.setData(cell, "wrong")
    assert not table.setData(cell, " first ")
    assert not table.setData(cell, "third", Qt.ItemDataRole.DisplayRole)
    assert table.setData(cell, " third ")
    assert told == ["That cannot be."]
    assert table.written == ["third"]


def test_a_cell_that_is_typed_into_gives_the_reason_itself(table: Ids, told: list[object]) -> None:
    table.refused.connect(told.append)
    assert table.write(table.index(0, 0), "wrong") == "That cannot be."
    assert table.write(table.index(0, 0), "third") == ""
    assert told == []


def test_a_row_becomes_a_line_whatever_its_cells_hold(table: Ids) -> None:
    assert table.as_tsv([1]) == "Name\tNumber\nsecond 0\tsecond 1\n"
