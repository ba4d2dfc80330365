"""Touchpoints against departments and people: one letter says which part each of them has."""

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget
from typing_extensions import override

from ui.bridge import Selection
from ui.controls.labels import ROLES
from ui.controls.look import Look
from ui.controls.popups import open_at
from ui.panels.role_painting import PartyHeader, RoleDelegate
from ui.panels.role_table import FIRST_PARTY, NAME, PHASE, RoleTable
from workbench.domain.document import Document
from workbench.domain.vocabulary import Role

_KEYS = {
    Qt.Key.Key_A: Role.ACCOUNTABLE,
    Qt.Key.Key_R: Role.RESPONSIBLE,
    Qt.Key.Key_C: Role.CONSULTED,
    Qt.Key.Key_I: Role.INFORMED,
}
_NEXT = {None: Role.ACCOUNTABLE, Role.ACCOUNTABLE: Role.RESPONSIBLE, Role.RESPONSIBLE: Role.CONSULTED,
         Role.CONSULTED: Role.INFORMED, Role.INFORMED: None}  # fmt: skip
_ROW = 30
_PHASE_WIDTH, _NAME_WIDTH, _PARTY_WIDTH = 92, 140, 76


class RoleMatrix(QTableView):
    """The letters; A, R, C and I set them, Delete takes them away, a click on the current cell goes to the next."""

    def __init__(
        self, document: Document, journey: str, selection: Selection, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._selection = selection
        self.roles = RoleTable(document, journey, self)
        self.setModel(self.roles)
        self._pressed: tuple[int, int] | None = None
        self._dress()
        self.selectionModel().currentChanged.connect(self._select)
        self.roles.columnsInserted.connect(self.share_width)
        self.roles.columnsRemoved.connect(self.share_width)
        self.customContextMenuRequested.connect(self._open_menu)

    def share_width(self) -> None:
        """Give the names their width and the departments equal parts of the rest."""
        fixed = self._look.scaled(_PHASE_WIDTH) + self._look.scaled(_NAME_WIDTH)
        count = max(1, len(self.roles.parties))
        each = max(self._look.scaled(_PARTY_WIDTH), min(120, (self.viewport().width() - fixed) // count))
        self.setColumnWidth(PHASE, self._look.scaled(_PHASE_WIDTH))
        self.setColumnWidth(NAME, self._look.scaled(_NAME_WIDTH))
        for column in range(FIRST_PARTY, self.roles.columnCount()):
            self.setColumnWidth(column, each)

    def fill(self, menu: QMenu) -> None:
        """Put into a menu the parts that the current cell can show."""
        index = self.currentIndex()
        present = self.roles.role(index.row(), index.column()) if index.isValid() else None
        for role in (*_KEYS.values(), None):
            text = f"{ROLES[role]}\t{role.value}" if role else "No part\tDel"
            action = QAction(text, menu)
            action.setCheckable(True)
            action.setChecked(role is present)
            action.setData(role.value if role else "")
            menu.addAction(action)
        menu.setEnabled(index.column() >= FIRST_PARTY)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if plain and key in _KEYS:
            self._set(_KEYS[key])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._set(None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._next()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        current = self.currentIndex()
        self._pressed = (current.row(), current.column()) if current.isValid() else None
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and (index.row(), index.column()) == self._pressed:
            self._next()

    def _dress(self) -> None:
        self.setAccessibleName("Who has which part in each touchpoint")
        self.setHorizontalHeader(PartyHeader(self.roles, self._look, self))
        self.setItemDelegate(RoleDelegate(self.roles, self._look, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self._measure()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
            self.share_width()

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.scaled(_ROW))

    def _select(self, current: QModelIndex) -> None:
        if current.isValid():
            self._selection.set([self.roles.touchpoints[current.row()]])

    def _set(self, role: Role | None) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.roles.set_role(index.row(), index.column(), role)

    def _next(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self._set(_NEXT[self.roles.role(index.row(), index.column())])

    def _open_menu(self) -> None:
        if self.currentIndex().column() < FIRST_PARTY:
            return
        menu = QMenu(self)
        self.fill(menu)
        menu.triggered.connect(self._chosen)
        open_at(menu, self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft()))

    def _chosen(self, action: QAction) -> None:
        self._set(Role(action.data()) if action.data() else None)
