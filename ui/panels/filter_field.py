"""The line in which somebody types which rows of a list are to be seen."""

from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget
from typing_extensions import override

_ON: Final = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FilterField(QLineEdit):
    """Down and Enter go on to the rows that are left, Escape shows all of them again."""

    def __init__(self, name: str, rows: QAbstractItemView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setPlaceholderText("Show only…")
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ON and self._rows.isVisible():
            self._go_on()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        rows = self._rows
        if rows.visualRect(rows.currentIndex()).isEmpty():
            rows.scrollToTop()
            rows.setCurrentIndex(rows.indexAt(QPoint(1, 1)))
        rows.setFocus(Qt.FocusReason.OtherFocusReason)
