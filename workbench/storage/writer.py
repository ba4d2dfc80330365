"""The one thread that writes for an open project, so that nobody at the canvas ever waits for a disk."""

import contextlib
import logging
import os
import traceback
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from workbench.domain.elements import Element
from workbench.storage.filesystem import FileSystem
from workbench.storage.journal import Entry
from workbench.storage.journal_file import JournalFile
from workbench.storage.problems import FileChangedOutside, SaveProblem
from workbench.storage.store import ProjectInfo, write_snapshot

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Save:
    """What is to be written to `path`, `serial` its last edit; `following` makes the journal of what comes after.

    It was asked for at `when`, `by_hand` or by a timer; `over` says that what others have made of the file may go.  A
    project that has a file already is called `copy_uuid` in another one; `refusal` says why its own is not written.
    """

    path: Path
    info: ProjectInfo
    elements: tuple[Element, ...]
    serial: int
    following: Callable[[ProjectInfo], JournalFile]
    when: datetime
    by_hand: bool = True
    over: bool = False
    copy_uuid: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Reports:
    """Whom to tell, in the writer's thread, what has reached the disk and what has not.

    `kept` hears the last edit that would survive a power cut, `failed` of each problem once until it changes or mends,
    `saved` what was written and its digest.
    """

    kept: Callable[[int], None]
    failed: Callable[[SaveProblem], None]
    saved: Callable[[Save, ProjectInfo], None]


Write = Callable[[Save], ProjectInfo]
T = TypeVar("T")


class ProjectWriter:
    """Keeps edits in the journal and saves, in the order in which they come; `write` is how a save is written."""

    def __init__(
        self, journal: JournalFile, reports: Reports, files: FileSystem = os, write: Write | None = None
    ) -> None:
        self._journal = journal
        self._reports = reports
        self._write = write or (lambda save: write_snapshot(save.path, save.info, save.elements, files))
        # filled by the caller's thread and emptied by the writer's; a save divides what it holds from what comes after
        self._waiting: deque[Entry | Save] = deque()
        self._unkept: list[Entry] = []
        # an old journal that stayed behind would one day be offered as if it were news
        self._obsolete: list[JournalFile] = []
        self._last_problem = ""
        self._thread = ThreadPoolExecutor(1, "project-writer")

    def append(self, entry: Entry) -> None:
        """Take `entry` over and return at once; all that wait when the thread gets to them share one fsync."""
        self._waiting.append(entry)
        self.keep()

    def keep(self) -> "Future[None]":
        """Try to keep all that is not kept yet; the future is done when the attempt is over."""
        return self._submit(self._keep)

    def take_over(self, journal: JournalFile) -> "Future[None]":
        """Go on with a journal that another process left behind, and write it anew as this one's."""

        def change_over() -> None:
            self._journal = journal
            # on failure it is still there as the other process left it, and the next edit meets the same problem at a
            # time when there is somebody to tell
            with contextlib.suppress(SaveProblem):
                journal.append(())

        return self._submit(change_over)

    def save(self, save: Save) -> "Future[None]":
        """Write the project file and restart the journal; the future raises SaveProblem."""
        self._waiting.append(save)
        return self._thread.submit(self._save)

    def run(self, task: Callable[[], T]) -> "Future[T]":
        """Do `task` in the writer's thread, after everything asked for before."""
        return self._thread.submit(task)

    def attempt(self, task: Callable[[], None]) -> "Future[None]":
        """Do as `run` does with what nobody waits for, and report the SaveProblem that it may raise."""

        def try_it() -> None:
            try:
                task()
            except SaveProblem as problem:
                self._reports.failed(problem)

        return self._submit(try_it)

    def close(self, remove_journal: bool) -> None:
        """Wait for everything asked for and end the thread."""
        self._submit(lambda: self._end(remove_journal))
        self._thread.shutdown()

    def _submit(self, task: Callable[[], None]) -> "Future[None]":
        future = self._thread.submit(task)
        future.add_done_callback(_surface)
        return future

    def _keep(self) -> None:
        while self._waiting and isinstance(entry := self._waiting[0], Entry):
            self._unkept.append(entry)
            self._waiting.popleft()
        if self._unkept:
            self._append()

    def _append(self) -> None:
        try:
            self._journal.append(self._unkept)
        except SaveProblem as problem:
            self._report(problem)
            return
        if self._unkept:
            self._kept(self._unkept[-1].serial)

    def _save(self) -> None:
        self._keep()
        save = self._waiting.popleft()
        assert isinstance(save, Save), "saves are begun in the order in which they were asked for"
        try:
            written = self._write(save)
        except SaveProblem as problem:
            self._report(problem)
            raise
        self._obsolete.append(self._journal)
        self._remove_obsolete()
        self._journal = save.following(written)
        self._reports.saved(save, written)
        self._kept(save.serial)

    def _kept(self, serial: int) -> None:
        self._unkept.clear()
        self._last_problem = ""
        self._reports.kept(serial)

    def _report(self, problem: SaveProblem) -> None:
        # what the user has to answer is asked each time
        if isinstance(problem, FileChangedOutside) or str(problem) != self._last_problem:
            self._last_problem = str(problem)
            self._reports.failed(problem)

    def _end(self, remove_journal: bool) -> None:
        if remove_journal:
            self._obsolete.append(self._journal)
        else:
            self._keep()
            self._journal.release()
        self._remove_obsolete()

    def _remove_obsolete(self) -> None:
        self._obsolete = [journal for journal in self._obsolete if not journal.remove()]


def _surface(future: "Future[None]") -> None:
    """Log the fault that nobody awaits: its type and place, never its text, which may quote the client's."""
    fault = future.exception()
    if fault is None:
        return
    place = traceback.extract_tb(fault.__traceback__)[-1]
    _LOG.error("%s in %s, line %s", type(fault).__name__, place.name, place.lineno)
