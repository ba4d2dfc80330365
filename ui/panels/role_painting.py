"""How the matrix of parts is drawn: heads over a line in the department's colour, letters in the cells."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ui.controls.look import Look
from ui.controls.text import write_line
from ui.panels.role_table import FIRST_PARTY, NAME, RoleTable
from workbench.domain.vocabulary import Role

Index = QModelIndex | QPersistentModelIndex
_HEAD, _BAR = 48, 3


class PartyHeader(QHeaderView):
    """Names over a line in the department's colour."""

    def __init__(self, roles: RoleTable, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._roles = roles
        self._look = look
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setMinimumSectionSize(look.scaled(40))

    @override
    def sizeHint(self) -> QSize:
        # a table looks at the height alone; Qt's own hint asks for columns while they are moved, and crashes then
        return QSize(self.length(), self._look.scaled(_HEAD))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        box = QRectF(rect)
        painter.save()
        painter.fillRect(box, self._look.colour("panel"))
        slot = self._roles.colour_slot(logicalIndex)
        colour = self._look.theme.department(slot).fill if slot is not None else self._look.colour("line_control")
        line = QRectF(box.left() + 2, box.bottom() - _BAR, box.width() - 4, _BAR)
        painter.fillRect(line if slot is not None else line.adjusted(-2, _BAR - 1, 2, 0), colour)
        painter.setFont(self._look.font("small_strong"))
        painter.setPen(self._look.colour("text" if logicalIndex >= FIRST_PARTY else "text_2"))
        text = str(self._roles.headerData(logicalIndex, Qt.Orientation.Horizontal))
        inner = box.adjusted(4 if logicalIndex >= FIRST_PARTY else 8, 2, -2, -_BAR - 4)
        wrap = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        painter.setClipRect(inner)
        painter.drawText(inner, int(wrap) | int(Qt.TextFlag.TextWordWrap), text)
        painter.restore()


class RoleDelegate(QStyledItemDelegate):
    """Paints the accountable in the department's colour, the other parts as letters."""

    def __init__(self, roles: RoleTable, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._roles = roles
        self._look = look

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if index.column() < FIRST_PARTY:
            self._paint_name(painter, box, index, selected)
        else:
            self._paint_part(painter, box, index)
        if selected:
            painter.setPen(QPen(self._look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_name(self, painter: QPainter, box: QRectF, index: Index, selected: bool) -> None:
        if selected:
            painter.fillRect(box, self._look.colour("accent_soft"))
        roles = ("body_medium", "text") if index.column() == NAME else ("small", "text_2")
        write_line(painter, self._look, box.adjusted(8, 0, -4, 0), str(index.data()), *roles)

    def _paint_part(self, painter: QPainter, box: QRectF, index: Index) -> None:
        role = self._roles.role(index.row(), index.column())
        slot = self._roles.colour_slot(index.column())
        if role is None:
            return
        painter.setFont(self._look.font("body_strong" if role is not Role.INFORMED else "body"))
        ink = self._look.colour("text" if role is Role.RESPONSIBLE else "text_2")
        if role is Role.ACCOUNTABLE and slot is not None:
            colours = self._look.theme.department(slot)
            painter.fillRect(box.adjusted(2, 2, -2, -2), colours.fill)
            ink = colours.text
        elif role is Role.ACCOUNTABLE:
            ink = self._look.colour("text")
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, role.value)

    @override
    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        return False
