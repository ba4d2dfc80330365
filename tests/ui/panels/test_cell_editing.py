"""Typing into cells: each opens the editor that fits, keys lead on, and what is refused stays open."""

import pytest
import shiboken6
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.listening import announcements
from ui.controls.look import Look
from ui.panels.cell_editing import CellDelegate, Offer, RefusedText
from ui.panels.element_table import CellIndex
from ui.panels.grid import Grid

OFFERS = (Offer(), Offer(("red", "green")), Offer(lines=True))
REFUSAL = "There is no colour “pink”; choose one of red, green."
NAME, COLOUR, NOTES = range(3)


def offer(index: CellIndex) -> Offer:
    return OFFERS[index.column()]


def write(index: CellIndex, text: str) -> str:
    model = index.model()
    assert isinstance(model, QStandardItemModel)
    if text == "pink":
        return REFUSAL
    model.setData(index, text)
    return ""


@pytest.fixture
def grid(look: Look, qtbot: QtBot) -> Grid:
    made = Grid(look, "Colours", (100, 80, 120), (0,))
    model = QStandardItemModel(made)
    for name in ("door", "wall", "roof"):
        model.appendRow([QStandardItem(name), QStandardItem("red"), QStandardItem("wet\npaint")])
        model.item(model.rowCount() - 1, COLOUR).setData(f"Colour of {name}", Qt.ItemDataRole.AccessibleTextRole)
    made.setModel(model)
    made.edit_with(CellDelegate(look, offer, write, made))
    qtbot.addWidget(made)
    made.resize(500, 240)
    made.show()
    made.activateWindow()
    made.setFocus()
    QTest.qWaitForWindowActive(made)
    return made


def opened(grid: Grid, row: int, column: int) -> QWidget:
    grid.setCurrentIndex(grid.model().index(row, column))
    QTest.keyClick(grid, Qt.Key.Key_Return)
    return grid.indexWidget(grid.currentIndex()) or editors(grid)[-1]


def editors(grid: Grid) -> list[QWidget]:
    kinds = (QPlainTextEdit, QComboBox, QLineEdit)
    found = [each for kind in kinds for each in grid.viewport().findChildren(kind)]
    return [each for each in found if each.parentWidget() is grid.viewport() and each.isVisible()]


def message(grid: Grid) -> str:
    delegate = grid.itemDelegate()
    assert isinstance(delegate, CellDelegate)
    return delegate.message.label.text() if delegate.message.isVisible() else ""


def at(grid: Grid) -> tuple[int, int]:
    return grid.currentIndex().row(), grid.currentIndex().column()


def text(grid: Grid, row: int, column: int) -> str:
    return grid.model().index(row, column).data()


def test_each_cell_opens_the_editor_that_fits_it(grid: Grid) -> None:
    kinds = []
    for column in (NAME, COLOUR, NOTES):
        editor = opened(grid, 0, column)
        kinds.append(type(editor))
        QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert kinds == [QLineEdit, QComboBox, QPlainTextEdit]


def test_an_editor_is_called_as_its_cell(grid: Grid) -> None:
    assert opened(grid, 1, COLOUR).accessibleName() == "Colour of wall"


@pytest.mark.parametrize(
    ("key", "modifier", "goal"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, (2, COLOUR)),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier, (0, COLOUR)),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, (1, NOTES)),
        (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier, (1, NAME)),
    ],
)
def test_a_key_takes_the_text_over_and_leads_on(
    grid: Grid, key: Qt.Key, modifier: Qt.KeyboardModifier, goal: tuple[int, int]
) -> None:
    editor = opened(grid, 1, COLOUR)
    assert isinstance(editor, QComboBox)
    editor.setEditText("green")
    QTest.keyClick(editor, key, modifier)
    assert (text(grid, 1, COLOUR), at(grid)) == ("green", goal)
    assert editors(grid) == []


