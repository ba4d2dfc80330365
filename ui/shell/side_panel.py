"""The panel at the right: the whole journey, what is selected, what would happen if, and why."""

from typing import Final

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from ui.bridge import Selection
from ui.controls.look import Look
from ui.controls.tabs import PanelTabs
from ui.panels.explain import ExplainPanel
from ui.panels.inspector import InspectorPanel
from ui.panels.overview import OverviewPanel
from ui.panels.simulate import SimulatePanel
from workbench.domain.document import Document

TABS: Final = ("Overview", "Inspect", "Simulate", "Explain")


class SidePanel(QFrame):
    """Four tabs over four panels; its width is the user's."""

    def __init__(
        self, document: Document, journey: str, selection: Selection, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        self.setProperty("edge", "left")
        self.tabs = PanelTabs(look, "Side panel", TABS)
        self.overview = OverviewPanel(document, journey, selection, look)
        self.inspector = InspectorPanel(document, journey, selection, look)
        self.simulate = SimulatePanel(document, journey, selection, look)
        self.explain = ExplainPanel(look)
        self._pages = QStackedWidget()
        for page in (self.overview, self.inspector, self.simulate, self.explain):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)
        self.setMinimumWidth(look.theme.size["panel_min"])
        self.setMaximumWidth(look.theme.size["panel_max"])
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)

    def turn_to(self, tab: str) -> None:
        """Show one of the panels by its tab."""
        self.tabs.setCurrentIndex(TABS.index(tab))

    @property
    def shown(self) -> str:
        """The tab in front."""
        return TABS[self.tabs.currentIndex()]
