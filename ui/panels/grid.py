"""A table to type into: rows are selected, Enter edits, Tab goes from cell to cell, and Ctrl+C copies."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)
from typing_extensions import override

from ui.controls.look import Look
from ui.panels.cell_editing import CellDelegate, Step

_ROW = 32
_NARROWEST = 72
_ENOUGH = 40


class Grid(QTableView):
    """Rows of cells on the panel's ground; what width is left over goes to the columns with long texts.

    Tab leaves the table behind its last cell and in front of its first; F4 leaves it from anywhere.
    """

    copy_wanted = Signal()

    def __init__(
        self, look: Look, name: str, widths: Sequence[int], long_texts: Sequence[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._widths = tuple(widths)
        self._long_texts = frozenset(long_texts)
        self._short_texts = frozenset[int]()
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setWordWrap(False)
        self.setShowGrid(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._measure()

    def edit_with(self, delegate: CellDelegate) -> None:
        """Let a delegate open the cells; where one is left by a key, the next one is gone to."""
        self.setItemDelegate(delegate)
        delegate.left.connect(self.step)

    def step(self, step: Step) -> bool:
        """Go to the cell beside the current one, or below or above it; return whether there is one."""
        index = self.currentIndex()
        columns = [at for at in range(len(self._widths)) if not self.isColumnHidden(at)]
        if index.column() not in columns:
            return False
        row, at = index.row(), columns.index(index.column())
        if step in (Step.DOWN, Step.UP):
            row += 1 if step is Step.DOWN else -1
        else:
            beyond, at = divmod(at + (1 if step is Step.NEXT else -1), len(columns))
            row += beyond
        there = self.model().index(row, columns[at])
        if there.isValid():
            self.setCurrentIndex(there)
        return there.isValid()

    def set_short_texts(self, columns: Sequence[int]) -> None:
        """Let these columns have some of what is left when those with long texts have enough."""
        self._short_texts = frozenset(columns)

    def share_width(self) -> None:
        """Give the columns that are to be seen their widths, and the rest to those with texts, the long ones first."""
        shown = [at for at in range(len(self._widths)) if not self.isColumnHidden(at)]
        long = self._long_texts.intersection(shown)
        texts = long | self._short_texts.intersection(shown)
        spare = max(0, self.viewport().width() - sum(self._look.scaled(self._widths[at]) for at in shown))
        first = min(spare, self._look.scaled(_ENOUGH) * len(long))
        for at in shown:
            extra = first // len(long) if at in long else 0
            extra += (spare - first) // len(texts) if at in texts else 0
            self.setColumnWidth(at, self._look.scaled(self._widths[at]) + extra)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.share_width()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
            self.share_width()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        if self.state() != QAbstractItemView.State.EditingState and self.step(Step.NEXT if next else Step.BEFORE):
            return True
        return super().focusNextPrevChild(next)

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.scaled(_ROW))
        self.horizontalHeader().setMinimumSectionSize(self._look.scaled(min(_NARROWEST, *self._widths)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif enter and self.state() != QAbstractItemView.State.EditingState:
            # Qt would complain about a cell that cannot be typed into
            if self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)
