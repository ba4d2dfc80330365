"""Who works on a project file: a small file beside it, advice for people and no barrier for programs."""

import contextlib
import getpass
import hashlib
import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from workbench.storage.filesystem import NEW_FILE, FileSystem, remove_if_there, write_all
from workbench.storage.problems import cause_of
from workbench.storage.processes import Process, is_running, this_process
from workbench.storage.turns import taking_turns

_PREFIX = ".~lock."
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock; `session` tells apart two windows of one process, `since` is when it was taken."""

    process: Process
    user: str
    program: str
    session: str
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class NotLocked:
    """Nobody holds the file, this session neither."""


@dataclass(frozen=True, slots=True)
class Locked:
    """This session holds the file; `note` says whose lock was found left over and taken away, if one was."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class HeldBy:
    """Someone else holds the file: `who`, on the computer `where`, with `program`."""

    who: str
    where: str
    program: str
    since: datetime | None

    def sentence(self, name: str) -> str:
        """Return who has the file `name` open, in one sentence."""
        since = "" if self.since is None else f" since {self.since.astimezone():%d %B, %H:%M}"
        return f"{self.who} has “{name}” open on {self.where}{since}."


@dataclass(frozen=True, slots=True)
class LockUnavailable:
    """The disk lets nobody lock the file, for a `cause` that has nothing to do with anybody else."""

    cause: str


LockState = NotLocked | Locked | HeldBy | LockUnavailable


def this_holder(program: str, session: str) -> Holder:
    """Return the running process as a holder, for the session of that id."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError, ImportError):
        # an account without a name, as containers have them
        user = "Somebody"
    return Holder(this_process(), user, program, session)


def lock_path(project: Path) -> Path:
    """Return where the lock of a project file lies: beside the file itself, not beside a link to it."""
    target = Path(os.path.realpath(project))
    name = target.name
    if len(os.fsencode(name)) > _LONGEST_NAME:
        name = hashlib.sha256(os.fsencode(name)).hexdigest()
    return target.with_name(_PREFIX + name)


class FileLock:
    """The lock of one project file as `me` sees it; for one thread at a time.

    It is taken over from a process of this machine that has ended, and from nobody else unless the user says so.
    """

    def __init__(self, project: Path, me: Holder, files: FileSystem = os) -> None:
        self._path = lock_path(project)
        self._name = project.name
        self._me = me
        self._files = files

    def look(self) -> LockState:
        """Return who holds the file and change nothing; a lock that is left over counts as none."""
        try:
            found = self._holder()
        except OSError as error:
            return LockUnavailable(cause_of(error))
        if self._is_mine(found):
            return Locked()
        return NotLocked() if found is None or self._is_over(found) else _held(found)

    def take(self, now: datetime) -> LockState:
        """Take the lock if it is free or left over, and return who has it then."""
        return self._taken(now, anyway=False)

    def take_anyway(self, now: datetime) -> LockState:
        """Take the lock from whoever has it; the other one finds out before the next save."""
        return self._taken(now, anyway=True)

    def release(self) -> None:
        """Remove the lock if it is this session's."""
        # a lock that cannot be removed is found left over by whoever comes next
        with contextlib.suppress(OSError), taking_turns(self._path.parent):
            found = self._holder()
            if self._is_mine(found):
                remove_if_there(self._files, self._path)

    def _taken(self, now: datetime, anyway: bool) -> LockState:
        try:
            with taking_turns(self._path.parent):
                found = self._holder()
                if self._is_mine(found):
                    return Locked()
                if found is not None and not anyway and not self._is_over(found):
                    return _held(found)
                note = "" if found is None or anyway else self._note(found)
                if found is not None:
                    remove_if_there(self._files, self._path)
                return self._created(replace(self._me, since=now), note)
        except OSError as error:
            return LockUnavailable(cause_of(error))

    def _created(self, holder: Holder, note: str) -> LockState:
        try:
            descriptor = self._files.open(self._path, NEW_FILE, 0o600)
        except FileExistsError:
            # where no turns can be taken, somebody else may have come in between
            found = self._holder()
            return NotLocked() if found is None else _held(found)
        try:
            try:
                write_all(self._files, descriptor, _content(holder))
            finally:
                self._files.close(descriptor)
        except OSError:
            with contextlib.suppress(OSError):
                remove_if_there(self._files, self._path)
            raise
        return Locked(note)

    def _holder(self) -> Holder | None:
        """Return who holds the lock, None if there is none, and a holder without a process for one without sense."""
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return None
        except IsADirectoryError:
            return _NOBODY
        return _holder_in(data)

    def _is_mine(self, found: Holder | None) -> bool:
        return found is not None and found.session == self._me.session

    def _is_over(self, found: Holder) -> bool:
        mine = self._me.process
        if found.process.host not in ("", mine.host):
            return False
        # another session of this very process sees the same file, and the comparison before each save keeps them apart
        return found.process == mine or not is_running(found.process)

    def _note(self, found: Holder) -> str:
        if found is _NOBODY:
            return f"The lock beside “{self._name}” could not be read; it was taken for one left over."
        if found.process == self._me.process:
            return ""
        return f"The lock of {found.user} on “{self._name}” was taken away."


_NOBODY = Holder(Process(0, ""), "", "", "")


def _held(found: Holder) -> HeldBy:
    return HeldBy(found.user or "Somebody", found.process.host or "another computer", found.program, found.since)


def _content(holder: Holder) -> bytes:
    record: dict[str, Any] = {**asdict(holder.process), "user": holder.user, "program": holder.program}
    since = None if holder.since is None else holder.since.isoformat()
    return json.dumps({**record, "session": holder.session, "since": since}).encode() + b"\n"


def _holder_in(data: bytes) -> Holder:
    try:
        found: Any = json.loads(data)
        since = None if found["since"] is None else datetime.fromisoformat(found["since"])
        process = Process(int(found["pid"]), str(found["host"]), str(found["born"]))
        return Holder(process, str(found["user"]), str(found["program"]), str(found["session"]), since)
    except (ValueError, TypeError, KeyError, RecursionError):
        return _NOBODY
