"""What the window shows at once: its menus and the start screen, in a frame that remembers its place."""

from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from ui.controls.look import Look
from ui.menus import add_menus
from ui.override import override
from ui.settings import Memory
from ui.shell.start_page import StartPage, named

if TYPE_CHECKING:
    from ui.actions import ActionSet, WindowState

THEMES: Final = ("system", "light", "dark")


class Front(QMainWindow):
    """The first picture of the program, for which nothing is imported that works behind it."""

    painted = Signal()  # the first picture is on the screen
    acted = Signal(object)  # the key of an action

    def __init__(self, look: Look, memory: Memory) -> None:
        super().__init__()
        self.look = look
        self.memory = memory
        self.pages = QStackedWidget()
        self.setCentralWidget(self.pages)
        self._menus = add_menus(self.menuBar())
        self.start_page = StartPage(look, named(memory.settings.recent_files), self.pages)
        self.pages.addWidget(self.start_page)
        self._is_painted = False
        self.setMinimumSize(960, 540)
        self._restore_geometry()
        self.setWindowTitle("Journey Workbench")
        self.painted.connect(self._complete)

    @cached_property
    def action_set(self) -> "ActionSet":
        """Every action; made behind the first picture, in which all menus are closed, or when somebody asks for one."""
        from ui.actions import ActionSet, WindowState

        made = ActionSet(self, self.look)
        made.triggered.connect(self.acted)
        self._update(made, WindowState())
        return made

    def expect(self, name: str) -> None:
        """Show an empty page while the journey of this name is brought, rather than the start screen for a moment."""
        ground = QWidget()
        ground.setProperty("ground", "window")
        self.pages.addWidget(ground)
        self.pages.setCurrentWidget(ground)
        self.setWindowTitle(f"{name} – Journey Workbench")

    def show_state(self, state: "WindowState", title: str = "", is_modified: bool = False) -> None:
        """Enable what makes sense now, and name what is open."""
        self._update(self.action_set, state)
        # Qt takes a lone “[*]” for the place of the mark of what is not saved
        what = f"{title.replace('[*]', '[*][*]')}[*] – " if title else ""
        self.setWindowTitle(f"{what}Journey Workbench")
        self.setWindowModified(is_modified)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            # what lies in the window is painted in the same turn
            QTimer.singleShot(0, self, self.painted.emit)

    def keep_choices(self) -> None:
        """Remember the place, the theme and the type for the next start; they are not written yet."""
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        themes = self.look.themes
        self.memory.change(geometry=geometry, theme=themes.choice, type_scale=themes.type_scale)

    def _complete(self) -> None:
        self.start_page.complete()
        self.action_set.fill(self._menus)

    def _update(self, actions: "ActionSet", state: "WindowState") -> None:
        actions.update_for(state)
        for choice in THEMES:
            actions.check(f"theme-{choice}", self.look.themes.choice == choice)
        actions.check("large-type", self.look.themes.type_scale > 1)

    def _restore_geometry(self) -> None:
        kept = QByteArray.fromBase64(self.memory.settings.geometry.encode("ascii", "ignore"))
        if kept.isEmpty() or not self.restoreGeometry(kept):
            self.resize(1366, 768)
