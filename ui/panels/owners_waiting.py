"""Touchpoints that nobody answers for, to be given away by drag or by key."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from ui.controls.look import Look
from workbench.domain.elements import Touchpoint

TOUCHPOINTS_MIME = "application/x-journey-touchpoints+json"
_ID = Qt.ItemDataRole.UserRole
_ROW = 30


class WaitingList(QListWidget):
    """The touchpoints without an owner; Enter asks for one, a drag carries them to a department."""

    give_wanted = Signal()
    chosen = Signal(object)  # the ids selected

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._busy = False
        self.setAccessibleName("Touchpoints that nobody answers for")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setUniformItemSizes(True)
        self.itemSelectionChanged.connect(self._select)

    @property
    def ids(self) -> list[str]:
        """The selected touchpoints' ids from top to bottom."""
        items = (self.item(row) for row in range(self.count()))
        return [item.data(_ID) for item in items if item.isSelected()]

    def show_touchpoints(self, touchpoints: Sequence[Touchpoint]) -> None:
        """Show these; lines that stay keep their selection."""
        self._busy = True
        wanted = {each.id for each in touchpoints}
        for row in range(self.count() - 1, -1, -1):
            if self.item(row).data(_ID) not in wanted:
                self.takeItem(row)
        for row, each in enumerate(touchpoints):
            item = self.item(row) if row < self.count() else QListWidgetItem()
            if item.data(_ID) != each.id:
                item = QListWidgetItem()
                item.setData(_ID, each.id)
                self.insertItem(row, item)
            if item.text() != each.name:
                item.setText(each.name)
        while self.count() > len(touchpoints):
            self.takeItem(self.count() - 1)
        self.setMaximumHeight(max(1, self.count()) * max(self.sizeHintForRow(0), self._look.scaled(_ROW)) + 4)
        self._busy = False

    def select_ids(self, ids: Sequence[str]) -> None:
        """Select the lines of these touchpoints, without telling anybody."""
        self._busy = True
        for row in range(self.count()):
            item = self.item(row)
            item.setSelected(item.data(_ID) in ids)
        self._busy = False

    @override
    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        return touchpoints_mime([item.data(_ID) for item in items])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.ids:
            self.give_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _select(self) -> None:
        if not self._busy:
            self.chosen.emit(self.ids)


def touchpoints_mime(ids: Sequence[str]) -> QMimeData:
    """Return what a drag of touchpoints carries; plain JSON, for a pickled drop from elsewhere could run code."""
    data = QMimeData()
    data.setData(TOUCHPOINTS_MIME, json.dumps(list(ids)).encode())
    return data


def touchpoints_of(data: QMimeData) -> list[str]:
    """Return the ids that a drag carries; none for a drag from elsewhere or a broken one."""
    try:
        ids = json.loads(bytes(data.data(TOUCHPOINTS_MIME).data()) or b"[]")
    except ValueError:
        return []
    return [each for each in ids if isinstance(each, str)] if isinstance(ids, list) else []
