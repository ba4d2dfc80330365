import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.helpers.listening import interface, parts
from tests.helpers.painted import words_painted
from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.cell_editing import RefusedText
from ui.panels.table import TableView
from ui.panels.table_grid import Landing
from ui.panels.table_model import Which
from workbench.domain.elements import Touchpoint
from workbench.domain.vocabulary import Channel
from workbench.editing.arrange import set_pinned
from workbench.editing.cells import COLUMNS, Column
from workbench.editing.structure import rename, reorder_phase

NAME = COLUMNS.index(Column.TOUCHPOINT)


@pytest.fixture
def view(desk: Desk, look: Look, qtbot: QtBot) -> TableView:
    made = TableView(desk.document, desk.journey, desk.selection, look)
    qtbot.addWidget(made)
    made.resize(998, 600)
    made.show()
    made.activateWindow()
    return made


def go_to(view: TableView, row: int, column: Column) -> None:
    view.grid.setCurrentIndex(view.rows.index(row, COLUMNS.index(column)))
    view.grid.setFocus()


def test_typing_over_a_name_renames_in_one_step(view: TableView, desk: Desk, qtbot: QtBot) -> None:
    go_to(view, 2, Column.TOUCHPOINT)
    qtbot.keyClick(view.grid, Qt.Key.Key_Return)
    editor = view.grid.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Very first bill")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.touchpoint("First bill").name == "Very first bill")
    assert desk.steps == 1


def test_a_new_owner_can_be_typed_into_the_list(view: TableView, desk: Desk, qtbot: QtBot) -> None:
    go_to(view, 3, Column.OWNER)
    qtbot.keyClick(view.grid, Qt.Key.Key_Return)
    box = view.grid.findChild(QComboBox)
    assert box is not None
    box.setEditText("Customer care")
    box.activated.emit(-1)
    assert desk.owner("Hotline") == "Customer care"


def test_rows_and_map_have_one_selection(view: TableView, desk: Desk) -> None:
    desk.selection.set([desk["Welcome pack"], desk["Hotline"]])
    chosen = {index.row() for index in view.grid.selectionModel().selectedRows()}
    assert chosen == {1, 3}
    view.grid.selectRow(2)
    assert desk.selection.ids == (desk["First bill"],)
    desk.selection.clear()
    assert not view.grid.selectionModel().hasSelection()


def test_the_selection_survives_a_moved_phase(view: TableView, desk: Desk) -> None:
    view.grid.selectRow(2)
    reorder_phase(desk.document, desk["Billing"], desk["Awareness"])
    assert desk.selection.ids == (desk["First bill"],)
    assert view.grid.currentIndex().row() == 0


def test_the_filter_looks_at_every_column(view: TableView, qtbot: QtBot) -> None:
    qtbot.keyClicks(view.filter, "finance")
    assert view.rows.rowCount() == 1
    assert view._count.text() == "1 of 4 touchpoints"


