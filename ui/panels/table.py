"""The journey as a table: the same content as the map, for typing, copying and listening."""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ui.bridge import Selection
from ui.controls.buttons import Button
from ui.controls.editors import QuietCombo
from ui.controls.empty import EmptyState
from ui.controls.labels import how_many
from ui.controls.look import Look
from ui.controls.popups import open_below
from ui.controls.text import Label, letter_by_letter
from ui.panels.attempts import attempt
from ui.panels.cell_editing import CellDelegate, Offer
from ui.panels.column import padded
from ui.panels.element_table import CellIndex
from ui.panels.filter_field import FilterField
from ui.panels.table_grid import JourneyGrid, Landing
from ui.panels.table_model import JourneyTable, Which
from ui.panels.table_rows import TableRows
from ui.panels.watching import ShownWatch
from workbench.domain.document import Document
from workbench.editing.cells import COLUMNS, LINES, Column, choices
from workbench.editing.sequence import bring_beside, step
from workbench.editing.structure import add_touchpoint

_ID = Qt.ItemDataRole.UserRole
_COUNTS_FROM = 760
_CHOSEN_ONLY = frozenset({Column.PHASE, Column.CHANNEL, Column.LAYER, Column.CONTROL})


class TableView(QWidget):
    """A filter, the rows, and the same selection as the map's."""

    refused = Signal(object)  # a sentence
    touchpoint_wanted = Signal()
    copy_wanted = Signal(object)  # ids of touchpoints

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
        self.rows = TableRows(self.model, self)
        self.which = QuietCombo()
        self.columns = Button(look, "Columns", "outlined")
        self.copy = Button(look, "Copy", "outlined", "table")
        self.grid = JourneyGrid(self.rows, look)
        self.filter = FilterField("Show only rows with", self.grid)
        self._count = Label(look, "", "small", "text_2")
        self._build()
        self._connect()
        self._count_rows()
        self._show_selection()

    def set_numbers(self, breakdowns: Mapping[str, float]) -> None:
        """Show the breakdowns per 1,000 customers by touchpoint id."""
        self.model.set_numbers(breakdowns)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._count.setVisible(self.width() >= self._look.scaled(_COUNTS_FROM))

    def _build(self) -> None:
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.filter.setMaximumWidth(self._look.scaled(220))
        self.which.addItems([each.value for each in Which])
        self.which.setAccessibleName("Which touchpoints")
        self.grid.edit_with(CellDelegate(self._look, self._offer, self._write, self.grid))
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
        head.addWidget(self.filter, 1)
        for widget in (self.which, self._count):
            head.addWidget(widget)
        head.addStretch(1)
        for widget in (self.columns, self.copy):
            head.addWidget(widget)
        return head

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filter)
        self.which.currentIndexChanged.connect(self._filter)
        self.columns.clicked.connect(self._offer_columns)
        self.copy.clicked.connect(self._copy)
        self.grid.copy_wanted.connect(self._copy)
        self.grid.dropped.connect(self._drop)
        self.grid.stepped.connect(self._step)
        self.grid.selectionModel().selectionChanged.connect(self._select)
        self._selection.changed.connect(ShownWatch(self, self._document, self._show_selection).note)
        self.model.refused.connect(self.refused)
        self._nothing.acted.connect(self.touchpoint_wanted)
        self._unknown.make.clicked.connect(self._create)
        # a row that goes leaves those shown first, and is counted until it has left the model too
        changed = (self.rows.rowsInserted, self.rows.rowsRemoved, self.rows.layoutChanged, self.model.rowsRemoved)
        for signal in changed:
            signal.connect(self._count_rows)

    def _offer(self, index: CellIndex) -> Offer:
        column = COLUMNS[index.column()]
        offered = choices(self._document, self._journey, column)
        return Offer(offered, may_type=column not in _CHOSEN_ONLY, lines=column in LINES)

    def _write(self, index: CellIndex, text: str) -> str:
        return self.model.write(self.rows.mapToSource(index), text)

    def _filter(self) -> None:
        self.rows.show_only(self.filter.text(), list(Which)[max(0, self.which.currentIndex())])
        self._count_rows()
        self._show_selection()

    def _count_rows(self) -> None:
        shown, whole = self.rows.rowCount(), self.model.rowCount()
        self._count.setText(how_many(whole, "touchpoint") if shown == whole else f"{shown:,} of {whole:,} touchpoints")
        self.copy.setEnabled(shown > 0)
        self._unknown.name(self.filter.text(), self.which.currentText())
        self._pages.setCurrentIndex(1 if not whole else 2 if not shown else 0)

    def _offer_columns(self) -> None:
        open_below(self.grid.column_menu(), self.columns)

    def _copy(self) -> None:
        """Ask for the selected rows, or all that show, to be copied."""
        self.copy_wanted.emit(self._chosen() or [self._id_at(row) for row in range(self.rows.rowCount())])

    def _chosen(self) -> list[str]:
        """The ids in the selected rows, from top to bottom."""
        # ranges, for to list rows Qt would ask for the flags of every cell in them
        selection = self.grid.selectionModel().selection()
        ranges = [selection.at(each) for each in range(selection.count())]
        rows = {row for each in ranges for row in range(each.top(), each.bottom() + 1)}
        return [self._id_at(row) for row in sorted(rows)]

    def _id_at(self, row: int) -> str:
        return self.rows.index(row, 0).data(_ID)

    def _drop(self, landing: Landing) -> None:
        self._reorder(lambda: bring_beside(self._document, self._chosen(), landing.touchpoint, landing.after))

    def _step(self, down: bool) -> None:
        self._reorder(lambda: step(self._document, self._chosen(), down))

    def _reorder(self, verb: Callable[[], object]) -> None:
        if not self.rows.in_journey_order:
            heading = COLUMNS[self.rows.sortColumn()].value
            self.refused.emit(
                f"The rows are sorted by “{heading}”; press that heading until they stand in the order of the journey, "
                "then move them."
            )
            return
        attempt(verb, self.refused.emit)
        self.grid.scrollTo(self.grid.currentIndex())

    def _create(self) -> None:
        made = attempt(lambda: add_touchpoint(self._document, self._journey, self.filter.text()), self.refused.emit)
        if made is not None:
            self._selection.set([made.id])

    def _select(self) -> None:
        if self._following:
            return
        chosen = set(self._chosen())
        current = self.grid.currentIndex().data(_ID)
        ordered = [each for each in self.model.ids if each in chosen and each != current]
        with self._one_way():
            self._selection.set([*ordered, current] if current in chosen else ordered)

    def _show_selection(self) -> None:
        if self._following:
            return
        picked = QItemSelection()
        last = QModelIndex()
        chosen = set(self._selection.ids)
        found = [row for row, each in enumerate(self.model.ids) if each in chosen] if chosen else []
        for row in found:
            index = self.rows.mapFromSource(self.model.index(row, 0))
            if index.isValid():
                picked.select(index, index.siblingAtColumn(len(COLUMNS) - 1))
                last = index if index.row() > last.row() else last
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

    def name(self, text: str, which: str) -> None:
        """Say what is missing and offer to make it; where only some kind is looked for there is nothing to make."""
        shown = text if len(text) <= 40 else f"{text[:39]}…"
        self.setAccessibleName(f"Nothing called “{shown}”" if text else f"{which}: none")
        self.make.setText(letter_by_letter(f"Create touchpoint “{shown}”"))
        self.make.setVisible(bool(text))
        self.make.updateGeometry()
