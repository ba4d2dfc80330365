"""What each department does in a month, as a table; how many people serve at a time can be changed in it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from ui.controls.labels import figure, percent
from ui.controls.look import Look
from ui.panels.fitted_table import FittedTable
from ui.panels.owner_numbers import WorkNumbers, WorkRow
from workbench.domain.document import Document
from workbench.domain.elements import MOST_STAFF
from workbench.domain.problems import DomainProblem
from workbench.editing.structure import set_fields

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_MINUTES = 60.0
_FEW: Final = 0.1
_LONGEST: Final = 24
_NO_LIMIT: Final = "no limit"


def _busy(row: WorkRow) -> str:
    if row.staff is None:
        return ""
    return "too much work" if row.busy >= 1.0 else percent(row.busy)


def _people(row: WorkRow) -> str:
    return f"<{_FEW}" if 0 < row.people < _FEW / 2 else figure(row.people)


def _wait(row: WorkRow) -> str:
    if row.staff is None or row.busy >= 1.0:
        return ""
    return f"{figure(row.wait * _MINUTES)} min"


_COLUMNS: Final[tuple[tuple[str, str, Callable[[WorkRow], str]], ...]] = (
    ("Department", "", lambda row: row.party.name),
    ("Contacts", "visits and recoveries a month", lambda row: figure(row.contacts)),
    (
        "Failure demand",
        "contacts a month that exist only because something failed, anywhere",
        lambda row: f"{figure(row.needless)} ({percent(row.needless / row.contacts)})",
    ),
    ("Brought to others", "such contacts that its failures bring to others", lambda row: figure(row.elsewhere)),
    ("Hours", "staff time a month", lambda row: figure(row.hours)),
    ("Needless", "of the hours that only failures brought about", lambda row: percent(row.needless_hours)),
    ("People needed", "for these hours, at 160 a month each", _people),
    ("At work", "people who serve at the same time", lambda row: str(row.staff) if row.staff else _NO_LIMIT),
    ("Busy", "share of their time that is taken", _busy),
    ("Mean wait", "for somebody to be free, by a formula that takes contacts to come at random", _wait),
)
STAFF: Final = 7
"""The column that can be edited."""


class WorkTable(QAbstractTableModel):
    """One row a department; writes how many people it has into the document."""

    refused = Signal(object)  # a sentence

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self.work: tuple[WorkRow, ...] = ()

    def show_numbers(self, numbers: WorkNumbers | None) -> None:
        """Show other numbers; the same departments keep their place."""
        rows = numbers.rows if numbers is not None else ()
        if [row.party.id for row in rows] == [row.party.id for row in self.work]:
            self.work = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(_COLUMNS) - 1))
            return
        self.beginResetModel()
        self.work = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.work)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Vertical:
            return None
        title, means, _ = _COLUMNS[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return title
        return means or None if role == Qt.ItemDataRole.ToolTipRole else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        title, means, written = _COLUMNS[index.column()]
        row = self.work[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return written(row)
        if role == Qt.ItemDataRole.EditRole and index.column() == STAFF:
            return str(row.staff or "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.party.name}, {title}: {written(row) or 'unknown'}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return means or row.party.name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if index.column() else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = index.column() == STAFF and self.work[index.row()].party.id is not None
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if editable else Qt.ItemFlag.NoItemFlags)

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.work[index.row()]
        text = str(value).strip()
        if row.party.id is None:
            return False
        without = text.lower() in ("", _NO_LIMIT)
        if not without and not (text.isdecimal() and len(text) <= len(str(MOST_STAFF)) and int(text) <= MOST_STAFF):
            self.refused.emit(
                f"“{text[:_LONGEST]}” is no number of people; give a whole number up to {MOST_STAFF:,}, or nothing for "
                f"{_NO_LIMIT}."
            )
            return False
        staff = None if without else int(text)
        if staff == row.staff:
            return True
        try:
            set_fields(self._document, row.party.id, f"Change the people at work in “{row.party.name}”", staff=staff)
        except DomainProblem as problem:
            self.refused.emit(str(problem))
            return False
        return True


class WorkView(FittedTable):
    """The table; Enter or a double click on “At work” changes it."""

    def __init__(self, document: Document, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "Work of the departments in a month", parent)
        self.work = WorkTable(document, self)
        self.setModel(self.work)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.SelectedClicked
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        cell = self.currentIndex()
        # an editor hands its Enter on
        is_open = self.state() == QAbstractItemView.State.EditingState
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not is_open and cell.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(cell)
        else:
            super().keyPressEvent(event)
