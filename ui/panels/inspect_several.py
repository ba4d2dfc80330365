"""What several touchpoints can be told at once."""

from typing_extensions import override

from ui.controls.labels import OUTSIDE
from ui.controls.look import Look
from ui.controls.text import Label
from ui.panels.column import rule
from ui.panels.form import ElementForm
from ui.panels.inspect_touchpoint import PhaseField
from ui.panels.ownership_form import OwnershipForm
from ui.panels.quantity import QuantityBinding, QuantityWords
from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.domain.labels import CHANNELS
from workbench.domain.parameters import FREQUENCY_WORDS, TOUCHPOINT_PARAMETERS


class SeveralForm(ElementForm):
    """The fields that several touchpoints share; each writes to all of them in one step."""

    def __init__(self, document: Document, journey: str, look: Look) -> None:
        super().__init__(document, look)
        self.title = Label(look, "", "sentence")
        self.ownership = OwnershipForm(document, look)
        self.channel = self.choice("Channel", "channel", CHANNELS)
        self.phase = PhaseField(self, journey)
        binding = QuantityBinding(self, TOUCHPOINT_PARAMETERS["failure"])
        self.bind(binding)
        self.failure = QuantityWords(look, "How often do they go wrong?", binding, FREQUENCY_WORDS)
        self._outside = Label(look, "", "small", "text_2", True)
        for part in (self.title, self.ownership, rule(), self.phase, self.channel, self.failure, self._outside):
            self.rows.addWidget(part)

    @override
    def refresh(self) -> None:
        """Take over what has changed in the document."""
        touchpoints = [self.document.find(Touchpoint, each) for each in self.ids]
        if not self.ids or None in touchpoints:
            return
        super().refresh()
        self.title.setText(f"{len(self.ids):,} touchpoints")
        self.phase.refresh()
        self.ownership.show_elements(self.ids)
        outside = sum(1 for each in touchpoints if each is not None and not each.is_controllable)
        self.failure.setVisible(outside < len(touchpoints))
        count = "One of them is" if outside == 1 else f"{outside:,} of them are"
        self._outside.setText(f"{count} {OUTSIDE[0].lower()}{OUTSIDE[1:]}")
        self._outside.setVisible(outside > 0)
