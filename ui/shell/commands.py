"""What the actions of the table do to an open journey."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt

from ui.canvas.board import NewPhase, ToolName
from ui.dialogs.save_name import ask_save_path, file_name
from ui.panels.party_picker import PartyPicker
from ui.shell.workspace import VIEWS, Workspace
from workbench.domain.elements import Touchpoint
from workbench.domain.owners import accountable
from workbench.editing.structure import delete

_PICTURE_SCALE: Final = 1.5


class Commands:
    """One command an action; `verbs` finds it by the action's key."""

    def __init__(self, workspace: Workspace) -> None:
        self._on = workspace
        show_map = workspace.map
        self.verbs: Mapping[str, Callable[[], object]] = {
            **{f"tool-{tool.value}": partial(self._use, tool) for tool in ToolName},
            **{f"view-{view}": partial(workspace.show_view, view) for view in VIEWS},
            "undo": self._undo,
            "redo": self._redo,
            "select-all": show_map.select_all,
            "find": self._find,
            "rename": show_map.rename_selection,
            "delete": self._delete,
            "fit": show_map.fit,
            "zoom-full": partial(show_map.zoom_to, 1.0),
            "zoom-in": show_map.zoom_in,
            "zoom-out": show_map.zoom_out,
            "heat": self._toggle_heat,
            "influences": self._toggle_influences,
            "outline": self._toggle_outline,
            "strip": self._toggle_strip,
            "panel": self._toggle_panel,
            "add-phase": self._add_phase,
            "describe": self._describe,
            "assign": self._assign,
            "unowned": self._select_unowned,
            "run": workspace.results.run,
            "plan": self._plan,
            "as-is": workspace.results.toggle_fix,
            "reset-fix": workspace.results.reset_fix,
            "scenarios": self._offer_scenarios,
            "export-picture": self._export_picture,
            "versions": self._bring_version_back,
            **workspace.arranging.verbs,
        }

    def _use(self, tool: ToolName) -> None:
        self._on.map.use(tool)
        # choosing the tool in use is no change to the map, but it has switched the action off
        self._on.show_tool(tool)

    def _undo(self) -> None:
        undone = self._on.session.history.undo()
        if undone is not None:
            self._on.said.emit(f"Undone: {undone.label}", "Redo", "redo")

    def _redo(self) -> None:
        self._on.session.history.redo()

    def _delete(self) -> None:
        chosen = [each for each in self._on.selection.ids if each in self._on.document.elements]
        if chosen:
            names = [self._on.document.elements[each].describe() for each in chosen]
            delete(self._on.document, chosen)
            what = names[0] if len(names) == 1 else f"{len(names)} things"
            self._on.said.emit(f"Deleted {what}.", "Undo", "undo")

    def _find(self) -> None:
        # dialogs are imported when they are asked for
        from ui.dialogs.find import FindDialog

        dialog = FindDialog(self._on.document, self._on.journey, self._on.look, self._on)
        if dialog.run() and dialog.chosen:
            self._on.show_view("map")
            self._on.selection.set([dialog.chosen])
            self._on.map.centre_on(dialog.chosen)
            self._on.map.setFocus()

    def _is_on(self, key: str) -> bool:
        return self._on.actions_of_window[key].isChecked()

    def _toggle_heat(self) -> None:
        self._on.map_page.set_heat(self._is_on("heat"))

    def _toggle_influences(self) -> None:
        self._on.map.set_influences_visible(self._is_on("influences"))

    def _toggle_outline(self) -> None:
        shown = self._is_on("outline")
        self._on.outline.setVisible(shown)
        self._on.memory.change(outline_visible=shown)

    def _toggle_strip(self) -> None:
        shown = self._is_on("strip")
        self._on.map_page.set_strip_wanted(shown)
        self._on.memory.change(strip_visible=shown)

    def _toggle_panel(self) -> None:
        shown = self._is_on("panel")
        self._on.show_panel(shown)
        if not self._on.shows_plan:
            self._on.memory.change(panel_visible=shown)

    def _add_phase(self) -> None:
        self._on.show_view("map")
        self._on.map.setFocus()
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
        own = (each for each in self._on.document.of(Touchpoint) if each.journey == self._on.journey)
        free = [each.id for each in own if each.is_controllable and accountable(self._on.document, each.id) is None]
        self._on.selection.set(free)
        if not free:
            self._on.say("Every touchpoint has somebody who answers for it.")

    def _bring_version_back(self) -> None:
        # comparing versions is not needed before somebody asks for it
        from ui.shell.earlier_states import bring_version_back

        when = bring_version_back(self._on.session, self._on.disk, self._on.look, self._on.clock(), self._on)
        if when:
            self._on.said.emit(f"The version of {when} is back.", "Undo", "undo")

    def _offer_scenarios(self) -> None:
        scenarios = self._on.toolbar.scenarios
        if not scenarios.isEnabled():
            self._on.say("No scenario is stored yet; try a fix and press “Keep as scenario”.")
        scenarios.offer()

    def _plan(self) -> None:
        self._on.show_view("plan")
        self._on.results.begin_plan()

    def _export_picture(self) -> None:
        # exporting paints the whole map on paper colours; not needed before somebody asks for it
        from ui.shell.pictures import map_on_paper, paper_look

        session = self._on.session
        folder = session.path.parent if session.path else Path.home()
        suggested = folder / f"{file_name(session.title)}.png"
        caption = "Export the map as a picture"
        path = ask_save_path(self._on.look, caption, suggested, "Pictures (*.png)", ".png", self._on)
        if path is None:
            return
        outcome, paper = self._on.results.live.state.outcome, paper_look(self._on.look.icons)
        with_fix = self._on.map_page.with_fix
        image = map_on_paper(self._on.document, self._on.journey, outcome, with_fix, paper, _PICTURE_SCALE)
        if image.save(str(path)):
            self._on.say(f"The map is in {path}.")
        else:
            self._on.say(f"The picture could not be written to {path}; choose a folder that you may write to.")
