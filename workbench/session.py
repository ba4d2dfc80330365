"""One open project: its document, its history, its file and the journal that survives a crash."""

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from workbench.domain.changes import ChangeSet
from workbench.domain.conflicts import Conflict, Side
from workbench.domain.differences import as_changes, differences
from workbench.domain.document import Cause, Published
from workbench.domain.elements import Element, Journey
from workbench.domain.ids import NewId, random_id
from workbench.domain.merging import resolve
from workbench.editing.history import History
from workbench.project_document import ProjectDocument
from workbench.storage.filesystem import FileSystem
from workbench.storage.journal import Entry, JournalHeader, read_journal
from workbench.storage.journal_file import JournalFile
from workbench.storage.locks import HeldBy, LockState, this_holder
from workbench.storage.outside import Outside
from workbench.storage.problems import FileChangedOutside, FileHeld, NewerFileProblem, SaveProblem, StaleComparison
from workbench.storage.processes import this_process
from workbench.storage.project_file import ProjectFile, Seen
from workbench.storage.recovery import Recovery, base_of, replay
from workbench.storage.store import ProjectInfo, read_newer_snapshot, read_snapshot
from workbench.storage.versions import Kind, Version, VersionStore
from workbench.storage.writer import ProjectWriter, Reports, Save

QUIET: Final = timedelta(seconds=60)
"""How long nothing must have been edited, and no autosave tried, before the next one is due."""

VERSIONS: Final = "versions"
"""The folder of all versions inside the state folder."""

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Workplace:
    """What sessions take from outside; `state_folder` is for journals and nobody but the user may look into it."""

    state_folder: Path
    clock: Clock
    program: str = ""
    new_id: NewId = random_id
    files: FileSystem = os


class SessionListener(Protocol):
    """Told, in the session's own thread, what reached the disk; it must hand over at once and not call back."""

    def kept(self, serial: int) -> None:
        """Every edit up to `serial` would survive a power cut."""

    def failed(self, problem: SaveProblem) -> None:
        """Something is in memory only."""

    def saved(self, path: Path) -> None:
        """The project file holds what it was asked to hold."""


class FileWatcher(Protocol):
    """Told, in the session's own thread, what others do with the project file; it must hand over at once."""

    def changed_outside(self, problem: FileChangedOutside) -> None:
        """A save was refused, for the file is not the one that was last read or written here."""

    def lock_changed(self, state: LockState) -> None:
        """Somebody else has the file now, or this session has."""


