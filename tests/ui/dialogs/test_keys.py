"""The sheet of keys lists gestures first, then every shortcut given."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.dialogs.keys import GESTURES, KeysDialog


def test_gestures_and_shortcuts_stand_on_one_sheet(look: Look, qtbot: QtBot) -> None:
    dialog = KeysDialog(look, [("Ctrl+Z", "Undo")])
    qtbot.addWidget(dialog)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert {"Ctrl+Z", "Undo"} <= set(texts)
    assert all(key in texts and what in texts for key, what in GESTURES)
