"""Touchpoints against departments and people: one letter says which part each of them has."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QAction, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from ui.bridge import Selection
from ui.controls.look import Look
from ui.panels.labels import ROLES
from ui.panels.order import ColumnSteps, RowSteps, rearrange
from ui.panels.watching import watch
from workbench.domain.document import Document
from workbench.domain.elements import Department, Person, Phase, Responsibility, Touchpoint
from workbench.domain.owners import department_of
from workbench.domain.places import touchpoints_in_order
from workbench.domain.vocabulary import Role
from workbench.editing.ownership import assign, unassign

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_PHASE, _NAME, _FIRST = 0, 1, 2
_KEYS = {
    Qt.Key.Key_A: Role.ACCOUNTABLE,
    Qt.Key.Key_R: Role.RESPONSIBLE,
    Qt.Key.Key_C: Role.CONSULTED,
    Qt.Key.Key_I: Role.INFORMED,
}
_NEXT = {None: Role.ACCOUNTABLE, Role.ACCOUNTABLE: Role.RESPONSIBLE, Role.RESPONSIBLE: Role.CONSULTED,
         Role.CONSULTED: Role.INFORMED, Role.INFORMED: None}  # fmt: skip
_ROW, _HEAD, _BAR = 30, 48, 3
_PHASE_WIDTH, _NAME_WIDTH, _PARTY_WIDTH = 92, 140, 76


class RoleTable(QAbstractTableModel):
    """Rows are touchpoints in journey order; columns are the departments, each followed by its people with a part."""

    def __init__(self, document: Document, journey: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self.touchpoints = [each.id for each in touchpoints_in_order(document, journey)]
        self.parties = self._wanted_parties()
        watch(parent, document).published.connect(self.refresh)

    def refresh(self) -> None:
        """Bring rows, columns and letters in step with the document."""
        rows, columns = RowSteps(self), ColumnSteps(self, _FIRST)
        wanted = [each.id for each in touchpoints_in_order(self._document, self._journey)]
        rearrange(self.touchpoints, wanted, rows.before, rows.after)
        rearrange(self.parties, self._wanted_parties(), columns.before, columns.after)
        if self.touchpoints:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        if self.parties:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, _FIRST, self.columnCount() - 1)

    def party(self, column: int) -> Department | Person | None:
        """Return whose column it is."""
        if not _FIRST <= column < self.columnCount():
            return None
        element = self._document.elements.get(self.parties[column - _FIRST])
        return element if isinstance(element, Department | Person) else None

    def colour_slot(self, column: int) -> int | None:
        """Return the colour of the department that a column is or belongs to."""
        department = department_of(self._document, self.party(column))
        return department.colour if department else None

    def role(self, row: int, column: int) -> Role | None:
        """Return the part that the column's party has in the row's touchpoint."""
        party = self.party(column)
        if party is None:
            return None
        parts = self._document.referrers(self.touchpoints[row], Responsibility)
        return next((each.role for each in parts if each.party == party.id), None)

    def set_role(self, row: int, column: int, role: Role | None) -> None:
        """Give the column's party a part in the row's touchpoint, or take it away."""
        party, touchpoint = self.party(column), self.touchpoints[row]
        if party is None or role is self.role(row, column):
            return
        if role is None:
            unassign(self._document, touchpoint, party.id)
        else:
            assign(self._document, [touchpoint], party.id, role)

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.touchpoints)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else _FIRST + len(self.parties)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Vertical or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        party = self.party(section)
        return party.name if party else ("Phase", "Touchpoint")[section]

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        touchpoint = self._document.find(Touchpoint, self.touchpoints[index.row()])
        if touchpoint is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(touchpoint, index)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() >= _FIRST:
            part = self.role(index.row(), index.column())
            who = self.headerData(index.column(), Qt.Orientation.Horizontal)
            return f"{touchpoint.name}, {who}: {ROLES[part] if part else 'no part'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            centre = index.column() >= _FIRST
            side = Qt.AlignmentFlag.AlignHCenter if centre else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, touchpoint: Touchpoint, index: Index) -> str:
        if index.column() == _NAME:
            return touchpoint.name
        if index.column() == _PHASE:
            return self._phase_name(index.row())
        part = self.role(index.row(), index.column())
        return part.value if part else ""

    def _phase_name(self, row: int) -> str:
        """The phase, in the first row of it only."""
        phase = self._document.get(Touchpoint, self.touchpoints[row]).phase
        if row and self._document.get(Touchpoint, self.touchpoints[row - 1]).phase == phase:
            return ""
        element = self._document.find(Phase, phase)
        return (element.short_name or element.name) if element else "Not placed"

    def _wanted_parties(self) -> list[str]:
        people: dict[str | None, list[str]] = {}
        for person in self._document.of(Person):
            if self._document.referrers(person.id, Responsibility):
                people.setdefault(person.department, []).append(person.id)
        wanted: list[str] = []
        for department in self._document.of(Department):
            wanted += [department.id, *people.pop(department.id, [])]
        return [*wanted, *(each for loose in people.values() for each in loose)]


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
        self.setColumnWidth(_PHASE, self._look.scaled(_PHASE_WIDTH))
        self.setColumnWidth(_NAME, self._look.scaled(_NAME_WIDTH))
        for column in range(_FIRST, self.roles.columnCount()):
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
        menu.setEnabled(index.column() >= _FIRST)

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
        if self.currentIndex().column() < _FIRST:
            return
        menu = QMenu(self)
        self.fill(menu)
        menu.triggered.connect(self._chosen)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft()))

    def _chosen(self, action: QAction) -> None:
        self._set(Role(action.data()) if action.data() else None)


class PartyHeader(QHeaderView):
    """Names over a line in the department's colour."""

    def __init__(self, roles: RoleTable, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._roles = roles
        self._look = look
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setMinimumSectionSize(look.scaled(40))

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._look.scaled(_HEAD))

    @override
    def paintSection(self, painter: QPainter, rect: object, logicalIndex: int) -> None:
        box = QRectF(rect)  # type: ignore[arg-type]  (Qt gives a QRect; the stubs disagree about the name only)
        painter.save()
        painter.fillRect(box, self._look.colour("panel"))
        slot = self._roles.colour_slot(logicalIndex)
        colour = self._look.theme.departments[slot].fill if slot is not None else self._look.colour("line_control")
        line = QRectF(box.left() + 2, box.bottom() - _BAR, box.width() - 4, _BAR)
        painter.fillRect(line if slot is not None else line.adjusted(-2, _BAR - 1, 2, 0), colour)
        painter.setFont(self._look.font("small_strong"))
        painter.setPen(self._look.colour("text" if logicalIndex >= _FIRST else "text_2"))
        text = str(self._roles.headerData(logicalIndex, Qt.Orientation.Horizontal))
        inner = box.adjusted(4 if logicalIndex >= _FIRST else 8, 2, -2, -_BAR - 4)
        wrap = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        painter.setClipRect(inner)
        painter.drawText(inner, int(wrap) | int(Qt.TextFlag.TextWordWrap), text)
        painter.restore()


