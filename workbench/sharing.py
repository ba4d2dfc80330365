"""Others who have the project file too: who holds it, what they changed, and how it comes together."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from workbench.domain.changes import ChangeSet
from workbench.domain.conflicts import Conflict, Side
from workbench.domain.differences import as_changes, differences
from workbench.domain.document import Cause
from workbench.domain.merging import settle
from workbench.project_document import ProjectDocument
from workbench.storage.conflict_copies import CopyMerge, merge_copy
from workbench.storage.locks import LockState
from workbench.storage.outside import Outside
from workbench.storage.problems import FileChangedOutside, StaleComparison
from workbench.storage.project_file import ProjectFile
from workbench.storage.versions import Kind
from workbench.storage.writer import ProjectWriter


class FileWatcher(Protocol):
    """Told, in the session's own thread, what others do with the project file; it must hand over at once."""

    def changed_outside(self, problem: FileChangedOutside) -> None:
        """A save was refused, for the file is not the one that was last read or written here."""

    def lock_changed(self, state: LockState) -> None:
        """Somebody else has the file now, or this session has."""


class Sharing:
    """What others do with the file of one session.

    `changed_outside` is what made the last save fail, until the file has been put together with the document or saved
    over; `accepted` hears when the former has happened.
    """

    def __init__(
        self,
        document: ProjectDocument,
        file: ProjectFile,
        writer: ProjectWriter,
        clock: Callable[[], datetime],
        accepted: Callable[[Outside], None],
    ) -> None:
        self.changed_outside: FileChangedOutside | None = None
        self._document, self._file, self._writer = document, file, writer
        self._clock, self._accepted = clock, accepted
        self._watchers: list[FileWatcher] = []

    @property
    def lock_state(self) -> LockState:
        """Who has the project file; the lock is taken at the first edit."""
        return self._file.lock_state

    def look_for_holder(self) -> "Future[None]":
        """Find out whether whoever has the file has it still; if not, the next edit takes the lock."""
        return self._writer.run(self._file.look)

    def lock_anyway(self) -> "Future[None]":
        """Take the lock from whoever has it, for the user has been told and wants to work on the file all the same."""
        return self._writer.run(partial(self._file.lock_anyway, self._clock()))

    def watch(self, watcher: FileWatcher) -> Callable[[], None]:
        """Tell `watcher` what others do with the file, until the returned function is called."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def outside(self) -> Outside:
        """Put the file as someone else has left it together with the document, which stays as it is.

        Raises FileProblem where the file cannot be read or holds another project.
        """
        mine = tuple(self._document.elements.values())
        return self._writer.run(partial(self._file.outside, mine)).result()

    def take_merged(self, outside: Outside, choices: Mapping[Conflict, Side]) -> None:
        """Make what came of `outside` one undoable edit; the next save may then replace the file.

        Both sides are kept as versions.  Raises StaleComparison if the document has changed since.
        """
        now = self._clock()
        if self._document.elements != {element.id: element for element in outside.mine}:
            raise StaleComparison("The journey has changed since it was compared with its file; compare them again.")
        whole = settle(outside.merge, choices).elements
        changes = as_changes(differences(outside.mine, whole))
        self._writer.attempt(
            partial(self._file.keep, outside.mine, "Before putting two together", now, Kind.BEFORE_MERGE)
        )
        if changes:
            self._document.apply(ChangeSet("Put together with the changed file", changes), Cause.MERGE)
        self._writer.attempt(partial(self._accept, outside, now))

    def beside(self, copy: Path) -> CopyMerge:
        """Put a copy that a sync client left beside the file together with the document, which stays as it is.

        Raises FileProblem where the copy cannot be read.
        """
        mine = tuple(self._document.elements.values())
        return self._writer.run(lambda: merge_copy(copy, self._file.seen, mine, self._file.versions)).result()

    def tell_changed(self, problem: FileChangedOutside) -> None:
        """Remember why a save was refused, and tell."""
        self.changed_outside = problem
        for watcher in tuple(self._watchers):
            watcher.changed_outside(problem)

    def tell_lock(self, state: LockState) -> None:
        """Tell who has the file now."""
        for watcher in tuple(self._watchers):
            watcher.lock_changed(state)

    def _accept(self, outside: Outside, now: datetime) -> None:
        self._file.accept(outside, now)
        self.changed_outside = None
        self._accepted(outside)
