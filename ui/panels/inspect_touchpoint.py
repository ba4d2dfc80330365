"""Everything about one touchpoint."""

from typing import Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.bridge import Selection
from ui.controls.fields import ComboField, Field, Option, TextField
from ui.controls.labels import OUTSIDE
from ui.controls.look import Look
from ui.controls.text import Label
from ui.panels.column import rule, section, stack
from ui.panels.detail_field import DetailField
from ui.panels.fold import Fold
from ui.panels.form import VARIOUS, Binding, ElementForm, is_being_typed
from ui.panels.ownership_form import OwnershipForm
from ui.panels.quantity import QuantityBinding, QuantityEditor, QuantityField, beside
from ui.panels.ways import WayList, influences_from, ways_from
from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint, Transition
from workbench.domain.labels import CHANNELS, CONTROLS, LAYERS
from workbench.domain.parameters import ANNOYANCE_WORDS, FREQUENCY_WORDS, TOUCHPOINT_PARAMETERS
from workbench.domain.places import NOT_PLACED, phases_in_order
from workbench.domain.values import Quantity
from workbench.editing.structure import set_fields, set_share
from workbench.editing.together import move_to_phase

_MORE: Final = (
    ("soothing", "A success soothes"),
    ("carry_over", "Irritation adds"),
    ("retry", "Try again at once"),
    ("recovery_quality", "Made good"),
    ("contact_cost", "Cost of a contact"),
    ("recovery_cost", "Cost of a breakdown"),
    ("contact_time", "Minutes a contact"),
    ("recovery_time", "Minutes a breakdown"),
    ("handling_time", "Staff minutes a contact"),
)


class TouchpointForm(ElementForm):
    """The fields of one touchpoint: what it is, who answers for it, how it fails, where it leads."""

    def __init__(self, document: Document, journey: str, selection: Selection, look: Look) -> None:
        super().__init__(document, look)
        self._selection = selection
        self.name = self.name_line("Touchpoint")
        self.phase = PhaseField(self, journey)
        self.channel = self.choice("Channel", "channel", CHANNELS)
        self.layer = self.choice("Layer", "layer", LAYERS)
        self.control = self.choice("In whose hands it lies", "control", CONTROLS)
        self.moment_of_truth = self.check_box("Moment of truth", "moment_of_truth")
        self.ownership = OwnershipForm(document, look)
        self.failure = QuantityEditor(
            self, "How often does it go wrong?", TOUCHPOINT_PARAMETERS["failure"], FREQUENCY_WORDS
        )
        self.severity = QuantityEditor(
            self, "How annoying is it then?", TOUCHPOINT_PARAMETERS["severity"], ANNOYANCE_WORDS
        )
        self.more: dict[str, QuantityField] = {}
        self.ways = WayList(look, "Nothing follows: the journey ends here.")
        self.influences = WayList(look, "A failure here makes no later one likelier.")
        self.questions = QuestionsField(self)
        self.evidence = self.text_area("Evidence", "evidence", "What was seen, heard or counted")
        self.notes = self.text_area("Notes", "notes")
        self.detail = DetailField(self)
        self._build()

    @override
    def refresh(self) -> None:
        """Take over what has changed in the document."""
        touchpoint = self.document.find(Touchpoint, self.ids[0] if self.ids else None)
        if touchpoint is None:
            return
        super().refresh()
        self.phase.refresh()
        self.detail.refresh()
        self.ownership.show_elements(self.ids)
        self._numbers.setVisible(touchpoint.is_controllable)
        self._outside.setVisible(not touchpoint.is_controllable)
        self.ways.show_ways(self.document, ways_from(self.document, touchpoint.id))
        self.influences.show_ways(self.document, influences_from(self.document, touchpoint.id))

    def _build(self) -> None:
        self.rows.addWidget(self.name)
        self.rows.addWidget(self.phase)
        self.rows.addLayout(beside(self.channel, self.layer))
        self.rows.addWidget(self.control)
        self.rows.addWidget(self.moment_of_truth)
        self.rows.addWidget(rule())
        self.rows.addWidget(self.ownership)
        self.rows.addWidget(rule())
        self._outside = Label(self.look, OUTSIDE, "body", "text_2", True)
        self._numbers = QWidget()
        self._numbers.setLayout(stack(self.failure, self.severity, self._more_numbers(), spacing=12))
        for part in (self._outside, self._numbers, rule()):
            self.rows.addWidget(part)
        self.rows.addLayout(stack(section(self.look, "Ways out"), self.ways))
        self.rows.addLayout(stack(section(self.look, "What it carries on"), self.influences))
        for part in (rule(), self.questions, self.evidence, self.notes, self.detail):
            self.rows.addWidget(part)
        for ways in (self.ways, self.influences):
            ways.followed.connect(self._select)
        self.ways.changed.connect(self._set_share)
        self.influences.changed.connect(self._set_strength)

    def _more_numbers(self) -> Fold:
        fold = Fold(self.look, "More numbers")
        for parameter, label in _MORE:
            meant = Touchpoint.parameters[parameter]
            binding = QuantityBinding(self, meant)
            self.bind(binding)
            field = self.more[parameter] = QuantityField(self.look, label, binding)
            field.editor.setToolTip(f"{meant.label}, {meant.unit}" if meant.unit else meant.label)
        fields = list(self.more.values())
        for first in range(0, len(fields), 2):
            fold.rows.addLayout(beside(*fields[first : first + 2]))
        return fold

    def _select(self, way: str) -> None:
        self._selection.set([way])

    def _set_share(self, way: str, share: float) -> None:
        present = self.document.get(Transition, way).weight
        line = self.ways.lines[way]
        self.attempt(line.number, lambda: set_share(self.document, way, Quantity(share, present.origin)))

    def _set_strength(self, way: str, strength: float) -> None:
        line = self.influences.lines[way]
        label = "Change the strength of an influence"
        self.attempt(line.number, lambda: set_fields(self.document, way, label, strength=Quantity(strength)))


