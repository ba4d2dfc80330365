"""Every action of the window in one table: what it is called, its key, where it stands and when it can be used."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.controls.look import Look
from ui.controls.text import as_typed, letter_by_letter
from ui.menus import MENUS


@dataclass(frozen=True, slots=True)
class WindowState:
    """What decides which actions make sense."""

    is_open: bool = False
    selected: int = 0
    undo: str | None = None
    redo: str | None = None
    has_fix: bool = False
    can_run: bool = False
    shows_map: bool = False
    can_go_back: bool = False
    can_go_forward: bool = False
    is_inside: bool = False


def always(_state: WindowState) -> bool:
    """At any time."""
    return True


def when_open(state: WindowState) -> bool:
    """While a journey is open."""
    return state.is_open


def on_map(state: WindowState) -> bool:
    """While the map is to be seen."""
    return state.shows_map


def with_selection(state: WindowState) -> bool:
    """While something is selected."""
    return state.selected > 0


def with_several(state: WindowState) -> bool:
    """While more than one thing is selected."""
    return state.selected > 1


def with_undo(state: WindowState) -> bool:
    """While there is something to take back."""
    return state.undo is not None


def with_redo(state: WindowState) -> bool:
    """While there is something to do again."""
    return state.redo is not None


def with_fix(state: WindowState) -> bool:
    """While a fix is in force."""
    return state.has_fix


def with_results(state: WindowState) -> bool:
    """While the journey can run."""
    return state.can_run


def with_one(state: WindowState) -> bool:
    """While just one thing is selected."""
    return state.selected == 1


def with_way_back(state: WindowState) -> bool:
    """While there is a place visited before."""
    return state.can_go_back


def with_way_forward(state: WindowState) -> bool:
    """While there is a place that Back came from."""
    return state.can_go_forward


def inside_another(state: WindowState) -> bool:
    """While the journey shown lies inside another."""
    return state.is_inside


_REFUSALS: Final[Mapping[Callable[[WindowState], bool], str]] = MappingProxyType(
    {
        when_open: "Open a journey first",
        on_map: "Turn to the map first",
        with_selection: "Select something first",
        with_one: "Select just one thing first",
        with_several: "Select several things first",
        with_undo: "Nothing to take back",
        with_redo: "Nothing to do again",
        with_fix: "Try a fix first",
        with_results: "The journey cannot run yet",
        with_way_back: "No place visited before",
        with_way_forward: "No place to go on to",
        inside_another: "This journey lies in no other",
    }
)
"""Why an action cannot be used, by what it waits for."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action; `keys` in Qt's portable text, the first one is shown."""

    key: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    enabled: Callable[[WindowState], bool] = when_open
    checkable: bool = False
    separated: bool = False
    on_map: bool = False
    """Its keys act only while the map has the focus, so that they never act while something is typed elsewhere."""

    def keys_on(self, platform: str) -> tuple[str, ...]:
        """Its keys on a system, the first one for its menus to show."""
        return _ON_A_MAC.get(self.key, self.keys) if platform == "darwin" else self.keys

    @property
    def refusal(self) -> str:
        """Why it cannot be used while it is not enabled."""
        return _REFUSALS.get(self.enabled, "")


_ON_A_MAC: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        # there Ctrl is ⌘ and Alt types letters: ⌘H hides the program, and a German [ is ⌥5
        "redo": ("Ctrl+Shift+Z",),
        "replace": ("Ctrl+Alt+F",),
        "delete": ("Backspace", "Delete"),
        "delete-closing": ("Ctrl+Backspace", "Ctrl+Del"),
        **{
            f"view-{view}": (f"Ctrl+Alt+{at}",)
            for at, view in enumerate(("map", "table", "owners", "charts", "plan"), 1)
        },
    }
)
"""Keys that a Mac has taken for something else or writes otherwise."""

_ROLES: Final = {"about": QAction.MenuRole.AboutRole, "quit": QAction.MenuRole.QuitRole}
"""What a Mac moves into the menu of the program; by itself it would move whatever begins with “About”."""

_LONGEST: Final = 80
"""Letters of an action's text in a menu."""


