"""One open project: its document, its history, its file and the journal that survives a crash."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from workbench.domain.document import Cause, Document, Published
from workbench.domain.elements import Element, Journey
from workbench.domain.ids import NewId, random_id
from workbench.editing.history import History
from workbench.storage.filesystem import FileSystem
from workbench.storage.journal import Entry, Journal, JournalHeader, read_journal
from workbench.storage.journal_file import JournalFile
from workbench.storage.problems import SaveProblem
from workbench.storage.processes import this_process
from workbench.storage.recovery import Recovery, base_of, replay
from workbench.storage.store import ProjectInfo, read_snapshot
from workbench.storage.writer import ProjectWriter, Reports, Save

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


class Session:
    """One open project.

    `document` is changed by the verbs of `workbench.editing`; each change set goes to the journal by itself.  `path` is
    the project file, None before the first save, `serial` counts the edits and `kept_serial` is the last of them that
    would survive a power cut.  Made by `new`, `open` and `recover`.
    """

    def __init__(self, info: ProjectInfo, path: Path | None, document: Document, workplace: Workplace) -> None:
        self.document = document
        self.history = History(document)
        self.path = path
        self.serial = 0
        self.kept_serial = 0
        self._workplace = workplace
        self._info = info
        self._generation = info.generation
        self._token = workplace.new_id()
        self._saved: dict[str, Element] | None = dict(document.elements)
        self._listeners: list[SessionListener] = []
        journal = self._journal_after(info, path, self.title, tuple(document.elements.values()))
        self._writer = ProjectWriter(journal, Reports(self._kept, self._failed, self._written), workplace.files)
        self._unsubscribe = document.subscribe(self._published)

    @classmethod
    def new(cls, elements: Iterable[Element], workplace: Workplace) -> "Session":
        """Begin a project without a file from `elements`, such as those of a template."""
        return cls(ProjectInfo(_new_uuid(workplace.new_id)), None, Document(elements, workplace.new_id), workplace)

    @classmethod
    def open(cls, path: Path, workplace: Workplace) -> "Session":
        """Open a project file.

        Raises FileProblem.
        """
        info, elements = read_snapshot(path)
        return cls(info, path, Document(elements, workplace.new_id), workplace)

    @classmethod
    def recover(cls, recovery: Recovery, workplace: Workplace) -> "Session":
        """Bring back what a crash left behind; it is not saved until the user does so, and every edit can be undone.

        Raises FileProblem, and removes nothing, if the journal or its base cannot be read.
        """
        journal = read_journal(recovery.journal)
        base = base_of(recovery.journal, journal)
        session = cls(base.info, recovery.path, Document(base.elements, workplace.new_id), workplace)
        session._resume(recovery.journal, journal, None if base.is_stored else base.elements)
        return session

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
        return self._saved is None or self.document.elements != self._saved

    @property
    def pending(self) -> int:
        """How many edits a power cut would still take."""
        return self.serial - self.kept_serial

    def subscribe(self, listener: SessionListener) -> Callable[[], None]:
        """Tell `listener` what reaches the disk, until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def save(self) -> None:
        """Save to `path` and wait for it.

        Raises SaveProblem; nothing is lost then, neither from the file nor from memory.
        """
        self.begin_save().result()

    def begin_save(self) -> "Future[None]":
        """Save to `path` without waiting; what is edited from now on is not in it."""
        if self.path is None:
            raise SaveProblem("This project has no file yet; choose one with Save As.")
        return self._begin_save(self.path, self._info.uuid)

    def save_as(self, path: Path) -> None:
        """Save to `path`, wait for it and go on with that file; a copy of a saved project becomes one of its own.

        Raises SaveProblem.
        """
        self.begin_save_as(path).result()

    def begin_save_as(self, path: Path) -> "Future[None]":
        """Do as `save_as` does, without waiting."""
        is_copy = self.path is not None and path != self.path
        return self._begin_save(path, _new_uuid(self._workplace.new_id) if is_copy else self._info.uuid)

    def keep(self) -> "Future[None]":
        """Try again to keep what is only in memory; the future is done when the attempt is over."""
        return self._writer.keep()

    def close(self, discard: bool = False) -> None:
        """End the session; unless it is saved or to be discarded, its journal stays for the next start."""
        self._unsubscribe()
        self.history.unsubscribe()
        self._writer.close(remove_journal=discard or not self.dirty)

    def _published(self, published: Published) -> None:
        # what is replayed comes from the journal
        if published.cause is not Cause.REPLAY:
            self.serial += 1
            self._writer.append(Entry(self.serial, self._workplace.clock(), published))

    def _begin_save(self, path: Path, uuid: str) -> "Future[None]":
        self._generation += 1
        info = ProjectInfo(uuid, self._generation, self._workplace.program)
        elements = tuple(self.document.elements.values())
        following = partial(self._journal_after, path=path, title=self.title, elements=elements)
        return self._writer.save(Save(path, info, elements, self.serial, following))

    def _journal_after(
        self, info: ProjectInfo, path: Path | None, title: str, elements: tuple[Element, ...]
    ) -> JournalFile:
        place = None if path is None else str(path.absolute())
        header = JournalHeader(info.uuid, title, place, info.generation, info.digest, "", this_process())
        stem = self._workplace.state_folder / f"{info.uuid}-{self._token}-{info.generation}"
        return JournalFile(stem, header, elements, self._workplace.files)

    def _kept(self, serial: int) -> None:
        self.kept_serial = serial
        for listener in tuple(self._listeners):
            listener.kept(serial)

    def _failed(self, problem: SaveProblem) -> None:
        for listener in tuple(self._listeners):
            listener.failed(problem)

    def _written(self, save: Save, written: ProjectInfo) -> None:
        self.path = save.path
        self._info = written
        self._saved = {element.id: element for element in save.elements}
        for listener in tuple(self._listeners):
            listener.saved(save.path)

    def _resume(self, path: Path, journal: Journal, base: list[Element] | None) -> None:
        edits = replay(self.document, journal)
        self._saved = None
        self.serial = self.kept_serial = journal.entries[edits - 1].serial if edits else 0
        header = replace(journal.header, holder=this_process())
        file = JournalFile(path.with_suffix(""), header, base, self._workplace.files, journal.lines[:edits])
        self._writer.take_over(file)


def _new_uuid(new_id: NewId) -> str:
    return new_id() + new_id()
