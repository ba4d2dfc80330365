"""What the fields laid over the map have in common: how they are left, and the line that says what their keys do."""

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.controls.look import Look
from ui.controls.text import Label, as_on_keyboard

_PADDING: Final = 10
_BESIDE: Final = 6
_STAYS: Final = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


def is_left(field: QWidget, event: QFocusEvent) -> bool:
    """Return whether the focus has gone for good: not to another window for a while, nor to a menu."""
    return field.isVisible() and event.reason() not in _STAYS


def take_away(field: QWidget) -> None:
    """Hide a field, and give the focus back to what it lay over if it had it."""
    had_focus = field.hasFocus()
    field.hide()
    parent = field.parentWidget()
    if had_focus and parent is not None:
        parent.setFocus(Qt.FocusReason.OtherFocusReason)


class KeyHint(QFrame):
    """A line below the editor, or above where there is no room, that says what its keys do."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "notice")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._label = Label(look, "", "small", "text_2")
        row = QHBoxLayout(self)
        row.setContentsMargins(_PADDING, 3, _PADDING, 3)
        row.addWidget(self._label)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def say(self, text: str, place: QRect) -> None:
        """Show other keys beside the editor's place."""
        self._label.setText(as_on_keyboard(text))
        self.adjustSize()
        self.put_beside(place)
        self.show()
        self.raise_()

    def put_beside(self, place: QRect) -> None:
        """Stand below the editor's place, or above it at the lower edge, inside the parent."""
        parent = self.parentWidget()
        room = parent.rect() if parent is not None else place
        top = place.bottom() + _BESIDE
        if top + self.height() > room.bottom():
            top = place.top() - _BESIDE - self.height()
        left = min(place.left(), room.right() - self.width() - _BESIDE)
        self.move(max(_BESIDE, left), top)