class PhaseField(ComboField):
    """The phase of the touchpoints that a form shows; choosing another moves them there."""

    def __init__(self, form: ElementForm, journey: str) -> None:
        super().__init__(form.look, "Phase")
        self._form = form
        self._journey = journey
        self._shown: tuple[Option, ...] = ()
        self.committed.connect(self._move)

    def refresh(self) -> None:
        """Offer the journey's phases and show the one in force."""
        present = self._form.common("phase")
        options = [Option(each.id, each.name) for each in phases_in_order(self._form.document, self._journey)]
        options.append(Option(None, NOT_PLACED))
        if present not in [option.key for option in options]:
            options.insert(0, Option(present, str(present)))
        if tuple(options) != self._shown:
            self._shown = tuple(options)
            self.set_options(options)
        self.set_key(present)

    def _move(self, phase: object) -> None:
        if phase == VARIOUS:
            return
        target = phase if isinstance(phase, str) else None
        self._form.attempt(self, lambda: move_to_phase(self._form.document, self._form.ids, target))
        self.refresh()


class QuestionsField(TextField):
    """What customers ask themselves at a touchpoint, one question a line."""

    def __init__(self, form: ElementForm) -> None:
        super().__init__(form.look, "Customers ask themselves", "One question a line: Did it take long?")
        form.bind(_QuestionsBinding(form, self))


class _QuestionsBinding(Binding):
    def __init__(self, form: ElementForm, field: TextField) -> None:
        super().__init__(form)
        self._form, self._field = form, field
        field.committed.connect(self._commit)

    @override
    def read(self) -> None:
        if not is_being_typed(self._field):
            self._field.set_text(self._stated())

    @override
    def forget(self) -> None:
        self._field.set_error("")
        self._field.set_text(self._stated())

    def _stated(self) -> str:
        touchpoint = self._form.current
        return "\n".join(touchpoint.questions) if isinstance(touchpoint, Touchpoint) else ""

    def _commit(self, text: str) -> None:
        lines = (" ".join(line.split()) for line in text.splitlines())
        field: Field = self._field
        self._form.write(field, questions=tuple(line for line in lines if line))
