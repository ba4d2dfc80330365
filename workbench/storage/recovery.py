"""Work that a crash left behind: found, judged, brought back."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from workbench.domain.differences import Differences, differences
from workbench.domain.document import Cause, Document
from workbench.domain.elements import Element
from workbench.domain.problems import DomainProblem
from workbench.storage.atomic import sweep_temporaries
from workbench.storage.filesystem import FileSystem, remove_if_there
from workbench.storage.journal import BASE_SUFFIX, SUFFIX, Journal, read_journal
from workbench.storage.problems import FileProblem, NewerFileProblem, cause_of
from workbench.storage.processes import Process, is_running
from workbench.storage.store import ProjectInfo, read_snapshot
from workbench.storage.versions import FOLDER, VersionStore

IsRunning = Callable[[Process], bool]

_Saved = tuple[str, dict[str, Element]]
"""The digest and the elements of a project file."""

# a process that is between writing its base and its journal gets there within this time
_ORPHANED_AFTER: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Recovery:
    """A journal whose process has ended.

    `path` is the project file, None if it was never saved; `edits` were made since then, the `last` of them at that
    time.  It can be brought back if it is `readable`.  `file_changed` says that the project file is not, or no longer,
    the one that the edits were made on.
    """

    journal: Path
    uuid: str
    title: str
    path: Path | None
    edits: int
    last: datetime
    readable: bool
    file_changed: bool


@dataclass(frozen=True, slots=True)
class Base:
    """The state from which a journal starts, and whether it is stored beside it or only in the project file."""

    info: ProjectInfo
    elements: list[Element]
    is_stored: bool


def recoveries(state_folder: Path, running: IsRunning = is_running) -> list[Recovery]:
    """Return what can be recovered, the latest first.

    Left out are journals of running processes and those whose project file holds all of it already.
    """
    journals = ((path, _ended(path, running)) for path in state_folder.glob(f"*{SUFFIX}"))
    found = (_recovery(path, journal) for path, journal in journals if journal is not None)
    return sorted((one for one in found if one is not None), key=lambda one: one.last, reverse=True)


def kept_for_newer(state_folder: Path, uuid: str) -> str:
    """Return a sentence about changes to a project that only a newer program can bring back, if there are any."""
    for path in state_folder.glob(f"{uuid}-*{SUFFIX}"):
        try:
            read_journal(path)
        except NewerFileProblem as problem:
            return str(problem)
        except FileProblem:
            continue
    return ""


def preview(recovery: Recovery) -> list[Element]:
    """Return what `recovery` would bring back, and change nothing.

    Raises FileProblem.
    """
    journal = read_journal(recovery.journal)
    return list(_replayed(base_of(recovery.journal, journal).elements, journal).values())


def unsaved(recovery: Recovery) -> Differences:
    """Return how what `recovery` would bring back differs from the project file, or from where its edits began.

    Raises FileProblem where nothing can be brought back.
    """
    saved = None if recovery.path is None else _saved(recovery.path)
    if saved is not None:
        return differences(saved[1].values(), preview(recovery))
    journal = read_journal(recovery.journal)
    base = base_of(recovery.journal, journal).elements
    return differences(base, _replayed(base, journal).values())


def discard(recovery: Recovery, files: FileSystem = os) -> None:
    """Remove what `recovery` would bring back.

    Raises FileProblem.
    """
    try:
        _remove(recovery.journal, files)
    except OSError as error:
        raise FileProblem(
            f"The changes to “{recovery.title}” cannot be removed: {cause_of(error)}. Try again at the next start."
        ) from error


def sweep(state_folder: Path, now: datetime, running: IsRunning = is_running, files: FileSystem = os) -> None:
    """Remove journals that hold nothing new, and bases and temporary files that no journal has needed for a day.

    What another program holds, or a disk does not give away, stays for the next time.
    """
    for path in state_folder.glob(f"*{SUFFIX}"):
        journal = _ended(path, running)
        if journal is not None and _recovery(path, journal) is None:
            with contextlib.suppress(OSError):
                _remove(path, files)
    sweep_temporaries(state_folder, "", now, files)
    for pattern in (f"*{BASE_SUFFIX}", ".~*"):
        for path in state_folder.glob(pattern):
            with contextlib.suppress(OSError):
                age = now.timestamp() - path.stat().st_mtime
                if age > _ORPHANED_AFTER.total_seconds() and not path.with_suffix(SUFFIX).exists():
                    files.unlink(path)


def base_of(path: Path, journal: Journal) -> Base:
    """Return the state that the journal at `path` starts from: its stored base, or the project file if it is the same.

    Raises FileProblem.
    """
    header = journal.header
    try:
        return Base(*_same(path.with_suffix(BASE_SUFFIX), header.base), is_stored=True)
    except FileProblem:
        if header.path is None:
            raise
        with contextlib.suppress(FileProblem):
            return Base(*_same(Path(header.path), header.file), is_stored=False)
        raise


def own_content(journal: Journal, base: Base) -> str:
    """Return the digest of the project file if it holds what the edits of `journal` went through, else nothing.

    Then it is no stranger's work but a save of this very project that the disk did not confirm before the crash.
    """
    saved = None if journal.header.path is None else _saved(Path(journal.header.path))
    return saved[0] if saved is not None and _leads_through(base.elements, journal, saved[1]) else ""


def replay(document: Document, journal: Journal) -> int:
    """Apply the journal's edits to its base and return how many of them fitted."""
    for done, entry in enumerate(journal.entries):
        try:
            document.apply(entry.published.changes, Cause.REPLAY)
        except DomainProblem:
            return done
    return len(journal.entries)


