"""What others do to a project file: noticed before every write, and put together with what was done here."""

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workbench.domain.elements import Element
from workbench.domain.merging import Merge, merge
from workbench.domain.problems import IntegrityProblem
from workbench.storage.filesystem import FileSystem
from workbench.storage.problems import FileChangedOutside, FileProblem, Found
from workbench.storage.store import ProjectInfo, read_snapshot
from workbench.storage.turns import taking_turns

NO_FILE: Final = ""
"""The digest of a file that is not there."""


@dataclass(frozen=True, slots=True)
class Outside:
    """The project file as someone else has left it, `info` and `theirs`, put together with what is here, `mine`."""

    info: ProjectInfo
    mine: tuple[Element, ...]
    theirs: tuple[Element, ...]
    merge: Merge


def digest_of(path: Path) -> str:
    """Return the SHA-256 of the whole file, NO_FILE where there is none.

    Raises FileChangedOutside where that cannot be found out.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return NO_FILE
    except OSError as error:
        if path.is_dir():
            raise FileChangedOutside(path, Found.FOLDER) from error
        raise FileChangedOutside(path, Found.UNREADABLE, error) from error


def check_unchanged(path: Path, known: Collection[str]) -> None:
    """Compare the whole file with the digests `known`: size and time may stay the same when the content does not.

    Raises FileChangedOutside.
    """
    found = digest_of(path)
    if found not in known:
        raise FileChangedOutside(path, Found.CHANGED if found else Found.GONE)


def compare(path: Path, uuid: str, base: tuple[Element, ...], mine: tuple[Element, ...]) -> Outside:
    """Put what is in the file together with `mine`, both of which began as `base`.

    Raises FileProblem if the file cannot be read, or holds another project than `uuid`.
    """
    info, theirs = read_snapshot(path)
    if info.uuid != uuid:
        raise FileProblem(f"“{path.name}” holds another project now; choose another name with Save As.")
    return Outside(info, mine, tuple(theirs), merge_file(path, base, mine, theirs))


def merge_file(path: Path, base: Iterable[Element], mine: Iterable[Element], theirs: Iterable[Element]) -> Merge:
    """Merge `mine` with what was found in the file.

    Raises FileProblem where the two make no whole.
    """
    try:
        return merge(base, mine, theirs)
    except IntegrityProblem as problem:
        raise FileProblem(f"“{path.name}” cannot be put together with what is here. {problem}") from problem


class AskingFirst:
    """The calls of `files`, of which `replace` asks `check` at the last moment, while no other process has its turn."""

    def __init__(self, files: FileSystem, check: Callable[[], None]) -> None:
        self.open = files.open
        self.write = files.write
        self.fsync = files.fsync
        self.close = files.close
        self.chmod = files.chmod
        self.unlink = files.unlink
        self.makedirs = files.makedirs
        self.access = files.access
        self._files = files
        self._check = check

    def replace(self, source: Path, target: Path, /) -> None:
        """Replace `target` if `check` raises nothing."""
        with taking_turns(target.parent):
            self._check()
            self._files.replace(source, target)
