"""The palette: everything that can be done or gone to, found by a few letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import shiboken6
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListView,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.controls.buttons import key_width, paint_key
from ui.controls.look import Look
from ui.controls.painted_rows import PaintedRows
from ui.controls.text import Label, write_line
from ui.controls.voice import announce
from workbench.fuzzy import fit

_WIDTH: Final = 640
_ROWS: Final = 10
_MOST: Final = 200
"""More than there are actions, so that all of them can be looked through; of places the best."""

_FROM_TOP: Final = 72
_PADDING: Final = 12
_GAP: Final = 10
_SHADOW_BLUR, _SHADOW_DOWN = 24.0, 8.0
_PARENT: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do or to go to; `token` is given back when it is chosen, `refusal` says why it cannot be now."""

    token: object
    text: str
    detail: str
    key: str = ""
    refusal: str = ""
    is_recent: bool = False

    @property
    def words(self) -> str:
        """Everything by which it can be found."""
        return f"{self.text} {self.detail}"


def ranked(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """Return what fits the letters typed, the best first; among equals recent ones come first, refused ones last.

    Before anything is typed it is all there is, recent ones first.
    """
    if not typed.strip():
        return sorted(entries, key=lambda entry: not entry.is_recent)[:_MOST]
    scored = [(_score(entry, typed), -at, entry) for at, entry in enumerate(entries)]
    found = sorted((each for each in scored if each[0]), key=lambda each: each[:2], reverse=True)
    return [entry for _, _, entry in found[:_MOST]]


def _score(entry: Entry, typed: str) -> int:
    by_name, by_all = fit(typed, entry.text), fit(typed, entry.words)
    if not by_all:
        return 0
    return 4 * max(2 * by_name, by_all) + 2 * entry.is_recent + (not entry.refusal)


class Palette(QFrame):
    """Lies over the window; Enter does what is chosen, Escape or a click elsewhere closes it, and the focus returns."""

    chosen = Signal(object)  # the token of the entry

    def __init__(self, look: Look, host: QWidget) -> None:
        super().__init__(host)
        self._look = look
        self._host = host
        self._entries: tuple[Entry, ...] = ()
        self._returns_to: QWidget | None = None
        self.setProperty("kind", "palette")
        self.setAccessibleName("Find or do anything")
        self.model = EntryModel(self)
        self.line = QLineEdit()
        self.list = QListView()
        self.nothing = Label(look, "", "body", "text_2", True)
        self._shadow = QGraphicsDropShadowEffect(self)
        self._build()
        self.hide()

    def open_with(self, entries: Sequence[Entry]) -> None:
        """Come up with nothing typed yet, over whatever has the focus."""
        self._entries = tuple(entries)
        self._shadow.setColor(self._look.colour("shadow"))
        if not self.isVisible():
            self._returns_to = QApplication.focusWidget()
        self.line.clear()
        self._search("")
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        """Go, and give the focus back."""
        if self.isVisible():
            # once it is hidden the focus has gone elsewhere already
            returns_to, self._returns_to = self._returns_to, None
            self.hide()
            # another journey can have taken its place
            if returns_to is not None and shiboken6.isValid(returns_to):
                returns_to.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        elif watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._press(Qt.Key(event.key()))
        elif watched is self.line and event.type() == QEvent.Type.FocusOut and not self._keeps_focus():
            self.hide()
            self._returns_to = None
        return False

    def _build(self) -> None:
        self.line.setPlaceholderText("Find or do anything")
        self.line.setAccessibleName("Find or do anything")
        self.list.setModel(self.model)
        self.list.setItemDelegate(_EntryDelegate(self._look, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName("What fits")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        column.setSpacing(8)
        for widget in (self.line, self.list, self.nothing):
            column.addWidget(widget)
        self._shadow.setBlurRadius(_SHADOW_BLUR)
        self._shadow.setOffset(0, _SHADOW_DOWN)
        self.setGraphicsEffect(self._shadow)
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self._host.installEventFilter(self)
        self.list.clicked.connect(self._take)

    def _search(self, typed: str) -> None:
        found = ranked(self._entries, typed)
        self.model.take(found)
        self.list.setCurrentIndex(self.model.index(0))
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self.nothing.setText(f"Nothing called “{typed}”. Try the name of an action, a touchpoint or a journey.")
        self._place()
        if typed:
            self._tell()

    def _place(self) -> None:
        width = min(self._look.scaled(_WIDTH), self._host.width() - 32)
        row = self._look.control_height()
        rows = min(max(1, self.model.rowCount()), _ROWS, max(3, (self._host.height() - 2 * _FROM_TOP) // row - 2))
        self.list.setFixedHeight(rows * row + 2)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((self._host.width() - width) // 2, _FROM_TOP)

    def _press(self, key: Qt.Key) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}
        if key == Qt.Key.Key_Escape:
            self.close_up()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex())
        elif key in steps:
            row = self.list.currentIndex().row() + steps[key]
            self.list.setCurrentIndex(self.model.index(max(0, min(self.model.rowCount() - 1, row))))
            self._tell()
        else:
            return False
        return True

    def _tell(self) -> None:
        """Say which row is chosen, for the focus stays in the line."""
        announce(self.line, self.list.currentIndex().data() or self.nothing.text())

    def _take(self, index: QModelIndex) -> None:
        entry = self.model.entry(index.row())
        if entry is None or entry.refusal:
            return
        self.close_up()
        self.chosen.emit(entry.token)

    def _keeps_focus(self) -> bool:
        now = QApplication.focusWidget()
        return now is None or self.isAncestorOf(now)


class EntryModel(QAbstractListModel):
    """What fits, one row an entry."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown: list[Entry] = []

    def take(self, entries: list[Entry]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self._shown = entries
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """Return the entry of a row, or None beyond the last."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index.row())
        if entry is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return ", ".join(filter(None, (entry.text, entry.detail, entry.key, entry.refusal)))


class _EntryDelegate(PaintedRows):
    """A row: what it is called, where it stands or why it cannot be done, and its key at the right."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._look.control_height())

    @override
    def paint_row(
        self, painter: QPainter, box: QRectF, index: QModelIndex | QPersistentModelIndex, selected: bool
    ) -> None:
        model = index.model()
        entry = model.entry(index.row()) if isinstance(model, EntryModel) else None
        if entry is None:
            return
        box = box.adjusted(_GAP, 0, -_GAP, 0)
        if entry.key:
            width = key_width(self._look, entry.key)
            paint_key(painter, self._look, QPointF(box.right() - width, box.center().y()), entry.key)
            box.setRight(box.right() - width - _GAP)
        ink = "text_disabled" if entry.refusal else ("on_accent_soft" if selected else "text")
        box.setLeft(box.left() + write_line(painter, self._look, box, entry.text, "body", ink) + _GAP)
        told = f"{entry.detail}. {entry.refusal}" if entry.refusal else entry.detail
        recent = f"{told}, used lately" if entry.is_recent and not entry.refusal else told
        write_line(
            painter, self._look, box, recent, "small", "on_accent_soft" if selected and not entry.refusal else "text_2"
        )
