"""The department matrix as rows that cause and columns that pay."""

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.controls.labels import INCIDENT, figure
from ui.panels.owner_numbers import CauseNumbers, Measure, Party, cell_sentence

PAID: Final = "Pays for"
CAUSED: Final = "Caused"

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_SPOKEN = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
_WRITTEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class CauseTable(QAbstractTableModel):
    """One row and column a party; below the causes what nothing filled and the sums, at the right the sums."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.numbers: CauseNumbers | None = None
        self.measure = Measure.BREAKDOWNS

    def show_numbers(self, numbers: CauseNumbers | None, measure: Measure) -> None:
        """Show other numbers; the same departments keep their place and the current cell."""
        before, self.measure = self.numbers, measure
        if numbers is not None and before is not None and numbers.parties == before.parties:
            self.numbers = numbers
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.numbers = numbers
        self.endResetModel()

    @property
    def parties(self) -> tuple[Party, ...]:
        """Who causes and who pays."""
        return self.numbers.parties if self.numbers is not None else ()

    @property
    def highest(self) -> float:
        """The largest cell, which sets the heat."""
        if self.numbers is None:
            return 0.0
        return max((max(row) for row in self.numbers.table(self.measure).cells), default=0.0)

    def value(self, row: int, column: int) -> float | None:
        """Return the number of a cell; the corner has none."""
        if self.numbers is None:
            return None
        table, size = self.numbers.table(self.measure), len(self.parties)
        if column == size:
            return table.caused(row) if row < size else sum(table.itself) if row == size else None
        if row == size:
            return table.itself[column]
        return table.paid(column) if row > size else table.cells[row][column]

    def party(self, section: int) -> Party | None:
        """Return whose row or column it is."""
        return self.parties[section] if section < len(self.parties) else None

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return len(self.parties) + 2 if self.parties and not parent.isValid() else 0

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return len(self.parties) + 1 if self.parties and not parent.isValid() else 0

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in _WRITTEN:
            return None
        party = self.party(section)
        if party is not None:
            return party.name
        if orientation is Qt.Orientation.Horizontal:
            return CAUSED
        return INCIDENT if section == len(self.parties) else PAID

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        value = self.value(index.row(), index.column())
        if value is None or self.numbers is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return figure(value)
        return cell_sentence(self.numbers, self.measure, index.row(), index.column()) if role in _SPOKEN else None
