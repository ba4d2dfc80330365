"""The journey as an indented list at the left of the map, and as text that can be written."""

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.bridge import Selection
from ui.controls.buttons import Button
from ui.controls.empty import EmptyState
from ui.controls.look import Look
from ui.panels.column import section
from ui.panels.outline_editor import OutlineEditor
from ui.panels.watching import ShownWatch
from workbench.domain.document import Document
from workbench.domain.elements import Phase, Touchpoint
from workbench.domain.owners import accountable
from workbench.domain.places import cards_in, phases_in_order
from workbench.domain.problems import DomainProblem
from workbench.editing.structure import rename

_ID = Qt.ItemDataRole.UserRole
_OWNER_WIDTH = 84
_WAITING = ""
"""The id of the branch under which touchpoints without a phase wait."""


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
        self.as_text.hide()
        self.editor.text.setFocus()

    def show_tree(self) -> None:
        """Go back to the tree; text that was not applied is dropped."""
        self._pages.setCurrentWidget(self.empty if self.tree.topLevelItemCount() == 0 else self.tree)
        self.as_text.show()

    def _build(self, look: Look) -> None:
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = section(look, "Outline", self.as_text)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 4, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        self.as_text.clicked.connect(self.show_text)
        self.editor.done.connect(self.show_tree)
        self.empty.acted.connect(self.phase_wanted)
        self.tree.refused.connect(self.refused)

    def _refresh(self) -> None:
        self.tree.refresh()
        if not self.is_text:
            self.show_tree()


class OutlineTree(QTreeWidget):
    """Items are kept by id and patched, so that what is open, selected and scrolled to stays so."""

    refused = Signal(object)

    def __init__(
        self, document: Document, journey: str, selection: Selection, look: Look, parent: QWidget | None = None
    ) -> None:
        self.items: dict[str, QTreeWidgetItem] = {}
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self._selection = selection
        self._look = look
        self._busy = False
        self._dress()
        self.itemChanged.connect(self._rename)
        self.itemSelectionChanged.connect(self._select)
        selection.changed.connect(self._show_selection)

    def refresh(self) -> None:
        """Bring the tree in step with the document."""
        with self._quietly():
            self._patch()
        self._show_selection()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.items:
            self.refresh()

    def _dress(self) -> None:
        self.setAccessibleName("Outline of the journey")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(self._look.scaled(16))
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.header().resizeSection(1, self._look.scaled(_OWNER_WIDTH))

    def _patch(self) -> None:
        phases = phases_in_order(self._document, self._journey)
        columns: list[tuple[str, str, list[Touchpoint]]] = [
            (phase.id, phase.name, cards_in(self._document, self._journey, phase.id)) for phase in phases
        ]
        waiting = cards_in(self._document, self._journey, None)
        if waiting:
            columns.append((_WAITING, "Not placed yet", waiting))
        wanted = {each for branch, _, cards in columns for each in (branch, *(card.id for card in cards))}
        root = self.invisibleRootItem()
        for gone in self.items.keys() - wanted:
            item = self.items.pop(gone)
            while item.childCount():
                item.takeChild(0)
            (item.parent() or root).removeChild(item)
        for at, (branch, name, cards) in enumerate(columns):
            item = self._item(branch, root, at)
            self._write(item, name, "", "body_strong")
            item.setFirstColumnSpanned(True)
            for below, card in enumerate(cards):
                party = accountable(self._document, card.id)
                outside = "" if card.is_controllable else "outside"
                owner = f"@{party.name}" if party else outside
                self._write(self._item(card.id, item, below), card.name, owner, "body")

    def _item(self, element_id: str, branch: QTreeWidgetItem, at: int) -> QTreeWidgetItem:
        """Return the item of an element, moved to its place; a new branch is open."""
        item = self.items.get(element_id)
        if item is None:
            item = self.items[element_id] = QTreeWidgetItem()
            item.setData(0, _ID, element_id)
            if element_id != _WAITING:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        if branch.indexOfChild(item) != at:
            opened = item.isExpanded() if item.treeWidget() else True
            parent = item.parent() or (self.invisibleRootItem() if item.treeWidget() else None)
            if parent is not None:
                parent.removeChild(item)
            branch.insertChild(at, item)
            item.setExpanded(opened)
        return item

    def _write(self, item: QTreeWidgetItem, name: str, owner: str, role: str) -> None:
        if item.text(0) != name:
            item.setText(0, name)
        if item.text(1) != owner:
            item.setText(1, owner)
        item.setForeground(1, self._look.colour("text_2"))
        item.setFont(0, self._look.font(role))
        item.setFont(1, self._look.font("small"))

    def _rename(self, item: QTreeWidgetItem, column: int) -> None:
        element = self._document.elements.get(item.data(0, _ID))
        if self._busy or column != 0 or not isinstance(element, Phase | Touchpoint):
            return
        try:
            rename(self._document, element.id, item.text(0))
        except DomainProblem as problem:
            self.refused.emit(str(problem))
        self.refresh()

    def _select(self) -> None:
        if self._busy:
            return
        ids = [item.data(0, _ID) for item in self.selectedItems() if item.data(0, _ID) != _WAITING]
        current = self.currentItem()
        last = current.data(0, _ID) if current else None
        with self._quietly():
            self._selection.set([*(each for each in ids if each != last), *(each for each in ids if each == last)])

    def _show_selection(self) -> None:
        if self._busy:
            return
        chosen = set(self._selection.ids)
        with self._quietly():
            for element_id, item in self.items.items():
                if item.isSelected() != (element_id in chosen):
                    item.setSelected(element_id in chosen)
            current = self.items.get(self._selection.current or "no")
            if current is not None:
                self.scrollToItem(current)

    @contextmanager
    def _quietly(self) -> Generator[None]:
        """Take over changes without answering them."""
        before, self._busy = self._busy, True
        try:
            yield
        finally:
            self._busy = before