ACTIONS: Final = (
    ActionSpec("new", "New journey, eleven phases", "File", ("Ctrl+N",), "map", always),
    ActionSpec("start", "Start screen", "File", ("Ctrl+Shift+N",), "", always),
    ActionSpec("open", "Open…", "File", ("Ctrl+O",), "folder", always),
    ActionSpec("save", "Save", "File", ("Ctrl+S",), "save", separated=True),
    ActionSpec("save-as", "Save as…", "File", ("Ctrl+Shift+S",)),
    ActionSpec("versions", "Versions…", "File", (), "history"),
    ActionSpec("import-log", "Import an event log…", "File", (), "", always, separated=True),
    ActionSpec("export-picture", "Export the map…", "File", ("Ctrl+E",), "export"),
    ActionSpec("export-again", "Export again", "File", ("Ctrl+Shift+E",)),
    ActionSpec("close", "Close", "File", ("Ctrl+W",), separated=True),
    ActionSpec("quit", "Quit", "File", ("Ctrl+Q",), "", always),
    ActionSpec("undo", "Undo", "Edit", ("Ctrl+Z",), "undo", with_undo),
    ActionSpec("redo", "Redo", "Edit", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", with_redo),
    ActionSpec("cut", "Cut", "Edit", ("Ctrl+X",), "", with_selection, separated=True, on_map=True),
    ActionSpec("copy", "Copy", "Edit", ("Ctrl+C",), "", with_selection, on_map=True),
    ActionSpec("copy-table", "Copy as table", "Edit", (), "table"),
    ActionSpec("copy-picture", "Copy as a picture", "Edit", ("Ctrl+Shift+C",), "export"),
    ActionSpec("paste", "Paste", "Edit", ("Ctrl+V",), "", when_open, on_map=True),
    ActionSpec("duplicate", "Duplicate", "Edit", ("Ctrl+D",), "", with_selection, on_map=True),
    ActionSpec("palette", "Find or do anything…", "Edit", ("Ctrl+K",), "search", always, separated=True),
    ActionSpec("find", "Find…", "Edit", ("Ctrl+F",)),
    ActionSpec("replace", "Replace…", "Edit", ("Ctrl+H",)),
    ActionSpec("rename", "Rename", "Edit", ("F2",), "", with_selection, separated=True, on_map=True),
    ActionSpec("delete", "Delete", "Edit", ("Delete", "Backspace"), "", with_selection, on_map=True),
    ActionSpec(
        "delete-closing",
        "Delete and close the gap",
        "Edit",
        ("Ctrl+Del", "Ctrl+Backspace"),
        "",
        with_selection,
        on_map=True,
    ),
    ActionSpec("close-gap", "Close the gap just left", "Edit", (), "", with_undo),
    ActionSpec("select-all", "Select all", "Select", ("Ctrl+A",), "", on_map, on_map=True),
    ActionSpec("select-similar", "Select similar", "Select", ("Ctrl+Shift+A",), "", with_selection, on_map=True),
    ActionSpec("select-owner", "Select same owner", "Select", (), "", with_selection),
    ActionSpec("select-channel", "Select same channel", "Select", (), "", with_selection),
    ActionSpec("select-phase", "Select same phase", "Select", (), "", with_selection),
    ActionSpec("select-layer", "Select same layer", "Select", (), "", with_selection),
    ActionSpec(
        "select-downstream",
        "Select downstream",
        "Select",
        ("Shift+D",),
        "",
        with_selection,
        separated=True,
        on_map=True,
    ),
    ActionSpec("select-way", "Select a way out, then the next", "Select", ("W",), "", with_selection, on_map=True),
    ActionSpec("view-map", "Map", "View", ("Alt+1",), "map", when_open, checkable=True),
    ActionSpec("view-table", "Table", "View", ("Alt+2",), "table", when_open, checkable=True),
    ActionSpec("view-owners", "Owners", "View", ("Alt+3",), "owners", when_open, checkable=True),
    ActionSpec("view-charts", "Charts", "View", ("Alt+4",), "measures", when_open, checkable=True),
    ActionSpec("view-plan", "Plan", "View", ("Alt+5",), "budget", when_open, checkable=True),
    ActionSpec("fit", "Show the whole map", "View", ("Ctrl+0",), "tool-fit", on_map, separated=True),
    ActionSpec("zoom-full", "100 %", "View", ("Ctrl+1",), "", on_map),
    ActionSpec("zoom-selection", "Show what is selected", "View", ("Ctrl+2",), "", on_map),
    ActionSpec("zoom-in", "Zoom in", "View", ("Ctrl++", "Ctrl+="), "zoom-in", on_map),
    ActionSpec("zoom-out", "Zoom out", "View", ("Ctrl+-",), "zoom-out", on_map),
    ActionSpec("back", "Back", "View", ("Ctrl+[", "Back"), "chevron-left", with_way_back, separated=True),
    ActionSpec("forward", "Forward", "View", ("Ctrl+]", "Forward"), "chevron-right", with_way_forward),
    ActionSpec("heat", "Heat", "View", ("H",), "heat", on_map, checkable=True, separated=True, on_map=True),
    ActionSpec("influences", "Influences", "View", ("J",), "tool-influence", on_map, checkable=True, on_map=True),
    ActionSpec("outline", "Outline", "View", ("F6",), "outline", when_open, checkable=True, separated=True),
    ActionSpec("minimap", "Small map", "View", ("M",), "", on_map, checkable=True, on_map=True),
    ActionSpec("strip", "Irritation strip", "View", ("F7",), "", on_map, checkable=True),
    ActionSpec("panel", "Side panel", "View", ("F8",), "", when_open, checkable=True),
    ActionSpec("next-area", "Next part of the window", "View", ("F4",), separated=True),
    ActionSpec("area-before", "Part of the window before", "View", ("Shift+F4",)),
    ActionSpec("theme-system", "Theme as the system", "View", (), "", always, checkable=True, separated=True),
    ActionSpec("theme-light", "Light theme", "View", (), "light", always, checkable=True),
    ActionSpec("theme-dark", "Dark theme", "View", (), "dark", always, checkable=True),
    ActionSpec("large-type", "Large type", "View", ("Ctrl+Shift+L",), "", always, checkable=True),
    ActionSpec("tool-select", "Select", "Journey", ("V",), "tool-select", on_map, checkable=True, on_map=True),
    ActionSpec("tool-pan", "Move the map", "Journey", (), "tool-pan", on_map, checkable=True),
    ActionSpec("tool-zoom", "Zoom to a box", "Journey", ("Z",), "zoom-in", on_map, checkable=True, on_map=True),
    ActionSpec(
        "tool-touchpoint", "Touchpoint", "Journey", ("T",), "tool-touchpoint", on_map, checkable=True, on_map=True
    ),
    ActionSpec("tool-link", "Transition", "Journey", ("L",), "tool-transition", on_map, checkable=True, on_map=True),
    ActionSpec("tool-influence", "Influence", "Journey", ("I",), "tool-influence", on_map, checkable=True, on_map=True),
    ActionSpec("tool-note", "Note", "Journey", ("N",), "tool-note", on_map, checkable=True, on_map=True),
    ActionSpec("tool-frame", "Frame", "Journey", ("G",), "tool-frame", on_map, checkable=True, on_map=True),
    ActionSpec("tool-lasso", "Lasso", "Journey", ("Q",), "tool-lasso", on_map, checkable=True, on_map=True),
    ActionSpec("insert-into", "Insert into the line", "Journey", ("Shift+I",), "", with_selection, on_map=True),
    ActionSpec("add-phase", "New phase", "Journey", ("P",), "tool-phase", when_open, on_map=True),
    ActionSpec("tidy", "Tidy up", "Journey", ("Ctrl+T",), "tidy", on_map, separated=True),
    ActionSpec("pin", "Pin in place or let go", "Journey", ("Shift+P",), "pin", with_selection, on_map=True),
    ActionSpec("lock", "Lock or unlock", "Journey", ("Ctrl+L",), "lock", with_selection, on_map=True),
    ActionSpec(
        "open-detail",
        "Open the detail journey",
        "Journey",
        ("Ctrl+Return", "Ctrl+Enter"),
        "badge-detail",
        with_one,
        separated=True,
        on_map=True,
    ),
    ActionSpec("make-detail", "Make a detail journey", "Journey", (), "", with_one),
    ActionSpec("forget-detail", "Take the detail journey off", "Journey", (), "", with_one),
    ActionSpec(
        "open-outer", "Up to the journey around", "Journey", ("Ctrl+Shift+Return",), "", inside_another, on_map=True
    ),
    ActionSpec("describe", "About this journey", "Journey", ("Ctrl+I",), "file", when_open, separated=True),
    ActionSpec("align-left", "Align left", "Arrange", ("Ctrl+Shift+Left",), "", with_several, on_map=True),
    ActionSpec("align-centre", "Align centres", "Arrange", (), "", with_several),
    ActionSpec("align-right", "Align right", "Arrange", ("Ctrl+Shift+Right",), "", with_several, on_map=True),
    ActionSpec("align-top", "Align top", "Arrange", ("Ctrl+Shift+Up",), "", with_several, on_map=True),
    ActionSpec("align-middle", "Align middles", "Arrange", (), "", with_several),
    ActionSpec("align-bottom", "Align bottom", "Arrange", ("Ctrl+Shift+Down",), "", with_several, on_map=True),
    ActionSpec("distribute-across", "Distribute across", "Arrange", (), "", with_several, separated=True),
    ActionSpec("distribute-down", "Distribute down", "Arrange", (), "", with_several),
    ActionSpec("nudge-left", "Nudge left", "Arrange", ("Ctrl+Left",), "", with_selection, separated=True, on_map=True),
    ActionSpec("nudge-right", "Nudge right", "Arrange", ("Ctrl+Right",), "", with_selection, on_map=True),
    ActionSpec("nudge-up", "Nudge up", "Arrange", ("Ctrl+Up",), "", with_selection, on_map=True),
    ActionSpec("nudge-down", "Nudge down", "Arrange", ("Ctrl+Down",), "", with_selection, on_map=True),
    ActionSpec("assign", "Name an owner", "Owners", ("O",), "owners", with_selection, on_map=True),
    ActionSpec("unowned", "Select what nobody answers for", "Owners", (), "badge-unowned"),
    ActionSpec("run", "Run", "Simulate", ("F9", "Ctrl+R"), "run", with_results),
    ActionSpec("scenarios", "Stored scenarios…", "Simulate", ("Shift+A",), "compare", on_map=True),
    ActionSpec("plan", "Best fixes for a budget…", "Simulate", ("Ctrl+B",), "budget"),
    ActionSpec("as-is", "As-is or with the fix", "Simulate", ("A",), "compare", with_fix, on_map=True),
    ActionSpec("reset-fix", "Take the fix away", "Simulate", (), "", with_fix),
    ActionSpec("help", "Keys and gestures", "Help", ("F1", "?"), "help", always),
    ActionSpec("about", "About Journey Workbench", "Help", (), "", always),
)


class ActionSet(QObject):
    """The table as Qt actions: one a row, in menus and on buttons alike."""

    triggered = Signal(object)  # the key of the action

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self._specs: Mapping[str, ActionSpec] = {spec.key: spec for spec in ACTIONS}
        self._actions = {spec.key: self._made(spec) for spec in ACTIONS}

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def fill(self, menus: Mapping[str, QMenu]) -> None:
        """Put every action into its menu."""
        for spec in ACTIONS:
            if spec.separated:
                menus[spec.menu].addSeparator()
            menus[spec.menu].addAction(self._actions[spec.key])
        for name, menu in menus.items():
            menu.aboutToShow.connect(partial(self._dress, name))

    def bind_to(self, canvas: QWidget) -> None:
        """Give the keys of the map to the widget that shows it."""
        for spec in ACTIONS:
            if spec.on_map:
                canvas.addAction(self._actions[spec.key])

    def lend(self, view: QWidget, keys: Sequence[str]) -> None:
        """Let some of the map's keys act in another view of the journey too."""
        for key in keys:
            view.addAction(self._actions[key])

    def update_for(self, state: WindowState) -> None:
        """Enable what makes sense now, and say what undo and redo would do."""
        for key, action in self._actions.items():
            action.setEnabled(self._specs[key].enabled(state))
        self._tell("undo", state.undo)
        self._tell("redo", state.redo)

    def check(self, key: str, checked: bool) -> None:
        """Show an action as on or off, without triggering it."""
        self._actions[key].setChecked(checked)

    def _dress(self, menu: str) -> None:
        """Give what stands in a menu its icons, in the theme in force; to draw them all takes as long as the window."""
        for spec in ACTIONS:
            if spec.menu == menu and spec.icon:
                self._actions[spec.key].setIcon(self._look.icon(spec.icon, size=16))

    def _tell(self, key: str, label: str | None) -> None:
        """Say what an action would do; the label holds names, which are no markup and may be endless."""
        text = f"{self._specs[key].text} {_lower(label)}".rstrip()
        shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        self._actions[key].setText(letter_by_letter(shown))
        self._actions[key].setToolTip(as_typed(shown))

    def _made(self, spec: ActionSpec) -> QAction:
        action = QAction(QIcon(), letter_by_letter(spec.text), self._window)
        action.setShortcuts([QKeySequence.fromString(key) for key in spec.keys_on(sys.platform)])
        action.setMenuRole(_ROLES.get(spec.key, QAction.MenuRole.NoRole))
        if spec.on_map:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setCheckable(spec.checkable)
        # a key that is held would flicker a switch, and end the gesture of its tool
        action.setAutoRepeat(not spec.checkable)
        action.setData(spec.key)
        action.triggered.connect(self._fired)
        return action

    def _fired(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.triggered.emit(action.data())


def key_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return, menu by menu, the keys of every action that has any, and what it is called."""
    having = [spec for spec in ACTIONS if spec.keys]
    groups = [
        (menu, [(", ".join(spec.keys_on(sys.platform)), spec.text.rstrip("…")) for spec in having if spec.menu == menu])
        for menu in MENUS
    ]
    return [(menu, keys) for menu, keys in groups if keys]


def _lower(label: str | None) -> str:
    return label[:1].lower() + label[1:] if label else ""
