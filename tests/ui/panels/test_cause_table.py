from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.panels.explanations import CAUSES, FINANCE, MARKETING
from ui.panels.cause_table import CauseTable
from ui.panels.owner_numbers import CauseNumbers, Measure, Table


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[CauseTable]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = CauseTable(parent)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, parent)
    made.show_numbers(CAUSES, Measure.BREAKDOWNS)
    yield made
    # the table lives as long as its widget
    assert parent.isHidden()


def test_rows_cause_columns_pay_and_sums_stand_at_both_ends(table: CauseTable) -> None:
    shown = [[table.index(row, column).data() for column in range(4)] for row in range(5)]
    assert shown == [
        ["18", "64", "3.2", "85"],
        ["4.5", "12", "1.6", "18"],
        ["2.5", "0", "1.8", "4.3"],
        ["4.1", "2.5", "5.6", "12"],
        ["29", "78", "12", None],
    ]


def test_heads_name_the_departments_and_the_sums(table: CauseTable) -> None:
    across = [table.headerData(at, Qt.Orientation.Horizontal) for at in range(4)]
    down = [table.headerData(at, Qt.Orientation.Vertical) for at in range(5)]
    assert across == ["Marketing", "Finance", "Nobody", "Caused"]
    assert down == ["Marketing", "Finance", "Nobody", "The incident itself", "Pays for"]


def test_a_screen_reader_hears_the_sentence_of_a_cell(table: CauseTable) -> None:
    spoken = table.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Marketing caused 64 breakdowns that Finance pays for."


def test_money_sets_a_heat_of_its_own(table: CauseTable) -> None:
    assert table.highest == 64.0
    table.show_numbers(CAUSES, Measure.COST)
    assert (table.highest, table.index(0, 1).data()) == (8623.0, "8,623")


def test_other_departments_make_another_table_and_none_an_empty_one(table: CauseTable) -> None:
    small = Table(((1.0, 2.0), (3.0, 4.0)), (0.0, 0.0))
    table.show_numbers(CauseNumbers((MARKETING, FINANCE), small, small), Measure.BREAKDOWNS)
    assert (table.rowCount(), table.columnCount()) == (4, 3)
    table.show_numbers(None, Measure.BREAKDOWNS)
    assert (table.rowCount(), table.columnCount(), table.highest) == (0, 0, 0.0)
