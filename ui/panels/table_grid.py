"""The rows of the journey's table: their columns can be hidden, and they can be taken elsewhere."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget
from typing_extensions import override

from ui.controls.look import Look
from ui.controls.popups import open_at
from ui.panels.grid import Grid
from ui.panels.table_rows import TableRows
from workbench.editing.cells import COLUMNS, Column

SHOWN_AT_FIRST: Final = frozenset(COLUMNS) - {Column.LAYER, Column.CONTROL, Column.QUESTIONS}
_WIDTHS: Final = (110, 132, 86, 102, 122, 96, 104, 158, 72, 118, 132, 120)
_LONG_TEXTS: Final = (Column.PHASE, Column.TOUCHPOINT, Column.LEADS_TO, Column.NOTES, Column.QUESTIONS)
_SHORT_TEXTS: Final = (Column.CHANNEL, Column.OWNER)
_ID: Final = Qt.ItemDataRole.UserRole
_UP_AND_DOWN: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class Landing(NamedTuple):
    """Where dragged rows were let go: in front of a touchpoint's row, or after it."""

    touchpoint: str
    after: bool


class JourneyGrid(Grid):
    """Rows that are dragged, or moved by Alt with the arrows; `columns_changed` tells which are to be seen."""

    dropped = Signal(object)  # Landing
    stepped = Signal(bool)  # downwards
    columns_changed = Signal(object)

    def __init__(self, rows: TableRows, look: Look, parent: QWidget | None = None) -> None:
        long = [COLUMNS.index(each) for each in _LONG_TEXTS]
        super().__init__(look, "The journey as a table", _WIDTHS, long, parent)
        self.set_short_texts([COLUMNS.index(each) for each in _SHORT_TEXTS])
        self._rows = rows
        self.setModel(rows)
        header = self.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_columns)
        self.setSortingEnabled(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragDropOverwriteMode(False)
        self.show_columns(SHOWN_AT_FIRST)

    @property
    def columns(self) -> frozenset[Column]:
        """The columns that are to be seen."""
        return frozenset(each for at, each in enumerate(COLUMNS) if not self.isColumnHidden(at))

    def show_columns(self, columns: Iterable[Column]) -> None:
        """Show these columns and the one with the names, and no others."""
        wanted = {*columns, Column.TOUCHPOINT}
        for at, each in enumerate(COLUMNS):
            self.setColumnHidden(at, each not in wanted)
        self.share_width()

    def column_menu(self) -> QMenu:
        """Return a menu that shows and hides columns, and sorts by them."""
        menu = QMenu(self)
        for each in COLUMNS:
            if each is not Column.TOUCHPOINT:
                action = menu.addAction(each.value)
                action.setCheckable(True)
                action.setChecked(each in self.columns)
                action.setData(each)
                action.triggered.connect(self._toggle_column)
        menu.addSeparator()
        sorting = menu.addMenu("Sort by")
        for at, text in ((-1, "The order of the journey"), *enumerate(each.value for each in COLUMNS)):
            action = sorting.addAction(text)
            action.setCheckable(True)
            action.setChecked(self._rows.sortColumn() == at)
            action.setData(at)
            action.triggered.connect(self._sort)
        return menu

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # a Mac's arrows count as keys of the keypad
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _UP_AND_DOWN and modifiers == Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # what comes from elsewhere is pasted, not dropped, and is never unpacked here
        if event.source() is self:
            super().dragEnterEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        landing = self._landing(event.position().toPoint())
        if event.source() is self and landing is not None:
            # a copy to Qt, which would take out the rows after a move; the verb moves them
            event.acceptProposedAction()
            self.dropped.emit(landing)

    def _landing(self, at: QPoint) -> Landing | None:
        index = self.indexAt(at)
        if index.isValid():
            return Landing(index.data(_ID), at.y() > self.visualRect(index).center().y())
        last = self._rows.index(self._rows.rowCount() - 1, 0)
        return Landing(last.data(_ID), after=True) if last.isValid() else None

    def _offer_columns(self, at: QPoint) -> None:
        open_at(self.column_menu(), self.horizontalHeader().mapToGlobal(at))

    def _toggle_column(self, shown: bool) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.show_columns(self.columns | {action.data()} if shown else self.columns - {action.data()})
            self.columns_changed.emit(self.columns)

    def _sort(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.sortByColumn(action.data(), Qt.SortOrder.AscendingOrder)
