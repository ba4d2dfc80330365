"""The views beside the map: made when they are first looked at, and remembered as they were left."""

from pathlib import Path

from tests.helpers.program import Dialogs, Program, opened
from ui.main_window import MainWindow
from ui.panels.table import TableView
from ui.panels.table_grid import SHOWN_AT_FIRST
from workbench.editing.cells import Column


def table(window: MainWindow) -> TableView:
    window.do("view-table")
    page = opened(window).others.page("table")
    assert isinstance(page, TableView)
    return page


def test_a_view_is_made_once(journey: MainWindow) -> None:
    page = table(journey)
    journey.do("view-map")
    assert table(journey) is page


def test_the_columns_chosen_are_there_at_the_next_start(program: Program, dialogs: Dialogs, file: Path) -> None:
    first = program.start()
    first.open_file(file)
    assert table(first).grid.columns == SHOWN_AT_FIRST
    menu = table(first).grid.column_menu()
    next(action for action in menu.actions() if action.text() == "Questions").trigger()
    first.close()
    second = program.start()
    second.open_file(file)
    assert table(second).grid.columns == SHOWN_AT_FIRST | {Column.QUESTIONS}


def test_names_of_columns_that_are_unknown_leave_the_usual_ones(program: Program, dialogs: Dialogs, file: Path) -> None:
    window = program.start()
    window.memory.change(table_columns=("Weather",))
    window.open_file(file)
    assert table(window).grid.columns == SHOWN_AT_FIRST
