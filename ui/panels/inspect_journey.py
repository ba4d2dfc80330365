"""What is to be said about the journey as a whole; shown while nothing is selected."""

from typing_extensions import override

from ui.controls.fields import Field, NumberField
from ui.controls.labels import STATES
from ui.controls.look import Look
from ui.panels.fold import Fold
from ui.panels.form import ElementForm, is_being_typed
from ui.panels.party_picker import PartyPicker
from ui.panels.reactions import ReactionsForm
from workbench.domain.document import Document
from workbench.domain.elements import Journey, Person
from workbench.domain.values import Quantity
from workbench.editing.stewardship import name_steward
from workbench.editing.structure import set_fields

_MOST_CUSTOMERS = 1e9


class JourneyForm(ElementForm):
    """Title, goal, scope, state, who answers for the whole, how many customers come, and how they react."""

    def __init__(self, document: Document, look: Look) -> None:
        super().__init__(document, look)
        self.title = self.name_line("Journey, from the customer’s side", "title")
        self.goal = self.text_line("Goal", "goal", "What the customer wants to have done")
        self.scope = self.text_line("Scope", "scope", "From where to where")
        self.state = self.choice("State", "state", STATES)
        self.steward = PartyPicker(look, "Answers for the whole", "Nobody yet")
        self.customers = NumberField(look, "Customers a month", 0.0, _MOST_CUSTOMERS, "", 0)
        self.notes = self.text_area("Notes", "notes")
        self.reactions = ReactionsForm(document, look)
        how_they_react = Fold(look, "How customers react")
        how_they_react.rows.addWidget(self.reactions)
        self.steward.chosen.connect(self._choose)
        self.steward.named.connect(self._name)
        self.customers.committed.connect(self._set_customers)
        fields = (
            self.title,
            self.goal,
            self.scope,
            self.state,
            self.steward,
            self.customers,
            how_they_react,
            self.notes,
        )
        for field in fields:
            self.rows.addWidget(field)

    @override
    def refresh(self) -> None:
        """Take over what has changed in the document."""
        journey = self.current
        if not isinstance(journey, Journey):
            return
        super().refresh()
        self.reactions.show_journey(journey.id)
        people = {person.name: person.id for person in self.document.of(Person)}
        self.steward.show_parties(people, journey.steward)
        if not is_being_typed(self.customers):
            count = journey.customers_a_month
            self.customers.set_value(count.value if count else 0.0, "guess" if count and count.is_guess else "")

    @override
    def field_of(self, attribute: str) -> Field | None:
        """Return the field of a number of the journey or of how its customers react."""
        return super().field_of(attribute) or self.reactions.field_of(attribute)

    def _choose(self, person: str | None) -> None:
        self.write(self.steward, steward=person)

    def _name(self, name: str) -> None:
        self.attempt(self.steward, lambda: name_steward(self.document, self.ids[0], name))

    def _set_customers(self, number: float) -> None:
        quantity = Quantity(number) if number else None
        label = "Change the customers a month"
        self.attempt(self.customers, lambda: set_fields(self.document, self.ids[0], label, customers_a_month=quantity))
