"""Which rows of the table are to be seen, and in which order."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QSortFilterProxyModel
from typing_extensions import override

from ui.panels.element_table import CellIndex
from ui.panels.table_model import JourneyTable, Which


class TableRows(QSortFilterProxyModel):
    """The rows that hold a text and are of a kind, in the order of the journey or of one column."""

    def __init__(self, table: JourneyTable, parent: QObject) -> None:
        super().__init__(parent)
        self._table = table
        self._text = ""
        self._which = Which.ALL
        self._keys: tuple[int, list[tuple[float, str]]] | None = None
        # before the base class hears of the same changes and sorts
        for signal in (table.dataChanged, table.rowsInserted, table.rowsRemoved, table.layoutChanged):
            signal.connect(self._forget_keys)
        self.setSourceModel(table)

    @property
    def in_journey_order(self) -> bool:
        """Whether the rows stand in the order of the journey."""
        return self.sortColumn() < 0

    def show_only(self, text: str, which: Which) -> None:
        """Show the rows of a kind any cell of which holds a text."""
        self.beginFilterChange()
        self._text, self._which = text.casefold(), which
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: CellIndex) -> bool:
        if self._table.is_gone(source_row):
            return False
        if self._which is not Which.ALL and not self._table.is_one_of(source_row, self._which):
            return False
        return not self._text or self._table.holds(source_row, self._text)

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        # rows are dropped on their own table only, which knows them; Qt would pack every cell in all its roles
        carried = QMimeData()
        carried.setData(self.mimeTypes()[0], b"")
        return carried

    @override
    def lessThan(self, source_left: CellIndex, source_right: CellIndex) -> bool:
        keys = self._keys_of(source_left.column())
        return keys[source_left.row()] < keys[source_right.row()]

    def _keys_of(self, column: int) -> list[tuple[float, str]]:
        if self._keys is None or self._keys[0] != column:
            rows = range(self._table.rowCount())
            self._keys = column, [self._table.sort_key(row, column) for row in rows]
        return self._keys[1]

    def _forget_keys(self) -> None:
        self._keys = None
