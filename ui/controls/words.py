"""Everyday words in place of numbers, with the number small behind each."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from ui.controls.editors import QuietCombo
from ui.controls.fields import Field
from ui.controls.look import Look
from ui.controls.painted_rows import PaintedRows

_PADDING = 10
_GAP = 8
_ARROW_SPACE = 24
_BADGE = 16


@dataclass(frozen=True, slots=True)
class Word:
    """A word such as "now and then", the number it stands for, and how that number is written behind it."""

    text: str
    value: float
    small: str


class WordField(Field):
    """A choice of words; a number between two words shows the nearer word with its own number behind it."""

    committed = Signal(object)  # the value of the word, float

    def __init__(self, look: Look, label: str, words: Sequence[Word], parent: QWidget | None = None) -> None:
        self.picker = WordPicker(look, words)
        super().__init__(look, label, self.picker, parent)
        self.picker.activated.connect(self._commit)

    @property
    def value(self) -> float:
        """The number in force."""
        return self.picker.value

    def set_value(self, value: float, small: str = "", origin: str = "") -> None:
        """Show a number that is in force, how it is written where it is not a word's own, and where it comes from."""
        self.picker.set_value(value, small, origin)

    def _commit(self, index: int) -> None:
        word = self.picker.words[index]
        self.picker.set_value(word.value, origin=self.picker.origin)
        self.committed.emit(word.value)


class WordPicker(QuietCombo):
    """A drop-down of words; keys type a word or step, the closed box and the list show the same two columns."""

    def __init__(self, look: Look, words: Sequence[Word], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.words = tuple(words)
        self._value = words[0].value
        self._small = words[0].small
        self._origin = ""
        self.addItems([word.text for word in words])
        self.setItemDelegate(_WordDelegate(look, self.words, self))

    @property
    def value(self) -> float:
        """The number in force."""
        return self._value

    @property
    def origin(self) -> str:
        """Where the number comes from."""
        return self._origin

    def set_value(self, value: float, small: str = "", origin: str = "") -> None:
        """Show the nearest word, with `small` or the word's own number behind it."""
        nearest = min(range(len(self.words)), key=lambda at: abs(self.words[at].value - value))
        self._value, self._origin = value, origin
        self._small = small or self.words[nearest].small
        self.setCurrentIndex(nearest)
        self.setAccessibleDescription(" ".join(filter(None, (self._small, origin))))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        font = QFontMetricsF(self._look.font("body"))
        widest = max(font.horizontalAdvance(word.text + word.small) for word in self.words)
        badge = self._look.scaled(_BADGE) + _GAP
        return QSize(round(widest + badge) + 2 * _PADDING + _GAP + _ARROW_SPACE, self._look.control_height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = QStyleOptionComboBox()
        self.initStyleOption(ground)
        self.style().drawComplexControl(QStyle.ComplexControl.CC_ComboBox, ground, painter, self)
        box = QRectF(self.rect()).adjusted(_PADDING, 0, -_ARROW_SPACE, 0)
        if self._origin == "guess" and self.isEnabled():
            edge = self._look.scaled(_BADGE)
            picture = self._look.pixmap("badge-guess", "guess", edge, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(box.left(), (self.height() - edge) / 2), picture)
            box.setLeft(box.left() + edge + 6)
        roles = ("text", "text_2") if self.isEnabled() else ("text_disabled", "text_disabled")
        paint_word(painter, self._look, box, (self.currentText(), self._small), roles)


class _WordDelegate(PaintedRows):
    """Draws a row of the open list: the word, and its number in small."""

    def __init__(self, look: Look, words: Sequence[Word], parent: QWidget) -> None:
        super().__init__(look, parent)
        self._words = words

    @override
    def paint_row(
        self, painter: QPainter, box: QRectF, index: QModelIndex | QPersistentModelIndex, selected: bool
    ) -> None:
        word = self._words[index.row()]
        box = box.adjusted(_PADDING, 0, -_PADDING, 0)
        ink = "on_accent_soft" if selected else "text"
        paint_word(painter, self._look, box, (word.text, word.small), (ink, ink if selected else "text_2"))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._look.control_height("control_compact"))


def paint_word(painter: QPainter, look: Look, box: QRectF, texts: tuple[str, str], roles: tuple[str, str]) -> None:
    """Draw a word from the left of a box and its number in small right behind it."""
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(look.font("body"))
    painter.setPen(look.colour(roles[0]))
    painter.drawText(box, middle, texts[0])
    left = box.left() + QFontMetricsF(painter.font()).horizontalAdvance(texts[0]) + _GAP
    painter.setFont(look.font("small"))
    painter.setPen(look.colour(roles[1]))
    painter.drawText(QRectF(left, box.top(), max(0.0, box.right() - left), box.height()), middle, texts[1])
