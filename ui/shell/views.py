"""The views beside the map, each made when it is first asked for."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.bridge import Selection
from ui.controls.look import Look
from ui.live import LiveResults
from ui.panels.chart_numbers import ChartNumbers, Swing
from ui.panels.charts import ResultCharts
from ui.panels.owners import OwnersView
from ui.panels.plan import PlanView
from ui.panels.table import TableView
from ui.settings import Memory
from ui.shell import telling
from workbench.domain.document import Document
from workbench.editing.cells import Column
from workbench.simulation.crowd.contrast import Contrast

CHARTS: Final = "charts"


class OtherViews(QObject):
    """Table, owners, charts and plan; what has not been looked at has not been made."""

    refused = Signal(object)
    touchpoint_wanted = Signal()
    copy_wanted = Signal(object)  # ids of touchpoints
    table_made = Signal(object)  # the grid, in which keys of the map act too
    owners_looked_at = Signal()
    owners_made = Signal(object)  # OwnersView
    plan_made = Signal(object)  # PlanView

    def __init__(
        self,
        document: Document,
        journey: str,
        selection: Selection,
        look: Look,
        memory: Memory,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._memory = memory
        self._document = document
        self._journey = journey
        self._selection = selection
        self._look = look
        self._pages: dict[str, QWidget] = {}
        self._swings: tuple[Swing, ...] = ()
        self._spread: Contrast | None = None
        self._makers: Mapping[str, Callable[[], QWidget]] = {
            "table": self._make_table,
            "owners": self._make_owners,
            CHARTS: self._make_charts,
            "plan": self._make_plan,
        }

    def page(self, view: str) -> QWidget:
        """Return the page of a view."""
        if view not in self._pages:
            self._pages[view] = self._makers[view]()
        return self._pages[view]

    @property
    def shows_charts(self) -> bool:
        """Whether charts are in sight."""
        charts = self._pages.get(CHARTS)
        return charts is not None and charts.isVisible()

    def set_swings(self, swings: Sequence[Swing]) -> None:
        """Take over how far single numbers move the effect of the fix in force; `show_state` shows it."""
        self._swings = tuple(swings)

    def set_spread(self, spread: Contrast | None) -> None:
        """Take over how customers differ, or that nobody knows; `show_state` shows it."""
        self._spread = spread

    def show_state(self, live: LiveResults) -> None:
        """Give the views that there are the numbers of now."""
        state = live.state
        table = self._pages.get("table")
        if isinstance(table, TableView):
            table.set_numbers(telling.breakdowns(state.outcome))
        charts = self._pages.get(CHARTS)
        if isinstance(charts, ResultCharts) and charts.isVisible():
            charts.show_numbers(self._chart_numbers(live))

    @property
    def owners(self) -> OwnersView | None:
        """The owners' view while somebody looks at it."""
        owners = self._pages.get("owners")
        return owners if isinstance(owners, OwnersView) and owners.isVisible() else None

    def _make_table(self) -> QWidget:
        table = TableView(self._document, self._journey, self._selection, self._look)
        table.refused.connect(self.refused)
        table.touchpoint_wanted.connect(self.touchpoint_wanted)
        table.copy_wanted.connect(self.copy_wanted)
        if chosen := [each for each in Column if each.value in self._memory.settings.table_columns]:
            table.grid.show_columns(chosen)
        table.grid.columns_changed.connect(self._remember_columns)
        self.table_made.emit(table.grid)
        return table

    def _remember_columns(self, columns: frozenset[Column]) -> None:
        self._memory.change(table_columns=tuple(each.value for each in Column if each in columns))

    def _make_owners(self) -> QWidget:
        owners = OwnersView(self._document, self._journey, self._selection, self._look)
        owners.refused.connect(self.refused)
        owners.looked_at.connect(self.owners_looked_at)
        self.owners_made.emit(owners)
        return owners

    def _make_charts(self) -> QWidget:
        charts = ResultCharts(self._look)
        charts.touchpoint_wanted.connect(self.touchpoint_wanted)
        return charts

    def _make_plan(self) -> QWidget:
        plan = PlanView(self._document, self._journey, self._look)
        plan.refused.connect(self.refused)
        plan.touchpoint_wanted.connect(self.touchpoint_wanted)
        self.plan_made.emit(plan)
        return plan

    def _chart_numbers(self, live: LiveResults) -> ChartNumbers | None:
        outcome = live.state.outcome
        if outcome is None:
            return None
        response = live.late_response(telling.CUTS) if outcome.late.any() else []
        return telling.chart_numbers(outcome, self._document, self._journey, response, self._swings, self._spread)
