"""One open project: its document, its history, its file and the journal that survives a crash."""

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from workbench.domain.document import Cause, Published
from workbench.domain.elements import Element, Journey
from workbench.domain.ids import NewId, random_id
from workbench.earlier import EarlierStates
from workbench.editing.history import History
from workbench.project_document import ProjectDocument
from workbench.sharing import Sharing
from workbench.storage.filesystem import FileSystem
from workbench.storage.journal import Entry, JournalHeader, read_journal
from workbench.storage.journal_file import JournalFile
from workbench.storage.locks import HeldBy, LockState, NotLocked, this_holder
from workbench.storage.outside import Outside
from workbench.storage.problems import (
    FileChangedOutside,
    FileHeld,
    NewerFileProblem,
    SaveProblem,
    SaveRefused,
)
from workbench.storage.processes import this_process
from workbench.storage.project_file import ProjectFile, Seen
from workbench.storage.recovery import Recovery, base_of, kept_for_newer, own_content, replay
from workbench.storage.rescue import Rescue, damaged_content
from workbench.storage.store import ProjectInfo, read_newer_snapshot, read_snapshot
from workbench.storage.versions import FOLDER, VersionStore
from workbench.storage.writer import ProjectWriter, Reports, Save

QUIET: Final = timedelta(seconds=60)
"""How long nothing must have been edited, and no autosave tried, before the next one is due."""

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Workplace:
    """What sessions take from outside; `state_folder` is for journals and nobody but the user may look into it.

    `program` names this program and its version, and is only called when a project is opened.
    """

    state_folder: Path
    clock: Clock
    program: Callable[[], str] = str
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


