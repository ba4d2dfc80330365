"""What the window shows at once: its menus and the start screen, in a frame that remembers its place."""

from typing import Final

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget
from typing_extensions import override

from ui.actions import ActionSet, WindowState
from ui.controls.look import Look
from ui.settings import Memory
from ui.shell.start_page import StartPage, named

THEMES: Final = ("system", "light", "dark")


class Front(QMainWindow):
    """The first picture of the program, for which nothing is imported that works behind it."""

    painted = Signal()  # the first picture is on the screen

    def __init__(self, look: Look, memory: Memory) -> None:
        super().__init__()
        self.look = look
        self.memory = memory
        self.pages = QStackedWidget()
        self.setCentralWidget(self.pages)
        self.action_set = ActionSet(self, look)
        self.action_set.fill(self.menuBar())
        self.start_page = StartPage(look, named(memory.settings.recent_files), self.pages)
        self.pages.addWidget(self.start_page)
        self._is_painted = False
        self.setMinimumSize(960, 540)
        self._restore_geometry()
        self.show_state(WindowState())

    def announce(self, name: str) -> None:
        """Show an empty page while the journey of this name is brought, rather than the start screen for a moment."""
        ground = QWidget()
        ground.setProperty("ground", "window")
        self.pages.addWidget(ground)
        self.pages.setCurrentWidget(ground)
        self.setWindowTitle(f"{name} – Journey Workbench")

    def show_state(self, state: WindowState, title: str = "", is_modified: bool = False) -> None:
        """Enable what makes sense now, and name what is open."""
        self.action_set.update_for(state)
        for choice in THEMES:
            self.action_set.check(f"theme-{choice}", self.look.themes.choice == choice)
        self.action_set.check("large-type", self.look.themes.type_scale > 1)
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

    def _restore_geometry(self) -> None:
        kept = QByteArray.fromBase64(self.memory.settings.geometry.encode("ascii", "ignore"))
        if kept.isEmpty() or not self.restoreGeometry(kept):
            self.resize(1366, 768)
