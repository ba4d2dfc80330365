"""What the tables of elements have in common: one row an element, kept in step by its id."""

from collections.abc import Collection, Sequence
from enum import StrEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.panels.order import RowSteps, rearrange
from workbench.domain.problems import DomainProblem

CellIndex = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class ElementTable(QAbstractTableModel):
    """Rows that come, go and move while the others stay, under headings; a class of its own says what is in the cells.

    The texts of the columns in `right` stand at the right.
    """

    refused = Signal(object)  # a sentence

    def __init__(
        self, columns: Sequence[StrEnum], right: Collection[StrEnum], ids: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._right = right
        self._ids = list(ids)

    @property
    def ids(self) -> Sequence[str]:
        """The elements' ids from the first row to the last."""
        return tuple(self._ids)

    def reorder(self, wanted: Sequence[str]) -> None:
        """Show the elements with these ids, in this order."""
        rearrange(self._ids, wanted, RowSteps(self))

    def put(self, row: int, column: int, text: str) -> None:
        """Carry out what typing a text into a cell means; raises DomainProblem where the journey refuses it."""
        raise NotImplementedError

    def write(self, index: CellIndex, text: str) -> str:
        """Carry out what was typed into a cell and return why the journey refuses it, or nothing."""
        if text.strip() == self.data(index, Qt.ItemDataRole.EditRole):
            return ""
        try:
            self.put(index.row(), index.column(), text.strip())
        except DomainProblem as problem:
            return str(problem)
        return ""

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Return where the texts of a column stand."""
        right = self._columns[column] in self._right
        return (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter

    def as_tsv(self, rows: Sequence[int]) -> str:
        """Return rows with their heading, as cells for a spreadsheet."""
        columns = range(self.columnCount())
        lines = [[str(each) for each in self._columns]]
        lines += [[_one_line(self.index(row, column).data()) for column in columns] for row in rows]
        return "\n".join("\t".join(line) for line in lines) + "\n"

    @override
    def setData(self, index: CellIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or str(value).strip() == self.data(index, role):
            return False
        refusal = self.write(index, str(value))
        if refusal:
            self.refused.emit(refusal)
        return not refusal

    @override
    def rowCount(self, parent: CellIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: CellIndex = _TOP) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        across = orientation is Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].value if across else str(section + 1)
        if role == Qt.ItemDataRole.TextAlignmentRole and across:
            return self.alignment(section)
        return None


def _one_line(value: object) -> str:
    return " ".join(str(value or "").split())
