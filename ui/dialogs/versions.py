"""The kept versions of a journey: look at what has changed since, and bring one back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.controls.empty import EmptyState
from ui.controls.look import Look
from ui.controls.painted_rows import PaintedRows
from ui.controls.text import Label, as_typed, write_line
from ui.dialogs.difference_view import Comparison, DifferenceView
from ui.dialogs.frame import DialogFrame
from ui.dialogs.room import take_room

_WIDTH: Final = 880
_LIST_WIDTH: Final = 288
_LOWEST: Final = 180
_PAUSE_MS: Final = 60
"""Keys held down pass over versions without each of them being read."""

_PATIENCE_MS: Final = 200
"""So long the last comparison stays in sight while the next one is on its way."""

_READING: Final = "Reading this version…"
_SAME: Final = "Nothing differs from now."
_ENTRY: Final = Qt.ItemDataRole.UserRole
_EDGE: Final = 12


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """A kept version in words: when, what had changed, and how it came to be kept.

    `key` is what the program knows it by; a `problem` says why it cannot be read.
    """

    key: object
    when: str
    what: str
    how: str
    problem: str = ""

    @property
    def sentence(self) -> str:
        """All of it, for a screen reader."""
        return ", ".join(part for part in (self.when, self.what, self.how, self.problem) if part)


class VersionsDialog(DialogFrame):
    """The versions on the left, the latest first; on the right what has changed since the one that the cursor is on.

    Of each version that is turned to, the comparison is `wanted` once; `show_comparison` and `show_problem` answer.
    """

    wanted = Signal(object)  # the key of an entry

    def __init__(self, entries: Sequence[VersionEntry], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "Versions", _WIDTH, parent)
        # by key; None while the answer is on its way
        self._known: dict[object, Comparison | str | None] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._show_reading)
        self.list = _version_list(look, entries)
        self.heading = Label(look, "", "body_strong", "text", True)
        self.difference = DifferenceView(look)
        self.body.addLayout(self._sides() if entries else self._nothing_yet(), 1)
        self.add_cancel("Cancel" if entries else "Close")
        self.bring_back = self.add_main("Bring this back", "history")
        self.bring_back.setVisible(bool(entries))
        self.list.currentRowChanged.connect(self._turn_to)
        self.list.itemActivated.connect(self._activate)
        self.list.setCurrentRow(next((row for row, each in enumerate(entries) if not each.problem), -1))
        self.list.setFocus()
        take_room(self)

    @property
    def chosen(self) -> object:
        """The key of the version that the cursor is on, or None."""
        item = self.list.currentItem() if self.list.currentRow() >= 0 else None
        return None if item is None else _entry(item).key

    def show_comparison(self, key: object, comparison: Comparison) -> None:
        """Show what has changed since a version, if the cursor is still there."""
        self._take(key, comparison if comparison.sentences else _SAME)

    def show_problem(self, key: object, problem: str) -> None:
        """Say why a version cannot be compared."""
        self._take(key, problem)

    def _sides(self) -> QHBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.heading)
        right.addWidget(self.difference, 1)
        hint = "Bringing a version back is one step that Undo takes back. What is here now is kept as a version too."
        right.addWidget(Label(self.look, hint, "small", "text_2", True))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        return row

    def _nothing_yet(self) -> QVBoxLayout:
        text = "Each time the journey is saved, by you or by itself, the state before stays here to be looked at."
        column = QVBoxLayout()
        column.addWidget(EmptyState(self.look, "history", "No versions yet", text))
        return column

    def _turn_to(self, row: int) -> None:
        if row < 0:
            return
        entry = _entry(self.list.item(row))
        self.heading.setText(f"What has changed since {entry.when}")
        known = entry.problem or self._known.get(entry.key)
        self.bring_back.setEnabled(not isinstance(known, str))
        if known is None:
            self._pause.start()
            self._patience.start()
        else:
            self._show_known(known)

    def _ask(self) -> None:
        entry = _entry(self.list.item(self.list.currentRow()))
        if entry.key not in self._known:
            self._known[entry.key] = None
            self.wanted.emit(entry.key)

    def _take(self, key: object, answer: Comparison | str) -> None:
        self._known[key] = answer
        if key == self.chosen:
            self._show_known(answer)

    def _show_known(self, known: Comparison | str) -> None:
        self._pause.stop()
        self._patience.stop()
        if isinstance(known, str):
            self.difference.say(known)
        else:
            self.difference.show_comparison(known)
        self.bring_back.setEnabled(not isinstance(known, str))

    def _show_reading(self) -> None:
        self.difference.say(_READING)

    def _activate(self) -> None:
        if self.bring_back.isEnabled():
            self.accept()


def _version_list(look: Look, entries: Sequence[VersionEntry]) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName("Kept versions, the latest first")
    made.setFixedWidth(look.scaled(_LIST_WIDTH))
    made.setMinimumHeight(look.scaled(_LOWEST))
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setItemDelegate(VersionDelegate(look, made))
    for entry in entries:
        item = QListWidgetItem(entry.sentence)
        item.setData(_ENTRY, entry)
        item.setToolTip(as_typed(entry.sentence))
        if entry.problem:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        made.addItem(item)
    return made


def _entry(item: QListWidgetItem) -> VersionEntry:
    entry = item.data(_ENTRY)
    assert isinstance(entry, VersionEntry)
    return entry


class VersionDelegate(PaintedRows):
    """A few lines a version: when, what had changed, and how it came to be kept or why it cannot be read."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = _lines(index.data(_ENTRY), selected=False)
        return QSize(0, sum(self._look.line_height(role) for role, _, _ in lines) + 14)

    @override
    def paint_row(
        self, painter: QPainter, box: QRectF, index: QModelIndex | QPersistentModelIndex, selected: bool
    ) -> None:
        line = box.adjusted(_EDGE, 7, -_EDGE, 0)
        for role, colour, text in _lines(index.data(_ENTRY), selected):
            line.setHeight(self._look.line_height(role))
            write_line(painter, self._look, line, text, role, colour)
            line.moveTop(line.bottom())


def _lines(entry: VersionEntry, selected: bool) -> list[tuple[str, str, str]]:
    """The lines of one version that are not empty, each with its roles of type and colour."""
    plain = "text_disabled" if entry.problem else "on_accent_soft" if selected else "text"
    faint = "danger" if entry.problem else "on_accent_soft" if selected else "text_2"
    last = entry.problem or entry.how
    lines = [("body_strong", plain, entry.when), ("body", plain, entry.what), ("small", faint, last)]
    return [line for line in lines if line[-1]]
