"""The window: its first picture at once, and behind that everything that it does."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from ui.controls.look import Look
from ui.jobs import Jobs
from ui.override import override
from ui.settings import Memory, SettingsFile
from ui.shell.front import Front
from ui.shell.start_cards import Wish
from ui.warmup import WarmUp

if TYPE_CHECKING:
    from datetime import datetime

    from ui.controls.notice import NoticeBar
    from ui.disk import Disk
    from ui.shell.desk import Desk
    from ui.shell.project_files import ProjectFiles
    from ui.shell.workspace import Workspace
    from workbench.session import Workplace

BEHIND: Final = ("workbench.domain.document", "workbench.storage.recovery", "workbench.session", "ui.shell.desk")
"""What is imported behind the first picture, in steps of some 30 ms."""


class Surroundings(NamedTuple):
    """What the window is given: the look, where it remembers, and where it keeps what is not saved yet."""

    look: Look
    settings_file: SettingsFile
    workplace: "Callable[[], Workplace]"


class MainWindow(Front):
    """Shows the start screen or one open journey.

    The desk does the work.  It is set up when the first picture is on the screen, or before, if somebody is quicker.
    """

    settled = Signal()  # the desk is there, and what was to be brought is open

    def __init__(self, surroundings: Surroundings, jobs: Jobs) -> None:
        super().__init__(surroundings.look, Memory(surroundings.settings_file))
        self._make_workplace = surroundings.workplace
        self.jobs = jobs
        self._brought: Callable[[], bool] | None = None
        self._is_gone = False
        self._behind = WarmUp(self, BEHIND)
        self.painted.connect(self._behind.start)
        self._behind.finished.connect(self._settle_in)
        self.acted.connect(self.do)
        self.start_page.wished.connect(self.grant)

    @cached_property
    def desk(self) -> "Desk":
        """All that works behind the first picture; the one place that imports it."""
        from ui.shell.desk import Desk

        return Desk(self, self._make_workplace(), self.jobs)

    @property
    def files(self) -> "ProjectFiles":
        """The file of what is open."""
        return self.desk.files

    @property
    def disk(self) -> "Disk":
        """The threads in which files are read and written."""
        return self.desk.disk

    @property
    def workspace(self) -> "Workspace | None":
        """The journey that is open, if any."""
        return self.desk.workspace

    @property
    def notice(self) -> "NoticeBar":
        """What is said in passing."""
        return self.desk.notice

    @property
    def warm_up(self) -> WarmUp:
        """The libraries that are imported while nobody waits for them."""
        return self.desk.warm_up

    def do(self, key: str) -> None:
        """Do the action of the table with this key."""
        self.desk.do(key)

    def grant(self, wish: Wish) -> None:
        """Do what was chosen on the start screen."""
        self.desk.grant(wish)

    def open_file(self, path: Path) -> bool:
        """Open a journey, or make one of an event log; return whether it worked."""
        return self.files.open_file(path)

    def open_copy(self, path: Path) -> bool:
        """Open what is in a file as a new journey that has no file yet; return whether it worked."""
        return self.files.open_copy(path)

    def bring(self, path: Path, copy: bool = False) -> None:
        """Open a file, or what is in it as a new journey, when the first picture is on the screen, which names it."""
        self.expect(path.stem)
        self._brought = partial(self.open_copy if copy else self.open_file, path)

    def open_from_outside(self, path: str) -> None:
        """Open a file that was chosen outside the window, unless that waits for an answer."""
        if not self._behind.is_done:
            self.bring(Path(path))
        elif QApplication.activeModalWidget() is None:
            self.grant(Wish("file", path))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk.may_close():
            # whoever is quick closes the window before all is there
            self._is_gone = True
            self.desk.close()
            event.accept()
        else:
            event.ignore()

    def _settle_in(self) -> None:
        if self._is_gone:
            return
        brought, self._brought = self._brought, None
        if brought is not None and not brought():
            self.desk.show_start_page()
        self.desk.settle_in()
        self.settled.emit()


def now() -> "datetime":
    """The time, with its zone."""
    from datetime import UTC, datetime

    return datetime.now(UTC)
