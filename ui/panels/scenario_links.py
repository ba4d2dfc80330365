"""A line that says which scenarios a journey carries, with a link to each."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.focus import tab_in_place
from ui.controls.look import Look
from ui.controls.text import Label, LinkButton
from workbench.domain.document import Document
from workbench.domain.elements import Scenario
from workbench.domain.improvements import scenarios_of

_MOST: Final = 3


class ScenarioLinks(QWidget):
    """The first few scenarios of a journey; hidden where there are none."""

    chosen = Signal(object)  # Scenario

    def __init__(self, document: Document, journey: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self._look = look
        self.text = Label(look, "", "body", "text", True)
        self.links: list[LinkButton] = []
        self._shown: list[Scenario] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.text)
        self._column = column
        self.refresh()

    def refresh(self) -> None:
        """Show the scenarios of now; links are reused so that the focus stays."""
        known = scenarios_of(self._document, self._journey)
        self._shown = known[:_MOST]
        self.text.setText(_told(known))
        while len(self.links) < len(self._shown):
            self.links.append(self._new_link())
        while len(self.links) > len(self._shown):
            link = self.links.pop()
            link.hide()
            link.deleteLater()
        for link, scenario in zip(self.links, self._shown, strict=True):
            link.setText("Show it" if len(known) == 1 else f"Show “{scenario.name}”")
            link.setAccessibleName(f"Show the scenario “{scenario.name}”")
        tab_in_place(self, self.links)
        self.setVisible(bool(known))

    def _new_link(self) -> LinkButton:
        link = LinkButton(self._look, "")
        link.clicked.connect(self._clicked)
        self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return link

    def _clicked(self) -> None:
        link = self.sender()
        self.chosen.emit(next(each for each, own in zip(self._shown, self.links, strict=True) if own is link))


def _told(scenarios: list[Scenario]) -> str:
    if len(scenarios) == 1:
        return f"This journey carries a scenario: “{scenarios[0].name}”."
    more = f"; {len(scenarios) - _MOST} more beside “With fix”" if len(scenarios) > _MOST else ""
    return f"This journey carries {len(scenarios)} scenarios{more}."
