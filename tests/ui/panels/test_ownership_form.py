import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.ownership_form import OwnershipForm
from workbench.domain.owners import NOBODY
from workbench.domain.vocabulary import Role


@pytest.fixture
def form(desk: Desk, look: Look, qtbot: QtBot) -> OwnershipForm:
    made = OwnershipForm(desk.document, look)
    qtbot.addWidget(made)
    made.show_elements([desk["Hotline"]])
    made.show()
    return made


def enter(form: OwnershipForm, text: str, qtbot: QtBot) -> None:
    form.picker.box.setEditText(text)
    qtbot.keyClick(form.picker.box, Qt.Key.Key_Return)


def test_a_new_name_adds_a_department_that_answers_in_one_step(form: OwnershipForm, desk: Desk, qtbot: QtBot) -> None:
    enter(form, "Customer care", qtbot)
    assert desk.owner("Hotline") == "Customer care"
    assert desk.department("Customer care").code == "CC"
    assert desk.steps == 1


def test_choosing_and_leaving_to_nobody(form: OwnershipForm, desk: Desk, qtbot: QtBot) -> None:
    enter(form, "Finance", qtbot)
    assert desk.owner("Hotline") == "Finance"
    form.show_elements([desk["Hotline"]])
    enter(form, NOBODY, qtbot)
    assert desk.owner("Hotline") is None


def test_several_touchpoints_get_one_owner_in_one_step(form: OwnershipForm, desk: Desk, qtbot: QtBot) -> None:
    form.show_elements([desk["First bill"], desk["Hotline"]])
    assert form.picker.box.currentText() == "Various"
    assert not form.chips.isVisible()
    enter(form, "Marketing", qtbot)
    assert (desk.owner("First bill"), desk.owner("Hotline")) == ("Marketing", "Marketing")
    assert desk.steps == 1


def test_a_part_is_given_from_the_menu_and_taken_by_its_chip(form: OwnershipForm, desk: Desk, qtbot: QtBot) -> None:
    menu = QMenu()
    form.chips.fill(menu)
    menu.triggered.connect(form.chips._give)
    menu.actions()[1].menu().actions()[0].trigger()
    assert desk.parts("Hotline") == {"Marketing": Role.CONSULTED.value}
    form.show_elements([desk["Hotline"]])
    qtbot.mouseClick(next(iter(form.chips.chips.values())), Qt.MouseButton.LeftButton)
    assert desk.parts("Hotline") == {}
