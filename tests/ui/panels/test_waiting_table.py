from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.panels.waits import WAITS
from ui.controls.look import Look
from ui.panels.waiting_table import WaitingTable, WaitingTableView


@pytest.fixture
def view(look: Look, qtbot: QtBot) -> WaitingTableView:
    made = WaitingTableView(look)
    qtbot.addWidget(made)
    made.found.show_rows(WAITS.rows)
    return made


@pytest.fixture
def table(view: WaitingTableView) -> WaitingTable:
    return view.found


def ink(table: WaitingTable, row: int, column: int) -> str:
    return table.index(row, column).data(Qt.ItemDataRole.ForegroundRole).color().name()


def test_what_the_fix_does_stands_below_its_department(table: WaitingTable) -> None:
    assert [table.index(row, 0).data().strip() for row in range(3)] == ["Finance", "with the fix", "All together"]
    assert table.index(1, 3).data() == "8.1 min (7.0 to 9.2)"


def test_a_screen_reader_hears_whose_and_in_which_case(table: WaitingTable) -> None:
    spoken = [table.index(row, 3).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert spoken == [
        "Finance, Mean wait: 14 min (12 to 16)",
        "Finance with the fix, Mean wait: 8.1 min (7.0 to 9.2)",
        "All together, Mean wait: nothing",
    ]


def test_headings_say_what_they_mean(table: WaitingTable) -> None:
    assert table.headerData(2, Qt.Orientation.Horizontal) == "Busy"
    assert "taken" in str(table.headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole))


def test_who_has_too_much_work_stands_out_until_the_numbers_are_old(table: WaitingTable) -> None:
    table.show_rows((replace(WAITS.rows[0], is_overloaded=True),))
    assert ink(table, 0, 2) != ink(table, 0, 3)
    table.set_stale(True)
    assert ink(table, 0, 2) == ink(table, 0, 3)