def test_what_is_not_found_can_be_made(view: TableView, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(view.filter, "Router parcel")
    assert view._unknown.accessibleName() == "Nothing called “Router parcel”"
    assert view._unknown.make.text() == "Create touchpoint “Router parcel”"
    qtbot.mouseClick(view._unknown.make, Qt.MouseButton.LeftButton)
    made = desk.document.get(Touchpoint, desk.selection.ids[0])
    assert made.name == "Router parcel"
    assert view.grid.isVisible()


def test_control_c_asks_for_the_selected_rows_and_the_button_for_all_that_show(
    view: TableView, desk: Desk, told: list[object], qtbot: QtBot
) -> None:
    view.copy_wanted.connect(told.append)
    view.grid.selectRow(2)
    qtbot.keyClick(view.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    view.grid.clearSelection()
    qtbot.mouseClick(view.copy, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(view.filter, "hotline")
    qtbot.mouseClick(view.copy, Qt.MouseButton.LeftButton)
    assert told[0] == [desk["First bill"]]
    assert told[1] == list(view.model.ids)
    # what leads to the hotline holds its name too
    assert told[2] == [desk["First bill"], desk["Hotline"]]


def test_an_empty_journey_says_what_a_row_is(blank: Desk, look: Look, qtbot: QtBot) -> None:
    view = TableView(blank.document, blank.journey, blank.selection, look)
    qtbot.addWidget(view)
    view.show()
    assert view._nothing.isVisible()
    assert view._nothing.button is not None
    with qtbot.waitSignal(view.touchpoint_wanted):
        qtbot.mouseClick(view._nothing.button, Qt.MouseButton.LeftButton)
    blank.add("First", None)
    assert view.grid.isVisible()


def test_numbers_of_a_run_stand_in_their_column(view: TableView, desk: Desk) -> None:
    view.set_numbers({desk["First bill"]: 81.4})
    assert view.rows.index(2, COLUMNS.index(Column.BREAKDOWNS)).data() == "81"


def test_a_wide_window_gives_its_room_to_long_texts(view: TableView) -> None:
    before = view.grid.columnWidth(COLUMNS.index(Column.NOTES))
    view.resize(1500, 600)
    assert view.grid.columnWidth(COLUMNS.index(Column.NOTES)) > before
    assert view.grid.horizontalHeader().length() <= view.grid.viewport().width()


def test_a_channel_is_chosen_from_its_words(view: TableView, desk: Desk, qtbot: QtBot) -> None:
    go_to(view, 2, Column.CHANNEL)
    qtbot.keyClick(view.grid, Qt.Key.Key_F2)
    box = view.grid.findChild(QComboBox)
    assert box is not None
    assert box.currentText() == "Letter"
    assert not box.isEditable()
    box.setCurrentText("Chat")
    box.activated.emit(box.currentIndex())
    assert desk.touchpoint("First bill").channel is Channel.CHAT


def test_escape_leaves_a_cell_as_it_was(view: TableView, desk: Desk, qtbot: QtBot) -> None:
    go_to(view, 2, Column.TOUCHPOINT)
    qtbot.keyClick(view.grid, Qt.Key.Key_Return)
    editor = view.grid.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Oops")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert desk.steps == 0
    assert view.rows.index(2, COLUMNS.index(Column.TOUCHPOINT)).data() == "First bill"


def test_arrows_walk_and_the_map_follows(view: TableView, desk: Desk, qtbot: QtBot) -> None:
    go_to(view, 1, Column.OWNER)
    qtbot.keyClick(view.grid, Qt.Key.Key_Down)
    assert desk.selection.ids == (desk["First bill"],)
    qtbot.keyClick(view.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert set(desk.selection.ids) == {desk["First bill"], desk["Hotline"]}
    assert desk.selection.current == desk["Hotline"]


def test_a_hidden_table_catches_up_with_the_selection(view: TableView, desk: Desk) -> None:
    view.hide()
    desk.selection.set([desk["Hotline"]])
    view.show()
    assert {index.row() for index in view.grid.selectionModel().selectedRows()} == {3}


def test_a_refused_text_is_told_by_the_view(view: TableView, desk: Desk, told: list[object]) -> None:
    view.refused.connect(told.append)
    view.rows.setData(view.rows.index(2, COLUMNS.index(Column.FAILURE)), "sometimes")
    assert len(told) == 1
    assert desk.steps == 0


def order(view: TableView) -> list[str]:
    return [view.rows.index(row, NAME).data() for row in range(view.rows.rowCount())]


def test_alt_with_the_arrows_takes_rows_along_in_one_step(view: TableView, desk: Desk, qtbot: QtBot) -> None:
    go_to(view, 3, Column.TOUCHPOINT)
    qtbot.keyClick(view.grid, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order(view) == ["Neighbour's tip", "Welcome pack", "Hotline", "First bill"]
    assert (desk.steps, desk.selection.ids) == (1, (desk["Hotline"],))
    qtbot.keyClick(view.grid, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert desk.touchpoint("Hotline").phase == desk["Delivery"]
    assert view.grid.currentIndex().data() == "Hotline"


def test_dragged_rows_go_where_they_are_let_go(view: TableView, desk: Desk) -> None:
    desk.selection.set([desk["First bill"], desk["Hotline"]])
    view.grid.dropped.emit(Landing(desk["Neighbour's tip"], after=False))
    assert order(view) == ["First bill", "Hotline", "Neighbour's tip", "Welcome pack"]
    assert desk.steps == 1


def test_sorted_rows_are_not_moved_and_it_is_said_why(view: TableView, desk: Desk, told: list[object]) -> None:
    view.refused.connect(told.append)
    go_to(view, 1, Column.TOUCHPOINT)
    view.grid.sortByColumn(NAME, Qt.SortOrder.DescendingOrder)
    view.grid.stepped.emit(True)
    assert desk.steps == 0
    assert str(told[0]).startswith("The rows are sorted by “Touchpoint”; press that heading")


def test_what_is_pinned_is_not_moved_and_it_is_said_why(view: TableView, desk: Desk, told: list[object]) -> None:
    view.refused.connect(told.append)
    set_pinned(desk.document, [desk["Hotline"]], pinned=True)
    desk.selection.set([desk["Hotline"]])
    view.grid.stepped.emit(False)
    assert told == ["“Hotline” is pinned; unpin it before moving it."]


def test_rows_that_nobody_answers_for_are_a_choice_away(view: TableView) -> None:
    view.which.setCurrentIndex(list(Which).index(Which.UNOWNED))
    assert (order(view), view._count.text()) == (["Hotline"], "1 of 4 touchpoints")
    view.which.setCurrentIndex(list(Which).index(Which.MOMENTS))
    assert view._unknown.accessibleName() == "Moments of truth: none"
    assert not view._unknown.make.isVisibleTo(view)


def test_a_refused_text_stays_in_its_cell_with_the_reason_and_is_told_nowhere_else(
    view: TableView, desk: Desk, told: list[object], qtbot: QtBot
) -> None:
    view.refused.connect(told.append)
    go_to(view, 2, Column.OWNER)
    qtbot.keyClick(view.grid, Qt.Key.Key_Tab)
    qtbot.keyClick(view.grid, Qt.Key.Key_Return)
    box = view.grid.findChild(QComboBox)
    assert box is not None
    box.setEditText("sometimes")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    message = view.grid.findChild(RefusedText)
    assert message is not None
    assert message.label.text().startswith("There is no word or percentage “sometimes”; choose one of never")
    assert (box.isVisible(), told, desk.steps) == (True, [], 0)
    box.setEditText("12 %")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert desk.touchpoint("First bill").quantity("failure").value == 0.12


def test_notes_keep_their_lines_in_the_table(view: TableView, desk: Desk, qtbot: QtBot) -> None:
    go_to(view, 2, Column.NOTES)
    qtbot.keyClick(view.grid, Qt.Key.Key_F2)
    editor = view.grid.findChild(QPlainTextEdit)
    assert editor is not None
    editor.setPlainText("One in five\ncalls twice")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert desk.touchpoint("First bill").notes == "One in five\ncalls twice"


def test_somebody_who_listens_hears_the_cells_with_their_headings_and_rows(view: TableView) -> None:
    assert interface(view.grid).role() is QAccessible.Role.Table
    cells = {part.text(QAccessible.Text.Name): part for part in parts(view.grid)}
    assert cells["Owner: Finance"].role() is QAccessible.Role.Cell
    assert cells["Touchpoint"].role() is QAccessible.Role.ColumnHeader
    told = cells["Touchpoint: First bill"].text(QAccessible.Text.Description)
    assert told.startswith("Phase: Billing; Touchpoint: First bill; Channel: Letter; Owner: Finance")


def test_a_name_of_ten_thousand_letters_and_one_from_right_to_left_are_rows_like_others(
    view: TableView, desk: Desk
) -> None:
    rename(desk.document, desk["Hotline"], "x" * 10_000)
    rename(desk.document, desk["First bill"], "الفاتورة الأولى e\u0301")
    assert any(word.startswith("xxx") and word.endswith("…") for word in words_painted(view.grid))
    view.filter.setText("الفاتورة")
    assert order(view) == ["Welcome pack", "الفاتورة الأولى e\u0301"]
