"""The panel at the right: the whole journey, what is selected, what would happen if, and why."""

from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ui.bridge import Selection
from ui.controls.late import Late
from ui.controls.look import Look
from ui.controls.tabs import PanelTabs
from ui.panels.explain import ExplainPanel
from ui.panels.inspector import InspectorPanel
from ui.panels.overview import OverviewPanel
from ui.panels.simulate import SimulatePanel
from workbench.domain.document import Document

TABS: Final = ("Overview", "Inspect", "Simulate", "Explain")


class SidePanel(QFrame):
    """Four tabs over four panels, each made when it is first asked for; its width is the user's.

    It repeats what its panels want, so that nobody has to know whether they are there.
    """

    act_wanted = Signal(object)  # a Doubt
    best_fix_wanted = Signal()
    plan_wanted = Signal()
    scenario_wanted = Signal(object)  # the Scenario
    explanation_wanted = Signal()
    touchpoint_wanted = Signal()
    sample_wanted = Signal()
    cuts_changed = Signal(object)  # Cuts
    kept = Signal(object)  # the Scenario
    refused = Signal(object)  # a sentence
    number_wanted = Signal(object)  # a NextNumber
    fix_wanted = Signal(object)  # id of a touchpoint

    def __init__(
        self, document: Document, journey: str, selection: Selection, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("ground", "panel")
        self.setProperty("edge", "left")
        self.tabs = PanelTabs(look, "Side panel", TABS, self)
        self._pages = QStackedWidget(self)
        about = (document, journey, selection, look)
        self.late_overview = Late(lambda place: OverviewPanel(*about, place), self._pages)
        self.late_inspector = Late(lambda place: InspectorPanel(*about, place), self._pages)
        self.late_simulate = Late(lambda place: SimulatePanel(*about, place), self._pages)
        self.late_explain = Late(lambda place: ExplainPanel(look, place), self._pages)
        self._places = (self.late_overview, self.late_inspector, self.late_simulate, self.late_explain)
        for place in self._places:
            self._pages.addWidget(place)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)
        self._room = look.theme.size["panel_max"]
        self._claim_width()
        self.setMaximumWidth(look.theme.size["panel_max"])
        self.tabs.currentChanged.connect(self._turn)
        self.late_overview.made.connect(self._hear_overview)
        self.late_simulate.made.connect(self._hear_simulate)
        self.late_explain.made.connect(self._hear_explain)

    @property
    def overview(self) -> OverviewPanel:
        """The journey as a whole."""
        return self.late_overview.content

    @property
    def inspector(self) -> InspectorPanel:
        """The fields of what is selected."""
        return self.late_inspector.content

    @property
    def simulate(self) -> SimulatePanel:
        """The sliders and what they do."""
        return self.late_simulate.content

    @property
    def explain(self) -> ExplainPanel:
        """Where breakdowns come from."""
        return self.late_explain.content

    def turn_to(self, tab: str) -> None:
        """Show one of the panels by its tab."""
        self.tabs.setCurrentIndex(TABS.index(tab))

    @property
    def shown(self) -> str:
        """The tab in front."""
        return TABS[self.tabs.currentIndex()]

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._claim_width()

    def set_room(self, room: int) -> None:
        """Say how wide in px the panel can be beside everything else."""
        self._room = room
        self._claim_width()

    def _claim_width(self) -> None:
        """Be no narrower than what stands in it, which grows with the type, if there is room."""
        least = self._look.theme.size["panel_min"]
        self.setMinimumWidth(max(least, min(self._look.scaled(least), self._room)))

    def _turn(self, index: int) -> None:
        self._places[index].fill()
        self._pages.setCurrentIndex(index)

    def _hear_overview(self, overview: OverviewPanel) -> None:
        overview.act_wanted.connect(self.act_wanted)
        overview.best_fix_wanted.connect(self.best_fix_wanted)
        overview.plan_wanted.connect(self.plan_wanted)
        overview.scenario_wanted.connect(self.scenario_wanted)
        overview.explanation_wanted.connect(self.explanation_wanted)
        overview.touchpoint_wanted.connect(self.touchpoint_wanted)
        overview.sample_wanted.connect(self.sample_wanted)

    def _hear_simulate(self, simulate: SimulatePanel) -> None:
        simulate.cuts_changed.connect(self.cuts_changed)
        simulate.kept.connect(self.kept)
        simulate.refused.connect(self.refused)
        simulate.number_wanted.connect(self.number_wanted)
        simulate.touchpoint_wanted.connect(self.touchpoint_wanted)
        simulate.sample_wanted.connect(self.sample_wanted)

    def _hear_explain(self, explain: ExplainPanel) -> None:
        explain.fix_wanted.connect(self.fix_wanted)
        explain.touchpoint_wanted.connect(self.touchpoint_wanted)