class Session:
    """One open project.

    `document` is changed by the verbs of `workbench.editing`; each change set goes to the journal by itself.  `serial`
    counts the edits and `kept_serial` is the last of them that would survive a power cut.  `changed_outside` is what
    made the last save fail, until the file has been put together with the document or saved over.  Made by `new`,
    `open` and `recover`.
    """

    def __init__(self, info: ProjectInfo, path: Path | None, elements: Iterable[Element], workplace: Workplace) -> None:
        self.document = ProjectDocument(elements, workplace.new_id)
        self.history = History(self.document, workplace.clock)
        self.serial = 0
        self.kept_serial = 0
        self.changed_outside: FileChangedOutside | None = None
        self._workplace = workplace
        self._generation = info.generation
        self._token = workplace.new_id()
        self._recovered = False
        self._locked_path: Path | None = None
        self._last_edit: datetime | None = None
        self._last_autosave: datetime | None = None
        self._listeners: list[SessionListener] = []
        self._watchers: list[FileWatcher] = []
        held = tuple(self.document.elements.values())
        self._versions = VersionStore(workplace.state_folder / VERSIONS, workplace.files)
        me = this_holder(workplace.program, self._token)
        self._file = ProjectFile(path, Seen(info, held), me, self._versions, self._lock_changed, workplace.files)
        self._base: Mapping[str, Element] = dict(self.document.elements)
        self._writer = ProjectWriter(
            _journal_after(workplace, self._token, info, path, self.title, held),
            Reports(self._kept, self._failed, self._written),
            workplace.files,
            self._file.write,
        )
        self._unsubscribe = self.document.subscribe(self._published)

    @classmethod
    def new(cls, elements: Iterable[Element], workplace: Workplace) -> "Session":
        """Begin a project without a file from `elements`, such as those of a template."""
        return cls(ProjectInfo(_new_uuid(workplace.new_id)), None, elements, workplace)

    @classmethod
    def open(cls, path: Path, workplace: Workplace, read_only: bool = False) -> "Session":
        """Open a project file, to be looked at only if asked, if it cannot be written or if a newer program wrote it.

        Raises FileProblem, NewerFileProblem where a newer file makes no sense here.
        """
        try:
            info, elements = read_snapshot(path)
            reason = _LOOKED_AT if read_only else _why_read_only(path, workplace.files)
        except NewerFileProblem:
            info, elements, left_out = read_newer_snapshot(path)
            reason = _newer(path, left_out)
        session = cls(info, path, elements, workplace)
        session.read_only = reason
        if not reason:
            session._writer.attempt(partial(session._file.sweep, workplace.clock()))
        return session

    @classmethod
    def recover(cls, recovery: Recovery, workplace: Workplace) -> "Session":
        """Bring back what a crash left behind; it is not saved until the user does so, and every edit can be undone.

        Raises FileProblem, and removes nothing, if the journal or its base cannot be read.
        """
        journal = read_journal(recovery.journal)
        base = base_of(recovery.journal, journal)
        # the base may be a copy in other words; the file itself is the one that the edits were begun on
        session = cls(replace(base.info, digest=journal.header.file), recovery.path, base.elements, workplace)
        edits = replay(session.document, journal)
        session._recovered = True
        session.serial = session.kept_serial = journal.entries[edits - 1].serial if edits else 0
        header = replace(journal.header, holder=this_process())
        stored = None if base.is_stored else base.elements
        stem = recovery.journal.with_suffix("")
        session._writer.take_over(JournalFile(stem, header, stored, workplace.files, journal.lines[:edits]))
        return session

    @property
    def path(self) -> Path | None:
        """The project file, None before the first save."""
        return self._file.path

    @property
    def title(self) -> str:
        """What to call the project: its first journey, else its file."""
        first = next(iter(self.document.of(Journey)), None)
        if first is not None:
            return first.title
        return "Untitled" if self.path is None else self.path.stem

    @property
    def dirty(self) -> bool:
        """Whether the document differs from what was last opened or saved."""
        # what undo brings back is the very same object, so this compares addresses
        return self._recovered or self.document.elements != self._base

    @property
    def pending(self) -> int:
        """How many edits a power cut would still take."""
        return self.serial - self.kept_serial

    @property
    def read_only(self) -> str:
        """Why the document refuses every edit, empty if it does not; Save As lifts it."""
        return self.document.refusal

    @read_only.setter
    def read_only(self, reason: str) -> None:
        self.document.refusal = reason

    @property
    def lock_state(self) -> LockState:
        """Who has the project file; the lock is taken at the first edit."""
        return self._file.lock_state

    def lock_anyway(self) -> "Future[None]":
        """Take the lock from whoever has it, for the user has been told and wants to work on the file all the same."""
        return self._writer.run(partial(self._file.lock_anyway, self._workplace.clock()))

    def subscribe(self, listener: SessionListener) -> Callable[[], None]:
        """Tell `listener` what reaches the disk, until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def watch(self, watcher: FileWatcher) -> Callable[[], None]:
        """Tell `watcher` what others do with the file, until the returned function is called."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def save(self, over: bool = False) -> None:
        """Save to `path` and wait for it; `over` what others have made of the file, which is kept as a version.

        Raises SaveProblem; nothing is lost then, neither from the file nor from memory.
        """
        self.begin_save(over).result()

    def begin_save(self, over: bool = False) -> "Future[None]":
        """Do as `save` does without waiting; what is edited from now on is not in it."""
        if self.path is None:
            raise SaveProblem("This project has no file yet; choose one with Save As.")
        if self.read_only:
            raise SaveProblem(f"{self.read_only} Choose another name with Save As.")
        return self._begin_save(self.path, over=over)

    def save_as(self, path: Path, over: bool = False) -> None:
        """Save to `path`, wait for it and go on with that file; a copy of a saved project becomes one of its own.

        Raises SaveProblem, FileHeld if someone else works on that file and it is not to be written `over`.
        """
        self.begin_save_as(path, over).result()

    def begin_save_as(self, path: Path, over: bool = False) -> "Future[None]":
        """Do as `save_as` does, without waiting."""
        if self.read_only and self._file.is_at(path):
            raise SaveProblem(f"{self.read_only} Choose another name.")
        return self._begin_save(path, over=over)

    def autosave_due(self, now: datetime) -> bool:
        """Return whether to autosave: nothing has happened for QUIET, and nobody has to be asked."""
        if self._last_edit is None or not self.dirty or self.path is None or self.read_only:
            return False
        if self.changed_outside is not None or isinstance(self.lock_state, HeldBy):
            return False
        last = self._last_edit if self._last_autosave is None else max(self._last_edit, self._last_autosave)
        return now - last >= QUIET

    def begin_autosave(self) -> "Future[None]":
        """Save without being asked, never over what the user saved by hand without that being kept as a version."""
        self._last_autosave = self._workplace.clock()
        if self.path is None:
            raise SaveProblem("This project has no file yet, so it is not saved by itself; choose one with Save As.")
        return self._begin_save(self.path, by_hand=False)

    def outside(self) -> Outside:
        """Put the file as someone else has left it together with the document, which stays as it is; in any thread.

        Raises FileProblem where the file cannot be read or holds another project.
        """
        mine = tuple(self.document.elements.values())
        return self._writer.run(partial(self._file.outside, mine)).result()

    def take_merged(self, outside: Outside, choices: Mapping[Conflict, Side]) -> None:
        """Make what came of `outside` one undoable edit; the next save may then replace the file.

        Both sides are kept as versions.  Raises StaleComparison if the document has changed since.
        """
        now = self._workplace.clock()
        if self.document.elements != {element.id: element for element in outside.mine}:
            raise StaleComparison("The journey has changed since it was compared with its file; compare them again.")
        whole = resolve(outside.merge, choices).elements
        changes = as_changes(differences(outside.mine, whole))
        self._writer.attempt(
            partial(self._file.keep, outside.mine, "Before putting two together", now, Kind.BEFORE_MERGE)
        )
        if changes:
            self.document.apply(ChangeSet("Put together with the changed file", changes), Cause.MERGE)
        self._generation = max(self._generation, outside.info.generation)
        self._writer.attempt(partial(self._accept, outside, now))

    def versions(self) -> list[Version]:
        """Return the earlier states of this project that can be had back, the newest first."""
        return self._versions.versions(self._file.seen.info.uuid)

    def version(self, version: Version) -> list[Element]:
        """Return what a version holds; raises FileProblem."""
        return self._versions.read(version)

    def restore(self, version: Version) -> None:
        """Make the document what it was, as one undoable edit; what it is now is kept as a version.

        Raises FileProblem.
        """
        mine = tuple(self.document.elements.values())
        changes = as_changes(differences(mine, self._versions.read(version)))
        if not changes:
            return
        now = self._workplace.clock()
        label = f"Bring back the version of {version.when.astimezone():%d %B, %H:%M}"
        self.document.apply(ChangeSet(label, changes), Cause.EDIT)
        self._writer.attempt(
            partial(self._file.keep, mine, "Before an earlier version came back", now, Kind.BEFORE_RESTORE)
        )

    def keep(self) -> "Future[None]":
        """Try again to keep what is only in memory; the future is done when the attempt is over."""
        return self._writer.keep()

    def close(self, discard: bool = False) -> None:
        """End the session; unless it is saved or to be discarded, its journal stays for the next start."""
        self._unsubscribe()
        self.history.unsubscribe()
        self._writer.close(remove_journal=discard or not self.dirty)
        self._file.release()

    def _published(self, published: Published) -> None:
        # what is replayed comes from the journal
        if published.cause is Cause.REPLAY:
            return
        self.serial += 1
        now = self._workplace.clock()
        self._writer.append(Entry(self.serial, now, published))
        self._last_edit = now
        if self.path != self._locked_path:
            self._locked_path = self.path
            # after the edit is kept, for a lock on a slow share may take its time
            self._writer.attempt(partial(self._file.lock, now))

    def _begin_save(self, path: Path, over: bool = False, by_hand: bool = True) -> "Future[None]":
        self._generation += 1
        uuid = self._file.seen.info.uuid
        if self.path is not None and not self._file.is_at(path):
            uuid = _new_uuid(self._workplace.new_id)
        info = ProjectInfo(uuid, self._generation, self._workplace.program)
        elements = tuple(self.document.elements.values())
        following = partial(
            _journal_after, self._workplace, self._token, path=path, title=self.title, elements=elements
        )
        now = self._workplace.clock()
        saved = self._writer.save(Save(path, info, elements, self.serial, following, now, by_hand, over))
        self._writer.attempt(partial(self._file.keep_saved, info.generation, now))
        return saved

    def _accept(self, outside: Outside, now: datetime) -> None:
        self._file.accept(outside, now)
        self._base = {element.id: element for element in outside.theirs}
        self.changed_outside = None

    def _kept(self, serial: int) -> None:
        self.kept_serial = serial
        for listener in tuple(self._listeners):
            listener.kept(serial)

    def _failed(self, problem: SaveProblem) -> None:
        if isinstance(problem, FileChangedOutside):
            self.changed_outside = problem
            for watcher in tuple(self._watchers):
                watcher.changed_outside(problem)
        elif not isinstance(problem, FileHeld):
            for listener in tuple(self._listeners):
                listener.failed(problem)

    def _written(self, save: Save, _: ProjectInfo) -> None:
        self._base = {element.id: element for element in save.elements}
        self._recovered = False
        self.changed_outside = None
        self.read_only = ""
        for listener in tuple(self._listeners):
            listener.saved(save.path)

    def _lock_changed(self, state: LockState) -> None:
        for watcher in tuple(self._watchers):
            watcher.lock_changed(state)


