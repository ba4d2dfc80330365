"""Fields with a label above and room for one sentence below when something is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.editors import OriginLine, QuietCombo, RestoringLine, TextArea
from ui.controls.look import Look
from ui.controls.text import Label, LinkButton

_LABEL_GAP = 4


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
        if self.line.is_edited:
            self.line.set_committed(self.line.text())
            self.committed.emit(self.line.text())


class TextField(Field):
    """Several lines of plain text; leaving the field or Ctrl+Enter commits, Escape brings back what stood there."""

    committed = Signal(object)  # the text

    def __init__(self, look: Look, label: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        self.area = TextArea()
        super().__init__(look, label, self.area, parent)
        self.area.setPlaceholderText(placeholder)
        self.area.left.connect(self._commit)

    def set_text(self, text: str) -> None:
        """Show a text that is in force."""
        self.area.set_committed(text)

    def _commit(self) -> None:
        if self.area.is_edited:
            text = self.area.toPlainText()
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


def _number(text: str) -> float | None:
    """The number in a text; a comma between digits is read as the decimal point, a per cent sign at the end dropped."""
    try:
        return float(text.removesuffix("%").strip().replace("−", "-").replace(",", "."))
    except ValueError:
        return None
