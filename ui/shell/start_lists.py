"""What the start screen lists from the disk: the files opened lately, and what a crash left behind."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject

from ui.dialogs.moments import moment
from ui.disk import Disk
from ui.shell.front import Front
from ui.shell.lost_work import banner_of
from ui.shell.start_page import RecentFile
from workbench.storage.recovery import Recovery

_MOST_BANNERS: Final = 2


def looked_up(paths: Iterable[str], now: datetime) -> list[RecentFile]:
    """Return files with what the disk says of them, which may take its time."""
    return [RecentFile(path, _when_and_where(Path(path), now)) for path in paths]


class StartLists(QObject):
    """Fills both lists as the disk answers, apart: one file on a dead share must not hide what a crash left behind."""

    def __init__(
        self,
        front: Front,
        disk: Disk,
        recoveries: Callable[[], list[Recovery]],
        clock: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._page = front.start_page
        self._look = front.look
        self._disk = disk
        self._memory = front.memory
        self._recoveries = recoveries
        self._asked: tuple[object, object] = (None, None)

    def refresh(self) -> None:
        """Ask the disk anew; of earlier questions no answer is shown any more."""
        recent = self._disk.run(partial(looked_up, self._memory.settings.recent_files, self._clock()))
        recoveries = self._disk.run(self._recoveries)
        self._asked = (recent, recoveries)
        self._disk.then(recent, self._show_recent)
        self._disk.then(recoveries, self._show_recoveries)

    def _show_recent(self, found: "Future[list[RecentFile]]") -> None:
        if found is self._asked[0]:
            self._page.show_recent(found.result())

    def _show_recoveries(self, found: "Future[list[Recovery]]") -> None:
        if found is self._asked[1]:
            banners = [banner_of(each, self._look, self._page.wished.emit) for each in found.result()[:_MOST_BANNERS]]
            self._page.show_banners(banners)


def _when_and_where(path: Path, now: datetime) -> str:
    try:
        when = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except OSError:
        return f"not there any more, {path.parent.name}"
    return f"{moment(when, now)}, {path.parent.name}"
