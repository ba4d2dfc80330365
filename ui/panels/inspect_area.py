"""What is to be said about a note or a frame; none of it counts in the simulation."""

from ui.controls.fields import TextField
from ui.controls.labels import NOTE_COLOURS
from ui.controls.look import Look
from ui.controls.text import Label
from ui.panels.form import ElementForm, NameBinding
from workbench.domain.document import Document

_LOCKED = "Locked against changes by accident"


class NoteForm(ElementForm):
    """The note's text, its colour and whether it is locked."""

    def __init__(self, document: Document, look: Look) -> None:
        super().__init__(document, look)
        self.text = TextField(look, "Note")
        self.bind(NameBinding(self, self.text, "text"))
        self.colour = self.choice("Colour", "colour", NOTE_COLOURS)
        self.locked = self.check_box(_LOCKED, "locked")
        for field in (self.text, self.colour, self.locked):
            self.rows.addWidget(field)


class FrameForm(ElementForm):
    """The frame's name and whether it is locked."""

    def __init__(self, document: Document, look: Look) -> None:
        super().__init__(document, look)
        self.name = self.name_line("Frame")
        self.locked = self.check_box(_LOCKED, "locked")
        explanation = Label(look, "What lies wholly inside moves with the frame.", "small", "text_2", True)
        for field in (self.name, self.locked, explanation):
            self.rows.addWidget(field)
