"""Who waits how long, as a table: each department as it is and, where a fix is in force, with it below."""

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QFont
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.controls.look import Look
from ui.panels.fitted_table import FittedTable
from ui.panels.waiting_shown import COLUMNS, WaitingRow

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_BUSY: Final = 2


class WaitingTable(QAbstractTableModel):
    """What was found, row by row; nothing in it can be changed."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.rows: tuple[WaitingRow, ...] = ()
        self.stale = False

    def show_rows(self, rows: tuple[WaitingRow, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def set_stale(self, stale: bool) -> None:
        """Write in grey what the map has left behind."""
        self.stale = stale
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(COLUMNS) - 1))

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Vertical:
            return None
        title, means = COLUMNS[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return title
        return means or None if role == Qt.ItemDataRole.ToolTipRole else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, (title, means) = self.rows[index.row()], COLUMNS[index.column()]
        text = row.cells[index.column() - 1] if index.column() else _title(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            spoken = f"{row.name} with the fix" if row.with_fix else row.name
            return f"{spoken}, {title}: {text or 'nothing'}" if index.column() else spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return means or row.name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if index.column() else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(self._look.colour(self._ink(row, index.column())))
        return self._font(row) if role == Qt.ItemDataRole.FontRole else None

    def _ink(self, row: WaitingRow, column: int) -> str:
        if self.stale:
            return "text_2"
        return "danger" if row.is_overloaded and column == _BUSY else "text"

    def _font(self, row: WaitingRow) -> QFont:
        return self._look.font("body_strong" if row.is_sum else "body")


def _title(row: WaitingRow) -> str:
    """The name stands once; below it, set in, what becomes of it."""
    return "\N{EM SPACE}with the fix" if row.with_fix else row.name


class WaitingTableView(FittedTable):
    """The table; an arrow key goes through its cells, which a screen reader speaks as sentences."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "Who waits, by department", parent)
        self.found = WaitingTable(look, self)
        self.setModel(self.found)
