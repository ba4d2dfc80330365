"""Where the journey stands as a list, beside the map."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.bridge import Selection
from ui.controls.late import Late
from ui.controls.look import Look
from ui.panels.outline import OutlinePanel
from workbench.domain.document import Document


class OutlinePlace(Late[OutlinePanel]):
    """The outline is made when it is first shown, or while a journey is opened with it in sight."""

    refused = Signal(object)  # a sentence
    phase_wanted = Signal()
    tree_made = Signal(object)  # in which keys of the map act too
    appeared = Signal()

    def __init__(
        self, document: Document, journey: str, selection: Selection, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(lambda place: OutlinePanel(document, journey, selection, look, place), parent)
        self.made.connect(self._hear)

    def set_shown(self, shown: bool) -> None:
        """Show the outline or fold it away."""
        self.setVisible(shown)
        if shown:
            self.fill()
            self.appeared.emit()

    def _hear(self, outline: OutlinePanel) -> None:
        outline.refused.connect(self.refused)
        outline.phase_wanted.connect(self.phase_wanted)
        self.tree_made.emit(outline.tree)
