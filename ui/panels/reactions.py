"""How customers react to what goes wrong, as numbers of the whole journey."""

from typing import Any, Final

from typing_extensions import override

from ui.controls.look import Look
from ui.panels.form import ElementForm
from ui.panels.quantity import QuantityBinding, QuantityField, beside
from workbench.domain.document import Document
from workbench.domain.elements import Reactions
from workbench.domain.reactions import reactions_of
from workbench.editing.structure import add, set_fields

_FIELDS: Final = (
    ("breakdown_calm", "Blow up when calm"),
    ("breakdown_full", "Blow up with a full glass"),
    ("threshold", "The glass is full at"),
    ("sharpness", "How gradual that is"),
    ("leave_calm", "Leave after it, calm"),
    ("leave_full", "Leave after it, furious"),
    ("silent_full", "Leave in silence"),
    ("recovery_drop", "Recovery calms by"),
    ("waiting", "An hour’s wait adds"),
    ("defection_cost", "A lost customer costs"),
)


class ReactionsForm(ElementForm):
    """The numbers behind every breakdown; what nobody has stated stands at its labelled guess."""

    def __init__(self, document: Document, look: Look) -> None:
        super().__init__(document, look)
        self._journey = ""
        self.numbers: dict[str, QuantityField] = {}
        for attribute, label in _FIELDS:
            meant = Reactions.parameters[attribute]
            binding = QuantityBinding(self, meant)
            self.bind(binding)
            field = self.numbers[attribute] = QuantityField(look, label, binding)
            field.editor.setToolTip(f"{meant.label}, {meant.unit}" if meant.unit else meant.label)
        fields = list(self.numbers.values())
        for left, right in zip(fields[::2], fields[1::2], strict=True):
            self.rows.addLayout(beside(left, right))

    @property
    @override
    def current(self) -> Reactions:
        """What is stated of the journey shown, or nothing but guesses."""
        return reactions_of(self.document, self._journey)

    def show_journey(self, journey: str) -> None:
        """Show the reactions of one journey; they come into being with the first number that is stated."""
        self._journey = journey
        self.show_elements([self.current.id] if self.current.id else [])

    @override
    def common(self, attribute: str) -> Any:
        return getattr(self.current, attribute)

    @override
    def put(self, **values: Any) -> None:
        present = self.current
        if present.id:
            set_fields(self.document, present.id, **values)
        else:
            add(self.document, Reactions(id=self.document.new_id(), journey=self._journey, **values))
