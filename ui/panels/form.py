"""Forms over elements: each field reads one attribute and writes it through a verb, as one step of undo."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QCheckBox, QVBoxLayout, QWidget
from typing_extensions import override

from ui.controls.editors import RestoringLine, TextArea
from ui.controls.fields import ComboField, Field, LineField, Option, TextField
from ui.controls.look import Look
from workbench.domain.document import Document
from workbench.domain.elements import Element
from workbench.domain.problems import DomainProblem
from workbench.editing.structure import rename, set_fields
from workbench.editing.together import set_fields_of_all

VARIOUS = "Various"
_Word = TypeVar("_Word", bound=StrEnum)


class ElementForm(QWidget):
    """The fields of one kind of element, reused for whichever elements of it are shown."""

    def __init__(self, document: Document, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.look = look
        self.ids: tuple[str, ...] = ()
        self._bindings: list[Binding] = []
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(12)

    @property
    def current(self) -> Element | None:
        """The element shown; of several the first."""
        return self.document.elements.get(self.ids[0]) if self.ids else None

    def show_elements(self, ids: Sequence[str]) -> None:
        """Show other elements; what was typed and not committed goes, as do old messages."""
        if tuple(ids) != self.ids:
            self.ids = tuple(ids)
            for binding in self._bindings:
                binding.forget()
        self.refresh()

    def refresh(self) -> None:
        """Take over what has changed in the document, except into a field in which somebody is typing."""
        if self.current is not None:
            for binding in self._bindings:
                binding.read()

    def field_of(self, attribute: str) -> Field | None:
        """Return the field in which a number is changed, or None where the form has none for it."""
        return next((found for each in self._bindings if (found := each.field_of(attribute)) is not None), None)

    def common(self, attribute: str) -> Any:
        """Return the attribute's value where all elements shown agree, VARIOUS where they do not."""
        values = [getattr(self.document.elements[each], attribute) for each in self.ids]
        return values[0] if all(value == values[0] for value in values) else VARIOUS

    def write(self, field: Field | None, **values: Any) -> None:
        """Give the elements shown other values; what is refused is said at the field."""
        self.attempt(field, lambda: self.put(**values))

    def put(self, **values: Any) -> None:
        """Give the elements shown other values; raises DomainProblem for what they cannot hold."""
        if len(self.ids) == 1:
            set_fields(self.document, self.ids[0], **values)
        else:
            set_fields_of_all(self.document, self.ids, **values)

    def attempt(self, field: Field | None, verb: Callable[[], object]) -> bool:
        """Carry out a verb and return whether it was accepted; what it refuses is said at the field."""
        try:
            verb()
        except DomainProblem as problem:
            if field is not None:
                field.set_error(str(problem))
            return False
        if field is not None:
            field.set_error("")
        return True

    def bind(self, binding: "Binding") -> None:
        """Keep a binding in step with the document."""
        self._bindings.append(binding)

    def name_line(self, label: str, attribute: str = "name") -> LineField:
        """Return a field for the name by which the element is known; it cannot be empty."""
        field = LineField(self.look, label)
        self.bind(NameBinding(self, field, attribute))
        return field

    def text_line(self, label: str, attribute: str, placeholder: str = "") -> LineField:
        """Return a field for one line of text."""
        field = LineField(self.look, label, placeholder)
        self.bind(TextBinding(self, field, attribute))
        return field

    def text_area(self, label: str, attribute: str, placeholder: str = "") -> TextField:
        """Return a field for several lines of text."""
        field = TextField(self.look, label, placeholder)
        self.bind(TextBinding(self, field, attribute))
        return field

    def choice(self, label: str, attribute: str, words: Mapping[_Word, str]) -> ComboField:
        """Return a field for one of the vocabulary's words."""
        field = ComboField(self.look, label)
        options = tuple(Option(key, text) for key, text in words.items())
        self.bind(ChoiceBinding(self, field, attribute, options))
        return field

    def check_box(self, text: str, attribute: str) -> QCheckBox:
        """Return a field for yes or no."""
        box = QCheckBox(text)
        box.setAccessibleName(text)
        self.bind(CheckBinding(self, box, attribute))
        return box


class Binding(QObject):
    """Joins one field to what it shows; `read` takes the document's value over, `forget` what is typed and unsaid."""

    def read(self) -> None:
        """Show the document's value."""
        raise NotImplementedError

    def forget(self) -> None:
        """Drop messages and half-typed text, for another element is about to be shown."""

    def field_of(self, attribute: str) -> Field | None:  # noqa: ARG002 (bindings of numbers look at it)
        """Return the field of a number, or None where this is not that number."""
        return None


class TextBinding(Binding):
    """Text, as it is typed."""

    def __init__(self, form: ElementForm, field: LineField | TextField, attribute: str) -> None:
        super().__init__(form)
        self._form, self._field, self._attribute = form, field, attribute
        field.committed.connect(self._commit)

    @override
    def read(self) -> None:
        """Show the document's text unless somebody is typing another."""
        if not is_being_typed(self._field):
            self._field.set_text(str(self._form.common(self._attribute)))

    @override
    def forget(self) -> None:
        """Drop what is typed."""
        self._field.set_error("")
        self._field.set_text(str(self._form.common(self._attribute)) if self._form.current else "")

    def _commit(self, text: str) -> None:
        self._form.write(self._field, **{self._attribute: text})


class NameBinding(TextBinding):
    """A name; where it is refused, the name from before stays in force and Escape brings it back."""

    @override
    def _commit(self, text: str) -> None:
        element_id = self._form.ids[0]
        if self._form.attempt(self._field, lambda: rename(self._form.document, element_id, text)):
            self.read()
        elif isinstance(self._field, LineField):
            self._field.line.committed_text = str(self._form.common(self._attribute))


class ChoiceBinding(Binding):
    """One of several words; elements that differ show a word of their own until one is chosen."""

    def __init__(self, form: ElementForm, field: ComboField, attribute: str, options: tuple[Option, ...]) -> None:
        super().__init__(form)
        self._form, self._field, self._attribute, self._options = form, field, attribute, options
        self._shown: tuple[Option, ...] = ()
        field.committed.connect(self._commit)

    def set_options(self, options: tuple[Option, ...]) -> None:
        """Offer other words."""
        self._options = options

    @override
    def read(self) -> None:
        """Show the document's choice."""
        value = self._form.common(self._attribute)
        options = self._options if value != VARIOUS else (Option(VARIOUS, VARIOUS), *self._options)
        if options != self._shown:
            self._shown = options
            self._field.set_options(options)
        self._field.set_key(value)

    @override
    def forget(self) -> None:
        """Drop the message."""
        self._field.set_error("")

    def _commit(self, key: object) -> None:
        if key != VARIOUS:
            self._form.write(self._field, **{self._attribute: key})


class CheckBinding(Binding):
    """Yes or no."""

    def __init__(self, form: ElementForm, box: QCheckBox, attribute: str) -> None:
        super().__init__(form)
        self._form, self._box, self._attribute = form, box, attribute
        box.clicked.connect(self._commit)

    @override
    def read(self) -> None:
        """Show the document's value."""
        self._box.setChecked(self._form.common(self._attribute) is True)

    def _commit(self, checked: bool) -> None:
        self._form.write(None, **{self._attribute: checked})


def is_being_typed(field: Field) -> bool:
    """Return whether the field holds text that is neither committed nor taken back."""
    editor = field.editor
    return editor is QApplication.focusWidget() and isinstance(editor, RestoringLine | TextArea) and editor.is_edited
