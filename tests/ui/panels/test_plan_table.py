import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.plan_cells import COLUMNS, VERDICTS, Column, Verdict
from ui.panels.plan_table import FixGrid
from workbench.domain.elements import Improvement
from workbench.editing.improvements import add_improvement


@pytest.fixture
def grid(desk: Desk, look: Look, qtbot: QtBot) -> FixGrid:
    for _ in range(3):
        add_improvement(desk.document, desk.journey)
    made = FixGrid(desk.document, desk.journey, look)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    return made


def cell(grid: FixGrid, row: int, column: Column) -> object:
    return grid.table.index(row, COLUMNS.index(column)).data()


def choose(grid: FixGrid, *rows: int) -> None:
    flags = QItemSelectionModel.SelectionFlag
    grid.clearSelection()
    for row in rows:
        grid.selectionModel().select(grid.table.index(row, 0), flags.Select | flags.Rows)


def test_insert_adds_a_fix_and_lets_its_name_be_typed(desk: Desk, grid: FixGrid) -> None:
    QTest.keyClick(grid, Qt.Key.Key_Insert)
    assert grid.table.rowCount() == 4
    assert grid.state() == grid.State.EditingState
    assert cell(grid, grid.currentIndex().row(), Column.FIX) == "A small fix 4"


def test_keys_duplicate_and_remove_the_selected_fixes(desk: Desk, grid: FixGrid) -> None:
    choose(grid, 0, 1)
    QTest.keyClick(grid, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert grid.table.rowCount() == 5
    choose(grid, 0, 1)
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert grid.table.rowCount() == 3
    desk.history.undo()
    assert grid.table.rowCount() == 5


def test_after_removing_the_first_cell_of_what_moved_up_is_the_current_one(grid: FixGrid) -> None:
    grid.setCurrentIndex(grid.table.index(0, 1))
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (0, 0)
    grid.setCurrentIndex(grid.table.index(1, 1))
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (0, 0)


def test_typing_into_a_cell_changes_the_fix(desk: Desk, grid: FixGrid) -> None:
    index = grid.table.index(0, COLUMNS.index(Column.ONCE))
    assert grid.table.setData(index, "900")
    assert cell(grid, 0, Column.ONCE) == "900"
    assert grid.table.improvement(0).quantity("one_off_cost").value == 900.0


def test_what_cannot_be_is_said(grid: FixGrid, told: list[object]) -> None:
    grid.refused.connect(told.append)
    assert not grid.table.setData(grid.table.index(0, COLUMNS.index(Column.ONCE)), "a lot")
    assert "is no number" in str(told[0])


def test_columns_of_results_are_hidden_until_there_are_some(grid: FixGrid) -> None:
    columns = [COLUMNS.index(each) for each in VERDICTS]
    assert all(grid.isColumnHidden(at) for at in columns)
    grid.show_verdicts({grid.table.ids[0]: Verdict(True, 12.0, 9.0, 0.5)}, stale=False)
    assert not any(grid.isColumnHidden(at) for at in columns)
    assert [cell(grid, row, Column.CHOSEN) for row in range(3)] == ["yes", "", ""]


def test_results_cannot_be_typed_over(grid: FixGrid) -> None:
    flags = grid.table.flags(grid.table.index(0, COLUMNS.index(Column.WORLDS)))
    assert not flags & Qt.ItemFlag.ItemIsEditable


def test_results_behind_the_map_are_grey(grid: FixGrid, look: Look) -> None:
    verdicts = {grid.table.ids[0]: Verdict(True, 12.0, 9.0, 0.5)}
    at = grid.table.index(0, COLUMNS.index(Column.ALONE))
    grid.show_verdicts(verdicts, stale=False)
    assert at.data(Qt.ItemDataRole.ForegroundRole) == look.colour("text")
    grid.show_verdicts(verdicts, stale=True)
    assert at.data(Qt.ItemDataRole.ForegroundRole) == look.colour("text_2")


def test_a_place_is_chosen_from_a_list(desk: Desk, grid: FixGrid) -> None:
    at = grid.table.index(0, COLUMNS.index(Column.PLACE))
    grid.setCurrentIndex(at)
    grid.edit(at)
    box = next(each for each in grid.findChildren(QComboBox))
    assert not box.isEditable()
    assert "First bill" in [box.itemText(each) for each in range(box.count())]


def test_copying_takes_the_selected_rows_with_their_headings(grid: FixGrid, qapp: QApplication) -> None:
    choose(grid, 1)
    grid.copy_wanted.emit()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("A small fix 2\t")


def test_a_removed_fix_is_forgotten(desk: Desk, grid: FixGrid) -> None:
    choose(grid, 0, 1, 2)
    grid.remove()
    assert desk.document.of(Improvement) == []
    assert grid.table.rowCount() == 0
