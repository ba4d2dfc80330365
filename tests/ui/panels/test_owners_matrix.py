import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.owners_matrix import RoleMatrix
from workbench.domain.vocabulary import Role

MARKETING, FINANCE = 2, 3
PACK, BILL, HOTLINE = 1, 2, 3


@pytest.fixture
def matrix(desk: Desk, look: Look, qtbot: QtBot) -> RoleMatrix:
    made = RoleMatrix(desk.document, desk.journey, desk.selection, look)
    qtbot.addWidget(made)
    QAbstractItemModelTester(made.roles, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.resize(700, 400)
    made.show()
    return made


@pytest.mark.parametrize("role", Role)
def test_a_letter_typed_gives_that_part(matrix: RoleMatrix, desk: Desk, role: Role, qtbot: QtBot) -> None:
    matrix.setCurrentIndex(matrix.roles.index(HOTLINE, FINANCE))
    qtbot.keyClicks(matrix, role.value.lower())
    assert desk.parts("Hotline") == {"Finance": role.value}
    assert desk.steps == 1


def test_delete_takes_the_part_away_and_nothing_where_there_is_none(
    matrix: RoleMatrix, desk: Desk, qtbot: QtBot
) -> None:
    matrix.setCurrentIndex(matrix.roles.index(BILL, FINANCE))
    qtbot.keyClick(matrix, Qt.Key.Key_Delete)
    qtbot.keyClick(matrix, Qt.Key.Key_Delete)
    assert desk.parts("First bill") == {}
    assert desk.steps == 1


def test_a_second_accountable_makes_the_first_responsible(matrix: RoleMatrix, desk: Desk, qtbot: QtBot) -> None:
    matrix.setCurrentIndex(matrix.roles.index(BILL, MARKETING))
    qtbot.keyClicks(matrix, "a")
    assert desk.parts("First bill") == {"Finance": "R", "Marketing": "A"}


def test_a_second_click_on_a_cell_goes_to_the_next_letter(matrix: RoleMatrix, desk: Desk, qtbot: QtBot) -> None:
    spot = matrix.visualRect(matrix.roles.index(HOTLINE, MARKETING)).center()
    seen: list[dict[str, str]] = []
    for _ in range(6):
        qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        seen.append(desk.parts("Hotline"))
    assert [parts.get("Marketing", "") for parts in seen] == ["", "A", "R", "C", "I", ""]


def test_names_cannot_be_given_parts(matrix: RoleMatrix, desk: Desk, qtbot: QtBot) -> None:
    matrix.setCurrentIndex(matrix.roles.index(BILL, 1))
    qtbot.keyClicks(matrix, "a")
    assert desk.steps == 0


def test_the_menu_shows_and_sets_the_part(matrix: RoleMatrix, desk: Desk) -> None:
    matrix.setCurrentIndex(matrix.roles.index(BILL, FINANCE))
    menu = QMenu()
    matrix.fill(menu)
    assert [each.text() for each in menu.actions() if each.isChecked()] == ["Accountable\tA"]
    matrix._chosen(menu.actions()[-1])
    assert desk.parts("First bill") == {}


def test_the_row_is_the_map_s_selection_and_cells_are_read_out(matrix: RoleMatrix, desk: Desk) -> None:
    index = matrix.roles.index(BILL, FINANCE)
    matrix.setCurrentIndex(index)
    assert desk.selection.ids == (desk["First bill"],)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "First bill, Finance: Accountable"
