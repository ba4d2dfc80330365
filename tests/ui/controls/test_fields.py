import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.controls.fields import ComboField, LineField, NumberField, Option, TextField
from ui.controls.look import Look


@pytest.fixture
def share(look: Look, qtbot: QtBot) -> NumberField:
    made = NumberField(look, "Goes wrong")
    qtbot.addWidget(made)
    made.set_value(12.5, "guess")
    return made


def type_into(field: NumberField, text: str, qtbot: QtBot) -> list[object]:
    told: list[object] = []
    field.committed.connect(told.append)
    field.line.setText(text)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    return told


@pytest.mark.parametrize(("text", "number"), [("20", 20.0), ("7,5", 7.5), (" 30 % ", 30.0), ("1e1", 10.0)])
def test_a_number_is_taken_as_people_type_it(share: NumberField, text: str, number: float, qtbot: QtBot) -> None:
    assert type_into(share, text, qtbot) == [number]
    assert (share.value, share.error) == (number, "")


@pytest.mark.parametrize("text", ["", "often", "120", "-1", "nan", "inf"])
def test_what_is_no_number_in_bounds_stays_with_a_sentence(share: NumberField, text: str, qtbot: QtBot) -> None:
    assert type_into(share, text, qtbot) == []
    assert (share.value, share.line.text()) == (12.5, text)
    assert share.error == f"“{text}” is no number from 0 to 100."


def test_the_link_of_the_sentence_brings_the_last_number_back(share: NumberField, qtbot: QtBot) -> None:
    type_into(share, "abc", qtbot)
    qtbot.mouseClick(share.link, Qt.MouseButton.LeftButton)
    assert (share.line.text(), share.error) == ("12.5", "")


def test_arrows_step_within_the_bounds(share: NumberField, qtbot: QtBot) -> None:
    told: list[object] = []
    share.committed.connect(told.append)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown):
        qtbot.keyClick(share.line, key)
    assert told == [13.5, 3.5, 0.0]


def test_escape_brings_back_what_stood_there(share: NumberField, qtbot: QtBot) -> None:
    share.line.setText("99")
    qtbot.keyClick(share.line, Qt.Key.Key_Escape)
    assert share.line.text() == "12.5"


@pytest.mark.parametrize("number", [100.0, 20.0, 0.0])
def test_whole_numbers_keep_their_noughts(look: Look, qtbot: QtBot, number: float) -> None:
    field = NumberField(look, "Volume", decimals=0)
    qtbot.addWidget(field)
    field.set_value(number)
    assert field.line.text() == str(int(number))


def test_a_line_commits_once_and_only_when_it_changed(look: Look, qtbot: QtBot) -> None:
    field = LineField(look, "Name")
    qtbot.addWidget(field)
    field.set_text("First bill")
    told: list[object] = []
    field.committed.connect(told.append)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    field.line.setText("Second bill")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert told == ["Second bill"]


def test_notes_commit_with_control_enter_and_keep_markup_as_text(look: Look, qtbot: QtBot) -> None:
    field = TextField(look, "Notes")
    qtbot.addWidget(field)
    told: list[object] = []
    field.committed.connect(told.append)
    qtbot.keyClicks(field.area, "<b>loud</b>")
    qtbot.keyClick(field.area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told == ["<b>loud</b>"]


def test_escape_in_notes_brings_back_what_stood_there(look: Look, qtbot: QtBot) -> None:
    field = TextField(look, "Notes")
    qtbot.addWidget(field)
    field.set_text("kept")
    qtbot.keyClicks(field.area, "more")
    qtbot.keyClick(field.area, Qt.Key.Key_Escape)
    assert field.area.toPlainText() == "kept"


def test_a_choice_keeps_its_key_when_the_options_change(look: Look, qtbot: QtBot) -> None:
    field = ComboField(look, "Owner", [Option("fi", "Finance"), Option("mk", "Marketing")])
    qtbot.addWidget(field)
    field.set_key("mk")
    field.set_options([Option("", "Nobody yet"), Option("mk", "Marketing"), Option("fi", "Finance")])
    assert field.key == "mk"
    field.set_options([])
    assert field.key is None


def test_only_the_user_s_choice_is_told(look: Look, qtbot: QtBot) -> None:
    field = ComboField(look, "Owner", [Option("fi", "Finance"), Option("mk", "Marketing")])
    qtbot.addWidget(field)
    told: list[object] = []
    field.committed.connect(told.append)
    field.set_key("mk")
    qtbot.keyClick(field.combo, Qt.Key.Key_Up)
    assert told == ["fi"]


def test_a_field_is_named_by_its_label_and_described_by_its_error(share: NumberField) -> None:
    share.set_error("Too much.", "Use 100 %")
    assert (share.line.accessibleName(), share.line.accessibleDescription()) == ("Goes wrong", "Too much.")
    assert share.line.property("error") is True
