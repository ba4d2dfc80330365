"""What is to be said about one phase."""

from ui.controls.labels import STAGES
from ui.controls.look import Look
from ui.panels.form import ElementForm
from workbench.domain.document import Document


class PhaseForm(ElementForm):
    """Name, stage and what customers enter the phase with."""

    def __init__(self, document: Document, look: Look) -> None:
        super().__init__(document, look)
        self.name = self.name_line("Phase")
        self.short_name = self.text_line("Short name", "short_name", "One word, for narrow columns")
        self.stage = self.choice("Stage", "stage", STAGES)
        self.expectation = self.text_area("What customers expect on entering", "expectation")
        for field in (self.name, self.short_name, self.stage, self.expectation):
            self.rows.addWidget(field)
