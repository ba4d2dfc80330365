"""Which part each department and person has in each touchpoint, as rows and columns patched one by one."""

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.controls.labels import ROLES
from ui.panels.order import ColumnSteps, RowSteps, rearrange
from ui.panels.watching import watch
from workbench.domain.document import Document
from workbench.domain.elements import Department, Person, Phase, Responsibility, Touchpoint
from workbench.domain.owners import department_of
from workbench.domain.places import touchpoints_in_order
from workbench.domain.vocabulary import Role
from workbench.editing.ownership import assign, unassign

PHASE: Final = 0
NAME: Final = 1
FIRST_PARTY: Final = 2
"""The column of the phase, that of the touchpoint's name, and the first of those of departments and people."""

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


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
        wanted = [each.id for each in touchpoints_in_order(self._document, self._journey)]
        rearrange(self.touchpoints, wanted, RowSteps(self))
        rearrange(self.parties, self._wanted_parties(), ColumnSteps(self, FIRST_PARTY))
        if self.touchpoints:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        if self.parties:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, FIRST_PARTY, self.columnCount() - 1)

    def party(self, column: int) -> Department | Person | None:
        """Return whose column it is."""
        if not FIRST_PARTY <= column < self.columnCount():
            return None
        element = self._document.elements.get(self.parties[column - FIRST_PARTY])
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
        return 0 if parent.isValid() else FIRST_PARTY + len(self.parties)

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
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() >= FIRST_PARTY:
            part = self.role(index.row(), index.column())
            who = self.headerData(index.column(), Qt.Orientation.Horizontal)
            return f"{touchpoint.name}, {who}: {ROLES[part] if part else 'no part'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            centre = index.column() >= FIRST_PARTY
            side = Qt.AlignmentFlag.AlignHCenter if centre else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, touchpoint: Touchpoint, index: Index) -> str:
        if index.column() == NAME:
            return touchpoint.name
        if index.column() == PHASE:
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
