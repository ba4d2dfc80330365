"""What is seldom needed, behind a line that opens it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.controls.look import Look

_MARK = 16
_GAP = 6


class FoldHead(QAbstractButton):
    """The line that opens and closes a fold."""

    def __init__(self, look: Look, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setText(title)
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(self._look.font("body_medium")).horizontalAdvance(self.text())
        return QSize(round(wide) + self._edge() + _GAP + 2, self._look.control_height("control_compact"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        role = "accent_hover" if self.underMouse() else "accent"
        edge = self._edge()
        icon = "chevron-down" if self.isChecked() else "chevron-right"
        picture = self._look.pixmap(icon, role, edge, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(0, (self.height() - edge) / 2), picture)
        painter.setFont(self._look.font("body_medium"))
        painter.setPen(self._look.colour(role))
        box = QRectF(edge + _GAP, 0, self.width() - edge - _GAP, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _edge(self) -> int:
        return self._look.scaled(_MARK)


class Fold(QWidget):
    """A head and, while it is open, the rows below it."""

    def __init__(self, look: Look, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = FoldHead(look, title)
        self.body = QWidget()
        self.rows = QVBoxLayout(self.body)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.body)
        self.body.hide()
        self.head.toggled.connect(self.body.setVisible)
