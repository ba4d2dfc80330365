"""What the actions of the table do to an open journey."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt

from ui.canvas.board import NewPhase, ToolName
from ui.canvas.zooming import show_selected
from ui.panels.party_picker import PartyPicker
from ui.shell.toolbar import VIEWS
from ui.shell.workspace import Workspace
from workbench.analysis.ownership import unowned
from workbench.domain.changes import ChangeSet


class Commands:
    """One command an action; `verbs` finds it by the action's key."""

    def __init__(self, workspace: Workspace) -> None:
        self._on = workspace
        show_map = workspace.map
        self.verbs: Mapping[str, Callable[[], object]] = {
            **{f"tool-{tool.value}": partial(self._use, tool) for tool in ToolName},
            **{f"view-{view.key}": partial(workspace.show_view, view.key) for view in VIEWS},
            "undo": self._undo,
            "redo": self._redo,
            "select-all": show_map.select_all,
            "find": partial(workspace.find_panel.begin, replaces=False),
            "replace": partial(workspace.find_panel.begin, replaces=True),
            "rename": partial(self._on_map, show_map.rename_selection),
            "fit": show_map.fit,
            "zoom-full": show_map.show_full_size,
            "zoom-selection": self._show_selected,
            "zoom-in": show_map.zoom_in,
            "zoom-out": show_map.zoom_out,
            "heat": self._toggle_heat,
            "influences": self._toggle_influences,
            "outline": self._toggle_outline,
            "strip": self._toggle_strip,
            "minimap": self._toggle_minimap,
            "panel": self._toggle_panel,
            "add-phase": partial(self._on_map, self._add_phase),
            "describe": self._describe,
            "assign": self._assign,
            "unowned": self._select_unowned,
            "run": workspace.results.run,
            "plan": self._plan,
            "as-is": workspace.results.toggle_fix,
            "reset-fix": workspace.results.reset_fix,
            "scenarios": self._offer_scenarios,
            "versions": self._bring_version_back,
            "back": workspace.wayfinding.back,
            "forward": workspace.wayfinding.forward,
            "open-detail": workspace.wayfinding.open_detail,
            "make-detail": workspace.wayfinding.make_detail,
            "forget-detail": workspace.wayfinding.forget_detail,
            "open-outer": workspace.wayfinding.open_outer,
            **workspace.areas.verbs,
            **workspace.arranging.verbs,
            **workspace.choosing.verbs,
            **workspace.rewiring.verbs,
            "insert-into": partial(self._on_map, workspace.rewiring.insert),
            **workspace.pictures.verbs,
            **workspace.clipboard.verbs,
        }

    def _use(self, tool: ToolName) -> None:
        self._on.map.use(tool)
        # choosing the tool in use is no change to the map, but it has switched the action off
        self._on.show_tool(tool)

    def _undo(self) -> None:
        self._tell_step("Undone", self._on.steps.undo(), "Redo", "redo")

    def _redo(self) -> None:
        self._tell_step("Redone", self._on.steps.redo(), "Undo", "undo")

    def _tell_step(self, what: str, step: ChangeSet | None, back: str, token: str) -> None:
        """Say what was done, and bring what is selected with it into sight."""
        if step is None:
            return
        box = self._on.map.plan.thing(self._on.selection.current or "")
        if box is not None:
            self._on.map.reveal(box)
        self._on.say(f"{what}: {step.label}", back, token)

    def _show_selected(self) -> None:
        show_selected(self._on.map, self._on.selection.ids)

    def _is_on(self, key: str) -> bool:
        return self._on.actions_of_window[key].isChecked()

    def _toggle_heat(self) -> None:
        self._on.map_page.set_heat(self._is_on("heat"))

    def _toggle_influences(self) -> None:
        self._on.map_page.set_influences_visible(self._is_on("influences"))

    def _toggle_outline(self) -> None:
        shown = self._is_on("outline")
        self._on.outline.set_shown(shown)
        self._on.memory.change(outline_visible=shown)

    def _toggle_minimap(self) -> None:
        shown = self._is_on("minimap")
        minimap = self._on.map.minimap
        minimap.set_wanted(shown)
        if shown and not minimap.is_of_use:
            self._on.say("All of the map is in sight; the small map comes up when you zoom in.")
        self._on.memory.change(minimap_visible=shown)

    def _toggle_strip(self) -> None:
        shown = self._is_on("strip")
        self._on.map_page.set_strip_wanted(shown)
        self._on.memory.change(strip_visible=shown)

    def _toggle_panel(self) -> None:
        shown = self._is_on("panel")
        self._on.show_panel(shown)
        if not self._on.shows_plan:
            self._on.memory.change(panel_visible=shown)

    def _on_map(self, name: Callable[[], object]) -> None:
        """Have something named on the map, which is shown for that."""
        self._on.show_view("map")
        self._on.map.setFocus()
        name()

    def _add_phase(self) -> None:
        self._on.map.begin_naming(NewPhase())

    def _describe(self) -> None:
        self._on.selection.clear()
        self._show_panel("Inspect")

    def _assign(self) -> None:
        self._show_panel("Inspect")
        pickers = self._on.panel.inspector.findChildren(PartyPicker)
        shown = next((picker for picker in pickers if picker.isVisible()), None)
        if shown is not None:
            # as if reached by Tab, which selects the name that is to be typed over
            shown.box.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_panel(self, tab: str) -> None:
        self._on.show_panel(shown=True)
        self._on.panel.turn_to(tab)

    def _select_unowned(self) -> None:
        lonely = unowned(self._on.document, self._on.journey)
        self._on.selection.set(each.id for each in lonely)
        if not lonely:
            self._on.say("Every touchpoint has somebody who answers for it.")

    def _bring_version_back(self) -> None:
        # comparing versions is not needed before somebody asks for it
        from ui.shell.earlier_states import bring_version_back

        when = bring_version_back(self._on.session, self._on.disk, self._on.look, self._on.clock(), self._on)
        if when:
            self._on.say(f"The version of {when} is back.", "Undo", "undo")

    def _offer_scenarios(self) -> None:
        scenarios = self._on.toolbar.scenarios
        if not scenarios.isEnabled():
            self._on.say("No scenario is stored yet; try a fix and press “Keep as scenario”.")
        scenarios.offer()

    def _plan(self) -> None:
        self._on.show_view("plan")
        self._on.results.asides.begin_plan()
