"""The journey as rows and columns, patched row by row."""

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.controls.look import Look
from ui.panels.element_table import CellIndex, ElementTable
from ui.panels.table_cells import COLUMNS, Column, can_edit, cell_text, write_cell
from ui.panels.watching import watch
from workbench.domain.document import Document, Published
from workbench.domain.elements import Department, Person, Phase, Responsibility, Touchpoint, Transition
from workbench.domain.places import touchpoints_in_order

_LONG = 10
_WIDE_CHANGES = (Phase, Department, Person)
"""Kinds whose names stand in rows of touchpoints that they do not name."""


class JourneyTable(ElementTable):
    """One row a touchpoint in journey order; what is typed into a cell goes through a verb."""

    def __init__(self, document: Document, journey: str, look: Look, parent: QWidget) -> None:
        ids = [each.id for each in touchpoints_in_order(document, journey)]
        super().__init__(COLUMNS, {Column.BREAKDOWNS}, ids, parent)
        self._document = document
        self._journey = journey
        self._look = look
        self._numbers: Mapping[str, float] = {}
        watch(parent, document).published.connect(self._patch)

    def set_numbers(self, breakdowns: Mapping[str, float]) -> None:
        """Show the breakdowns per 1,000 customers by touchpoint id."""
        self._numbers = dict(breakdowns)
        if self._ids:
            column = COLUMNS.index(Column.BREAKDOWNS)
            self.dataChanged.emit(self.index(0, column), self.index(len(self._ids) - 1, column))

    def row_text(self, row: int) -> str:
        """Return a row as one sentence, for those who listen."""
        cells = (f"{column}: {self._text(row, column)}" for column in COLUMNS if self._text(row, column))
        return "; ".join(cells)

    @override
    def data(self, index: CellIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column = COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(index.row(), column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(index.column())
        if role == Qt.ItemDataRole.UserRole:
            return self._ids[index.row()]
        if role == Qt.ItemDataRole.FontRole and column is Column.TOUCHPOINT:
            return self._look.font("body_medium")
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._look.colour(self._ink(index.row(), column))
        if role == Qt.ItemDataRole.ToolTipRole:
            text = self._text(index.row(), column)
            return f"<p>{escape(text)}</p>" if len(text) > _LONG else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column}: {self._text(index.row(), column) or 'empty'}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.row_text(index.row())
        return None

    @override
    def flags(self, index: CellIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if can_edit(self._touchpoint(index.row()), COLUMNS[index.column()]):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def setData(self, index: CellIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column = COLUMNS[index.column()]
        if role != Qt.ItemDataRole.EditRole or str(value).strip() == self._text(index.row(), column):
            return False
        return self.attempt(lambda: write_cell(self._document, self._touchpoint(index.row()), column, str(value)))

    def _touchpoint(self, row: int) -> Touchpoint:
        return self._document.get(Touchpoint, self._ids[row])

    def _text(self, row: int, column: Column) -> str:
        return cell_text(self._document, self._touchpoint(row), column, self._numbers)

    def _ink(self, row: int, column: Column) -> str:
        stated = {Column.FAILURE: "failure", Column.ANNOYANCE: "severity"}.get(column)
        touchpoint = self._touchpoint(row)
        if stated and touchpoint.is_controllable:
            return "warn" if touchpoint.quantity(stated).is_guess else "text"
        return "text" if column in (Column.TOUCHPOINT, Column.BREAKDOWNS, Column.OWNER) else "text_2"

    def _patch(self, published: Published) -> None:
        changes = published.changes
        if changes.touches(Touchpoint, Phase):
            self.reorder([each.id for each in touchpoints_in_order(self._document, self._journey)])
        if changes.touches(*_WIDE_CHANGES):
            self._tell(range(len(self._ids)))
            return
        touched: set[str] = set()
        for change in changes.changes:
            for side in (change.before, change.after):
                if isinstance(side, Transition):
                    touched.add(side.source)
                elif isinstance(side, Responsibility):
                    touched.add(side.touchpoint)
                elif isinstance(side, Touchpoint):
                    touched.add(side.id)
                    touched.update(each.source for each in self._document.referrers(side.id, Transition))
        self._tell([row for row, each in enumerate(self._ids) if each in touched])

    def _tell(self, rows: Sequence[int]) -> None:
        for row in rows:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
