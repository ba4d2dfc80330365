"""Which rows are to be seen, and in which order."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.table_model import JourneyTable, Which
from ui.panels.table_rows import TableRows
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin
from workbench.editing.cells import COLUMNS, Column
from workbench.editing.ownership import assign
from workbench.editing.structure import delete, rename, set_fields

ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def rows(desk: Desk, look: Look, host: QWidget) -> TableRows:
    made = TableRows(JourneyTable(desk.document, desk.journey, look, host), host)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, host)
    return made


def names(rows: TableRows) -> list[str]:
    return [rows.index(row, COLUMNS.index(Column.TOUCHPOINT)).data() for row in range(rows.rowCount())]


def table_of(rows: TableRows) -> JourneyTable:
    table = rows.sourceModel()
    assert isinstance(table, JourneyTable)
    return table


def sort(rows: TableRows, column: Column, order: Qt.SortOrder = ASCENDING) -> list[str]:
    rows.sort(COLUMNS.index(column), order)
    return names(rows)


def test_a_text_is_looked_for_in_every_cell_also_in_hidden_ones(rows: TableRows) -> None:
    rows.show_only("FINANCE", Which.ALL)
    assert names(rows) == ["First bill"]
    rows.show_only("onstage", Which.ALL)
    assert len(names(rows)) == 4


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (Which.ALL, ["Neighbour's tip", "Welcome pack", "First bill", "Hotline"]),
        (Which.UNOWNED, ["Hotline"]),
        (Which.GUESSES, ["Welcome pack", "Hotline"]),
        (Which.MOMENTS, ["Neighbour's tip", "First bill"]),
        (Which.OUTSIDE, ["Neighbour's tip"]),
    ],
)
def test_some_kinds_of_touchpoints_are_a_choice_away(
    rows: TableRows, desk: Desk, which: Which, expected: list[str]
) -> None:
    measured = Quantity(0.2, Origin.LOG)
    set_fields(desk.document, desk["First bill"], failure=measured, severity=measured, moment_of_truth=True)
    set_fields(desk.document, desk["Neighbour's tip"], moment_of_truth=True)
    rows.show_only("", which)
    assert names(rows) == expected


def test_what_is_looked_for_follows_the_document(rows: TableRows, desk: Desk) -> None:
    rows.show_only("telephone line", Which.ALL)
    assert names(rows) == []
    rename(desk.document, desk["Hotline"], "Telephone line")
    assert names(rows) == ["First bill", "Telephone line"]
    rename(desk.document, desk.department("Finance").id, "Telephone lines")
    assert names(rows) == ["First bill", "Telephone line"]


def test_what_no_longer_fits_leaves(rows: TableRows, desk: Desk) -> None:
    rows.show_only("", Which.UNOWNED)
    assign(desk.document, [desk["Hotline"]], desk.department("Finance").id)
    rows.show_only("", Which.UNOWNED)
    assert names(rows) == []


def test_numbers_are_sorted_by_size_and_phases_by_their_order(rows: TableRows, desk: Desk) -> None:
    set_fields(desk.document, desk["First bill"], failure=Quantity(0.9))
    assert sort(rows, Column.FAILURE, DESCENDING)[0] == "First bill"
    assert sort(rows, Column.FAILURE)[0] == "Neighbour's tip"
    assert sort(rows, Column.PHASE, DESCENDING) == ["Hotline", "First bill", "Welcome pack", "Neighbour's tip"]
    assert sort(rows, Column.TOUCHPOINT) == ["First bill", "Hotline", "Neighbour's tip", "Welcome pack"]


def test_breakdowns_are_sorted_once_they_are_known(rows: TableRows, desk: Desk) -> None:
    sort(rows, Column.BREAKDOWNS, DESCENDING)
    table_of(rows).set_numbers({desk["Hotline"]: 100.0, desk["First bill"]: 9.0})
    assert names(rows)[:2] == ["Hotline", "First bill"]


def test_a_renamed_row_goes_to_its_place_and_the_order_of_the_journey_comes_back(rows: TableRows, desk: Desk) -> None:
    sort(rows, Column.TOUCHPOINT)
    rename(desk.document, desk["Hotline"], "A hotline")
    assert names(rows)[0] == "A hotline"
    assert not rows.in_journey_order
    rows.sort(-1)
    assert names(rows) == ["Neighbour's tip", "Welcome pack", "First bill", "A hotline"]
    assert rows.in_journey_order


@pytest.mark.parametrize(("text", "which"), [("hotline", Which.ALL), ("", Which.UNOWNED)])
def test_numbers_that_come_before_word_of_a_removal_find_nothing_in_its_row(
    desk: Desk, look: Look, host: QWidget, text: str, which: Which
) -> None:
    made: list[TableRows] = []
    desk.document.subscribe(lambda _: table_of(made[0]).set_numbers({}))
    made.append(TableRows(JourneyTable(desk.document, desk.journey, look, host), host))
    made[0].show_only(text, which)
    assert "Hotline" in sort(made[0], Column.FAILURE)
    delete(desk.document, [desk["Hotline"]])
    assert "Hotline" not in names(made[0])


def test_a_drag_of_rows_says_that_it_is_one_and_packs_no_cell(rows: TableRows) -> None:
    carried = rows.mimeData([rows.index(row, column) for row in range(rows.rowCount()) for column in range(3)])
    assert carried.formats() == rows.mimeTypes()
    assert carried.data(rows.mimeTypes()[0]).isEmpty()
