"""Who causes and who pays, as a matrix with heat."""

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from ui.controls.labels import figure
from ui.controls.look import Look
from ui.controls.patterns import heat_brush
from ui.panels.cause_table import CauseTable
from ui.panels.owner_numbers import CauseNumbers, Measure

Index = QModelIndex | QPersistentModelIndex
_HEAD_HIGH, _HEAD_WIDE = 52, 168
_LEAST_ROW, _MOST_ROW = 34, 72
_LEAST_COLUMN, _MOST_COLUMN = 72, 140
_BAR: Final = 4
_GAP: Final = 2


class CauseMatrix(QTableView):
    """Cells with heat, pattern and number; one's own doing is outlined."""

    pointed_at = Signal(object)  # the sentence of the current cell

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.causes = CauseTable(self)
        self.setModel(self.causes)
        self.setAccessibleName("Who causes breakdowns, by row, and who pays for them, by column")
        for orientation in (Qt.Orientation.Horizontal, Qt.Orientation.Vertical):
            head = CauseHead(self.causes, orientation, look, self)
            set_head = self.setHorizontalHeader if orientation is Qt.Orientation.Horizontal else self.setVerticalHeader
            set_head(head)
            head.show()
        self.setItemDelegate(CauseDelegate(self.causes, look, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.selectionModel().currentChanged.connect(self._point)

    def show_numbers(self, numbers: CauseNumbers | None, measure: Measure) -> None:
        """Show other numbers."""
        self.causes.show_numbers(numbers, measure)
        self.share_room()
        self._point(self.currentIndex())

    def share_room(self) -> None:
        """Make the cells as large as they fit, within bounds in which they can be read."""
        rows, columns = max(1, self.causes.rowCount()), max(1, self.causes.columnCount())
        least, most = self._look.scaled(_LEAST_ROW), self._look.scaled(_MOST_ROW)
        self.verticalHeader().setDefaultSectionSize(min(most, max(least, self.viewport().height() // rows)))
        least, most = self._look.scaled(_LEAST_COLUMN), self._look.scaled(_MOST_COLUMN)
        self.horizontalHeader().setDefaultSectionSize(min(most, max(least, self.viewport().width() // columns)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_room()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.share_room()

    def _point(self, current: QModelIndex) -> None:
        told = self.causes.data(current, Qt.ItemDataRole.ToolTipRole) if current.isValid() else None
        self.pointed_at.emit(told or "")


class CauseHead(QHeaderView):
    """Names beside a line in the department's colour."""

    def __init__(self, causes: CauseTable, orientation: Qt.Orientation, look: Look, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._causes = causes
        self._look = look
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    @override
    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        if self.orientation() is Qt.Orientation.Horizontal:
            return QSize(size.width(), self._look.scaled(_HEAD_HIGH))
        return QSize(self._look.scaled(_HEAD_WIDE), size.height())

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        box = QRectF(rect)
        across = self.orientation() is Qt.Orientation.Horizontal
        party = self._causes.party(logicalIndex)
        painter.save()
        painter.fillRect(box, self._look.colour("panel"))
        if party is not None:
            slot, theme = party.slot, self._look.theme
            colour = theme.department(slot).fill if slot is not None else self._look.colour("line_control")
            bar = QRectF(box.left() + _GAP, box.bottom() - _BAR, box.width() - 2 * _GAP, _BAR)
            upright = QRectF(box.left(), box.top() + _GAP, _BAR, box.height() - 2 * _GAP)
            painter.fillRect(bar if across else upright, colour)
        painter.setFont(self._look.font("small_strong" if party is not None else "small"))
        painter.setPen(self._look.colour("text" if party is not None else "text_2"))
        inner = box.adjusted(4, 2, -2, -_BAR - 3) if across else box.adjusted(_BAR + 8, 0, -6, 0)
        place = Qt.AlignmentFlag.AlignBottom if across else Qt.AlignmentFlag.AlignVCenter
        painter.setClipRect(inner)
        name = str(self._causes.headerData(logicalIndex, self.orientation()))
        painter.drawText(inner, int(place) | int(Qt.TextFlag.TextWordWrap), name)
        painter.restore()


class CauseDelegate(QStyledItemDelegate):
    """Paints a cell: heat and number, or only the number in the sums."""

    def __init__(self, causes: CauseTable, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._causes = causes
        self._look = look

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        value = self._causes.value(index.row(), index.column())
        box = QRectF(option.rect).adjusted(_GAP, _GAP, -_GAP, -_GAP)
        painter.save()
        size = len(self._causes.parties)
        if value is not None and index.row() < size and index.column() < size:
            self._paint_cell(painter, box, value, index.row() == index.column())
        elif value is not None:
            self._write(painter, box, figure(value), "body_strong" if index.row() != size else "body", "text")
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(self._look.colour("accent"), self._look.theme.stroke["selected"]))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_cell(self, painter: QPainter, box: QRectF, value: float, own: bool) -> None:
        stop = self._look.theme.heat_stop(value, self._causes.highest)
        number = figure(value)
        painter.fillRect(box, self._look.colour("card") if number == "0" else stop.fill)
        strip = box.adjusted(box.width() - self._look.theme.size["heat_strip"], 0, 0, 0)
        painter.setBrushOrigin(strip.topLeft())
        ratio = painter.device().devicePixelRatio()
        painter.fillRect(strip, heat_brush(stop, ratio))
        painter.setBrushOrigin(QPointF())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge, thick = ("text", 2) if own else ("line", 1)
        painter.setPen(QPen(self._look.colour(edge), thick))
        painter.drawRect(box.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2))
        painter.setFont(self._look.font("small" if number == "0" else "heading"))
        painter.setPen(self._look.colour("text_2") if number == "0" else stop.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)

    def _write(self, painter: QPainter, box: QRectF, text: str, font: str, colour: str) -> None:
        painter.setFont(self._look.font(font))
        painter.setPen(self._look.colour(colour))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
