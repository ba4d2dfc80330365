import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.panels.cell_editing import CellDelegate, Offer, Step
from ui.panels.element_table import CellIndex
from ui.panels.grid import Grid


def offer(index: CellIndex) -> Offer:
    return Offer(("red", "green"), may_type=False) if index.column() else Offer()


def write(index: CellIndex, text: str) -> str:
    model = index.model()
    assert isinstance(model, QStandardItemModel)
    model.setData(index, text)
    return ""


@pytest.fixture
def grid(look: Look, qtbot: QtBot) -> Grid:
    made = Grid(look, "Colours", (100, 80), (0,))
    model = QStandardItemModel(made)
    model.appendRow([QStandardItem("door"), QStandardItem("red")])
    made.setModel(model)
    made.edit_with(CellDelegate(look, offer, write, made))
    qtbot.addWidget(made)
    made.resize(400, 120)
    made.show()
    return made


def test_what_is_left_over_goes_to_long_texts(grid: Grid) -> None:
    grid.share_width()
    assert grid.columnWidth(1) == 80
    assert grid.columnWidth(0) == grid.viewport().width() - 80


def test_short_texts_get_some_of_it_when_the_long_ones_have_enough(grid: Grid) -> None:
    grid.set_short_texts([1])
    grid.resize(200, 120)
    assert grid.columnWidth(1) == 80
    grid.resize(400, 120)
    assert 80 < grid.columnWidth(1) < grid.columnWidth(0)


def test_a_hidden_column_takes_no_width(grid: Grid) -> None:
    grid.setColumnHidden(1, True)
    grid.share_width()
    assert grid.columnWidth(0) == grid.viewport().width()


def test_enter_opens_a_line_where_anything_may_be_typed(grid: Grid) -> None:
    grid.setCurrentIndex(grid.model().index(0, 0))
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert grid.viewport().findChildren(QLineEdit)


def test_a_choice_from_the_list_is_taken(grid: Grid) -> None:
    at = grid.model().index(0, 1)
    grid.setCurrentIndex(at)
    grid.edit(at)
    (box,) = grid.viewport().findChildren(QComboBox)
    assert (box.currentText(), box.isEditable()) == ("red", False)
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert at.data() == "green"


def test_ctrl_c_asks_for_a_copy(grid: Grid, qtbot: QtBot) -> None:
    with qtbot.waitSignal(grid.copy_wanted):
        QTest.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def test_tab_goes_from_cell_to_cell_and_leaves_at_either_end(grid: Grid) -> None:
    grid.setCurrentIndex(grid.model().index(0, 0))
    steps = [grid.step(Step.NEXT), grid.step(Step.NEXT), grid.step(Step.BEFORE), grid.step(Step.BEFORE)]
    assert steps == [True, False, True, False]
    grid.activateWindow()
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Tab)
    assert grid.currentIndex().column() == 1


def test_a_hidden_column_is_passed_over(grid: Grid) -> None:
    grid.setColumnHidden(1, True)
    grid.setCurrentIndex(grid.model().index(0, 0))
    assert not grid.step(Step.NEXT)
    assert not grid.step(Step.DOWN)


def test_enter_on_a_cell_that_cannot_be_typed_into_opens_nothing(grid: Grid) -> None:
    model = grid.model()
    assert isinstance(model, QStandardItemModel)
    model.item(0, 0).setEditable(False)
    grid.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert not grid.viewport().findChildren(QLineEdit)