def _same(path: Path, digest: str) -> tuple[ProjectInfo, list[Element]]:
    info, elements = read_snapshot(path)
    if info.digest != digest:
        raise FileProblem(f"“{path.name}” is not what the journal starts from; nothing can be recovered with it.")
    return info, elements


def _ended(path: Path, running: IsRunning) -> Journal | None:
    try:
        journal = read_journal(path)
    except FileProblem:
        return None
    return None if running(journal.header.holder) else journal


def _recovery(path: Path, journal: Journal) -> Recovery | None:
    header = journal.header
    saved = None if header.path is None else _saved(Path(header.path))
    base = _base(path, journal, saved)
    replayed = None if base is None else _replayed(base, journal)
    if not journal.entries or (saved is not None and saved[1] == replayed):
        return None
    if header.path is None and _was_saved(path.parent, header.uuid, replayed):
        return None
    return Recovery(
        journal=path,
        uuid=header.uuid,
        title=header.title,
        path=None if header.path is None else Path(header.path),
        edits=len(journal.entries),
        last=journal.entries[-1].time,
        readable=replayed is not None,
        file_changed=header.path is not None and (saved is None or not _is_own(saved, base, journal)),
    )


def _is_own(saved: _Saved, base: list[Element] | None, journal: Journal) -> bool:
    """Whether a project file is the one that the edits were made on, or a save of a state that they went through."""
    return saved[0] == journal.header.file or (base is not None and _leads_through(base, journal, saved[1]))


def _leads_through(base: list[Element], journal: Journal, state: dict[str, Element]) -> bool:
    """Whether the edits begin with `state` or come by it; looks only at what each of them touches."""
    document = Document(base)
    held = document.elements
    other = {each for each in held.keys() | state.keys() if held.get(each) != state.get(each)}
    for entry in journal.entries:
        if not other:
            break
        try:
            document.apply(entry.published.changes, Cause.REPLAY)
        except DomainProblem:
            return False
        touched = {change.id for change in entry.published.changes.changes}
        other -= touched
        other |= {each for each in touched if held.get(each) != state.get(each)}
    return not other


def _was_saved(state_folder: Path, uuid: str, elements: dict[str, Element] | None) -> bool:
    """Return whether a project that had no file when its journal was begun has been saved with just these elements."""
    places = VersionStore(state_folder / FOLDER).places(uuid)
    found = (_saved(Path(place)) for place in places)
    return any(each is not None and each[1] == elements for each in found)


def _saved(path: Path) -> _Saved | None:
    """Return the digest and the elements of a project file, None if it cannot be read."""
    try:
        info, elements = read_snapshot(path)
    except FileProblem:
        return None
    return info.digest, {element.id: element for element in elements}


def _base(path: Path, journal: Journal, saved: _Saved | None) -> list[Element] | None:
    """Return the elements from which a journal starts, None if they are lost.

    Where the project file is what the edits began on, it has been read already and need not be read once more.
    """
    if saved is not None and saved[0] == journal.header.base:
        return list(saved[1].values())
    try:
        return base_of(path, journal).elements
    except FileProblem:
        return None


def _replayed(base: list[Element], journal: Journal) -> dict[str, Element]:
    """Return the elements that recovery would bring back."""
    document = Document(base)
    replay(document, journal)
    return dict(document.elements)


def _remove(path: Path, files: FileSystem) -> None:
    remove_if_there(files, path)
    remove_if_there(files, path.with_suffix(BASE_SUFFIX))
