import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.outline_editor import OutlineEditor


@pytest.fixture
def editor(desk: Desk, look: Look, qtbot: QtBot) -> OutlineEditor:
    made = OutlineEditor(desk.document, desk.journey, look)
    qtbot.addWidget(made)
    made.show()
    made.start()
    return made


def test_applying_what_is_there_changes_nothing(editor: OutlineEditor, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.done):
        qtbot.mouseClick(editor.apply, Qt.MouseButton.LeftButton)
    assert desk.steps == 0


def test_a_line_that_cannot_be_read_is_named_and_selected(editor: OutlineEditor, desk: Desk, qtbot: QtBot) -> None:
    editor.text.setPlainText("Use > Everyday speed\n>>> what")
    with qtbot.assertNotEmitted(editor.done):
        qtbot.mouseClick(editor.apply, Qt.MouseButton.LeftButton)
    assert editor.message.text().startswith("Line 2:")
    assert editor.text.textCursor().selectedText() == ">>> what"
    assert desk.steps == 0
    editor.start()
    assert not editor.message.isVisible()


def test_cancel_changes_nothing(editor: OutlineEditor, desk: Desk, qtbot: QtBot) -> None:
    editor.text.setPlainText("Use > Everyday speed")
    with qtbot.waitSignal(editor.done):
        qtbot.mouseClick(editor.cancel, Qt.MouseButton.LeftButton)
    assert desk.steps == 0
