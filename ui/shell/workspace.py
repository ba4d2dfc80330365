"""One open journey on the screen: its views, its side panel, and the results that follow both."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ui.actions import ActionSet, WindowState
from ui.bridge import DocumentBridge, Selection, SessionBridge
from ui.canvas.board import ToolName
from ui.canvas.travel import Travel
from ui.controls.focus import tab_in_place
from ui.controls.look import Look
from ui.controls.notice import Say
from ui.controls.typed import keep_typed
from ui.disk import Disk
from ui.heap import give_back
from ui.jobs import Jobs
from ui.panels.doubts import Doubt
from ui.panels.find_panel import FindPanel, Search
from ui.panels.next_numbers import NextNumber
from ui.settings import Memory
from ui.shell.areas import Areas
from ui.shell.arranging import Arranging
from ui.shell.breadcrumb import Breadcrumb
from ui.shell.choosing import Choosing
from ui.shell.clipboard import KEYS, TABLE_KEYS, ClipboardDesk
from ui.shell.map_menu import MapMenu
from ui.shell.map_page import MapPage
from ui.shell.opening import Opening
from ui.shell.outline_place import OutlinePlace
from ui.shell.picture_desk import MapShown, PictureDesk
from ui.shell.rail import ToolRail
from ui.shell.results import ResultsDesk, Shown
from ui.shell.rewiring import Rewiring
from ui.shell.safety import Safety
from ui.shell.saved import SavedWatch
from ui.shell.scenario_menu import ScenarioMenu
from ui.shell.side_panel import SidePanel
from ui.shell.soon import soon
from ui.shell.status import StatusLine
from ui.shell.steps import Steps
from ui.shell.toolbar import VIEWS, ToolBar
from ui.shell.views import OtherViews
from ui.shell.visits import Visit, Visits
from ui.shell.voice import SelectionVoice
from ui.shell.wayfinding import Wayfinding
from workbench.domain.document import Published
from workbench.domain.elements import Journey, Scenario
from workbench.domain.nesting import way_in
from workbench.domain.problems import LockedProblem
from workbench.session import Clock, Session

_IN_OUTLINE: Final = (*KEYS, "delete", "delete-closing")
"""The actions whose keys act in the outline as on the map."""

_NARROW: Final = 1500
"""In a window narrower than this the side panel takes its small width."""

_LEAST_VIEW: Final = 100
_BESIDE_PANEL: Final = 550 + _LEAST_VIEW
"""Tools, Find, the outline and a view, each as narrow as it can be."""

_ON_INSPECTOR: Final = frozenset({"no-owner", "two-accountables", "shares", "failure-shares", "entries"})
"""Findings that are mended in the inspector."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What stays while one journey of a project is shown after the other."""

    visits: Visits = field(default_factory=Visits)
    search: Search = field(default_factory=Search)


@dataclass(frozen=True, slots=True)
class Means:
    """What the window lends to the journey that is open."""

    look: Look
    actions: ActionSet
    jobs: Jobs
    disk: Disk
    memory: Memory
    clock: Clock
    say: Say
    carried: Carried


