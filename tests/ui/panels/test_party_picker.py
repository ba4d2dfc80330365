import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.party_picker import PartyPicker
from workbench.domain.owners import NOBODY, party_names
from workbench.editing.ownership import add_department


@pytest.fixture
def picker(desk: Desk, look: Look, qtbot: QtBot) -> PartyPicker:
    made = PartyPicker(look, "Answers for it")
    qtbot.addWidget(made)
    made.show_parties(party_names(desk.document), desk.department("Finance").id)
    made.show()
    return made


def enter(picker: PartyPicker, text: str, qtbot: QtBot) -> None:
    picker.box.setEditText(text)
    qtbot.keyClick(picker.box, Qt.Key.Key_Return)


def test_departments_come_before_people_with_their_department(desk: Desk) -> None:
    assert list(party_names(desk.document)) == ["Marketing", "Finance", "Ines Roth, Finance"]


def test_a_known_name_is_chosen_whatever_its_case(
    picker: PartyPicker, desk: Desk, told: list[object], qtbot: QtBot
) -> None:
    picker.chosen.connect(told.append)
    enter(picker, " marketing", qtbot)
    assert told == [desk.department("Marketing").id]


def test_a_new_name_is_told_as_new(picker: PartyPicker, told: list[object], qtbot: QtBot) -> None:
    picker.named.connect(told.append)
    enter(picker, "Facilities", qtbot)
    assert told == ["Facilities"]


def test_nobody_is_a_choice_too(picker: PartyPicker, told: list[object], qtbot: QtBot) -> None:
    picker.chosen.connect(told.append)
    enter(picker, NOBODY, qtbot)
    assert told == [None]


@pytest.mark.parametrize("text", ["", "  ", "Finance"])
def test_what_changes_nothing_is_not_told(picker: PartyPicker, text: str, told: list[object], qtbot: QtBot) -> None:
    picker.chosen.connect(told.append)
    picker.named.connect(told.append)
    enter(picker, text, qtbot)
    assert told == []
    assert picker.box.currentText() == "Finance"


def test_escape_gives_up_typing(picker: PartyPicker, told: list[object], qtbot: QtBot) -> None:
    picker.named.connect(told.append)
    picker.box.setEditText("Facil")
    qtbot.keyClick(picker.box, Qt.Key.Key_Escape)
    assert (picker.box.currentText(), told) == ("Finance", [])


def test_enter_takes_what_is_typed_while_names_are_offered(
    picker: PartyPicker, told: list[object], qtbot: QtBot
) -> None:
    picker.named.connect(told.append)
    picker.activateWindow()
    picker.box.setFocus()
    picker.box.lineEdit().selectAll()
    qtbot.keyClicks(picker.box, "ark")
    qtbot.keyClick(picker.box, Qt.Key.Key_Return)
    assert told == ["ark"]


def test_a_department_that_comes_elsewhere_leaves_what_is_typed(picker: PartyPicker, desk: Desk, qtbot: QtBot) -> None:
    picker.activateWindow()
    picker.box.setFocus()
    picker.box.setEditText("Half a na")
    qtbot.waitUntil(lambda: picker.is_typed_in)
    add_department(desk.document, "Sales")
    picker.show_parties(party_names(desk.document), desk.department("Finance").id)
    assert picker.box.currentText() == "Half a na"
    assert picker.box.findText("Sales") > 0
