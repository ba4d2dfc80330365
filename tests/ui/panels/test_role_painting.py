import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.owners_matrix import RoleMatrix
from ui.panels.role_table import FIRST_PARTY
from workbench.domain.vocabulary import Role
from workbench.editing.ownership import assign
from workbench.editing.structure import set_fields


@pytest.fixture
def matrix(desk: Desk, look: Look, qtbot: QtBot) -> RoleMatrix:
    made = RoleMatrix(desk.document, desk.journey, desk.selection, look)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    return made


def colours(image: QImage, box: QRect) -> set[str]:
    across, down = range(box.left(), box.right(), 2), range(box.top(), box.bottom())
    return {image.pixelColor(x, y).name() for x in across for y in down}


def test_the_accountable_cell_has_the_department_s_colour(matrix: RoleMatrix, desk: Desk, look: Look) -> None:
    fill = look.theme.departments[desk.department("Finance").colour].fill.name()
    image = matrix.viewport().grab().toImage()
    assert fill in colours(image, matrix.visualRect(matrix.roles.index(2, FIRST_PARTY + 1)))
    assert fill not in colours(image, matrix.visualRect(matrix.roles.index(2, FIRST_PARTY)))


def test_a_head_has_a_line_in_the_department_s_colour(matrix: RoleMatrix, desk: Desk, look: Look) -> None:
    head = matrix.horizontalHeader()
    left, wide = head.sectionViewportPosition(FIRST_PARTY), head.sectionSize(FIRST_PARTY)
    seen = colours(head.viewport().grab().toImage(), QRect(left, head.height() - 5, wide, 5))
    assert look.theme.departments[desk.department("Marketing").colour].fill.name() in seen


@pytest.mark.parametrize("role", [Role.RESPONSIBLE, Role.CONSULTED, Role.INFORMED])
def test_the_other_parts_are_letters_on_a_plain_cell(matrix: RoleMatrix, desk: Desk, look: Look, role: Role) -> None:
    before = matrix.viewport().grab().toImage()
    assign(desk.document, [desk["Hotline"]], desk.department("Finance").id, role)
    after = matrix.viewport().grab().toImage()
    box = matrix.visualRect(matrix.roles.index(3, FIRST_PARTY + 1))
    fill = look.theme.departments[desk.department("Finance").colour].fill.name()
    assert after.copy(box) != before.copy(box)
    assert fill not in colours(after, box)


def test_departments_beyond_the_last_colour_begin_with_the_first_again(
    matrix: RoleMatrix, desk: Desk, look: Look
) -> None:
    set_fields(desk.document, desk.department("Finance").id, colour=len(look.theme.departments) + 2)
    image = matrix.viewport().grab().toImage()
    fill = look.theme.departments[2].fill.name()
    assert fill in colours(image, matrix.visualRect(matrix.roles.index(2, FIRST_PARTY + 1)))
    head = matrix.horizontalHeader()
    left, wide = head.sectionViewportPosition(FIRST_PARTY + 1), head.sectionSize(FIRST_PARTY + 1)
    assert fill in colours(head.viewport().grab().toImage(), QRect(left, head.height() - 5, wide, 5))
