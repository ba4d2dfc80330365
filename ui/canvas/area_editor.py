"""The text field that is laid over a note, or over the name of a frame."""

from enum import Enum
from typing import Final

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from ui.canvas.laid_over import KeyHint, is_left
from ui.controls.look import Look

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ENDS: Final = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_PADDING: Final = 4


class Leaving(Enum):
    """Whether the words are kept."""

    KEPT = "kept"
    DROPPED = "dropped"


class AreaEditor(QPlainTextEdit):
    """Several lines, which Shift+Enter or Ctrl+Enter ends, or a single one, which Enter ends.

    `left` tells how it was left: only Escape throws the words away.
    """

    left = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._one_line = False
        self._keys = KeyHint(look, parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Words")
        self.hide()

    def open_at(self, place: QRect, words: str, ground: str, one_line: bool) -> None:
        """Show the editor with `words` selected, on the colour `ground`."""
        colours = self._look.theme.colours
        self._one_line = one_line
        self.setFont(self._look.font("body_strong" if one_line else "card"))
        self.setStyleSheet(
            f"QPlainTextEdit {{ background: {colours[ground].name()}; color: {colours['text'].name()};"
            f" border: 2px solid {colours['accent'].name()}; border-radius: 0;"
            f" padding: {0 if one_line else _PADDING}px; }}"
        )
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if one_line else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(bar)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        wraps = QPlainTextEdit.LineWrapMode
        self.setLineWrapMode(wraps.NoWrap if one_line else wraps.WidgetWidth)
        self.setPlaceholderText("Name the frame" if one_line else "Write a note")
        self.setPlainText(words)
        self.selectAll()
        self.setGeometry(place)
        self.show()
        self.raise_()
        keys = "Enter: keep · Esc: stop" if one_line else "Enter: new line · Shift+Enter: keep · Esc: stop"
        self.setAccessibleDescription(keys)
        self._keys.say(keys, place)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_at(self, place: QRect) -> None:
        """Follow what is being written."""
        self.setGeometry(place)
        self._keys.put_beside(place)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._keys.hide()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            # the keys of the map and of the menus are letters here
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit(Leaving.DROPPED)
        elif event.key() in _ENTER and (self._one_line or event.modifiers() & _ENDS):
            self.left.emit(Leaving.KEPT)
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if is_left(self, event):
            self.left.emit(Leaving.KEPT)
