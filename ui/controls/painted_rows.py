"""Rows of a list that are painted by hand on the ground that the style gives them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ui.controls.look import Look


class PaintedRows(QStyledItemDelegate):
    """Paints the ground of a row, hovered or selected as it is, and leaves to `paint_row` what stands on it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        ground.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, ground.widget)
        selected = bool(ground.state & QStyle.StateFlag.State_Selected)
        self.paint_row(painter, QRectF(ground.rect), index, selected)

    def paint_row(
        self, painter: QPainter, box: QRectF, index: QModelIndex | QPersistentModelIndex, selected: bool
    ) -> None:
        """Paint what a row says into its box; by itself it says nothing."""
