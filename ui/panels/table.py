"""The journey as a table: the same content as the map, for typing, copying and listening."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ui.bridge import Selection
from ui.controls.buttons import Button
from ui.controls.empty import EmptyState
from ui.controls.look import Look
from ui.controls.text import Label
from ui.panels.column import padded
from ui.panels.element_table import CellIndex
from ui.panels.grid import ChoiceDelegate, Grid, Offer
from ui.panels.labels import how_many
from ui.panels.table_cells import COLUMNS, Column, choices
from ui.panels.table_model import JourneyTable
from ui.panels.watching import ShownWatch
from workbench.domain.document import Document
from workbench.domain.problems import DomainProblem
from workbench.editing.structure import add_touchpoint

_WIDTHS = (110, 132, 86, 102, 122, 96, 104, 158, 72)
_LONG_TEXTS = tuple(COLUMNS.index(each) for each in (Column.PHASE, Column.TOUCHPOINT, Column.LEADS_TO, Column.NOTES))


class TableView(QWidget):
    """A filter, the rows, and the same selection as the map's."""

    refused = Signal(object)  # a sentence
    touchpoint_wanted = Signal()

    def __init__(
        self, document: Document, journey: str, selection: Selection, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self._selection = selection
        self._look = look
        self._following = False
        self.model = JourneyTable(document, journey, look, self)
        self.rows = QSortFilterProxyModel(self)
        self.rows.setSourceModel(self.model)
        self.rows.setFilterKeyColumn(-1)
        self.rows.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.filter = QLineEdit()
        self.copy = Button(look, "Copy", "outlined", "table")
        self.grid = Grid(look, "The journey as a table", _WIDTHS, _LONG_TEXTS)
        self._count = Label(look, "", "small", "text_2")
        self._build()
        self._connect()
        self._count_rows()
        self._show_selection()

    def set_numbers(self, breakdowns: Mapping[str, float]) -> None:
        """Show the breakdowns per 1,000 customers by touchpoint id."""
        self.model.set_numbers(breakdowns)

    def copied(self) -> str:
        """Return the selected rows, or all of them, as cells for a spreadsheet."""
        chosen = sorted({index.row() for index in self.grid.selectionModel().selectedRows()})
        chosen = chosen or list(range(self.rows.rowCount()))
        return self.model.as_tsv([self.rows.mapToSource(self.rows.index(row, 0)).row() for row in chosen])

    def _build(self) -> None:
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.filter.setPlaceholderText("Show only rows with…")
        self.filter.setAccessibleName("Show only rows with")
        self.filter.setClearButtonEnabled(True)
        self.filter.setFixedWidth(self._look.scaled(280))
        self.grid.setModel(self.rows)
        self.grid.setItemDelegate(ChoiceDelegate(self._offer, self))
        self.grid.share_width()
        self._nothing = EmptyState(
            self._look,
            "table",
            "What is the first thing your customer does?",
            "Every touchpoint becomes a row here. Add one, or draw it on the map.",
            "Add a touchpoint",
            "tool-touchpoint",
        )
        self._unknown = _UnknownState(self._look)
        self._pages = QStackedWidget()
        for page in (self.grid, padded(self._nothing), padded(self._unknown)):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self._pages, 1)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(12)
        for widget in (self.filter, self._count):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.copy)
        return head

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filter)
        self.copy.clicked.connect(self._copy)
        self.grid.copy_wanted.connect(self._copy)
        self.grid.selectionModel().selectionChanged.connect(self._select)
        self._selection.changed.connect(ShownWatch(self, self._document, self._show_selection).note)
        self.model.refused.connect(self.refused)
        self._nothing.acted.connect(self.touchpoint_wanted)
        self._unknown.make.clicked.connect(self._create)
        for signal in (self.rows.rowsInserted, self.rows.rowsRemoved, self.rows.layoutChanged):
            signal.connect(self._count_rows)

    def _offer(self, index: CellIndex) -> Offer:
        column = COLUMNS[index.column()]
        may_type = column is not Column.CHANNEL and column is not Column.PHASE
        return Offer(choices(self._document, self._journey, column), may_type)

    def _filter(self, text: str) -> None:
        self.rows.setFilterFixedString(text)
        self._count_rows()
        self._show_selection()

    def _count_rows(self) -> None:
        shown, whole = self.rows.rowCount(), self.model.rowCount()
        self._count.setText(how_many(whole, "touchpoint") if shown == whole else f"{shown} of {whole} touchpoints")
        self.copy.setEnabled(shown > 0)
        self._unknown.name(self.filter.text())
        self._pages.setCurrentIndex(1 if not whole else 2 if not shown else 0)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.copied())

    def _create(self) -> None:
        try:
            made = add_touchpoint(self._document, self._journey, self.filter.text())
        except DomainProblem as problem:
            self.refused.emit(str(problem))
            return
        self._selection.set([made.id])

    def _select(self) -> None:
        if self._following:
            return
        chosen = {index.data(Qt.ItemDataRole.UserRole) for index in self.grid.selectionModel().selectedRows()}
        current = self.grid.currentIndex().data(Qt.ItemDataRole.UserRole)
        ordered = [each for each in self.model.ids if each in chosen and each != current]
        with self._one_way():
            self._selection.set([*ordered, current] if current in chosen else ordered)

    def _show_selection(self) -> None:
        if self._following:
            return
        chosen = set(self._selection.ids)
        picked = QItemSelection()
        last = QModelIndex()
        for row in range(self.rows.rowCount()):
            index = self.rows.index(row, 0)
            if index.data(Qt.ItemDataRole.UserRole) in chosen:
                picked.select(index, self.rows.index(row, len(COLUMNS) - 1))
                last = index
        flags = QItemSelectionModel.SelectionFlag
        with self._one_way():
            self.grid.selectionModel().select(picked, flags.ClearAndSelect | flags.Rows)
            if last.isValid() and self.grid.currentIndex().row() != last.row():
                column = max(self.grid.currentIndex().column(), COLUMNS.index(Column.TOUCHPOINT))
                self.grid.selectionModel().setCurrentIndex(last.siblingAtColumn(column), flags.NoUpdate)
                self.grid.scrollTo(last)

    @contextmanager
    def _one_way(self) -> Generator[None]:
        """Keep the two selections from answering each other."""
        self._following = True
        try:
            yield
        finally:
            self._following = False


class _UnknownState(EmptyState):
    """What stands there when no row holds what is looked for."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "search", "Nothing found", "Search looks at names, owners, channels and notes.")
        self.make = Button(look, "Create a touchpoint", "primary", "tool-touchpoint", size="control_large")
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.count() - 1, self.make, 0, Qt.AlignmentFlag.AlignLeft)

    def name(self, text: str) -> None:
        """Say what is missing and offer to make it."""
        shown = text if len(text) <= 40 else f"{text[:39]}…"
        self.setAccessibleName(f"Nothing called “{shown}”")
        self.make.setText(f"Create touchpoint “{shown}”".replace("&", "&&"))
        self.make.updateGeometry()
