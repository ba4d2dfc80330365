import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.canvas.area_editor import AreaEditor, Leaving
from ui.controls.look import Look

PLACE = QRect(20, 20, 200, 100)


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


@pytest.fixture
def editor(host: QWidget, look: Look) -> AreaEditor:
    return AreaEditor(look, host)


def left(editor: AreaEditor) -> list[Leaving]:
    heard: list[Leaving] = []
    editor.left.connect(heard.append)
    return heard


def test_words_there_are_selected_so_that_typing_replaces_them(editor: AreaEditor) -> None:
    editor.open_at(PLACE, "Old\nwords", "warn_soft", one_line=False)
    QTest.keyClicks(editor, "New")
    assert editor.toPlainText() == "New"
    assert editor.geometry() == PLACE


@pytest.mark.parametrize(
    ("one_line", "modifier", "expected"),
    [
        (False, Qt.KeyboardModifier.NoModifier, []),
        (False, Qt.KeyboardModifier.ShiftModifier, [Leaving.KEPT]),
        (False, Qt.KeyboardModifier.ControlModifier, [Leaving.KEPT]),
        (True, Qt.KeyboardModifier.NoModifier, [Leaving.KEPT]),
    ],
)
def test_enter_ends_one_line_and_with_a_modifier_several(
    editor: AreaEditor, one_line: bool, modifier: Qt.KeyboardModifier, expected: list[Leaving]
) -> None:
    heard = left(editor)
    editor.open_at(PLACE, "", "field", one_line)
    QTest.keyClick(editor, Qt.Key.Key_Return, modifier)
    assert heard == expected


def test_escape_drops_the_words_and_going_elsewhere_keeps_them(editor: AreaEditor, host: QWidget) -> None:
    heard = left(editor)
    editor.open_at(PLACE, "", "field", one_line=False)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    other = QWidget(host)
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    other.show()
    other.setFocus()
    assert heard == [Leaving.DROPPED, Leaving.KEPT]


def test_its_keys_are_told_to_eyes_and_to_screen_readers(editor: AreaEditor) -> None:
    editor.open_at(PLACE, "", "warn_soft", one_line=False)
    assert editor.placeholderText() == "Write a note"
    assert editor.accessibleDescription() == "Enter: new line · Shift+Enter: keep · Esc: stop"
    editor.open_at(PLACE, "", "field", one_line=True)
    assert editor.placeholderText() == "Name the frame"
    assert editor.accessibleDescription() == "Enter: keep · Esc: stop"