_LOOKED_AT: Final = "This file is open to be looked at only."


def _why_read_only(path: Path, files: FileSystem) -> str:
    target = Path(os.path.realpath(path))
    if not files.access(target, os.W_OK):
        return f"“{path.name}” is read-only for you, so it is open to be looked at only."
    if not files.access(target.parent, os.W_OK):
        return f"The folder of “{path.name}” is read-only for you, so the file is open to be looked at only."
    return ""


def _newer(path: Path, left_out: list[str]) -> str:
    missing = f" Not shown: {', '.join(left_out)}." if left_out else ""
    return (
        f"A newer version of the program has written “{path.name}”; it is shown as far as this one understands it, and "
        f"to be looked at only.{missing}"
    )


def _journal_after(
    workplace: Workplace,
    token: str,
    info: ProjectInfo,
    path: Path | None,
    title: str,
    elements: tuple[Element, ...],
) -> JournalFile:
    place = None if path is None else str(path.absolute())
    header = JournalHeader(info.uuid, title, place, info.generation, info.digest, "", this_process())
    stem = workplace.state_folder / f"{info.uuid}-{token}-{info.generation}"
    return JournalFile(stem, header, elements, workplace.files)


def _new_uuid(new_id: NewId) -> str:
    return new_id() + new_id()
