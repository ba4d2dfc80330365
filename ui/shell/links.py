"""Buttons that stand for an action of the table."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton

from ui.controls.buttons import ButtonSize, IconButton
from ui.controls.look import Look


def action_button(look: Look, action: QAction, icon: str, size: ButtonSize = "control") -> IconButton:
    """Return a button of one icon that stands for an action, and tells its name and its key."""
    key = action.shortcut().toString()
    button = IconButton(look, icon, action.text(), key, checkable=action.isCheckable(), size=size)
    ButtonOfAction(button, action)
    return button


class ButtonOfAction(QObject):
    """Keeps a button and its action in step, both ways; lives as long as the button."""

    def __init__(self, button: QAbstractButton, action: QAction) -> None:
        super().__init__(button)
        self._button = button
        self._action = action
        button.clicked.connect(action.trigger)
        action.changed.connect(self._read)
        self._read()

    def _read(self) -> None:
        self._button.setEnabled(self._action.isEnabled())
        if self._button.isCheckable():
            self._button.setChecked(self._action.isChecked())
