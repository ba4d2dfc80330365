"""Copies that a sync client puts beside a project when two computers have changed it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workbench.domain.elements import Element
from workbench.domain.merging import Merge
from workbench.storage.outside import merge_file
from workbench.storage.problems import FileProblem
from workbench.storage.project_file import Seen
from workbench.storage.store import read_snapshot
from workbench.storage.versions import VersionStore

UuidOf = Callable[[Path], str]
"""Reads the uuid inside a project file; raises FileProblem if there is none."""

# what follows the project's own name; "-HOST" in capitals only, so that a copy which somebody calls "-v2" is left alone
_SUFFIXES: Final = (
    r" ?\([^()]*(konflikt|conflic?t)[^()]*\)",
    r" ?\(\d{1,3}\)",
    r"\.sync-conflict-\d{8}-\d{6}(-[A-Z0-9]{7})?",
    r"_conflict-[\d-]+",
    r"-(?=[A-Z0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{1,14}(-\d{1,3})?",
)
_ADDED: Final = re.compile("|".join(f"(?:{suffix})" for suffix in _SUFFIXES))
_WORDS: Final = re.compile(_SUFFIXES[0], re.IGNORECASE)


def conflict_copies(path: Path, uuid_of: UuidOf) -> list[Path]:
    """Return the copies of the project at `path` that sync clients have left beside it, by name.

    A file counts if it is named as Dropbox, OneDrive, Nextcloud, Google Drive or Syncthing name them and holds the same
    project; without a readable project at `path` there are none.
    """
    named = _named_like_copies(path)
    own = _uuid(path, uuid_of) if named else None
    return [copy for copy in named if own is not None and _uuid(copy, uuid_of) == own]


@dataclass(frozen=True, slots=True)
class CopyMerge:
    """A copy put together with what is here; `has_base` unless nobody knows the state that both began with."""

    copy: Path
    merge: Merge
    has_base: bool


def merge_copy(copy: Path, seen: Seen, mine: tuple[Element, ...], versions: VersionStore) -> CopyMerge:
    """Put a copy together with `mine`, which grew out of what the file held when it was `seen` last.

    What both began with is the newest state that both descend from.  Where none is known any more, what one side has
    stays and what differs is asked.  Raises FileProblem where the copy cannot be read or put together.
    """
    info, theirs = read_snapshot(copy)
    if info.descends_from(seen.info.content):
        base = list(seen.elements)
    elif seen.info.descends_from(info.content):
        base = theirs
    else:
        base = versions.with_content(seen.info, info)
    return CopyMerge(copy, merge_file(copy, base or (), mine, theirs), base is not None)


def _named_like_copies(path: Path) -> list[Path]:
    try:
        beside = sorted(path.parent.iterdir())
    except OSError:
        return []
    return [each for each in beside if each.suffix == path.suffix and _is_named_after(path.stem, each.stem)]


def _is_named_after(stem: str, other: str) -> bool:
    added = other.removeprefix(stem)
    return added != other and bool(_ADDED.fullmatch(added) or _WORDS.fullmatch(added))


def _uuid(path: Path, uuid_of: UuidOf) -> str | None:
    try:
        return uuid_of(path)
    except FileProblem:
        return None
