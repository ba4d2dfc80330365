"""The tabs at the head of a panel."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget
from typing_extensions import override

from ui.controls.look import Look

_HEIGHT = 40
_PADDING = 10


class PanelTabs(QTabBar):
    """Words with a line of accent under the one in force; choosing one moves none of the others."""

    def __init__(self, look: Look, name: str, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMovable(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for title in titles:
            self.addTab(title)

    @override
    def tabSizeHint(self, index: int) -> QSize:
        wide = QFontMetricsF(self._look.font("body_strong")).horizontalAdvance(self.tabText(index))
        return QSize(round(wide) + 2 * _PADDING, self._look.scaled(_HEIGHT))

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        return QSize(3 * _PADDING, self._look.scaled(_HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.colour("line"))
        for index in range(self.count()):
            self._paint_tab(painter, index, QRectF(self.tabRect(index)))

    def _paint_tab(self, painter: QPainter, index: int, box: QRectF) -> None:
        current = index == self.currentIndex()
        painter.setFont(self._look.font("body_strong" if current else "body"))
        role = "text" if current else "text_2"
        painter.setPen(self._look.colour(role if self.isTabEnabled(index) else "text_disabled"))
        text = QFontMetricsF(painter.font()).elidedText(self.tabText(index), self.elideMode(), box.width() - 8)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        if current:
            thick = self._look.theme.stroke["selected"]
            painter.fillRect(QRectF(box.left(), self.height() - thick, box.width(), thick), self._look.colour("accent"))
