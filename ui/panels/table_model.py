"""The journey as rows and columns, patched row by row."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.controls.labels import figure
from ui.controls.look import Look
from ui.controls.text import as_typed
from ui.panels.element_table import CellIndex, ElementTable
from ui.panels.watching import watch
from workbench.domain.document import Document, Published
from workbench.domain.elements import Department, Person, Phase, Responsibility, Touchpoint, Transition
from workbench.domain.owners import accountable
from workbench.domain.places import touchpoints_in_order
from workbench.editing.cells import COLUMNS, Column, can_edit, cell_text, full_text, write_cell

_LONG = 10
_STATED: Final[Mapping[Column, str]] = MappingProxyType({Column.FAILURE: "failure", Column.ANNOYANCE: "severity"})
_SAYS_NOTHING: Final = frozenset(
    {Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.BackgroundRole}
)
"""What the view asks for at every cell it paints."""

# put together once: Qt asks at every cell of a column that is selected
_READ: Final = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled
_TYPED_INTO: Final = _READ | Qt.ItemFlag.ItemIsEditable

_WIDE_CHANGES = (Phase, Department, Person)
"""Kinds whose names stand in rows of touchpoints that they do not name."""


class Which(StrEnum):
    """The rows that are to be seen, in words."""

    ALL = "All touchpoints"
    UNOWNED = "Nobody answers"
    GUESSES = "Resting on guesses"
    MOMENTS = "Moments of truth"
    OUTSIDE = "Outside our control"


class JourneyTable(ElementTable):
    """One row a touchpoint in journey order; what is typed into a cell goes through a verb."""

    def __init__(self, document: Document, journey: str, look: Look, parent: QWidget) -> None:
        ids = [each.id for each in touchpoints_in_order(document, journey)]
        super().__init__(COLUMNS, {Column.BREAKDOWNS}, ids, parent)
        self._document = document
        self._journey = journey
        self._look = look
        self._numbers: Mapping[str, float] = {}
        self._whole_texts: dict[str, str] = {}
        watch(parent, document).published.connect(self._patch)

    def set_numbers(self, breakdowns: Mapping[str, float]) -> None:
        """Show the breakdowns per 1,000 customers by touchpoint id."""
        self._numbers = dict(breakdowns)
        self._whole_texts.clear()
        if self._ids:
            column = COLUMNS.index(Column.BREAKDOWNS)
            self.dataChanged.emit(self.index(0, column), self.index(len(self._ids) - 1, column))

    def row_text(self, row: int) -> str:
        """Return a row as one sentence, for those who listen."""
        cells = (f"{column}: {self._text(row, column)}" for column in COLUMNS if self._text(row, column))
        return "; ".join(cells)

    def is_gone(self, row: int) -> bool:
        """Return whether its touchpoint has just been removed: the selection and the results hear of that before."""
        return self._ids[row] not in self._document.elements

    def holds(self, row: int, text: str) -> bool:
        """Return whether any cell of a row holds a text, which is given in lower case."""
        element_id = self._ids[row]
        whole = self._whole_texts.get(element_id)
        if whole is None:
            whole = "\n".join(self._text(row, column) for column in COLUMNS).casefold()
            self._whole_texts[element_id] = whole
        return text in whole

    def is_one_of(self, row: int, which: Which) -> bool:
        """Return whether a row is one of those that are to be seen."""
        touchpoint = self._touchpoint(row)
        match which:
            case Which.ALL:
                return True
            case Which.UNOWNED:
                return touchpoint.is_controllable and accountable(self._document, touchpoint.id) is None
            case Which.GUESSES:
                return touchpoint.is_controllable and any(touchpoint.quantity(key).is_guess for key in _STATED.values())
            case Which.MOMENTS:
                return touchpoint.moment_of_truth
            case Which.OUTSIDE:
                return not touchpoint.is_controllable

    def sort_key(self, row: int, column: int) -> tuple[float, str]:
        """Return what a cell is sorted by: numbers by their size, what has none first, phases in their order."""
        kind = COLUMNS[column]
        if kind is Column.PHASE or self.is_gone(row):
            return row, ""
        if kind is Column.BREAKDOWNS:
            return self._numbers.get(self._ids[row], -1.0), ""
        touchpoint = self._touchpoint(row)
        if kind in _STATED:
            return touchpoint.quantity(_STATED[kind]).value if touchpoint.is_controllable else -1.0, ""
        return 0.0, self._text(row, kind).casefold()

    @override
    def data(self, index: CellIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.is_gone(index.row()):
            return None
        if role in _SAYS_NOTHING:
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), column)
        if role == Qt.ItemDataRole.EditRole:
            return full_text(self._document, self._touchpoint(index.row()), column)
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
            return as_typed(text) if len(text) > _LONG else None
        return self._told(index.row(), column, role)

    def _told(self, row: int, column: Column, role: int) -> str | None:
        """What is said of a cell to those who listen."""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column}: {self._text(row, column) or 'empty'}"
        return self.row_text(row) if role == Qt.ItemDataRole.AccessibleDescriptionRole else None

    @override
    def flags(self, index: CellIndex) -> Qt.ItemFlag:
        if not index.isValid():
            # between the rows
            return Qt.ItemFlag.ItemIsDropEnabled
        if self.is_gone(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return _TYPED_INTO if can_edit(self._touchpoint(index.row()), COLUMNS[index.column()]) else _READ

    @override
    def put(self, row: int, column: int, text: str) -> None:
        """Carry out what typing a text into a cell means."""
        write_cell(self._document, self._touchpoint(row), COLUMNS[column], text)

    def _touchpoint(self, row: int) -> Touchpoint:
        return self._document.get(Touchpoint, self._ids[row])

    def _text(self, row: int, column: Column) -> str:
        if column is Column.BREAKDOWNS:
            number = self._numbers.get(self._ids[row])
            return "" if number is None else figure(number)
        return cell_text(self._document, self._touchpoint(row), column)

    def _ink(self, row: int, column: Column) -> str:
        stated = _STATED.get(column)
        touchpoint = self._touchpoint(row)
        if stated and touchpoint.is_controllable:
            return "warn" if touchpoint.quantity(stated).is_guess else "text"
        return "text" if column in (Column.TOUCHPOINT, Column.BREAKDOWNS, Column.OWNER) else "text_2"

    def _patch(self, published: Published) -> None:
        changes = published.changes
        touched = self._ids if changes.touches(*_WIDE_CHANGES) else self._touched(published)
        for each in touched:
            self._whole_texts.pop(each, None)
        if changes.touches(Touchpoint, Phase):
            self.reorder([each.id for each in touchpoints_in_order(self._document, self._journey)])
        wanted = set(touched)
        self._tell([row for row, each in enumerate(self._ids) if each in wanted])

    def _touched(self, published: Published) -> set[str]:
        """The ids of the touchpoints in whose rows something else stands now."""
        touched: set[str] = set()
        for change in published.changes.changes:
            for side in (change.before, change.after):
                if isinstance(side, Transition):
                    touched.add(side.source)
                elif isinstance(side, Responsibility):
                    touched.add(side.touchpoint)
                elif isinstance(side, Touchpoint):
                    touched.add(side.id)
                    touched.update(each.source for each in self._document.referrers(side.id, Transition))
        return touched

    def _tell(self, rows: Sequence[int]) -> None:
        for row in rows:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
