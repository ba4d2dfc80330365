import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.reactions import ReactionsForm
from workbench.domain.elements import Reactions


@pytest.fixture
def form(desk: Desk, look: Look, qtbot: QtBot) -> ReactionsForm:
    made = ReactionsForm(desk.document, look)
    qtbot.addWidget(made)
    made.show_journey(desk.journey)
    made.show()
    return made


def write(form: ReactionsForm, attribute: str, text: str, qtbot: QtBot) -> None:
    form.numbers[attribute].line.setText(text)
    qtbot.keyClick(form.numbers[attribute].line, Qt.Key.Key_Return)


def test_guesses_stand_until_something_is_stated(form: ReactionsForm, desk: Desk) -> None:
    assert not desk.document.of(Reactions)
    assert form.numbers["threshold"].line.text() == "60"
    assert form.numbers["waiting"].line.text() == "0.2"


def test_the_first_number_stated_makes_them_and_the_next_changes_them(
    form: ReactionsForm, desk: Desk, qtbot: QtBot
) -> None:
    write(form, "waiting", "0.5", qtbot)
    form.show_journey(desk.journey)
    write(form, "threshold", "70", qtbot)
    (stated,) = desk.document.of(Reactions)
    assert (stated.journey, stated.quantity("waiting").value) == (desk.journey, 0.5)
    assert stated.quantity("threshold").value == 0.7
    assert desk.steps == 2


def test_undo_brings_the_guesses_back(form: ReactionsForm, desk: Desk, qtbot: QtBot) -> None:
    write(form, "waiting", "0.5", qtbot)
    desk.history.undo()
    form.show_journey(desk.journey)
    assert form.numbers["waiting"].line.text() == "0.2"


def test_a_field_is_found_by_its_number(form: ReactionsForm) -> None:
    assert form.field_of("waiting") is form.numbers["waiting"]
    assert form.field_of("failure") is None
