"""The button beside As-is and With fix: which of the stored scenarios the fix is to be."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.controls.buttons import Button
from ui.controls.look import Look
from ui.controls.popups import open_below
from ui.controls.text import letter_by_letter, tip
from workbench.domain.document import Document
from workbench.domain.elements import Scenario
from workbench.domain.improvements import scenarios_of

NAME = "Stored scenarios"


class ScenarioMenu(Button):
    """Offers the scenarios of a journey by name; the one in force is ticked."""

    chosen = Signal(object)  # Scenario

    def __init__(self, look: Look, document: Document, journey: str, parent: QWidget | None = None) -> None:
        super().__init__(look, "Scenarios", "quiet", "chevron-down", parent=parent)
        self.setAccessibleName(NAME)
        self._document = document
        self._journey = journey
        self.in_force: Scenario | None = None
        self.clicked.connect(self.offer)
        self.refresh()

    def refresh(self) -> None:
        """Take note that scenarios may have come or gone."""
        stored = bool(scenarios_of(self._document, self._journey))
        self.setEnabled(stored)
        tip(self, NAME if stored else f"{NAME}: none yet; “Keep as scenario” makes one")

    def offer(self) -> None:
        """Open the menu below the button."""
        if not self.isEnabled():
            return
        menu = self.menu_of_scenarios()
        open_below(menu, self)
        # ready for Return, so that one scenario is two keys away
        menu.setActiveAction(menu.actions()[0])

    def menu_of_scenarios(self) -> QMenu:
        """Return the menu, not shown yet."""
        menu = QMenu(self)
        menu.setAccessibleName(NAME)
        menu.setToolTipsVisible(True)
        for scenario in scenarios_of(self._document, self._journey):
            action = QAction(letter_by_letter(scenario.name), menu)
            action.setCheckable(True)
            action.setChecked(self.in_force is not None and scenario.id == self.in_force.id)
            action.setData(scenario.id)
            menu.addAction(action)
        menu.triggered.connect(self._triggered)
        return menu

    def _triggered(self, action: QAction) -> None:
        scenario = self._document.find(Scenario, action.data())
        if scenario is not None:
            self.chosen.emit(scenario)
