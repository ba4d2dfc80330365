"""The file of an open project: locked, compared before every write, and never written over without a version."""

import contextlib
import hashlib
import os
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain, count, zip_longest
from pathlib import Path
from typing import Final

from workbench.domain.differences import differences
from workbench.domain.elements import Element
from workbench.domain.telling import summary
from workbench.storage.atomic import UnconfirmedError, saving, sweep_temporaries, write_atomically
from workbench.storage.filesystem import FileSystem
from workbench.storage.locks import FileLock, HeldBy, Holder, LockState, NotLocked
from workbench.storage.outside import AskingFirst, Outside, check_unchanged, compare, digest_of
from workbench.storage.problems import (
    FileChangedOutside,
    FileHeld,
    FileProblem,
    Found,
    SaveProblem,
    SaveRefused,
)
from workbench.storage.store import ProjectInfo, parse_snapshot, write_snapshot
from workbench.storage.versions import Kind, VersionStore
from workbench.storage.writer import Save

_FOUND: Final = "Changed by someone else"
_FIRST: Final = "As it was first opened or saved here"
# what a save replaces is older than what it saves, though both are kept together
_A_MOMENT: Final = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a project file held when it was last read or written here; `by_hand` unless a timer wrote it.

    `before` is what it held before that, None if this session has not known it for so long.
    """

    info: ProjectInfo
    elements: tuple[Element, ...]
    by_hand: bool = True
    before: tuple[Element, ...] | None = None

    @property
    def label(self) -> str:
        """What to call it among the versions."""
        return _FIRST if self.before is None else summary(differences(self.before, self.elements))


class ProjectFile:
    """One project's file, None before its first save, as this session last `seen` it; for the writer's thread.

    `lock_state` says who has it, and `lock_changed` is called when that becomes another; `versions` holds what it was
    before.
    """

    def __init__(
        self,
        path: Path | None,
        seen: Seen,
        me: Holder,
        versions: VersionStore,
        lock_changed: Callable[[LockState], None],
        files: FileSystem = os,
    ) -> None:
        self.path = path
        self.seen = seen
        self._me = me
        self.versions = versions
        self._lock_changed = lock_changed
        self._files = files
        # the content of a save that the disk did not confirm: it may be there, and is no stranger's
        self._unconfirmed = ""
        self._damaged = ""
        self._lock = None if path is None else FileLock(path, me, files)
        self.lock_state: LockState = NotLocked() if self._lock is None else self._lock.look()

    def is_at(self, path: Path) -> bool:
        """Return whether `path` is this very file, by whatever name."""
        return self.path is not None and _is_one_file(os.path.realpath(self.path), os.path.realpath(path))

    def has_written(self, digest: str) -> None:
        """Know that the file may hold content of that digest, which was saved from here before a crash."""
        self._unconfirmed = digest

    def stands_in_for(self, damaged: str) -> None:
        """Know that the file is damaged and has that digest; the first save keeps it beside what is saved then."""
        self._damaged = damaged

    def sweep(self, now: datetime) -> None:
        """Remove what crashes while saving have left beside the file."""
        if self.path is not None:
            target = Path(os.path.realpath(self.path))
            sweep_temporaries(target.parent, target.name, now, self._files)

    def lock(self, now: datetime) -> None:
        """Take the lock if nobody else has it."""
        if self._lock is not None:
            self._now_locked(self._lock.take(now))

    def look(self) -> None:
        """Find out whether whoever has the file has it still."""
        if self._lock is not None:
            self._now_locked(self._lock.look())

    def lock_anyway(self, now: datetime) -> None:
        """Take the lock from whoever has it."""
        if self._lock is not None:
            self._now_locked(self._lock.take_anyway(now))

    def release(self) -> None:
        """Give the lock back."""
        if self._lock is not None:
            self._lock.release()

    def write(self, save: Save) -> ProjectInfo:
        """Write a save, and return what is in the file then.

        Raises SaveProblem: FileHeld while someone else has the file, FileChangedOutside where it is not the one last
        seen; what others made of it is written over if the user says so, and kept as a version first.
        """
        if not self.is_at(save.path):
            return self._write_elsewhere(save)
        if save.refusal:
            raise SaveRefused(f"{save.refusal} Choose another name with Save As.")
        self.lock(save.when)
        _refuse_held(save.path, self.lock_state)
        known = self._known_content(save)
        asking = AskingFirst(self._files, lambda: check_unchanged(save.path, known))
        try:
            info = replace(save.info, ancestors=self.seen.info.lineage)
            written = write_snapshot(save.path, info, save.elements, asking)
        except SaveProblem as problem:
            if isinstance(problem.__cause__, UnconfirmedError):
                with contextlib.suppress(SaveProblem):
                    self._unconfirmed = digest_of(save.path)
            raise
        self._now_seen(save, written)
        return written

    def keep_saved(self, generation: int, when: datetime) -> None:
        """Keep as a version what was saved as that generation, if it was; raises SaveProblem."""
        if self.seen.info.generation == generation:
            if self.path is not None:
                self.versions.note_place(self.seen.info.uuid, self.path)
            kind = Kind.SAVED if self.seen.by_hand else Kind.AUTOSAVED
            self.versions.keep(self.seen.info, self.seen.elements, self.seen.label, when, kind)

    def keep(self, elements: Iterable[Element], label: str, when: datetime, kind: Kind) -> None:
        """Keep a state of this project as a version; raises SaveProblem."""
        self.versions.keep(self.seen.info, elements, label, when, kind)

    def outside(self, mine: tuple[Element, ...]) -> Outside:
        """Put what is in the file now together with `mine`.

        Raises FileProblem.
        """
        if self.path is None:
            raise FileProblem("This project has no file yet; choose one with Save As.")
        return compare(self.path, self.seen.info.uuid, self.seen.elements, mine)

    def accept(self, outside: Outside, when: datetime) -> None:
        """Take the file for seen as someone else has left it, and keep what it holds as a version.

        Raises SaveProblem if that version cannot be kept; the file counts as not seen then.
        """
        self.versions.keep(outside.info, outside.theirs, _FOUND, when, Kind.OUTSIDE)
        # what is here goes on from both
        both = tuple(chain.from_iterable(zip_longest(outside.info.ancestors, self.seen.info.lineage)))
        info = replace(outside.info, ancestors=tuple(each for each in both if each is not None))
        self.seen = Seen(info, outside.theirs, before=self.seen.elements)

    def _write_elsewhere(self, save: Save) -> ProjectInfo:
        lock = FileLock(save.path, self._me, self._files)
        if not save.over:
            _refuse_held(save.path, lock.look())
        info = save.info if self.path is None else replace(save.info, uuid=save.copy_uuid or save.info.uuid)
        if self.path is None:
            # else a power cut before the journal is gone would have this work offered once more
            self.versions.note_place(info.uuid, save.path)
        written = write_snapshot(save.path, info, save.elements, self._files)
        self.release()
        self.path, self._lock = save.path, lock
        self._now_seen(save, written)
        self._now_locked(lock.look())
        return written

    def _known_content(self, save: Save) -> set[str]:
        """Return the digests of what may be replaced, after everything else in the file has been kept."""
        known = {digest for digest in (self.seen.info.digest, self._unconfirmed, self._damaged) if digest}
        if self._damaged:
            self._keep_damaged(save)
        if save.over:
            return {self._keep_theirs(save, known)}
        with saving(save.path):
            is_there = save.path.parent.is_dir()
        if is_there:
            # of a folder that is gone, writing tells more
            check_unchanged(save.path, known)
        self._keep_seen(save)
        return known

    def _keep_seen(self, save: Save) -> None:
        """Keep what is about to be replaced, unless that was done when it was saved here."""
        was_opened = bool(self.seen.info.content) and self.seen.before is None
        if not was_opened and (save.by_hand or not self.seen.by_hand):
            return
        # what somebody asks for is done though no version can be kept; what nobody asked for is not
        with contextlib.suppress(SaveProblem) if save.by_hand else contextlib.nullcontext():
            if not self.versions.holds(self.seen.info, self.seen.elements):
                before = save.when - _A_MOMENT
                self.versions.keep(self.seen.info, self.seen.elements, self.seen.label, before, Kind.SAVED)

    def _keep_damaged(self, save: Save) -> None:
        """Put the damaged file beside itself under a name that says so; raises SaveProblem."""
        with saving(save.path):
            data = save.path.read_bytes()
            if hashlib.sha256(data).hexdigest() == self._damaged:
                write_atomically(_name_for_damaged(save.path, save.when), data, self._files)

    def _keep_theirs(self, save: Save, known: set[str]) -> str:
        try:
            data = save.path.read_bytes()
        except FileNotFoundError:
            return ""
        except OSError as error:
            found = Found.FOLDER if save.path.is_dir() else Found.UNREADABLE
            raise FileChangedOutside(save.path, found, error) from error
        digest = hashlib.sha256(data).hexdigest()
        if digest not in known:
            self._keep_found(data, save)
        return digest

    def _keep_found(self, data: bytes, save: Save) -> None:
        try:
            _, elements = parse_snapshot(data, save.path.name)
        except FileProblem:
            self.versions.keep_file(save.info.uuid, data, f"{_FOUND}, unreadable", save.when, Kind.OUTSIDE)
        else:
            self.versions.keep(save.info, elements, _FOUND, save.when, Kind.OUTSIDE)

    def _now_seen(self, save: Save, written: ProjectInfo) -> None:
        before = self.seen.elements if self.seen.info.digest else None
        self.seen = Seen(written, save.elements, save.by_hand, before)
        self._unconfirmed = self._damaged = ""

    def _now_locked(self, state: LockState) -> None:
        if state != self.lock_state:
            self.lock_state = state
            self._lock_changed(state)


def _name_for_damaged(path: Path, when: datetime) -> Path:
    stem = f"{path.stem} (damaged {when.astimezone():%Y-%m-%d %H%M}"
    names = (f"{stem}{number}){path.suffix}" for number in chain([""], (f" {each}" for each in count(2))))
    return next(place for place in map(path.with_name, names) if not place.exists())


def _is_one_file(one: str, other: str) -> bool:
    """Return whether two places are one; a Mac takes capitals and the ways to write an accent for the same name."""
    if one == other:
        return True
    same_name = len({unicodedata.normalize("NFC", place).casefold() for place in (one, other)}) == 1
    try:
        return same_name and os.path.samefile(one, other)
    except OSError:
        return False


def _refuse_held(path: Path, state: LockState) -> None:
    if isinstance(state, HeldBy):
        raise FileHeld(
            f"{state.sentence(path.name)} It was not saved over; wait, work on it anyway, or choose another name with "
            "Save As."
        )
