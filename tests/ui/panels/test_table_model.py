import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.table_model import JourneyTable
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin
from workbench.editing.cells import COLUMNS, Column
from workbench.editing.structure import delete, rename, reorder_phase, set_fields
from workbench.editing.together import move_to_phase


@pytest.fixture
def model(desk: Desk, look: Look, host: QWidget) -> JourneyTable:
    made = JourneyTable(desk.document, desk.journey, look, host)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, host)
    return made


def names(model: JourneyTable) -> list[str]:
    column = COLUMNS.index(Column.TOUCHPOINT)
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_rows_stand_in_journey_order(model: JourneyTable) -> None:
    assert names(model) == ["Neighbour's tip", "Welcome pack", "First bill", "Hotline"]


def test_a_moved_phase_moves_its_rows_and_marks_stay_with_them(model: JourneyTable, desk: Desk) -> None:
    mark = QPersistentModelIndex(model.index(2, 1))
    reorder_phase(desk.document, desk["Billing"], desk["Awareness"])
    assert names(model) == ["First bill", "Hotline", "Neighbour's tip", "Welcome pack"]
    assert mark.row() == 0
    desk.history.undo()
    assert mark.row() == 2


def test_added_and_deleted_touchpoints_are_single_rows(model: JourneyTable, desk: Desk) -> None:
    added: list[int] = []
    removed: list[int] = []
    model.rowsInserted.connect(lambda _, first, __: added.append(first))
    model.rowsRemoved.connect(lambda _, first, __: removed.append(first))
    made = desk.add("Router", "Delivery")
    delete(desk.document, [desk["First bill"]])
    assert (added, removed) == ([2], [3])
    assert made in model.ids


def test_a_renamed_target_changes_the_rows_that_lead_to_it(model: JourneyTable, desk: Desk) -> None:
    changed: set[int] = set()
    model.dataChanged.connect(lambda top, bottom: changed.update(range(top.row(), bottom.row() + 1)))
    rename(desk.document, desk["Hotline"], "Help desk")
    assert changed == {2, 3}
    assert model.index(2, COLUMNS.index(Column.LEADS_TO)).data() == "Help desk"


def test_several_moves_in_one_step_arrive_in_order(model: JourneyTable, desk: Desk) -> None:
    move_to_phase(desk.document, [desk["First bill"], desk["Hotline"]], desk["Awareness"])
    assert names(model) == ["Neighbour's tip", "First bill", "Hotline", "Welcome pack"]


def test_a_refused_text_is_told_and_leaves_the_cell(model: JourneyTable, desk: Desk, told: list[object]) -> None:
    model.refused.connect(told.append)
    assert not model.setData(model.index(2, COLUMNS.index(Column.PHASE)), "Nowhere")
    assert str(told[0]).startswith("There is no phase “Nowhere”")
    assert desk.steps == 0


def test_the_same_text_is_no_step(model: JourneyTable, desk: Desk) -> None:
    assert not model.setData(model.index(2, COLUMNS.index(Column.OWNER)), " Finance ")
    assert desk.steps == 0


def test_guesses_and_measured_numbers_differ_in_colour(model: JourneyTable, desk: Desk, look: Look) -> None:
    cell = model.index(2, COLUMNS.index(Column.FAILURE))
    assert cell.data(Qt.ItemDataRole.ForegroundRole) == look.colour("warn")
    set_fields(desk.document, desk["First bill"], failure=Quantity(0.2, Origin.LOG))
    assert cell.data(Qt.ItemDataRole.ForegroundRole) == look.colour("text")


def test_every_cell_and_row_is_read_out(model: JourneyTable, desk: Desk) -> None:
    model.set_numbers({desk["First bill"]: 81})
    spoken = model.index(2, COLUMNS.index(Column.OWNER)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Owner: Finance"
    assert "Leads to: Hotline; Breakdowns per 1,000: 81; " in model.row_text(2)


def test_rows_become_cells_for_a_spreadsheet(model: JourneyTable, desk: Desk) -> None:
    set_fields(desk.document, desk["First bill"], notes="One in five\tis\nwrong")
    heading, row = model.as_tsv([2]).splitlines()
    assert heading.split("\t") == [column.value for column in COLUMNS]
    assert row.split("\t")[1:4] == ["First bill", "Letter", "Finance"]
    assert row.split("\t")[COLUMNS.index(Column.NOTES)] == "One in five is wrong"


def test_a_row_whose_touchpoint_has_just_gone_says_nothing_until_the_table_hears_of_it(
    desk: Desk, look: Look, host: QWidget
) -> None:
    heard: list[object] = []
    tables: list[JourneyTable] = []

    def ask(_: object) -> None:
        # a listener that hears before the table does, as the selection of the window is
        cell = tables[0].index(0, COLUMNS.index(Column.TOUCHPOINT))
        heard.extend([cell.data(), tables[0].flags(cell)])

    desk.document.subscribe(ask)
    tables.append(JourneyTable(desk.document, desk.journey, look, host))
    delete(desk.document, [tables[0].ids[0]])
    assert heard == [None, Qt.ItemFlag.NoItemFlags]
    assert len(names(tables[0])) == 3
