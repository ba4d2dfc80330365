"""Departments with their colour, their people and how many touchpoints they answer for."""

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QIcon,
    QKeyEvent,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTreeWidget, QTreeWidgetItem, QWidget
from typing_extensions import override

from ui.controls.labels import how_many
from ui.controls.look import Look
from ui.controls.popups import open_at
from ui.controls.text import letter_by_letter
from ui.controls.worn import Worn
from ui.panels.owners_waiting import TOUCHPOINTS_MIME, touchpoints_of
from workbench.domain.document import Document
from workbench.domain.elements import Department, Person
from workbench.domain.problems import DomainProblem
from workbench.editing.ownership import COLOUR_SLOTS, add_person
from workbench.editing.structure import delete, rename, set_fields

_ID = Qt.ItemDataRole.UserRole
_CHIP = QSize(30, 20)


class PartyTree(QTreeWidget):
    """One branch a department; touchpoints can be dropped on a department or a person."""

    dropped = Signal(object, object)  # the id of the department or person, and the touchpoints' ids
    refused = Signal(object)  # a sentence

    def __init__(self, document: Document, look: Look, parent: QWidget | None = None) -> None:
        self.items: dict[str, QTreeWidgetItem] = {}
        self._worn = Worn(look)
        super().__init__(parent)
        self._document = document
        self._look = look
        self._busy = False
        self._dress()
        self._repaint_chips()
        self.itemChanged.connect(self._rename)
        self.customContextMenuRequested.connect(self._open_menu)

    @property
    def current(self) -> Department | Person | None:
        """The department or person in the current line."""
        item = self.currentItem()
        element = self._document.elements.get(item.data(0, _ID)) if item else None
        return element if isinstance(element, Department | Person) else None

    def refresh(self, counts: Mapping[str, int]) -> None:
        """Bring the lines in step with the document; `counts` says how many touchpoints each answers for."""
        self._busy = True
        current = self.current
        self._drop_what_is_gone()
        departments = self._document.of(Department)
        for at, department in enumerate(departments):
            item = self._placed(department.id, self.invisibleRootItem(), at)
            item.setIcon(0, self._chip(department))
            self._write(item, department.name, counts.get(department.id, 0), "body_medium")
        places: Counter[str | None] = Counter({None: len(departments)})
        for person in self._document.of(Person):
            home = self.items[person.department] if person.department else self.invisibleRootItem()
            item = self._placed(person.id, home, places[person.department])
            self._write(item, person.name, counts.get(person.id, 0), "body")
            places[person.department] += 1
        if current is not None and self.current != current:
            self.setCurrentItem(self.items[current.id])
        self._busy = False

    def begin_rename(self, element_id: str) -> None:
        """Make a line current and open it for typing."""
        item = self.items[element_id]
        self.setCurrentItem(item)
        self.editItem(item, 0)

    def fill(self, menu: QMenu) -> None:
        """Put into a menu what can be done with the current line."""
        party = self.current
        if party is None:
            return
        menu.addAction("Rename", self._rename_current).setShortcut("F2")
        if isinstance(party, Department):
            menu.addAction("Add a person", self._add_person)
            self._fill_colours(menu.addMenu("Colour"), party)
        else:
            self._fill_homes(menu.addMenu("Belongs to"), party)
        menu.addSeparator()
        menu.addAction("Delete", self.delete_current).setShortcut("Del")

    def delete_current(self) -> None:
        """Remove the current department or person; its touchpoints stay, without an owner."""
        if self.current is not None:
            delete(self._document, [self.current.id])

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        changes = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange)
        if event.type() in changes and self._worn.has_changed():
            self._repaint_chips()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_current()
        else:
            super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(TOUCHPOINTS_MIME):
            event.acceptProposedAction()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if item is not None and event.mimeData().hasFormat(TOUCHPOINTS_MIME):
            self.setCurrentItem(item)
            event.acceptProposedAction()
        else:
            event.ignore()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        ids = touchpoints_of(event.mimeData())
        if item is None or not ids:
            event.ignore()
            return
        event.acceptProposedAction()
        self.dropped.emit(item.data(0, _ID), ids)

    def _dress(self) -> None:
        self.setAccessibleName("Departments and people")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(self._look.scaled(16))
        self.setUniformRowHeights(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setExpandsOnDoubleClick(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def _drop_what_is_gone(self) -> None:
        for gone in [each for each in self.items if each not in self._document.elements]:
            item = self.items.pop(gone)
            item.takeChildren()
            (item.parent() or self.invisibleRootItem()).removeChild(item)

    def _placed(self, element_id: str, branch: QTreeWidgetItem, at: int) -> QTreeWidgetItem:
        item = self.items.get(element_id)
        new = item is None
        if item is None:
            item = self.items[element_id] = QTreeWidgetItem()
            item.setData(0, _ID, element_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if branch.indexOfChild(item) != at:
            if not new:
                (item.parent() or self.invisibleRootItem()).removeChild(item)
            branch.insertChild(at, item)
            branch.setExpanded(True)
        return item

    def _write(self, item: QTreeWidgetItem, name: str, count: int, role: str) -> None:
        if item.text(0) != name:
            item.setText(0, name)
        item.setText(1, f"{count:,}" if count else "–")
        item.setFont(0, self._look.font(role))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{name}, answers for {how_many(count, 'touchpoint')}")

    def _chip(self, department: Department) -> QIcon:
        return QIcon(colour_chip(self._look, department.colour, department.code, self.devicePixelRatioF()))

    def _repaint_chips(self) -> None:
        self._busy = True
        self.setIconSize(QSize(self._look.scaled(_CHIP.width()), self._look.scaled(_CHIP.height())))
        for department in self._document.of(Department):
            if department.id in self.items:
                self.items[department.id].setIcon(0, self._chip(department))
        self._busy = False

    def _rename(self, item: QTreeWidgetItem, column: int) -> None:
        element = self._document.elements.get(item.data(0, _ID))
        if self._busy or column != 0 or element is None:
            return
        try:
            rename(self._document, element.id, item.text(0))
        except DomainProblem as problem:
            self.refused.emit(str(problem))
        self._busy = True
        item.setText(0, getattr(self._document.elements[element.id], "name", ""))
        self._busy = False

    def _rename_current(self) -> None:
        item = self.currentItem()
        if item is not None:
            self.editItem(item, 0)

    def _add_person(self) -> None:
        if isinstance(self.current, Department):
            person = add_person(self._document, "New person", self.current.id)
            self.begin_rename(person.id)

    def _open_menu(self) -> None:
        item = self.currentItem()
        if item is not None:
            menu = QMenu(self)
            self.fill(menu)
            open_at(menu, self.viewport().mapToGlobal(self.visualItemRect(item).bottomLeft()))

    def _fill_colours(self, menu: QMenu, department: Department) -> None:
        group = QActionGroup(menu)
        for slot in range(COLOUR_SLOTS):
            action = QAction(
                QIcon(colour_chip(self._look, slot, "", self.devicePixelRatioF())), f"Colour {slot + 1}", menu
            )
            action.setCheckable(True)
            action.setChecked(slot == department.colour)
            action.setData((department.id, "colour", slot))
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(self._set_field)

    def _fill_homes(self, menu: QMenu, person: Person) -> None:
        group = QActionGroup(menu)
        homes: list[tuple[str, str | None]] = [(each.name, each.id) for each in self._document.of(Department)]
        for name, home in [*homes, ("No department", None)]:
            action = QAction(letter_by_letter(name), menu)
            action.setCheckable(True)
            action.setChecked(home == person.department)
            action.setData((person.id, "department", home))
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(self._set_field)

    def _set_field(self, action: QAction) -> None:
        element_id, field, value = action.data()
        set_fields(self._document, element_id, **{field: value})


def colour_chip(look: Look, slot: int, code: str, ratio: float) -> QPixmap:
    """Return a department's colour as a chip with its two letters on it."""
    colours = look.theme.department(slot)
    size = QSize(look.scaled(_CHIP.width()), look.scaled(_CHIP.height()))
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.fill)
    box = QRectF(0, 0, size.width(), size.height())
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(colours.text)
    painter.setFont(look.font("small_strong"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, code)
    painter.end()
    return made
