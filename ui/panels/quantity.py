"""Fields for numbers that know where they come from."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.controls.fields import ComboField, Field, LineField, NumberField, Option
from ui.controls.labels import ORIGINS, percent
from ui.controls.look import Look
from ui.controls.words import Word, WordField
from ui.panels.fold import Fold
from ui.panels.form import VARIOUS, Binding, ElementForm, is_being_typed
from workbench.domain.parameters import Parameter, in_words
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin

_LARGEST: Final = 1e9
_BADGES: Final = {Origin.GUESS: "guess", Origin.LOG: "measured", Origin.SURVEY: "survey", Origin.EXPERT: "expert"}


class QuantityBinding(Binding):
    """One number of the elements shown, or the labelled guess that stands in for it."""

    def __init__(self, form: ElementForm, parameter: Parameter) -> None:
        super().__init__(form)
        self._form = form
        self.parameter = parameter
        self._readers: list[Callable[[Quantity], None]] = []
        self._fields: list[Field] = []

    @property
    def quantity(self) -> Quantity:
        """The number in force; of several elements that of the first."""
        element = self._form.current
        return element.quantity(self.parameter.field) if element is not None else self.parameter.default

    @property
    def differs(self) -> bool:
        """Whether the elements shown have different numbers."""
        return self._form.common(self.parameter.field) == VARIOUS

    def show_in(self, field: Field, reader: Callable[[Quantity], None]) -> None:
        """Let `reader` show the number in `field`."""
        self._fields.append(field)
        self._readers.append(reader)

    @override
    def read(self) -> None:
        """Show the document's number in every field but one that is being typed in."""
        for field, reader in zip(self._fields, self._readers, strict=True):
            if not is_being_typed(field):
                reader(self.quantity)

    @override
    def forget(self) -> None:
        """Drop the messages."""
        for field in self._fields:
            field.set_error("")

    @override
    def field_of(self, attribute: str) -> Field | None:
        """Return the field that shows the number first, in words where there are any."""
        return self._fields[0] if attribute == self.parameter.field else None

    def put(self, field: Field, **changes: Any) -> None:
        """Change parts of the number; a range that no longer encloses it goes, for it was about another number."""
        value = changes.get("value", self.quantity.value)
        kept = {"low": self.quantity.low, "high": self.quantity.high, **changes}
        if "value" in changes:
            kept["low"] = kept["low"] if kept["low"] is not None and kept["low"] <= value else None
            kept["high"] = kept["high"] if kept["high"] is not None and kept["high"] >= value else None
        present = self.quantity
        self._form.attempt(field, lambda: self._form.put(**{self.parameter.field: replace(present, **kept)}))


class QuantityField(NumberField):
    """A number field over one part of a number: its value, its low or its high end."""

    def __init__(self, look: Look, label: str, binding: QuantityBinding, part: str = "value") -> None:
        shares = binding.parameter.maximum == 1.0
        self._scale = 100.0 if shares else 1.0
        most = _LARGEST if binding.parameter.maximum is None else binding.parameter.maximum * self._scale
        least = binding.parameter.minimum * self._scale
        super().__init__(look, label, least, most, "%" if shares else "", 1 if shares else 2)
        self._binding, self._part = binding, part
        binding.show_in(self, self._read)
        self.committed.connect(self._write)

    def _read(self, quantity: Quantity) -> None:
        value = getattr(quantity, self._part)
        origin = _BADGES[quantity.origin] if self._part == "value" else ""
        self.set_value(round(self._scale * (quantity.value if value is None else value), 6), origin)

    def _write(self, number: float) -> None:
        self._binding.put(self, **{self._part: number / self._scale})


class QuantityWords(WordField):
    """A choice of words for a number; choosing one makes the number a guess again."""

    def __init__(self, look: Look, label: str, binding: QuantityBinding, words: tuple[tuple[str, float], ...]) -> None:
        super().__init__(look, label, tuple(Word(text, value, percent(value)) for text, value in words))
        self._binding, self._words = binding, words
        binding.show_in(self, self._read)
        self.committed.connect(self._write)

    def _read(self, quantity: Quantity) -> None:
        small = VARIOUS.lower() if self._binding.differs else percent(quantity.value)
        self.set_value(quantity.value, small, _BADGES[quantity.origin])

    def _write(self, value: float) -> None:
        note = f"in words: {in_words(value, self._words)}"
        self._binding.put(self, value=value, origin=Origin.GUESS, low=None, high=None, note=note, sample=None)


class OriginField(ComboField):
    """Where a number comes from."""

    def __init__(self, look: Look, binding: QuantityBinding) -> None:
        super().__init__(look, "Comes from", tuple(Option(key, text) for key, text in ORIGINS.items()))
        self._binding = binding
        binding.show_in(self, self._read)
        self.committed.connect(self._write)

    def _read(self, quantity: Quantity) -> None:
        self.set_key(quantity.origin)

    def _write(self, origin: object) -> None:
        self._binding.put(self, origin=origin)


class SourceField(LineField):
    """What a number rests on, in words."""

    def __init__(self, look: Look, binding: QuantityBinding) -> None:
        super().__init__(look, "What it rests on", "Who said so, which log, which survey")
        self._binding = binding
        binding.show_in(self, self._read)
        self.committed.connect(self._write)

    def _read(self, quantity: Quantity) -> None:
        self.set_text(quantity.note)

    def _write(self, note: str) -> None:
        self._binding.put(self, note=note)


class QuantityEditor(QWidget):
    """A number in words first, then as a number with its origin; its range and source lie under a fold."""

    def __init__(
        self, form: ElementForm, label: str, parameter: Parameter, words: tuple[tuple[str, float], ...]
    ) -> None:
        super().__init__(form)
        look = form.look
        self.binding = QuantityBinding(form, parameter)
        form.bind(self.binding)
        self.words = QuantityWords(look, label, self.binding, words)
        self.number = QuantityField(look, "As a number", self.binding)
        self.origin = OriginField(look, self.binding)
        self.low = QuantityField(look, "At least", self.binding, "low")
        self.high = QuantityField(look, "At most", self.binding, "high")
        self.source = SourceField(look, self.binding)
        self.fold = Fold(look, "Range and source")
        self.fold.rows.addLayout(beside(self.low, self.high))
        self.fold.rows.addWidget(self.source)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addLayout(beside(self.number, self.origin))
        column.addWidget(self.fold)


def beside(*widgets: QWidget) -> QHBoxLayout:
    """Return widgets side by side, equally wide."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget, 1)
    return row