class RoleDelegate(QStyledItemDelegate):
    """Paints the accountable in the department's colour, the other parts as letters."""

    def __init__(self, roles: RoleTable, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._roles = roles
        self._look = look

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRectF(option.rect)  # type: ignore[attr-defined]  (the stubs leave the option's fields out)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        if index.column() < _FIRST:
            self._paint_name(painter, box, index, selected)
        else:
            self._paint_part(painter, box, index)
        if selected:
            painter.setPen(QPen(self._look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_name(self, painter: QPainter, box: QRectF, index: Index, selected: bool) -> None:
        if selected:
            painter.fillRect(box, self._look.colour("accent_soft"))
        name = index.column() == _NAME
        painter.setFont(self._look.font("body_medium" if name else "small"))
        painter.setPen(self._look.colour("text" if name else "text_2"))
        inner = box.adjusted(8, 0, -4, 0)
        text = QFontMetricsF(painter.font()).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_part(self, painter: QPainter, box: QRectF, index: Index) -> None:
        role = self._roles.role(index.row(), index.column())
        slot = self._roles.colour_slot(index.column())
        if role is None:
            return
        painter.setFont(self._look.font("body_strong" if role is not Role.INFORMED else "body"))
        ink = self._look.colour("text" if role is Role.RESPONSIBLE else "text_2")
        if role is Role.ACCOUNTABLE and slot is not None:
            colours = self._look.theme.departments[slot]
            painter.fillRect(box.adjusted(2, 2, -2, -2), colours.fill)
            ink = colours.text
        elif role is Role.ACCOUNTABLE:
            ink = self._look.colour("text")
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, role.value)

    @override
    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        return False
