"""The line of text that is laid over what is being named, and the keys by which it is left."""

from enum import Enum
from typing import Final

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from ui.canvas.laid_over import KeyHint, is_left
from ui.controls.look import Look

_PADDING: Final = 10


class Ending(Enum):
    """How the user left the editor: to name another card there, or not at all."""

    NEXT = "next"
    BRANCH = "branch"
    NEXT_PHASE = "next phase"
    PREVIOUS_PHASE = "previous phase"
    ESCAPE = "escape"
    AWAY = "away"


_KEYS: Final = {
    Qt.Key.Key_Return: Ending.NEXT,
    Qt.Key.Key_Enter: Ending.NEXT,
    Qt.Key.Key_Escape: Ending.ESCAPE,
    Qt.Key.Key_Tab: Ending.BRANCH,
    Qt.Key.Key_Backtab: Ending.PREVIOUS_PHASE,
}
_WITH_SHIFT: Final = {
    Qt.Key.Key_Return: Ending.NEXT_PHASE,
    Qt.Key.Key_Enter: Ending.NEXT_PHASE,
    Qt.Key.Key_Tab: Ending.PREVIOUS_PHASE,
}


class NameEditor(QLineEdit):
    """The line of text; `left` tells how it was left, and nothing but Escape throws the text away."""

    left = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._keys = KeyHint(look, parent)
        self.setAccessibleName("Name")
        self.hide()

    def open_at(self, place: QRect, text: str, asked: str, keys: str) -> None:
        """Show the editor with `text` selected, what is `asked` for in it, and the keys that lead on below it."""
        colours = self._look.theme.colours
        self.setFont(self._look.font("card"))
        self.setStyleSheet(
            f"QLineEdit {{ background: {colours['field'].name()}; color: {colours['text'].name()};"
            f" border: 2px solid {colours['accent'].name()}; border-radius: {self._look.theme.radius['card']}px;"
            f" padding: 0 {_PADDING}px; }}"
        )
        self.setPlaceholderText(asked)
        self.setAccessibleDescription(keys)
        self.setText(text)
        self.setGeometry(place)
        self.selectAll()
        self.show()
        self.raise_()
        self._keys.say(keys, place)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_at(self, place: QRect) -> None:
        """Follow what is being named."""
        self.setGeometry(place)
        self._keys.put_beside(place)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._keys.hide()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in _KEYS:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                key = Qt.Key(event.key())
                shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.left.emit(_WITH_SHIFT.get(key, _KEYS[key]) if shifted else _KEYS[key])
                return True
        return super().event(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if is_left(self, event):
            self.left.emit(Ending.AWAY)
