"""A row of the outline, as Qt asks for it."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from typing_extensions import override

from ui.controls.look import Look
from ui.controls.text import as_typed
from ui.panels.outline_rows import Row

_ROLES: Final = Qt.ItemDataRole


class OutlineItem(QTreeWidgetItem):
    """Says what its row says whenever Qt asks.

    It stores nothing for Qt: texts, fonts and colours in every item would take three times as long to write and twice
    the memory.
    """

    def __init__(self, look: Look, row: Row, type_role: str = "body") -> None:
        super().__init__()
        self._look = look
        self._type_role = type_role
        self.row = row

    def say(self, row: Row) -> None:
        """Take over what the row says now."""
        if row == self.row:
            return
        self.row = row
        # None while it stands in no tree, whatever the stubs say
        if tree := self.treeWidget():
            # emitDataChanged tells nobody when it is called from here
            index = tree.indexFromItem(self)
            tree.model().dataChanged.emit(index, index.siblingAtColumn(1))

    @override
    def data(self, column: int, role: int) -> object:
        return self._said_first(role) if column == 0 else self._said_beside(role)

    def _said_first(self, role: int) -> object:
        match role:
            case _ROLES.DisplayRole:
                return self.row.name
            case _ROLES.EditRole:
                return self.row.text or self.row.name
            case _ROLES.UserRole:
                return self.row.id
            case _ROLES.FontRole:
                return self._look.font(self._type_role)
            case _ROLES.AccessibleTextRole:
                return self.row.said
            case _ROLES.ToolTipRole:
                return as_typed(self.row.said)
            case _:
                return None

    def _said_beside(self, role: int) -> object:
        match role:
            case _ROLES.DisplayRole:
                return self.row.beside
            case _ROLES.FontRole:
                return self._look.font("small")
            case _ROLES.ForegroundRole:
                return self._look.colour("text_2")
            case _ROLES.AccessibleTextRole:
                # beside the name its own rest of what is said, for a code or a dash says nothing
                return self.row.said.removeprefix(f"{self.row.name}, ")
            case _:
                return None
