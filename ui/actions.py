"""Every action of the window in one table: what it is called, its key, where it stands and when it can be used."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui.controls.look import Look


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


MENUS: Final = ("File", "Edit", "View", "Journey", "Arrange", "Owners", "Simulate", "Help")

ACTIONS: Final = (
    ActionSpec("new", "New journey, eleven phases", "File", ("Ctrl+N",), "map", always),
    ActionSpec("start", "Start screen", "File", ("Ctrl+Shift+N",), "", always),
    ActionSpec("open", "Open…", "File", ("Ctrl+O",), "folder", always),
    ActionSpec("save", "Save", "File", ("Ctrl+S",), "save", separated=True),
    ActionSpec("save-as", "Save as…", "File", ("Ctrl+Shift+S",)),
    ActionSpec("versions", "Versions…", "File", (), "history"),
    ActionSpec("import-log", "Import an event log…", "File", (), "", always, separated=True),
    ActionSpec("export-picture", "Export the map as a picture…", "File", ("Ctrl+E",), "export"),
    ActionSpec("close", "Close", "File", ("Ctrl+W",), separated=True),
    ActionSpec("quit", "Quit", "File", ("Ctrl+Q",), "", always),
    ActionSpec("undo", "Undo", "Edit", ("Ctrl+Z",), "undo", with_undo),
    ActionSpec("redo", "Redo", "Edit", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", with_redo),
    ActionSpec("select-all", "Select all", "Edit", ("Ctrl+A",), "", on_map, separated=True, on_map=True),
    ActionSpec("find", "Find a touchpoint…", "Edit", ("Ctrl+F", "Ctrl+K"), "search"),
    ActionSpec("rename", "Rename", "Edit", ("F2",), "", with_selection, on_map=True),
    ActionSpec("delete", "Delete", "Edit", ("Delete", "Backspace"), "", with_selection, on_map=True),
    ActionSpec("view-map", "Map", "View", ("Alt+1",), "map", when_open, checkable=True),
    ActionSpec("view-table", "Table", "View", ("Alt+2",), "table", when_open, checkable=True),
    ActionSpec("view-owners", "Owners", "View", ("Alt+3",), "owners", when_open, checkable=True),
    ActionSpec("view-charts", "Charts", "View", ("Alt+4",), "measures", when_open, checkable=True),
    ActionSpec("view-plan", "Plan", "View", ("Alt+5",), "budget", when_open, checkable=True),
    ActionSpec("fit", "Show the whole map", "View", ("Ctrl+0",), "tool-fit", on_map, separated=True),
    ActionSpec("zoom-full", "100 %", "View", ("Ctrl+1",), "", on_map),
    ActionSpec("zoom-in", "Zoom in", "View", ("Ctrl++", "Ctrl+="), "zoom-in", on_map),
    ActionSpec("zoom-out", "Zoom out", "View", ("Ctrl+-",), "zoom-out", on_map),
    ActionSpec("heat", "Heat", "View", ("H",), "heat", on_map, checkable=True, separated=True, on_map=True),
    ActionSpec("influences", "Influences", "View", ("J",), "tool-influence", on_map, checkable=True, on_map=True),
    ActionSpec("outline", "Outline", "View", ("F6",), "outline", when_open, checkable=True, separated=True),
    ActionSpec("strip", "Irritation strip", "View", ("F7",), "", on_map, checkable=True),
    ActionSpec("panel", "Side panel", "View", ("F8",), "", when_open, checkable=True),
    ActionSpec("theme-system", "Theme as the system", "View", (), "", always, checkable=True, separated=True),
    ActionSpec("theme-light", "Light theme", "View", (), "light", always, checkable=True),
    ActionSpec("theme-dark", "Dark theme", "View", (), "dark", always, checkable=True),
    ActionSpec("large-type", "Large type", "View", ("Ctrl+Shift+L",), "", always, checkable=True),
    ActionSpec("tool-select", "Select", "Journey", ("V",), "tool-select", on_map, checkable=True, on_map=True),
    ActionSpec("tool-pan", "Move the map", "Journey", (), "tool-pan", on_map, checkable=True),
    ActionSpec(
        "tool-touchpoint", "Touchpoint", "Journey", ("T",), "tool-touchpoint", on_map, checkable=True, on_map=True
    ),
    ActionSpec("tool-link", "Transition", "Journey", ("L",), "tool-transition", on_map, checkable=True, on_map=True),
    ActionSpec("tool-influence", "Influence", "Journey", ("I",), "tool-influence", on_map, checkable=True, on_map=True),
    ActionSpec("add-phase", "Phase", "Journey", ("P",), "tool-phase", when_open, on_map=True),
    ActionSpec("tidy", "Tidy up", "Journey", ("Ctrl+T",), "tidy", on_map, separated=True),
    ActionSpec("pin", "Pin in place or let go", "Journey", ("Shift+P",), "pin", with_selection, on_map=True),
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
    ActionSpec("help", "Keys and gestures", "Help", ("F1",), "help", always),
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

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Put every action into its menu."""
        menus = {name: bar.addMenu(name) for name in MENUS}
        for spec in ACTIONS:
            if spec.separated:
                menus[spec.menu].addSeparator()
            menus[spec.menu].addAction(self._actions[spec.key])
        return menus

    def bind_to(self, canvas: QWidget) -> None:
        """Give the keys of the map to the widget that shows it."""
        for spec in ACTIONS:
            if spec.on_map:
                canvas.addAction(self._actions[spec.key])

    def update_for(self, state: WindowState) -> None:
        """Enable what makes sense now, and say what undo and redo would do."""
        for key, action in self._actions.items():
            action.setEnabled(self._specs[key].enabled(state))
        self._actions["undo"].setText(f"Undo {_lower(state.undo)}" if state.undo else "Undo")
        self._actions["redo"].setText(f"Redo {_lower(state.redo)}" if state.redo else "Redo")

    def check(self, key: str, checked: bool) -> None:
        """Show an action as on or off, without triggering it."""
        self._actions[key].setChecked(checked)

    def dress(self) -> None:
        """Take the icons of the theme in force."""
        for spec in ACTIONS:
            if spec.icon:
                self._actions[spec.key].setIcon(self._look.icon(spec.icon, size=16))

    def _made(self, spec: ActionSpec) -> QAction:
        action = QAction(QIcon(), spec.text.replace("&", "&&"), self._window)
        action.setShortcuts([QKeySequence.fromString(key) for key in spec.keys])
        if spec.on_map:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setCheckable(spec.checkable)
        action.setData(spec.key)
        action.triggered.connect(self._fired)
        return action

    def _fired(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.triggered.emit(action.data())


def _lower(label: str | None) -> str:
    return label[:1].lower() + label[1:] if label else ""
