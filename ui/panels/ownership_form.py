"""Who answers for touchpoints, and who else has a part."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.look import Look
from ui.panels.form import VARIOUS
from ui.panels.party_chips import PartyChips
from ui.panels.party_picker import PartyPicker
from workbench.domain.document import Document
from workbench.domain.owners import accountable, party_names
from workbench.domain.problems import DomainProblem
from workbench.domain.vocabulary import Role
from workbench.editing.ownership import assign, unassign
from workbench.editing.together import assign_new_department, leave_to_nobody


class OwnershipForm(QWidget):
    """The accountable one, chosen or typed, and chips for the rest; the rest is shown for one touchpoint only."""

    def __init__(self, document: Document, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._ids: tuple[str, ...] = ()
        self.picker = PartyPicker(look, "Answers for it")
        self.chips = PartyChips(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.picker)
        column.addWidget(self.chips)
        self.picker.chosen.connect(self._choose)
        self.picker.named.connect(self._name)
        self.chips.given.connect(self._give)
        self.chips.taken.connect(self._take)

    def show_elements(self, ids: Sequence[str]) -> None:
        """Show who has a part in these touchpoints."""
        if tuple(ids) != self._ids:
            self.picker.set_error("")
            self.picker.forget()
        self._ids = tuple(ids)
        parties = {accountable(self._document, each) for each in ids}
        one = next(iter(parties)) if len(parties) == 1 else None
        names = party_names(self._document)
        self.picker.show_parties(names, one.id if one else None, VARIOUS if len(parties) > 1 else "")
        self.chips.setVisible(len(ids) == 1)
        if len(ids) == 1:
            self.chips.show_parts(self._document, ids[0])

    def _choose(self, party: str | None) -> None:
        if party is None:
            leave_to_nobody(self._document, self._ids)
        else:
            assign(self._document, list(self._ids), party)

    def _name(self, name: str) -> None:
        try:
            assign_new_department(self._document, self._ids, name)
        except DomainProblem as problem:
            self.picker.set_error(str(problem))

    def _give(self, party: str, role: Role) -> None:
        assign(self._document, list(self._ids), party, role)

    def _take(self, party: str) -> None:
        unassign(self._document, self._ids[0], party)
