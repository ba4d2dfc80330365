"""The journey as an indented list at the left of the map, and as text that can be written."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.bridge import Selection
from ui.controls.buttons import Button
from ui.controls.empty import EmptyState
from ui.controls.look import Look
from ui.panels.column import section
from ui.panels.filter_field import FilterField
from ui.panels.outline_editor import OutlineEditor
from ui.panels.outline_tree import OutlineTree
from ui.panels.watching import ShownWatch
from workbench.domain.document import Document


class OutlinePanel(QWidget):
    """A tree of phases and touchpoints with the map's selection, and a mode in which it is plain text."""

    refused = Signal(object)  # a sentence
    phase_wanted = Signal()

    def __init__(
        self, document: Document, journey: str, selection: Selection, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self.tree = OutlineTree(document, journey, selection, look)
        self.editor = OutlineEditor(document, journey, look)
        self.as_text = Button(look, "Edit as text", "outlined", size="control_compact")
        self.empty = EmptyState(
            look,
            "outline",
            "No phases yet",
            "Phases are the columns of the map. Write one a line as text, or add the first one here.",
            "Add a phase",
            "tool-phase",
        )
        self.filter = FilterField("Show only rows of the outline with", self.tree)
        self._pages = QStackedWidget()
        for page in (self.tree, self.empty, self.editor):
            self._pages.addWidget(page)
        self._build(look)
        ShownWatch(self, document, self._refresh)
        self._refresh()

    @property
    def is_text(self) -> bool:
        """Whether the outline is shown as text."""
        return self._pages.currentWidget() is self.editor

    def show_text(self) -> None:
        """Turn the outline into text to be edited."""
        self.editor.start()
        self._pages.setCurrentWidget(self.editor)
        self._arrange()
        self.editor.text.setFocus()

    def show_tree(self) -> None:
        """Go back to the tree; text that was not applied is dropped."""
        self._pages.setCurrentWidget(self.empty if self.tree.topLevelItemCount() == 0 else self.tree)
        self._arrange()

    def _arrange(self) -> None:
        self.as_text.setHidden(self.is_text)
        self.filter.setVisible(self._pages.currentWidget() is self.tree)

    def _build(self, look: Look) -> None:
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = section(look, "Outline", self.as_text)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 8, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.filter)
        column.addWidget(self._pages, 1)
        self.filter.textChanged.connect(self.tree.show_only)
        self.as_text.clicked.connect(self.show_text)
        self.editor.done.connect(self.show_tree)
        self.empty.acted.connect(self.phase_wanted)
        self.tree.refused.connect(self.refused)

    def _refresh(self) -> None:
        self.tree.refresh()
        if not self.is_text:
            self.show_tree()
