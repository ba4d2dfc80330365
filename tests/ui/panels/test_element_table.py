"""What every table of elements does, with rows of nothing but ids."""

from enum import StrEnum

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ui.panels.element_table import CellIndex, ElementTable
from workbench.editing.problems import VerbProblem


class Column(StrEnum):
    NAME = "Name"
    NUMBER = "Number"


class Ids(ElementTable):
    @override
    def data(self, index: CellIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return f"{self.ids[index.row()]}\n{index.column()}" if role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


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


def test_what_the_journey_refuses_is_told(table: Ids, told: list[object]) -> None:
    def refuse() -> None:
        raise VerbProblem("That cannot be.")

    table.refused.connect(told.append)
    assert not table.attempt(refuse)
    assert table.attempt(lambda: None)
    assert told == ["That cannot be."]


def test_a_row_becomes_a_line_whatever_its_cells_hold(table: Ids) -> None:
    assert table.as_tsv([1]) == "Name\tNumber\nsecond 0\tsecond 1\n"
