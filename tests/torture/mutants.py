"""Do the rigs find mistakes?  Each mutant is the storage with one seeded mistake, which its rig must call bad.

`python -m tests.torture.mutants` prints how many were missed.
"""

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.torture.crashes import crashes
from tests.torture.failures import failures
from tests.torture.tally import SEED, Rig, Tally, run_alone
from workbench.storage import atomic, recovery, store
from workbench.storage.checked_lines import checked_line
from workbench.storage.filesystem import FileSystem, remove_if_there, write_all
from workbench.storage.journal import Entry, Journal, entry_line, read_journal
from workbench.storage.journal_file import JournalFile
from workbench.storage.problems import SaveProblem, not_kept
from workbench.storage.writer import ProjectWriter

_CHECKSUM = len("01234567 ")

Mistake = Callable[[], AbstractContextManager[Any]]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A mistake, the rig that must find it and with how many cases."""

    name: str
    mistake: Mistake
    rig: Rig
    cases: int


def no_file_sync() -> AbstractContextManager[Any]:
    def write_new(path: Path, data: bytes, _mode: int | None, files: FileSystem) -> None:
        remove_if_there(files, path)
        descriptor = files.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        write_all(files, descriptor, data)
        files.close(descriptor)

    return patch.object(atomic, "_write_new", write_new)


def no_folder_sync() -> AbstractContextManager[Any]:
    return patch.object(atomic, "sync_folder", lambda *_: None)


def truncated_in_place() -> AbstractContextManager[Any]:
    def write_over(path: Path, data: bytes, files: FileSystem = os) -> None:
        descriptor = files.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        write_all(files, descriptor, data)
        files.fsync(descriptor)
        files.close(descriptor)

    return patch.object(store, "write_atomically", write_over)


def journal_removed_before_the_save() -> AbstractContextManager[Any]:
    save = ProjectWriter._save

    def remove_first(writer: ProjectWriter) -> None:
        writer._keep()
        writer._journal.remove()
        save(writer)

    return patch.object(ProjectWriter, "_save", remove_first)


def base_removed_before_the_journal() -> AbstractContextManager[Any]:
    remove = JournalFile.remove

    def base_first(file: JournalFile) -> None:
        with contextlib.suppress(OSError):
            remove_if_there(file._files, file._base_file)
        remove(file)

    return patch.object(JournalFile, "remove", base_first)


def no_line_sync() -> AbstractContextManager[Any]:
    write = JournalFile._write

    def write_only(file: JournalFile, lines: Sequence[bytes]) -> None:
        if file._descriptor is None:
            write(file, lines)
        else:
            write_all(file._files, file._descriptor, b"".join(lines))

    return patch.object(JournalFile, "_write", write_only)


def told_before_the_sync() -> AbstractContextManager[Any]:
    append = ProjectWriter._append

    def tell_first(writer: ProjectWriter) -> None:
        if writer._unkept:
            writer._reports.kept(writer._unkept[-1].serial)
        append(writer)

    return patch.object(ProjectWriter, "_append", tell_first)


def checksum_not_looked_at() -> AbstractContextManager[Any]:
    return _reading_instead(lambda lines: [checked_line(line[_CHECKSUM:].rstrip(b"\n")) for line in lines])


def generation_and_serial_not_looked_at() -> AbstractContextManager[Any]:
    def in_turn(lines: Sequence[bytes]) -> list[bytes]:
        whole = [line for line in lines if checked_line(line[_CHECKSUM:].rstrip(b"\n")) == line]
        header, *bodies = (json.loads(line[_CHECKSUM:]) for line in whole)
        turns = {"generation": header.get("generation")}
        bodies = [{**body, **turns, "serial": number} for number, body in enumerate(bodies)]
        return [whole[0], *(checked_line(json.dumps(body).encode()) for body in bodies)]

    return _reading_instead(in_turn)


@contextlib.contextmanager
def _reading_instead(change: Callable[[Sequence[bytes]], list[bytes]]) -> Generator[None]:
    """Let journals be read as if their lines were what `change` makes of them."""

    def read_changed(path: Path) -> Journal:
        lines = path.read_bytes().splitlines(keepends=True)
        with tempfile.TemporaryDirectory() as scratch:
            changed = Path(scratch) / path.name
            changed.write_bytes(b"".join(change(lines)))
            return read_journal(changed)

    with patch.object(recovery, "read_journal", read_changed):
        yield


def goes_on_after_a_failed_sync() -> AbstractContextManager[Any]:
    def append(file: JournalFile, entries: Sequence[Entry]) -> None:
        lines = [entry_line(entry, file._header.generation) for entry in entries]
        try:
            file._write(lines)
        except OSError as error:
            raise not_kept(error) from error
        file._lines += lines

    return patch.object(JournalFile, "append", append)


def drops_what_could_not_be_kept() -> AbstractContextManager[Any]:
    append = ProjectWriter._append

    def append_once(writer: ProjectWriter) -> None:
        append(writer)
        writer._unkept.clear()

    return patch.object(ProjectWriter, "_append", append_once)


def says_nothing() -> AbstractContextManager[Any]:
    def silent(_writer: ProjectWriter, _problem: SaveProblem) -> None:
        """Tell nobody."""

    return patch.object(ProjectWriter, "_report", silent)


def old_journals_are_left_behind() -> AbstractContextManager[Any]:
    def remove_once(writer: ProjectWriter) -> None:
        for journal in writer._obsolete:
            journal.remove()
        writer._obsolete.clear()

    return patch.object(ProjectWriter, "_remove_obsolete", remove_once)


CUTS = partial(crashes, until_bad=True)
FAILURES = partial(failures, until_bad=True)

MUTANTS = (
    Mutant("a file is not synced before its rename", no_file_sync, CUTS, 20_000),
    Mutant("a folder is not synced after a rename in it", no_folder_sync, CUTS, 20_000),
    Mutant("the project is truncated in place", truncated_in_place, CUTS, 20_000),
    Mutant("the journal goes before the save is safe", journal_removed_before_the_save, CUTS, 20_000),
    Mutant("the base goes before its journal", base_removed_before_the_journal, CUTS, 20_000),
    Mutant("a line is not synced", no_line_sync, CUTS, 20_000),
    Mutant("kept is told before the sync", told_before_the_sync, CUTS, 20_000),
    Mutant("checksums are not looked at", checksum_not_looked_at, CUTS, 20_000),
    Mutant("generation and serial are not looked at", generation_and_serial_not_looked_at, CUTS, 20_000),
    Mutant("a file goes on after its sync failed", goes_on_after_a_failed_sync, FAILURES, 1000),
    Mutant("what could not be kept is dropped", drops_what_could_not_be_kept, FAILURES, 1000),
    Mutant("old journals are left behind", old_journals_are_left_behind, FAILURES, 1000),
    Mutant("nobody is told of a failure", says_nothing, FAILURES, 1000),
)


def mutants(cases: int, folder: Path, seed: int = SEED) -> Tally:
    """Try the first `cases` mutants; bad are those that are missed."""
    tally = Tally("seeded mistakes")
    for number, mutant in enumerate(MUTANTS[:cases]):
        tally.cases += 1
        if not faults_of(mutant, folder / str(number), seed):
            tally.faults[f"missed: {mutant.name}"] += 1
    tally.note = f"{tally.cases - tally.bad} found"
    return tally


def faults_of(mutant: Mutant, folder: Path, seed: int = SEED) -> int:
    """Return how many faults the mutant's rig finds."""
    folder.mkdir()
    with mutant.mistake():
        return mutant.rig(mutant.cases, folder, seed).bad


def main(argv: list[str]) -> int:
    """Run alone."""
    return run_alone(mutants, argv, len(MUTANTS))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
