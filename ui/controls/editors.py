"""What people type into and choose from, without the label: lines, notes and drop-downs that keep to our habits."""

import math

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QStylePainter,
    QToolTip,
    QWidget,
)
from typing_extensions import override

from ui.controls.look import Look
from ui.controls.text import as_typed

_BADGE = 16
_BADGE_INSET = 8
_TEXT_LINES = 4
_FEWEST_TEXT_LINES = 2
# border, padding and the margin of the text
_TEXT_INSET = 9
# what Qt leaves free at either end of a line
_LINE_INSET = 2
_ORIGIN_ICONS = {"guess": "badge-guess", "measured": "badge-measured"}
_ORIGIN_COLOURS = {"guess": "guess", "measured": "measured"}


class RestoringLine(QLineEdit):
    """Brings back its committed text on Escape; while nobody types in it, dots and a tip stand for what is cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.committed_text = ""

    @property
    def is_edited(self) -> bool:
        """Whether it holds text that is neither committed nor taken back."""
        return self.text() != self.committed_text

    def set_committed(self, text: str) -> None:
        """Show a text that is in force; keeps the cursor where somebody types."""
        self.committed_text = text
        if text != self.text():
            self.setText(text)
            if not self.hasFocus():
                # a long text is read from its beginning
                self.setCursorPosition(0)

    @property
    def shown_text(self) -> str:
        """The text as it is to be seen, with dots at its end where there is no room for the whole."""
        if self.hasFocus():
            return self.text()
        return QFontMetricsF(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self._room.width())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_edited:
            self.setText(self.committed_text)
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.shown_text != self.text():
            QToolTip.showText(event.globalPos(), as_typed(self.text()), self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.shown_text
        if shown == self.text():
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(self._room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    @property
    def _room(self) -> QRect:
        """Where the text stands."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inner = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return inner.marginsRemoved(self.textMargins()).adjusted(_LINE_INSET, 0, -_LINE_INSET, 0)


class OriginLine(RestoringLine):
    """A line that shows at the left where its number comes from and at the right its unit."""

    stepped = Signal(object)  # by how much, int

    def __init__(self, look: Look, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._unit = unit
        self._origin = ""
        self.set_origin("")

    @property
    def origin(self) -> str:
        """Where the number comes from."""
        return self._origin

    def set_origin(self, origin: str) -> None:
        """Show another origin: `guess` and `measured` have a badge, others stand there as their word."""
        self._origin = origin
        left = self._badge_width() + 4 if origin else 0
        right = QFontMetricsF(self._look.font("body")).horizontalAdvance(self._unit) + 6 if self._unit else 0
        self.setTextMargins(round(left), 0, round(right), 0)
        self.setToolTip(f"Origin: {origin}" if origin in _ORIGIN_ICONS else "")
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}
        by = steps.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(by)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self._unit:
            painter.setFont(self._look.font("body"))
            painter.setPen(self._look.colour("text_2" if self.isEnabled() else "text_disabled"))
            box = self.rect().adjusted(0, 0, -_BADGE_INSET, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._unit)
        if self._origin:
            self._paint_origin(painter)

    def _paint_origin(self, painter: QPainter) -> None:
        role = _ORIGIN_COLOURS.get(self._origin, "text_2") if self.isEnabled() else "text_disabled"
        icon = _ORIGIN_ICONS.get(self._origin)
        if icon is None:
            painter.setFont(self._look.font("small"))
            painter.setPen(self._look.colour(role))
            box = self.rect().adjusted(_BADGE_INSET, 0, 0, 0)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._origin)
            return
        edge = self._look.scaled(_BADGE)
        picture = self._look.pixmap(icon, role, edge, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(_BADGE_INSET, (self.height() - edge) // 2), picture)

    def _badge_width(self) -> float:
        if self._origin in _ORIGIN_ICONS:
            return self._look.scaled(_BADGE)
        return QFontMetricsF(self._look.font("small")).horizontalAdvance(self._origin)


class QuietCombo(QComboBox):
    """A drop-down that lets the wheel scroll the panel instead of changing the choice."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(64, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints as ever, but ends a choice that is too long with dots, where Qt would cut it through a letter."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        parts = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, parts, self)
        metrics = QFontMetricsF(self.font())
        option.currentText = metrics.elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width() - 2)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class TextArea(QPlainTextEdit):
    """Several lines of plain text: Escape brings back what stood there, Tab leaves it, and it says when it is left."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.committed_text = ""
        self.setTabChangesFocus(True)

    @property
    def is_edited(self) -> bool:
        """Whether it holds text that is neither committed nor taken back."""
        return self.toPlainText() != self.committed_text

    def set_committed(self, text: str) -> None:
        """Show a text that is in force."""
        self.committed_text = text
        if text != self.toPlainText():
            self.setPlainText(text)

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, self._height_of(_TEXT_LINES))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._height_of(_FEWEST_TEXT_LINES))

    def _height_of(self, lines: int) -> int:
        """So high that the last line is shown whole."""
        return math.ceil(lines * QFontMetricsF(self.font()).lineSpacing()) + 2 * _TEXT_INSET

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.is_edited:
            self.setPlainText(self.committed_text)
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