class Session:
    """One open project.

    It is for the window's thread, which `begin_…` never keeps waiting; what reads a file, waits for the writer or is
    made from a file may be called in any thread while nobody edits.

    `document` is changed by the verbs of `workbench.editing`; each change set goes to the journal by itself.  `serial`
    counts the edits and `kept_serial` is the last of them that would survive a power cut; `problem` is why what came
    later could not be kept or saved, until something is.  `sharing` is about others who have the file, `earlier` about
    its versions; `remark` is what is to be said about the file as it was opened.
    Made by `new`, `open`, `recover` and `rescue`.
    """

    def __init__(self, info: ProjectInfo, path: Path | None, elements: Iterable[Element], workplace: Workplace) -> None:
        self.document = ProjectDocument(elements, workplace.new_id)
        self.history = History(self.document, workplace.clock)
        self.serial = 0
        self.kept_serial = 0
        self.problem: SaveProblem | None = None
        self.remark = ""
        self._workplace = workplace
        self._generation = info.generation
        self._token = workplace.new_id()
        self._unsaved = False
        self._locked_path: Path | None = None
        self._last_edit: datetime | None = None
        self._last_autosave: datetime | None = None
        self._listeners: list[SessionListener] = []
        held = tuple(self.document.elements.values())
        versions = VersionStore(workplace.state_folder / FOLDER, workplace.files)
        me = this_holder(workplace.program(), self._token)
        self._file = ProjectFile(path, Seen(info, held), me, versions, self._lock_changed, workplace.files)
        self._base: Mapping[str, Element] = dict(self.document.elements)
        self._writer = ProjectWriter(
            _journal_after(workplace, self._token, info, path, self.title, held),
            Reports(self._kept, self._failed, self._written),
            workplace.files,
            self._file.write,
        )
        self.sharing = Sharing(self.document, self._file, self._writer, workplace.clock, self._accepted)
        self.earlier = EarlierStates(self.document, self._file, self._writer, workplace.clock)
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
        session.remark = info.remark or kept_for_newer(workplace.state_folder, info.uuid)
        if not reason:
            session._writer.attempt(partial(session._file.sweep, workplace.clock()))
        return session

    @classmethod
    def rescue(cls, rescue: Rescue, workplace: Workplace) -> "Session":
        """Open the last version in place of a damaged file, which stays as it is until the user saves.

        The first save puts the damaged file beside itself.
        """
        info = ProjectInfo(rescue.uuid, content=rescue.last.digest)
        session = cls(info, rescue.path, rescue.elements, workplace)
        session.read_only = _why_read_only(rescue.path, workplace.files)
        session._file.stands_in_for(rescue.digest)
        session._unsaved = True
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
        session._unsaved = True
        own = own_content(journal, base)
        session._file.has_written(own)
        if recovery.path is not None and not own:
            session._file.stands_in_for(damaged_content(recovery.path))
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
        return self._unsaved or self.document.elements != self._base

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

    def subscribe(self, listener: SessionListener) -> Callable[[], None]:
        """Tell `listener` what reaches the disk, until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

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
            raise SaveRefused(f"{self.read_only} Choose another name with Save As.")
        return self._begin_save(self.path, over=over)

    def save_as(self, path: Path, over: bool = False) -> None:
        """Save to `path`, wait for it and go on with that file; a copy of a saved project becomes one of its own.

        Raises SaveProblem, FileHeld if someone else works on that file and it is not to be written `over`.
        """
        self.begin_save_as(path, over).result()

    def begin_save_as(self, path: Path, over: bool = False) -> "Future[None]":
        """Do as `save_as` does, without waiting."""
        return self._begin_save(path, over=over)

    def autosave_due(self, now: datetime) -> bool:
        """Return whether to autosave: nothing has happened for QUIET, and nobody has to be asked."""
        if self._last_edit is None or not self.dirty or self.path is None or self.read_only or self._unsaved:
            return False
        if self.sharing.changed_outside is not None or isinstance(self.sharing.lock_state, HeldBy):
            return False
        last = self._last_edit if self._last_autosave is None else max(self._last_edit, self._last_autosave)
        return now - last >= QUIET

    def begin_autosave(self) -> "Future[None]":
        """Save without being asked, never over what the user saved by hand without that being kept as a version."""
        self._last_autosave = self._workplace.clock()
        if self.path is None:
            raise SaveProblem("This project has no file yet, so it is not saved by itself; choose one with Save As.")
        return self._begin_save(self.path, by_hand=False)

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
        info = ProjectInfo(self._file.seen.info.uuid, self._generation, self._workplace.program())
        elements = tuple(self.document.elements.values())
        following = partial(
            _journal_after, self._workplace, self._token, path=path, title=self.title, elements=elements
        )
        now = self._workplace.clock()
        copy = _new_uuid(self._workplace.new_id)
        save = Save(path, info, elements, self.serial, following, now, by_hand, over, copy, self.read_only)
        saved = self._writer.save(save)
        self._writer.attempt(partial(self._file.keep_saved, info.generation, now))
        return saved

    def _accepted(self, outside: Outside) -> None:
        """What others made of the file is part of the document now."""
        self._generation = max(self._generation, outside.info.generation)
        self._base = {element.id: element for element in outside.theirs}

    def _kept(self, serial: int) -> None:
        self.kept_serial = serial
        self.problem = None
        for listener in tuple(self._listeners):
            listener.kept(serial)

    def _failed(self, problem: SaveProblem) -> None:
        if isinstance(problem, FileChangedOutside):
            self.sharing.tell_changed(problem)
        elif not isinstance(problem, FileHeld | SaveRefused):
            self.problem = problem
            for listener in tuple(self._listeners):
                listener.failed(problem)

    def _written(self, save: Save, _: ProjectInfo) -> None:
        self._base = {element.id: element for element in save.elements}
        self._unsaved = False
        self.problem = None
        self.sharing.changed_outside = None
        self.read_only = ""
        for listener in tuple(self._listeners):
            listener.saved(save.path)

    def _lock_changed(self, state: LockState) -> None:
        if isinstance(state, NotLocked):
            self._locked_path = None
        self.sharing.tell_lock(state)


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
