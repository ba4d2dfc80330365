"""Fields with a label above and room for one sentence below when something is wrong."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

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
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.controls.look import Look
from ui.controls.text import Label, LinkButton, as_typed

_LABEL_GAP = 4
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


class Field(QWidget):
    """A label, an editor, and below it a message with a link that mends what is wrong."""

    mended = Signal()  # the link of the message was pressed

    def __init__(self, look: Look, label: str, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.label = Label(look, label, "small", "text_2")
        self.message = Label(look, "", "small", "danger", True)
        self.link = LinkButton(look, "")
        editor.setAccessibleName(label)
        self.setFocusProxy(editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_LABEL_GAP)
        column.addWidget(self.label)
        column.addWidget(editor)
        column.addWidget(self.message)
        column.addWidget(self.link)
        self.link.clicked.connect(self.mended)
        self.set_error("")

    @property
    def error(self) -> str:
        """The sentence that says what is wrong; empty when nothing is."""
        return self.message.text()

    def set_error(self, text: str, fix: str = "") -> None:
        """Say what is wrong and, as a link, how to mend it; an empty text takes both away."""
        self.message.setText(text)
        self.message.setVisible(bool(text))
        self.link.setText(fix)
        self.link.setAccessibleName(fix)
        self.link.setVisible(bool(text and fix))
        self.editor.setProperty("error", bool(text))
        self.editor.setAccessibleDescription(text)
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)


class LineField(Field):
    """One line of text; Enter or leaving the field commits it, Escape brings back what stood there."""

    committed = Signal(object)  # the text

    def __init__(self, look: Look, label: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        self.line = RestoringLine()
        super().__init__(look, label, self.line, parent)
        self.line.setPlaceholderText(placeholder)
        self.line.editingFinished.connect(self._commit)

    def set_text(self, text: str) -> None:
        """Show a text that is in force."""
        self.line.set_committed(text)

    def _commit(self) -> None:
        if self.line.text() != self.line.committed_text:
            self.line.set_committed(self.line.text())
            self.committed.emit(self.line.text())


class TextField(Field):
    """Several lines of plain text; leaving the field or Ctrl+Enter commits, Escape brings back what stood there."""

    committed = Signal(object)  # the text

    def __init__(self, look: Look, label: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        self.area = _TextArea(look)
        super().__init__(look, label, self.area, parent)
        self.area.setPlaceholderText(placeholder)
        self.area.left.connect(self._commit)

    def set_text(self, text: str) -> None:
        """Show a text that is in force."""
        self.area.set_committed(text)

    def _commit(self) -> None:
        text = self.area.toPlainText()
        if text != self.area.committed_text:
            self.area.set_committed(text)
            self.committed.emit(text)


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a drop-down: what the program knows it by and its word."""

    key: object
    text: str


class ComboField(Field):
    """A choice from a list of words."""

    committed = Signal(object)  # the key of the option

    def __init__(self, look: Look, label: str, options: Sequence[Option] = (), parent: QWidget | None = None) -> None:
        self.combo = QuietCombo()
        super().__init__(look, label, self.combo, parent)
        self._options: tuple[Option, ...] = ()
        self.set_options(options)
        self.combo.activated.connect(self._commit)

    @property
    def key(self) -> object:
        """The key in force, or None where the list is empty."""
        at = self.combo.currentIndex()
        return self._options[at].key if 0 <= at < len(self._options) else None

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other options; the key in force stays where it still exists."""
        before = self.key
        self._options = tuple(options)
        self.combo.clear()
        self.combo.addItems([option.text for option in options])
        self.set_key(before)

    def set_key(self, key: object) -> None:
        """Show an option as the one in force, without telling anybody."""
        at = next((at for at, option in enumerate(self._options) if option.key == key), 0)
        self.combo.setCurrentIndex(at if self._options else -1)

    def _commit(self) -> None:
        self.committed.emit(self.key)


class NumberField(Field):
    """A number with its unit and, inside at the left, where it comes from: a guess, a measure, or a word such as log.

    Arrow keys step by one, Page keys by ten. What is not a number within the bounds stays in the field with a sentence
    that says so, and the link brings the last good number back.
    """

    committed = Signal(object)  # the number, float

    def __init__(
        self,
        look: Look,
        label: str,
        minimum: float = 0.0,
        maximum: float = 100.0,
        unit: str = "%",
        decimals: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        self.line = OriginLine(look, unit)
        super().__init__(look, label, self.line, parent)
        self._least, self._most = minimum, maximum
        self._decimals = decimals
        self._value = minimum
        self.line.stepped.connect(self._step)
        self.line.editingFinished.connect(self._commit)
        self.mended.connect(self._restore)
        self._restore()

    @property
    def value(self) -> float:
        """The last good number."""
        return self._value

    def set_value(self, value: float, origin: str = "") -> None:
        """Show a number that is in force and where it comes from."""
        self._value = value
        self.line.set_origin(origin)
        self._restore()

    def _step(self, by: int) -> None:
        self._take(min(self._most, max(self._least, self._value + by)))

    def _commit(self) -> None:
        typed = self.line.text().strip()
        if typed == self.line.committed_text:
            self.set_error("")
            return
        number = _number(typed)
        if number is not None and self._least <= number <= self._most:
            self._take(number)
            return
        bounds = f"{self._text(self._least)} to {self._text(self._most)}"
        self.set_error(f"“{typed}” is no number from {bounds}.", f"Back to {self._text(self._value)}")

    def _take(self, number: float) -> None:
        changed = number != self._value
        self._value = number
        self._restore()
        if changed:
            self.committed.emit(number)

    def _restore(self) -> None:
        self.set_error("")
        self.line.set_committed(self._text(self._value))

    def _text(self, number: float) -> str:
        return f"{number:.{self._decimals}f}".rstrip("0").rstrip(".") if self._decimals else f"{number:.0f}"


class RestoringLine(QLineEdit):
    """Brings back its committed text on Escape; while nobody types in it, dots and a tip stand for what is cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.committed_text = ""

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
        if event.key() == Qt.Key.Key_Escape and self.text() != self.committed_text:
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


class _TextArea(QPlainTextEdit):
    """Tab leaves it, as it leaves every field; it says when it is left."""

    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.committed_text = ""
        self.setTabChangesFocus(True)

    def set_committed(self, text: str) -> None:
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
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self.committed_text:
            self.setPlainText(self.committed_text)
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def _number(text: str) -> float | None:
    """The number in a text; a comma between digits is read as the decimal point, a per cent sign at the end dropped."""
    try:
        return float(text.removesuffix("%").strip().replace("−", "-").replace(",", "."))
    except ValueError:
        return None
