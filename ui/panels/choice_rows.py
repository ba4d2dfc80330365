"""Rows of one height of which one can be chosen, by a click or with arrows and Enter."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.controls.look import Look

PaintRow = Callable[[QPainter, int, QRectF], None]
"""Paints the row of a number into its box."""

_NARROWEST = 160
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ChoiceRows(QWidget):
    """One Tab stop for a list of rows that are keyed by id and that `paint_row` paints."""

    chosen = Signal(object)  # the id of a row

    def __init__(self, look: Look, name: str, row: int, paint_row: PaintRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._row = row
        self._paint_row = paint_row
        self._ids: tuple[str | None, ...] = ()
        self._at = 0
        self.stale = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def row_height(self) -> int:
        """The height of a row in px at the type setting."""
        return self.look.scaled(self._row)

    def set_rows(self, ids: Sequence[str | None], spoken: Sequence[str]) -> None:
        """Have one row an id, None for rows that cannot be chosen; `spoken` is what a screen reader says of each."""
        self._ids = tuple(ids)
        self._at = min(self._at, max(0, len(self._ids) - 1))
        self.setAccessibleDescription("; ".join(spoken))
        self.updateGeometry()
        self.update()

    def set_stale(self, stale: bool) -> None:
        """Show that the map has moved on since this was counted."""
        if stale != self.stale:
            self.stale = stale
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.look.scaled(280), len(self._ids) * self.row_height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.sizeHint().height())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = int(event.position().y()) // self.row_height
        if 0 <= at < len(self._ids):
            self._at = at
            self._choose()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step and self._ids:
            self._at = min(len(self._ids) - 1, max(0, self._at + step))
            self.update()
        elif event.key() in _ENTER and self._ids:
            self._choose()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at in range(len(self._ids)):
            box = QRectF(0, at * self.row_height, self.width(), self.row_height)
            if self.hasFocus() and at == self._at:
                painter.fillRect(box, self.look.colour("accent_soft"))
            self._paint_row(painter, at, box)

    def _choose(self) -> None:
        chosen = self._ids[self._at]
        if chosen is not None:
            self.chosen.emit(chosen)
