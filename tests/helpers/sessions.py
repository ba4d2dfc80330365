"""Sessions for tests: a workplace with its own clock, and the end that a crash makes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from workbench.session import Session, Workplace
from workbench.storage.filesystem import FileSystem
from workbench.storage.locks import LockState
from workbench.storage.problems import FileChangedOutside, Found, SaveProblem
from workbench.storage.processes import Process


class Clock:
    """A clock that moves one second at each look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 4, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


class Notes:
    """A session listener that writes down what it hears."""

    def __init__(self) -> None:
        self.kept_serials: list[int] = []
        self.problems: list[str] = []
        self.paths: list[Path] = []

    def kept(self, serial: int) -> None:
        self.kept_serials.append(serial)

    def failed(self, problem: SaveProblem) -> None:
        self.problems.append(str(problem))

    def saved(self, path: Path) -> None:
        self.paths.append(path)


class Watch:
    """A file watcher that writes down what it hears."""

    def __init__(self) -> None:
        self.changes: list[Found] = []
        self.locks: list[LockState] = []

    def changed_outside(self, problem: FileChangedOutside) -> None:
        self.changes.append(problem.found)

    def lock_changed(self, state: LockState) -> None:
        self.locks.append(state)


def workplace(folder: Path, files: FileSystem | None = None) -> Workplace:
    """A workplace whose journals lie in `folder`/state."""
    state = folder / "state"
    return Workplace(state, Clock(), _program) if files is None else Workplace(state, Clock(), _program, files=files)


def _program() -> str:
    return "0.1.0"


def crash(session: Session) -> None:
    """End the session's thread and leave on the disk what a crash would leave there."""
    session.keep().result()
    session._unsubscribe()
    session._writer.close(remove_journal=False)


def journals(place: Workplace) -> list[Path]:
    """All that lies in the state folder except the versions, which outlive every session."""
    return [path for path in place.state_folder.iterdir() if path.is_file()]


def ended(process: Process) -> bool:
    """Take every process for one that runs no more."""
    return process.pid < 0


def rename(session: Session, element_id: str, name: str) -> None:
    """Edit the document."""
    with session.document.edit(f"Rename to {name}") as edit:
        edit.update(element_id, name=name)