def test_what_is_refused_stays_open_with_the_reason_until_it_is_mended(
    grid: Grid, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = announcements(monkeypatch)
    editor = opened(grid, 1, COLOUR)
    assert isinstance(editor, QComboBox)
    editor.setEditText("pink")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert (editors(grid), editor.currentText(), at(grid)) == ([editor], "pink", (1, COLOUR))
    assert message(grid) == REFUSAL
    assert heard == [REFUSAL]
    assert editor.accessibleDescription() == REFUSAL
    editor.setEditText("green")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert (text(grid, 1, COLOUR), message(grid), editors(grid)) == ("green", "", [])


def test_escape_drops_what_is_refused(grid: Grid) -> None:
    editor = opened(grid, 1, COLOUR)
    assert isinstance(editor, QComboBox)
    editor.setEditText("pink")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert (text(grid, 1, COLOUR), message(grid), editors(grid)) == ("red", "", [])


def test_escape_drops_a_choice_that_was_typed(grid: Grid) -> None:
    editor = opened(grid, 1, COLOUR)
    assert isinstance(editor, QComboBox)
    typed = editor.lineEdit()
    assert typed is not None
    typed.selectAll()
    QTest.keyClicks(typed, "green")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    # on leaving it, Qt has the list choose what is typed
    assert (text(grid, 1, COLOUR), message(grid), editors(grid)) == ("red", "", [])


class Shifting(QStandardItemModel):
    """Rows that can be laid out anew so that nobody finds the old ones."""

    def shift(self) -> None:
        self.layoutAboutToBeChanged.emit()
        lost = self.persistentIndexList()
        self.changePersistentIndexList(lost, [QModelIndex()] * len(lost))
        self.layoutChanged.emit()


@pytest.mark.parametrize("goes_first", [True, False])
def test_an_editor_whose_row_goes_elsewhere_closes_quietly(
    grid: Grid, look: Look, qtbot: QtBot, goes_first: bool
) -> None:
    model = Shifting(1, 3, grid)
    grid.setModel(model)
    written = []

    def write_and_shift(_index: CellIndex, text: str) -> str:
        written.append(text)
        model.shift()
        return ""

    grid.edit_with(CellDelegate(look, offer, write_and_shift, grid))
    editor = opened(grid, 0, NAME)
    assert isinstance(editor, QLineEdit)
    editor.setText("gate")
    if goes_first:
        model.shift()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert written == ([] if goes_first else ["gate"])
    qtbot.waitUntil(lambda: editors(grid) == [])
    assert grid.state() == Grid.State.NoState


def test_a_table_that_is_just_going_is_told_nothing(look: Look, qtbot: QtBot) -> None:
    table, editor = QWidget(), QLineEdit()
    message = RefusedText(look, table)
    message.setParent(None)
    qtbot.addWidget(message)
    qtbot.addWidget(editor)
    shiboken6.delete(table)
    message.say(editor, REFUSAL)
    assert (message.isVisible(), message.label.text()) == (False, "")


def test_leaving_with_the_pointer_takes_the_text_over_or_keeps_it_open(grid: Grid) -> None:
    editor = opened(grid, 0, COLOUR)
    assert isinstance(editor, QComboBox)
    editor.setEditText("pink")
    grid.setFocus()
    assert (editors(grid), message(grid)) == ([editor], REFUSAL)
    editor.setFocus()
    editor.setEditText("green")
    grid.setFocus()
    assert (text(grid, 0, COLOUR), editors(grid)) == ("green", [])


def test_a_choice_from_the_list_is_taken_at_once(grid: Grid) -> None:
    editor = opened(grid, 0, COLOUR)
    assert isinstance(editor, QComboBox)
    editor.setCurrentIndex(1)
    editor.activated.emit(1)
    assert (text(grid, 0, COLOUR), editors(grid)) == ("green", [])


def test_alt_enter_begins_another_line_where_there_may_be_some(grid: Grid) -> None:
    editor = opened(grid, 0, NOTES)
    assert isinstance(editor, QPlainTextEdit)
    assert editor.toPlainText() == "wet\npaint"
    editor.setPlainText("")
    QTest.keyClicks(editor, "dry")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(editor, "now")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert text(grid, 0, NOTES) == "dry\nnow"


@pytest.mark.parametrize("row", range(3))
def test_an_editor_of_lines_and_a_reason_lie_inside_the_table(grid: Grid, row: int) -> None:
    lines = opened(grid, row, NOTES)
    assert grid.viewport().rect().contains(lines.geometry())
    QTest.keyClick(lines, Qt.Key.Key_Escape)
    editor = opened(grid, row, COLOUR)
    assert isinstance(editor, QComboBox)
    editor.setEditText("pink")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    delegate = grid.itemDelegate()
    assert isinstance(delegate, CellDelegate)
    assert grid.viewport().rect().contains(delegate.message.geometry())
    assert not delegate.message.geometry().intersects(editor.geometry().adjusted(0, 1, 0, -1))


def test_a_row_that_goes_while_it_is_typed_into_takes_nothing(grid: Grid, look: Look) -> None:
    written: list[str] = []
    delegate = CellDelegate(look, offer, lambda _, text: written.append(text) or "", grid)
    editor = QLineEdit("late", grid)
    delegate.setModelData(editor, grid.model(), QModelIndex())
    assert written == []


@pytest.mark.parametrize("column", [NAME, NOTES])
def test_the_table_has_the_focus_again_when_the_row_goes_that_was_typed_into(grid: Grid, column: int) -> None:
    editor = opened(grid, 1, column)
    assert editor.hasFocus()
    grid.model().removeRow(1)
    assert grid.hasFocus()


def test_an_editor_of_lines_is_no_wider_than_its_table(grid: Grid) -> None:
    grid.resize(200, 240)
    editor = opened(grid, 0, NOTES)
    assert grid.viewport().rect().contains(editor.geometry())
