"""What opens over a cell to be typed into, and what happens to a text that the journey refuses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

import shiboken6
from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.controls.look import Look
from ui.controls.text import Label
from ui.controls.voice import announce
from ui.panels.element_table import CellIndex

_LINE_SIZE: Final = (160, 0)
_LINES_SIZE: Final = (280, 104)
_WIDEST: Final = 360
_BESIDE: Final = 9
_ABOVE: Final = 7
_NO_HINT: Final = QStyledItemDelegate.EndEditHint.NoHint


class Step(Enum):
    """Where to go on once a cell has been left by a key."""

    NEXT = auto()
    BEFORE = auto()
    DOWN = auto()
    UP = auto()


@dataclass(frozen=True, slots=True)
class Offer:
    """What a cell offers to choose from, nothing where any line may be typed, and whether other texts may be too.

    Into a cell of `lines` more than one may be typed.
    """

    choices: Sequence[str] = ()
    may_type: bool = True
    lines: bool = False


class CellDelegate(QStyledItemDelegate):
    """Opens a list where there is something to choose from, a field where anything may be typed.

    `write` carries out what was typed and returns why that is refused, or nothing.  What is refused stays open, with
    the reason below it, until it is mended or Escape drops it.
    """

    left = Signal(object)  # Step

    def __init__(
        self,
        look: Look,
        offer: Callable[[CellIndex], Offer],
        write: Callable[[CellIndex, str], str],
        view: QAbstractItemView,
    ) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._offer = offer
        self._write = write
        self._refusal = ""
        self._places: dict[QWidget, QPersistentModelIndex] = {}
        self.message = RefusedText(look, view.viewport())

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: CellIndex) -> QWidget:
        offer = self._offer(index)
        if offer.lines:
            editor: QWidget = QPlainTextEdit(parent)
        elif offer.choices:
            editor = self._list(parent, offer)
        else:
            editor = QLineEdit(parent)
        self._places[editor] = QPersistentModelIndex(index)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: CellIndex) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findText(text))
            editor.setEditText(text)
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: CellIndex) -> None:
        # a row can go while somebody types into it
        self._refusal = self._write(index, _text_of(editor)) if index.isValid() else ""

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: CellIndex) -> None:
        least = _LINES_SIZE if isinstance(editor, QPlainTextEdit) else _LINE_SIZE
        size = option.rect.size().expandedTo(QSize(*(self._look.scaled(each) for each in least)))
        room = self._view.viewport().rect()
        editor.setGeometry(_moved_into(QRect(option.rect.topLeft(), size.boundedTo(room.size())), room))

    @override
    def destroyEditor(self, editor: QWidget, index: CellIndex) -> None:
        self.message.hide()
        if self._places.pop(editor, None) is not None and shiboken6.isValid(self._view) and self._view.isVisible():
            # its row went while somebody typed; Qt gives the focus to whatever comes next in the window, or to nobody
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        super().destroyEditor(editor, index)

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(editor, QWidget) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if _breaks_line(editor, event):
                return True
            step = _step_of(event)
            if step is not None:
                if self._commit(editor):
                    self.left.emit(step)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._places.pop(editor, None)
        if isinstance(editor, QWidget) and event.type() == QEvent.Type.FocusOut:
            if not _keeps_focus(editor):
                self._commit(editor)
            return False
        return super().eventFilter(editor, event)

    def _list(self, parent: QWidget, offer: Offer) -> QComboBox:
        box = QComboBox(parent)
        box.setEditable(offer.may_type)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItems(list(offer.choices))
        box.activated.connect(self._chosen)
        return box

    def _chosen(self) -> None:
        editor = self.sender()
        if isinstance(editor, QComboBox):
            self._commit(editor)

    def _commit(self, editor: QWidget) -> bool:
        """Write what was typed and close; return whether it was accepted."""
        self._refusal = ""
        if self._has_place(editor):
            self.commitData.emit(editor)
        if not shiboken6.isValid(editor):
            # its row went with what was written
            return True
        if self._refusal:
            self.message.say(editor, self._refusal)
            return False
        if not self._has_place(editor):
            # its row went elsewhere with what was written, or before; what is hidden Qt closes without looking for it
            editor.hide()
        self._places.pop(editor, None)
        self.closeEditor.emit(editor, _NO_HINT)
        return True

    def _has_place(self, editor: QWidget) -> bool:
        """Whether the cell is still there over which it was opened; a list that is being closed chooses once more."""
        return editor in self._places and self._places[editor].isValid()


class RefusedText(QFrame):
    """Why a text is refused, below the field in which it stands."""

    def __init__(self, look: Look, host: QWidget) -> None:
        super().__init__(host)
        self._look = look
        self._host = host
        self.label = Label(look, "", "small", "danger", True)
        self.setProperty("kind", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(_BESIDE, _ABOVE, _BESIDE, _ABOVE)
        column.addWidget(self.label)
        self.hide()

    def say(self, editor: QWidget, sentence: str) -> None:
        """Show a sentence at an editor and mark that as wrong; a table that is just going tells nobody."""
        if not shiboken6.isValid(self._host):
            return
        self.label.setText(sentence)
        editor.setProperty("error", True)
        editor.setAccessibleDescription(sentence)
        editor.style().unpolish(editor)
        editor.style().polish(editor)
        width = min(self._look.scaled(_WIDEST), self._host.width())
        self.resize(width, self.label.heightForWidth(width - 2 * _BESIDE) + 2 * _ABOVE)
        below = QRect(editor.geometry().bottomLeft(), self.size())
        above = QRect(editor.geometry().topLeft(), self.size()).translated(0, -self.height())
        fits = below.bottom() <= self._host.height() or above.top() < 0
        self.setGeometry(_moved_into(below if fits else above, self._host.rect()))
        self.show()
        self.raise_()
        announce(editor, sentence)


def _text_of(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        return editor.currentText()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""


def _breaks_line(editor: QWidget, event: QKeyEvent) -> bool:
    """Begin another line where Alt+Enter asks for one, and return whether it did."""
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    wanted = enter and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    if wanted and isinstance(editor, QPlainTextEdit):
        editor.insertPlainText("\n")
    return wanted


def _step_of(event: QKeyEvent) -> Step | None:
    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return Step.UP if back else Step.DOWN
    if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        return Step.BEFORE if back or event.key() == Qt.Key.Key_Backtab else Step.NEXT
    return None


def _keeps_focus(editor: QWidget) -> bool:
    """Whether somebody is still at the editor: in a part of it, in its list, or in another window for a while."""
    focus = QApplication.focusWidget()
    inside = focus is not None and (focus is editor or editor.isAncestorOf(focus))
    return inside or QApplication.activePopupWidget() is not None or not editor.isActiveWindow()


def _moved_into(box: QRect, room: QRect) -> QRect:
    left = max(room.left(), min(box.left(), room.right() + 1 - box.width()))
    top = max(room.top(), min(box.top(), room.bottom() + 1 - box.height()))
    return QRect(left, top, box.width(), box.height())
