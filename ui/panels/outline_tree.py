"""The journey as an indented list: names are typed in place, rows are taken elsewhere."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget
from typing_extensions import override

from ui.bridge import Selection
from ui.controls.look import Look
from ui.controls.worn import Worn
from ui.panels.attempts import attempt
from ui.panels.cell_editing import CellDelegate, Offer, Step
from ui.panels.element_table import CellIndex
from ui.panels.outline_item import OutlineItem
from ui.panels.outline_rows import NOTED, WAITING, Row, branches
from workbench.domain.document import Document
from workbench.domain.elements import Frame, Note, Phase, Touchpoint
from workbench.domain.problems import DomainProblem
from workbench.editing import sequence
from workbench.editing.structure import rename, reorder_phase

_ID: Final = Qt.ItemDataRole.UserRole
_BESIDE_PADDING: Final = 26
_NEW: Final = "new"
"""The id of the row in which the name of another touchpoint is being typed."""

_NO_ELEMENTS: Final = (WAITING, NOTED, _NEW)
_Area = Note | Frame
_ALT: Final = Qt.KeyboardModifier.AltModifier
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROWS: Final[Mapping[int, bool]] = MappingProxyType({Qt.Key.Key_Up: False, Qt.Key.Key_Down: True})
_PHASES: Final[Mapping[int, bool]] = MappingProxyType({Qt.Key.Key_Left: False, Qt.Key.Key_Right: True})


class OutlineTree(QTreeWidget):
    """Items are kept by id and patched, so that what is open, selected and scrolled to stays so.

    Enter types the next touchpoint, F2 renames, and either what a note or frame says; Alt with the arrows moves up,
    down, and to the phases beside.
    """

    refused = Signal(object)  # a sentence

    def __init__(
        self, document: Document, journey: str, selection: Selection, look: Look, parent: QWidget | None = None
    ) -> None:
        self.items: dict[str, OutlineItem] = {}
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self._selection = selection
        self._look = look
        self._worn = Worn(look)
        self._busy = False
        self._adding = False
        self._wanted = ""
        self._closed: set[str] = set()
        self._new: tuple[OutlineItem, str] | None = None
        self._has_added = False
        self._delegate = CellDelegate(look, self._offer, self._write_name, self)
        self._dress()
        self._delegate.left.connect(self._go_on)
        self._delegate.closeEditor.connect(self._drop_new)
        self.itemSelectionChanged.connect(self._select)
        selection.changed.connect(self._show_selection)

    def refresh(self) -> None:
        """Bring the tree in step with the document."""
        if self._adding:
            return
        with self._quietly():
            self._patch()
            self._hide_others()
        self._show_selection()

    def show_only(self, text: str) -> None:
        """Show the rows in which a text stands, with their phases; without a text all of them, open as before."""
        if text and not self._wanted:
            self._closed = {each for each, item in self.items.items() if item.childCount() and not item.isExpanded()}
        self._wanted = text.casefold()
        self._hide_others()
        # nobody means what cannot be seen
        hidden = {each for each, item in self.items.items() if item.isHidden()}
        self._selection.set(each for each in self._selection.ids if each not in hidden)
        if not text:
            for each in self._closed & self.items.keys():
                self.items[each].setExpanded(False)

    def begin_next(self) -> None:
        """Let somebody type the name of a touchpoint behind the current one, or of the first one of a phase."""
        current = self.currentItem()
        element = self._document.elements.get(current.data(0, _ID)) if current else None
        if current is None or not isinstance(element, Touchpoint | Phase) or self._new is not None:
            return
        branch = current.parent() or current
        at = branch.indexOfChild(current) + 1
        item = OutlineItem(self._look, Row(_NEW, "", "", "The next touchpoint"))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        with self._quietly():
            branch.insertChild(at, item)
            branch.setExpanded(True)
            self._new = item, element.id
            self.setCurrentItem(item)
        self.editItem(item, 0)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.items and self._worn.has_changed():
            self.doItemsLayout()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == _ALT and event.key() in _ROWS:
            self._step(_ROWS[event.key()])
        elif modifiers == _ALT and event.key() in _PHASES:
            down, chosen = _PHASES[event.key()], self._chosen(Touchpoint)
            attempt(lambda: bool(chosen) and sequence.step_phase(self._document, chosen, down), self.refused.emit)
        elif event.key() in _ENTER and not modifiers:
            self._begin_typing()
        else:
            super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.source() is self:
            super().dragEnterEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if event.source() is self and item is not None:
            # a copy to Qt, which would take out the rows after a move; the verb moves them
            event.acceptProposedAction()
            self._drop(item, event.position().toPoint())

    def _dress(self) -> None:
        self.setAccessibleName("Outline of the journey")
        self.setHeaderLabels(["Phases and touchpoints", "Who answers for it"])
        self.setHeaderHidden(True)
        self.setIndentation(self._look.scaled(16))
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setItemDelegate(self._delegate)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)

    def _patch(self) -> None:
        listed = branches(self._document, self._journey)
        wanted = {each for branch in listed for each in (branch.id, *(row.id for row in branch.rows))}
        root = self.invisibleRootItem()
        for gone in self.items.keys() - wanted:
            item = self.items.pop(gone)
            while item.childCount():
                item.takeChild(0)
            (item.parent() or root).removeChild(item)
        for at, branch in enumerate(listed):
            item = self._item(Row(branch.id, branch.name, "", branch.said), "body_strong")
            # a new one is filled before it is in the tree, which would be laid out anew for every row
            for below, row in enumerate(branch.rows):
                self._move(self._item(row, "body"), item, below)
            self._move(item, root, at)
        for branch in listed:
            if not self.items[branch.id].isFirstColumnSpanned():
                self.items[branch.id].setFirstColumnSpanned(True)
        self._make_room({row.beside for branch in listed for row in branch.rows})

    def _make_room(self, words: set[str]) -> None:
        """Give the words beside the names just as much room as the longest of them takes."""
        metrics = QFontMetricsF(self._look.font("small"))
        widest = max((metrics.horizontalAdvance(word) for word in words), default=0.0)
        self.header().resizeSection(1, round(widest) + self._look.scaled(_BESIDE_PADDING))

    def _item(self, row: Row, type_role: str) -> OutlineItem:
        """Return the item of a row, which says what the row says."""
        item = self.items.get(row.id)
        if item is None:
            item = self.items[row.id] = OutlineItem(self._look, row, type_role)
            self._allow(item, row.id)
        item.say(row)
        return item

    def _move(self, item: QTreeWidgetItem, branch: QTreeWidgetItem, at: int) -> None:
        """Move an item to its place; a new branch is open."""
        if branch.child(at) is item:
            return
        opened = item.isExpanded() if item.treeWidget() else True
        parent = item.parent() or (self.invisibleRootItem() if item.treeWidget() else None)
        if parent is not None:
            parent.removeChild(item)
        branch.insertChild(at, item)
        if item.parent() is None:
            item.setExpanded(opened)

    def _allow(self, item: QTreeWidgetItem, element_id: str) -> None:
        """Let an item be renamed and dragged where that means something."""
        element = self._document.elements.get(element_id)
        flags = item.flags() & ~Qt.ItemFlag.ItemIsDragEnabled
        if isinstance(element, Phase | Touchpoint):
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if isinstance(element, Phase | Touchpoint | _Area):
            flags |= Qt.ItemFlag.ItemIsEditable
        item.setFlags(flags)

    def _begin_typing(self) -> None:
        """Type the next touchpoint, or anew what a note or frame says, for none comes next to those."""
        current = self.currentItem()
        if current is not None and isinstance(self._document.elements.get(current.data(0, _ID)), _Area):
            self.editItem(current, 0)
        else:
            self.begin_next()

    def _offer(self, index: CellIndex) -> Offer:
        """A note has lines, of which its row shows but one."""
        return Offer(lines=isinstance(self._document.elements.get(index.data(_ID)), Note))

    def _hide_others(self) -> None:
        for branch in _below(self.invisibleRootItem()):
            whole = self._is_wanted(branch)
            found = whole
            for row in _below(branch):
                wanted = whole or self._is_wanted(row)
                found = found or wanted
                if row.isHidden() == wanted:
                    row.setHidden(not wanted)
            branch.setHidden(not found)
            if self._wanted and found:
                branch.setExpanded(True)

    def _is_wanted(self, item: QTreeWidgetItem) -> bool:
        if not self._wanted or not isinstance(item, OutlineItem):
            return True
        return any(self._wanted in text.casefold() for text in (item.row.name, item.row.beside, item.row.owner))

    def _write_name(self, index: CellIndex, text: str) -> str:
        """Take over what was typed into a row and return why that is refused; an empty new row is no touchpoint."""
        self._has_added = False
        if self._new is not None:
            return self._add(*self._new, text) if text.strip() else ""
        renamed = index.data(_ID)
        if renamed not in self._document.elements:
            # its row has gone while somebody typed
            return ""
        try:
            rename(self._document, renamed, text)
        except DomainProblem as problem:
            return str(problem)
        return ""

    def _add(self, item: OutlineItem, after: str, name: str) -> str:
        self._adding = True
        try:
            made = sequence.add_next(self._document, name, after)
        except DomainProblem as problem:
            return str(problem)
        finally:
            self._adding = False
        # the row in which it was typed becomes its row
        self._new = None
        self._has_added = True
        self.items[made.id] = item
        item.row = item.row._replace(id=made.id)
        self._allow(item, made.id)
        self.refresh()
        self._selection.set([made.id])
        return ""

    def _go_on(self, step: Step) -> None:
        if step is Step.DOWN and self._has_added:
            self.begin_next()

    def _drop_new(self) -> None:
        """Take the row away in which nothing was typed."""
        if self._new is not None:
            item, after = self._new
            self._new = None
            with self._quietly():
                (item.parent() or self.invisibleRootItem()).removeChild(item)
                if after in self.items:
                    self.setCurrentItem(self.items[after])

    def _step(self, down: bool) -> None:
        phases, chosen = self._chosen(Phase), self._chosen(Touchpoint)
        if chosen:
            attempt(lambda: sequence.step(self._document, chosen, down), self.refused.emit)
        elif phases:
            attempt(lambda: sequence.step_whole_phase(self._document, phases[0], down), self.refused.emit)

    def _drop(self, item: QTreeWidgetItem, at: QPoint) -> None:
        """Move what is dragged to where it was let go: on a phase into it, else to the nearer side of the row."""
        phases, chosen = self._chosen(Phase), self._chosen(Touchpoint)
        goal = self._document.elements.get(item.data(0, _ID))
        low = at.y() > self.visualItemRect(item).center().y()
        if chosen and isinstance(goal, Touchpoint):
            attempt(lambda: sequence.bring_beside(self._document, chosen, goal.id, low), self.refused.emit)
        elif chosen and (isinstance(goal, Phase) or item.data(0, _ID) == WAITING):
            attempt(lambda: sequence.bring_into(self._document, chosen, goal.id if goal else None), self.refused.emit)
        elif phases and isinstance(goal, Phase | Touchpoint):
            branch = item.parent() or item
            after = self.topLevelItem(self.indexOfTopLevelItem(branch) + 1) if low or item.parent() else branch
            before = after.data(0, _ID) if after is not None else None
            attempt(lambda: reorder_phase(self._document, phases[0], before), self.refused.emit)

    def _chosen(self, kind: type[Phase] | type[Touchpoint]) -> list[str]:
        """The ids of the selected elements of a kind, from top to bottom."""
        listed = [each for each in self.items if self.items[each].isSelected()]
        found = [each for each in listed if isinstance(self._document.elements.get(each), kind)]
        return sorted(found, key=lambda each: self.visualItemRect(self.items[each]).top())

    def _select(self) -> None:
        if self._busy:
            return
        ids = [item.data(0, _ID) for item in self.selectedItems() if item.data(0, _ID) not in _NO_ELEMENTS]
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
                # where keys go on from, which Qt leaves behind when a row moves; a new current row would end typing
                if self.state() is not QAbstractItemView.State.EditingState:
                    self.setCurrentItem(current, 0, QItemSelectionModel.SelectionFlag.NoUpdate)
                self.scrollToItem(current)

    @contextmanager
    def _quietly(self) -> Generator[None]:
        """Take over changes without answering them."""
        before, self._busy = self._busy, True
        try:
            yield
        finally:
            self._busy = before


def _below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for at in range(item.childCount()) if (child := item.child(at)) is not None]
