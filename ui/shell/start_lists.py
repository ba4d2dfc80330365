"""What the start screen lists from the disk: the files opened lately, and what a crash left behind."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

from PySide6.QtCore import QObject

from ui.disk import Disk
from ui.settings import Memory
from ui.shell.start_page import RecentFile, StartPage, looked_up
from workbench.storage.recovery import Recovery


class StartLists(QObject):
    """Fills both lists as the disk answers, apart: one file on a dead share must not hide what a crash left behind."""

    def __init__(
        self, page: StartPage, disk: Disk, memory: Memory, recoveries: Callable[[], list[Recovery]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._disk = disk
        self._memory = memory
        self._recoveries = recoveries
        self._asked: tuple[object, object] = (None, None)

    def refresh(self) -> None:
        """Ask the disk anew; of earlier questions no answer is shown any more."""
        recent = self._disk.run(partial(looked_up, self._memory.settings.recent_files))
        recoveries = self._disk.run(self._recoveries)
        self._asked = (recent, recoveries)
        self._disk.then(recent, self._show_recent)
        self._disk.then(recoveries, self._show_recoveries)

    def _show_recent(self, found: "Future[list[RecentFile]]") -> None:
        if found is self._asked[0]:
            self._page.show_recent(found.result())

    def _show_recoveries(self, found: "Future[list[Recovery]]") -> None:
        if found is self._asked[1]:
            self._page.show_recoveries(found.result())
