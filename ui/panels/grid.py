"""A table to type into: rows are selected, Enter edits, Ctrl+C copies, and some cells offer a list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from ui.controls.look import Look
from ui.panels.element_table import CellIndex

_ROW = 32
_NARROWEST = 72


class Grid(QTableView):
    """Rows of cells on the panel's ground; what width is left over goes to the columns with long texts."""

    copy_wanted = Signal()

    def __init__(
        self, look: Look, name: str, widths: Sequence[int], long_texts: Sequence[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._widths = tuple(widths)
        self._long_texts = frozenset(long_texts)
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

    def share_width(self) -> None:
        """Give the columns that are to be seen their widths, and the rest to those with long texts."""
        shown = [at for at in range(len(self._widths)) if not self.isColumnHidden(at)]
        long = [at for at in shown if at in self._long_texts]
        spare = self.viewport().width() - sum(self._look.scaled(self._widths[at]) for at in shown)
        for at in shown:
            extra = spare // len(long) if spare > 0 and at in self._long_texts else 0
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

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.scaled(_ROW))
        self.horizontalHeader().setMinimumSectionSize(self._look.scaled(min(_NARROWEST, *self._widths)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif enter and self.state() != QAbstractItemView.State.EditingState and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a cell offers to choose from, nothing where any line may be typed, and whether other texts may be too."""

    choices: Sequence[str] = ()
    may_type: bool = True


class ChoiceDelegate(QStyledItemDelegate):
    """Opens a list where there is something to choose from, a line where anything may be typed."""

    def __init__(self, offer: Callable[[CellIndex], Offer], parent: QWidget) -> None:
        super().__init__(parent)
        self._offer = offer

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: CellIndex) -> QWidget:
        offer = self._offer(index)
        if not offer.choices:
            return super().createEditor(parent, option, index)
        box = QComboBox(parent)
        box.setEditable(offer.may_type)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItems(list(offer.choices))
        box.activated.connect(self._close)
        return box

    @override
    def setEditorData(self, editor: QWidget, index: CellIndex) -> None:
        if not isinstance(editor, QComboBox):
            super().setEditorData(editor, index)
            return
        text = str(index.data(Qt.ItemDataRole.EditRole))
        editor.setCurrentIndex(editor.findText(text))
        editor.setEditText(text)

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: CellIndex) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText(), Qt.ItemDataRole.EditRole)
        else:
            super().setModelData(editor, model, index)

    def _close(self) -> None:
        editor = self.sender()
        if isinstance(editor, QComboBox):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)
