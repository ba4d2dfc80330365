"""The rows of the table: columns come and go, rows are taken elsewhere by pointer and by key."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

from tests.helpers.drags import drag_enter
from tests.ui.panels.conftest import Desk
from tests.ui.panels.dropping import PLAIN, Held
from ui.controls.look import Look
from ui.panels.table_grid import SHOWN_AT_FIRST, JourneyGrid, Landing
from ui.panels.table_model import JourneyTable
from ui.panels.table_rows import TableRows
from workbench.editing.cells import COLUMNS, Column


@pytest.fixture
def grid(desk: Desk, look: Look, host: QWidget) -> JourneyGrid:
    rows = TableRows(JourneyTable(desk.document, desk.journey, look, host), host)
    made = JourneyGrid(rows, look, host)
    host.resize(1000, 400)
    made.resize(1000, 400)
    host.show()
    return made


def actions(menu: QMenu) -> dict[str, bool]:
    return {action.text(): action.isChecked() for action in menu.actions() if action.isCheckable()}


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.deleteLater()


def middle(grid: JourneyGrid, row: int) -> QPoint:
    return grid.visualRect(grid.model().index(row, 1)).center()


def test_three_columns_wait_to_be_asked_for(grid: JourneyGrid) -> None:
    assert grid.columns == SHOWN_AT_FIRST
    assert frozenset(Column) - grid.columns == {Column.LAYER, Column.CONTROL, Column.QUESTIONS}


def test_columns_are_shown_and_hidden_from_the_menu(grid: JourneyGrid, told: list[object]) -> None:
    grid.columns_changed.connect(told.append)
    choose(grid.column_menu(), "Layer")
    choose(grid.column_menu(), "Notes")
    assert told == [SHOWN_AT_FIRST | {Column.LAYER}, (SHOWN_AT_FIRST | {Column.LAYER}) - {Column.NOTES}]
    assert grid.columns == told[-1]
    shown = actions(grid.column_menu())
    assert (shown["Layer"], shown["Notes"], "Touchpoint" in shown) == (True, False, False)


def test_the_names_can_never_be_hidden(grid: JourneyGrid) -> None:
    grid.show_columns([])
    assert grid.columns == {Column.TOUCHPOINT}


def test_sorting_has_a_place_in_the_menu_too(grid: JourneyGrid) -> None:
    def sorting() -> QMenu:
        return next(action.menu() for action in grid.column_menu().actions() if action.text() == "Sort by")

    choose(sorting(), "Touchpoint")
    assert grid.model().index(0, COLUMNS.index(Column.TOUCHPOINT)).data() == "First bill"
    assert actions(sorting())["Touchpoint"]
    choose(sorting(), "The order of the journey")
    assert grid.model().index(0, COLUMNS.index(Column.TOUCHPOINT)).data() == "Neighbour's tip"


@pytest.mark.parametrize("of_a_mac", [PLAIN, Qt.KeyboardModifier.KeypadModifier])
def test_alt_with_the_arrows_asks_for_a_step(
    grid: JourneyGrid, told: list[object], of_a_mac: Qt.KeyboardModifier
) -> None:
    grid.stepped.connect(told.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(grid, key, Qt.KeyboardModifier.AltModifier | of_a_mac)
    assert told == [True, False]


@pytest.mark.parametrize(("below", "after"), [(-4, False), (4, True)])
def test_rows_are_let_go_in_front_of_a_row_or_behind_it(
    grid: JourneyGrid, desk: Desk, told: list[object], below: int, after: bool
) -> None:
    grid.dropped.connect(told.append)
    drop = Held(middle(grid, 2) + QPoint(0, below), grid)
    grid.dropEvent(drop)
    assert told == [Landing(desk["First bill"], after)]
    assert (drop.isAccepted(), drop.dropAction()) == (True, Qt.DropAction.CopyAction)


def test_below_the_last_row_is_behind_it(grid: JourneyGrid, desk: Desk, told: list[object]) -> None:
    grid.dropped.connect(told.append)
    grid.dropEvent(Held(QPoint(10, grid.viewport().height() - 4), grid))
    assert told == [Landing(desk["Hotline"], True)]


def test_nothing_from_elsewhere_is_taken(grid: JourneyGrid, told: list[object]) -> None:
    grid.dropped.connect(told.append)
    grid.dropEvent(Held(middle(grid, 2), None))
    data = grid.model().mimeData([grid.model().index(0, 0)])  # such as another window's table drags along
    enters = drag_enter(QPointF(middle(grid, 2)), data)
    grid.dragEnterEvent(enters)
    assert told == []
    assert not enters.isAccepted()
