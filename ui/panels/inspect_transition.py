"""What lies between two touchpoints: a way that customers take, or the harm that one failure does to another."""

from typing import Final

from typing_extensions import override

from ui.bridge import Selection
from ui.controls.fields import Field, NumberField
from ui.controls.labels import KINDS
from ui.controls.look import Look
from ui.controls.text import Label, LinkButton
from ui.panels.column import stack
from ui.panels.form import ElementForm, is_being_typed
from ui.panels.quantity import QuantityBinding, QuantityField, SourceField
from workbench.domain.document import Document
from workbench.domain.elements import Influence, Touchpoint, Transition
from workbench.domain.parameters import INFLUENCE_PARAMETERS
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin
from workbench.editing.structure import set_share

_SHARES: Final = ("weight", "routing", "failure_demand")


class _EndsForm(ElementForm):
    """A form with links to the two touchpoints that something joins."""

    def __init__(self, document: Document, selection: Selection, look: Look) -> None:
        super().__init__(document, look)
        self._selection = selection
        self.source = LinkButton(look, "")
        self.target = LinkButton(look, "")
        self.source.clicked.connect(self._select_source)
        self.target.clicked.connect(self._select_target)
        self.rows.addLayout(stack(Label(look, "From", "small", "text_2"), self.source, spacing=0))
        self.rows.addLayout(stack(Label(look, "To", "small", "text_2"), self.target, spacing=0))

    @override
    def refresh(self) -> None:
        """Take over what has changed in the document."""
        joined = self.current
        if not isinstance(joined, Transition | Influence):
            return
        super().refresh()
        for link, end in ((self.source, joined.source), (self.target, joined.target)):
            touchpoint = self.document.find(Touchpoint, end)
            link.setText(touchpoint.name if touchpoint else "The end of the journey")
            link.setEnabled(touchpoint is not None)
            link.setAccessibleName(f"Select {link.text()}")
            link.updateGeometry()

    def _select_source(self) -> None:
        if isinstance(self.current, Transition | Influence):
            self._selection.set([self.current.source])

    def _select_target(self) -> None:
        if isinstance(self.current, Transition | Influence):
            self._selection.set([self.current.target])


class TransitionForm(_EndsForm):
    """From where to where, why, and how many take it."""

    def __init__(self, document: Document, selection: Selection, look: Look) -> None:
        super().__init__(document, selection, look)
        self.kind = self.choice("Why customers take it", "kind", KINDS)
        self.share = NumberField(look, "Share of those who leave")
        self.condition = self.text_line("Condition", "condition", "When it is taken, in words")
        self.share.committed.connect(self._set_share)
        for field in (self.kind, self.share, self.condition):
            self.rows.addWidget(field)

    @override
    def refresh(self) -> None:
        """Take over what has changed in the document."""
        super().refresh()
        transition = self.current
        if isinstance(transition, Transition) and not is_being_typed(self.share):
            origin = {Origin.GUESS: "guess", Origin.LOG: "measured"}.get(transition.weight.origin, "")
            self.share.set_value(round(100 * transition.weight.value, 6), origin)

    @override
    def field_of(self, attribute: str) -> Field | None:
        """Return the field for the share, whatever kind of way it is a share of."""
        return self.share if attribute in _SHARES else super().field_of(attribute)

    def _set_share(self, number: float) -> None:
        transition = self.document.get(Transition, self.ids[0])
        share = Quantity(number / 100, transition.weight.origin)
        self.attempt(self.share, lambda: set_share(self.document, transition.id, share))


class InfluenceForm(_EndsForm):
    """How much a failure at one touchpoint adds to the chance of failure at a later one."""

    def __init__(self, document: Document, selection: Selection, look: Look) -> None:
        super().__init__(document, selection, look)
        binding = QuantityBinding(self, INFLUENCE_PARAMETERS["strength"])
        self.bind(binding)
        self.strength = QuantityField(look, "Added chance of failure", binding)
        self.source_of_number = SourceField(look, binding)
        self.notes = self.text_area("Notes", "notes")
        for field in (self.strength, self.source_of_number, self.notes):
            self.rows.addWidget(field)
