"""Find a touchpoint by any part of its name, its notes or its owner."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from ui.controls.look import Look
from ui.controls.text import Label
from ui.dialogs.frame import WIDE, DialogFrame
from workbench.domain.document import Document
from workbench.domain.elements import Phase, Touchpoint
from workbench.domain.owners import accountable
from workbench.domain.places import touchpoints_in_order


@dataclass(frozen=True, slots=True)
class Place:
    """A touchpoint as search sees it."""

    id: str
    name: str
    detail: str
    words: str


def places(document: Document, journey: str) -> list[Place]:
    """Return what can be searched, in journey order."""
    return [_place(document, touchpoint) for touchpoint in touchpoints_in_order(document, journey)]


def matching(among: Sequence[Place], wanted: str) -> list[Place]:
    """Return the places that hold every word of `wanted`, those whose name begins with it first."""
    words = wanted.casefold().split()
    found = [place for place in among if all(word in place.words for word in words)]
    return sorted(found, key=lambda place: not place.name.casefold().startswith(wanted.casefold().strip()))


class FindDialog(DialogFrame):
    """Type, choose with the arrows, Enter goes there."""

    def __init__(self, document: Document, journey: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "Find a touchpoint", WIDE, parent)
        self._places = places(document, journey)
        self.line = QLineEdit()
        self.line.setPlaceholderText("A word of its name, question, notes or owner")
        self.line.setAccessibleName("Find")
        self.line.setClearButtonEnabled(True)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("Found touchpoints")
        self.list.setMinimumHeight(look.scaled(260))
        self.nothing = Label(look, "", "body", "text_2", True)
        self.body.addWidget(self.line)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.nothing)
        self.add_cancel()
        self.go = self.add_main("Go there")
        self.line.textChanged.connect(self._search)
        self.list.itemActivated.connect(self.accept)
        self._search("")

    @property
    def chosen(self) -> str | None:
        """The id of the touchpoint that the cursor is on."""
        if self.list.currentRow() < 0:
            return None
        return self.list.currentItem().data(Qt.ItemDataRole.UserRole)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self.list.count():
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
                return True
        return super().eventFilter(watched, event)

    def _search(self, wanted: str) -> None:
        found = matching(self._places, wanted)
        self.list.clear()
        for place in found:
            item = QListWidgetItem(f"{place.name}    {place.detail}")
            item.setData(Qt.ItemDataRole.UserRole, place.id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(found))
        self.go.setEnabled(bool(found))
        self.nothing.setVisible(not found)
        hint = "Search looks at names, questions, notes and owners."
        self.nothing.setText(f"Nothing called “{wanted}”. {hint}" if self._places else "There are no touchpoints yet.")


def _place(document: Document, touchpoint: Touchpoint) -> Place:
    phase = document.find(Phase, touchpoint.phase)
    owner = accountable(document, touchpoint.id)
    detail = ", ".join(part for part in (phase.name if phase else "", owner.name if owner else "") if part)
    texts = (touchpoint.name, detail, touchpoint.notes, touchpoint.evidence, *touchpoint.questions)
    return Place(touchpoint.id, touchpoint.name, detail, " ".join(texts).casefold())