class Workspace(QWidget):
    """Everything under the menu bar while a journey is open."""

    state_changed = Signal()
    sample_wanted = Signal()
    journey_gone = Signal()

    def __init__(
        self, session: Session, means: Means, journey: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.clock, self.look, self.disk, self.memory = means.clock, means.look, means.disk, means.memory
        self.say, self.carried = means.say, means.carried
        self._dragged_width = 0
        self.document = session.document
        self.journey = journey or self.document.of(Journey)[0].id
        self.actions_of_window = means.actions
        self.selection = Selection(self)
        # first of all that listen to the document
        self.steps = Steps(session.history, self.document, self.selection)
        self.bridge = DocumentBridge(self.document, self)
        self.session_bridge = SessionBridge(session, self)
        self._make_parts()
        self._lay_out()
        shown = Shown(self.map_page, self.others, self.panel, self.status, self.toolbar)
        self.results = ResultsDesk(self.document, self.journey, self.selection, means.jobs, shown, self.say, self)
        moving = Travel(self.map).around
        self.arranging = Arranging(self.document, self.journey, self.selection, means.jobs, moving, self.say, self)
        self.choosing = Choosing(self.document, self.selection, self.say, self)
        self.rewiring = Rewiring(self.map, self.steps, self.say, self)
        self.map_menu = MapMenu(self.map, self.actions_of_window, self)
        on_screen = MapShown(session, self.journey, self.selection, self.results, self.map_page)
        self.pictures = PictureDesk(on_screen, self.look, self.disk, self.memory, self.clock, self.say, self)
        self.wayfinding = Wayfinding(
            self.document, self.map, self.selection, self.results, self.carried.visits, self.say, self
        )
        self.clipboard = ClipboardDesk(self.map, self.results.live, self.say, self)
        self.voice = SelectionVoice(self.map, self)
        self.saved = SavedWatch(session, self.session_bridge, self.toolbar.saved, self)
        self._connect()
        self._connect_panel()
        means.actions.bind_to(self.map)
        self.opening = Opening(self.map, _steps(self), self)

    def _make_parts(self) -> None:
        """Make each part in the one that holds it, in the order in which Tab meets them.

        Qt dresses what is in a widget anew with every parent it gets: parts put together from within take five times as
        long.
        """
        about = (self.document, self.journey, self.selection, self.look)
        scenarios = ScenarioMenu(self.look, self.document, self.journey)
        self.toolbar = ToolBar(self.look, self.actions_of_window, scenarios, self)
        self.breadcrumb = Breadcrumb(self.document, self.journey, self.look, self.actions_of_window, self)
        self.safety = Safety(self.session, self.session_bridge, self.disk, self.look, self.clock, self.say, self)
        self.rail = ToolRail(self.look, self.actions_of_window, self)
        self.find_panel = FindPanel(self.document, self.journey, self.look, self.carried.search, self.say, self)
        self.split = QSplitter(self)
        self.views = QStackedWidget()
        self.outline = OutlinePlace(*about, self.split)
        self.split.addWidget(self.views)
        self.map_page = MapPage(*about, self.views)
        self.map = self.map_page.map
        self.panel = SidePanel(*about, self.split)
        self.others = OtherViews(*about, self.memory)
        self.status = StatusLine(self.look, self.actions_of_window, self)

    def begin(self, visit: Visit | None = None) -> None:
        """Show the journey for the first time, whole or as it was visited; the results as soon as they are there."""
        settings = self.memory.settings
        shown = {"heat": True, "influences": True, "strip": settings.strip_visible}
        shown |= {"outline": settings.outline_visible, "minimap": settings.minimap_visible}
        for key, on in shown.items():
            self.actions_of_window.check(key, on)
        self.map_page.set_strip_wanted(settings.strip_visible)
        self.outline.setVisible(settings.outline_visible)
        self.map.minimap.set_wanted(settings.minimap_visible)
        self._show_title()
        self.saved.refresh()
        self.show_view("map")
        self.show_tool(self.map.tool)
        self.map.setFocus()
        if visit is not None:
            self.wayfinding.take_up(visit)
        if self.find_panel.is_open:
            self.find_panel.begin()
        # the map is on the screen before the engine is asked
        soon(self, partial(self._first_look, visit))
        self.safety.begin()

    def end(self) -> None:
        """Listen to the session no longer; the window closes it."""
        self.opening.close()
        self.steps.close()
        self.safety.close()
        self.results.close()
        self.arranging.close()
        self.rewiring.close()
        self.pictures.close()
        self.map.close_map()
        self.session_bridge.close()
        for bridge in self.findChildren(DocumentBridge):
            bridge.close()

    def window_state(self) -> WindowState:
        """Return what decides which actions make sense now."""
        history = self.session.history
        return WindowState(
            is_open=True,
            selected=len(self.selection.ids),
            undo=history.undo_label,
            redo=history.redo_label,
            has_fix=bool(self.results.live.cuts),
            can_run=self.results.can_run,
            shows_map=self.views.currentWidget() is self.map_page,
            can_go_back=self.carried.visits.can_go_back(self.document.elements.__contains__),
            can_go_forward=self.carried.visits.can_go_forward(self.document.elements.__contains__),
            is_inside=bool(way_in(self.document, self.journey)),
        )

    def show_view(self, view: str) -> None:
        """Show the map, the table, the owners, the charts or the plan."""
        keep_typed()
        page = self.map_page if view == "map" else self.others.page(view)
        if self.views.indexOf(page) < 0:
            self.views.addWidget(page)
            tab_in_place(self.views, [page])
        self.views.setCurrentWidget(page)
        self.toolbar.views.choose(view)
        for each in VIEWS:
            self.actions_of_window.check(f"view-{each.key}", each.key == view)
        self.status.set_zoom_visible(view == "map")
        self.rail.setVisible(view == "map")
        # a plan is a page of its own: its table needs the width, and it has its own outcome
        self.show_panel(self.memory.settings.panel_visible and not self.shows_plan)
        self.results.show_charts()
        self.state_changed.emit()

    @property
    def shows_plan(self) -> bool:
        """Whether the plan is in sight."""
        return self.actions_of_window["view-plan"].isChecked()

    def show_panel(self, shown: bool) -> None:
        """Show or fold away the side panel."""
        self.panel.setVisible(shown)
        self.actions_of_window.check("panel", shown)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """Give the panel the user's width, or what it opens with; an explanation opens wider where there is room."""
        size = self.look.theme.size
        self.panel.set_room(self.width() - _BESIDE_PANEL)
        wide = size["panel_explain"] if self.panel.shown == "Explain" else self.memory.settings.panel_width
        # four tabs and a sentence need more room in large type
        narrow = min(self.look.scaled(size["panel_small"]), size["panel_max"])
        panel = self._dragged_width or (narrow if self.width() < _NARROW else wide)
        outline = size["outline"]
        self.split.setSizes([outline, self.split.width() - panel - outline, panel])

    def _lay_out(self) -> None:
        self.views.addWidget(self.map_page)
        # else the widest of the pages, shown or not, pushes the side panel out of a small window
        self.views.setMinimumWidth(_LEAST_VIEW)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        for part in (self.outline, self.views, self.panel):
            self.split.addWidget(part)
        self.split.setStretchFactor(1, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.find_panel)
        middle.addWidget(self.split, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.breadcrumb)
        column.addWidget(self.safety.bar)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        self.areas = Areas(
            {
                "Toolbar": self.toolbar,
                "Tools": self.rail,
                "Find": self.find_panel,
                "Outline": self.outline,
                "View of the journey": self.views,
                "Irritation": self.map_page.strip,
                "Side panel": self.panel,
                "Status": self.status,
            },
            self,
        )

    def _connect(self) -> None:
        self.split.splitterMoved.connect(self._split_moved)
        self.bridge.published.connect(self._published)
        self.selection.changed.connect(self._selected)
        self.results.changed.connect(self.state_changed)
        self.results.map_wanted.connect(self.actions_of_window["view-map"].trigger)
        self.map.menu_wanted.connect(self.map_menu.offer)
        self.others.copy_wanted.connect(self.clipboard.copy_rows)
        self.others.table_made.connect(self.voice.listen_at)
        self.others.table_made.connect(partial(self.actions_of_window.lend, keys=TABLE_KEYS))
        self.map.met_lock.connect(self._offer_to_unlock)
        self.wayfinding.changed.connect(self.state_changed)
        self.breadcrumb.wanted.connect(self.wayfinding.go)
        self.find_panel.went.connect(self.wayfinding.look_at)
        self.find_panel.found.connect(self.map.found.mark)
        self.find_panel.closed.connect(self._return_to_map)
        self.safety.state_changed.connect(self.saved.refresh)
        self.safety.state_changed.connect(self.state_changed)
        self.safety.save_wanted.connect(self.actions_of_window["save"].trigger)
        self.safety.save_as_wanted.connect(self.actions_of_window["save-as"].trigger)
        self.toolbar.view_chosen.connect(self.show_view)
        self.map.zoom_changed.connect(self.status.show_zoom)
        self.map.tool_changed.connect(self.show_tool)
        self.map_page.sample_wanted.connect(self.sample_wanted)
        self.map_page.outline_wanted.connect(self._write_outline)
        self.outline.phase_wanted.connect(self.actions_of_window["add-phase"].trigger)
        # a part that was folded away comes back as narrow as it may be
        self.outline.appeared.connect(self._share_width)
        self.outline.tree_made.connect(self.voice.listen_at)
        self.outline.tree_made.connect(partial(self.actions_of_window.lend, keys=_IN_OUTLINE))
        self.others.touchpoint_wanted.connect(self._first_touchpoint)
        for part in (self.map, self.others, self.outline, self.panel):
            part.refused.connect(self.say)

    def _connect_panel(self) -> None:
        panel = self.panel
        panel.kept.connect(self._scenario_kept)
        panel.touchpoint_wanted.connect(self.map_page.begin_first)
        panel.sample_wanted.connect(self.sample_wanted)
        panel.act_wanted.connect(self._act_on)
        panel.number_wanted.connect(self._open_number)
        panel.best_fix_wanted.connect(self.results.find_best)
        panel.plan_wanted.connect(self.actions_of_window["plan"].trigger)
        panel.explanation_wanted.connect(self._explain)
        panel.tabs.currentChanged.connect(self._share_width)

    def _offer_to_unlock(self, problem: LockedProblem) -> None:
        self.say(str(problem), "Unlock", problem)

    def _first_look(self, visit: Visit | None) -> None:
        self.map.fit()
        if visit is not None:
            self.wayfinding.face(visit)
        self.opening.begin()

    def _split_moved(self) -> None:
        self._dragged_width = self.panel.width()
        self.memory.change(panel_width=self._dragged_width)

    def _published(self, published: Published) -> None:
        if self.journey not in self.document.elements:
            self.journey_gone.emit()
            return
        self.breadcrumb.follow(published)
        self.results.follow(published)
        self.selection.forget_missing(self.document)
        if published.changes.touches(Journey):
            self._show_title()
        self.saved.refresh()
        self.state_changed.emit()

    def _selected(self) -> None:
        if self.selection.ids and self.panel.shown == "Overview":
            self.panel.turn_to("Inspect")
        self.state_changed.emit()

    def _show_title(self) -> None:
        self.toolbar.title.set_title(self.document.get(Journey, self.journey).title)

    def show_tool(self, tool: ToolName) -> None:
        """Show which tool is in use."""
        for each in ToolName:
            self.actions_of_window.check(f"tool-{each.value}", each is tool)

    def _first_touchpoint(self) -> None:
        self.show_view("map")
        self.map_page.begin_first()

    def _return_to_map(self) -> None:
        """Give the focus to the map, on which a place was looked for; in another view it goes where it came from."""
        if self.map.isVisible():
            self.map.setFocus()

    def _write_outline(self) -> None:
        self.actions_of_window["outline"].setChecked(True)
        self.outline.set_shown(shown=True)
        self.outline.content.show_text()

    def _explain(self) -> None:
        self.selection.clear()
        self.panel.turn_to("Explain")

    def _scenario_kept(self, scenario: Scenario) -> None:
        self.say(f"Kept as “{scenario.name}”.", "Undo", "undo")

    def _open_number(self, number: NextNumber) -> None:
        self.selection.set(number.ids)
        self.panel.turn_to("Inspect")
        self.panel.inspector.open_field(number.parameter)

    def _act_on(self, doubt: Doubt) -> None:
        if doubt.subjects:
            self.map.centre_on(doubt.subjects[0])
        if doubt.code in _ON_INSPECTOR:
            self.panel.turn_to("Inspect")


def _steps(workspace: Workspace) -> Iterator[Callable[[], object]]:
    """What the map goes before, in the order in which it is looked at; the first numbers ask for panels themselves."""
    panel = workspace.panel
    yield panel.late_overview.fill
    if workspace.memory.settings.outline_visible:
        yield workspace.outline.fill
    yield panel.late_simulate.fill
    yield panel.late_explain.fill
    yield workspace.results.live.refresh
    yield panel.late_inspector.fill
    yield give_back
