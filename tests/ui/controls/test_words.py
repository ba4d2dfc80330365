import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.painted import words_painted
from ui.controls.look import Look
from ui.controls.words import Word, WordField

OFTEN = (
    Word("never", 0.0, "0 %"),
    Word("rarely", 0.05, "5 %"),
    Word("now and then", 0.15, "15 %"),
    Word("often", 0.4, "40 %"),
)


@pytest.fixture
def field(look: Look, qtbot: QtBot) -> WordField:
    made = WordField(look, "How often does it go wrong?", OFTEN)
    qtbot.addWidget(made)
    return made


def test_a_number_between_two_words_keeps_its_own_value(field: WordField) -> None:
    field.set_value(0.12, "12 %", "guess")
    assert (field.value, field.picker.currentText()) == (0.12, "now and then")
    assert field.picker.accessibleDescription() == "12 % guess"


def test_a_key_steps_to_the_next_word_and_tells_its_number(field: WordField, qtbot: QtBot) -> None:
    field.set_value(0.12, "12 %", "guess")
    with qtbot.waitSignal(field.committed) as heard:
        qtbot.keyClick(field.picker, Qt.Key.Key_Down)
    assert heard.args == [0.4]
    assert (field.value, field.picker.accessibleDescription()) == (0.4, "40 % guess")


def test_the_closed_field_and_its_list_can_be_painted(field: WordField, qtbot: QtBot) -> None:
    field.set_value(0.05, origin="guess")
    field.show()
    field.picker.showPopup()
    assert words_painted(field)[-2:] == ["rarely", "5 %"]
    assert {"never", "0 %", "now and then", "often"} <= set(words_painted(field.picker.view()))
    field.picker.hidePopup()
