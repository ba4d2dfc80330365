import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget

from tests.ui.panels.conftest import Desk
from ui.panels.role_table import FIRST_PARTY, RoleTable
from workbench.domain.vocabulary import Role
from workbench.editing.ownership import add_department, assign
from workbench.editing.structure import delete, reorder_phase
from workbench.editing.together import move_to_phase

BILL, HOTLINE = 2, 3
MARKETING, FINANCE = FIRST_PARTY, FIRST_PARTY + 1


@pytest.fixture
def roles(desk: Desk, host: QWidget) -> RoleTable:
    made = RoleTable(desk.document, desk.journey, host)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def letters(roles: RoleTable) -> list[str]:
    across = range(roles.columnCount())
    return ["|".join(roles.index(row, column).data() for column in across) for row in range(roles.rowCount())]


def test_letters_stand_where_parts_are_held_and_phases_once(roles: RoleTable) -> None:
    assert letters(roles) == [
        "Awareness|Neighbour's tip||",
        "Delivery|Welcome pack|A|",
        "Billing|First bill||A",
        "|Hotline||",
    ]


def test_touchpoints_without_a_phase_say_so(roles: RoleTable, desk: Desk) -> None:
    move_to_phase(desk.document, [desk["Hotline"]], None)
    assert letters(roles)[-1] == "Not placed|Hotline||"


def test_people_with_a_part_get_a_column_beside_their_department(roles: RoleTable, desk: Desk) -> None:
    sales = add_department(desk.document, "Sales")
    assign(desk.document, [desk["Hotline"]], desk.person("Ines Roth").id, Role.INFORMED)
    across = range(FIRST_PARTY, roles.columnCount())
    heads = [roles.headerData(at, Qt.Orientation.Horizontal) for at in across]
    assert heads == ["Marketing", "Finance", "Ines Roth", "Sales"]
    assert roles.colour_slot(4) == desk.department("Finance").colour
    assert roles.colour_slot(5) == sales.colour


def test_the_same_part_again_is_no_step(roles: RoleTable, desk: Desk) -> None:
    roles.set_role(BILL, FINANCE, Role.ACCOUNTABLE)
    roles.set_role(BILL, MARKETING, None)
    roles.set_role(BILL, 0, Role.ACCOUNTABLE)
    assert desk.steps == 0


def test_a_part_is_given_and_taken(roles: RoleTable, desk: Desk) -> None:
    roles.set_role(HOTLINE, FINANCE, Role.CONSULTED)
    assert desk.parts("Hotline") == {"Finance": "C"}
    roles.set_role(HOTLINE, FINANCE, None)
    assert desk.parts("Hotline") == {}
    assert desk.steps == 2


def test_a_cell_keeps_its_place_when_rows_and_columns_move(roles: RoleTable, desk: Desk) -> None:
    cell = QPersistentModelIndex(roles.index(BILL, FINANCE))
    reorder_phase(desk.document, desk["Billing"], desk["Awareness"])
    delete(desk.document, [desk.department("Marketing").id])
    assert (cell.row(), cell.column(), cell.data()) == (0, FIRST_PARTY, "A")


def test_every_cell_is_read_out(roles: RoleTable) -> None:
    spoken = [roles.index(BILL, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in (MARKETING, FINANCE)]
    assert spoken == ["First bill, Marketing: no part", "First bill, Finance: Accountable"]
