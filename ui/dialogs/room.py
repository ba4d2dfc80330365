"""The room that a dialog takes on the screen."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog

_SHARE_OF_SCREEN: Final = 0.9


def take_room(dialog: QDialog) -> None:
    """Make a dialog as large as it wishes to be, up to nearly the whole screen: Qt would stop at two thirds."""
    dialog.resize(dialog.sizeHint().boundedTo(room_of(dialog)))


def room_of(dialog: QDialog) -> QSize:
    """Return how large a dialog can be, so that its buttons are to be seen under the bar with its title."""
    return dialog.screen().availableSize() * _SHARE_OF_SCREEN
