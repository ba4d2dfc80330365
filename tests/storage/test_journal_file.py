"""A journal on a disk that fails now and then keeps every edit that it said it kept."""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.helpers.documents import typical_elements, unstorable
from tests.helpers.faulty_disk import FAULTS, FaultyDisk
from workbench.domain.changes import Change, ChangeSet
from workbench.domain.document import Cause, Published
from workbench.domain.elements import Journey
from workbench.storage.journal import Entry, JournalHeader, read_journal
from workbench.storage.journal_file import JournalFile
from workbench.storage.problems import SaveProblem
from workbench.storage.processes import Process
from workbench.storage.store import ProjectInfo, read_snapshot, write_snapshot

posix = pytest.mark.skipif(os.name == "nt", reason="Windows knows no modes")


def header(path: Path | None = None, digest: str = "") -> JournalHeader:
    return JournalHeader("uuid", "Trip", None if path is None else str(path), 3, digest, "", Process(1, "host"))


def entry(serial: int) -> Entry:
    added = Change(None, Journey(id=f"new{serial}", title="Trip"))
    return Entry(serial, datetime(2026, 5, 4, tzinfo=UTC), Published(ChangeSet("Add", (added,)), Cause.EDIT))


@pytest.fixture
def disk() -> FaultyDisk:
    return FaultyDisk()


@pytest.fixture
def journal(tmp_path: Path, disk: FaultyDisk) -> Iterator[JournalFile]:
    file = JournalFile(tmp_path / "state" / "uuid-1", header(), typical_elements(), disk)
    yield file
    file.release()


def serials(tmp_path: Path) -> list[int]:
    return [each.serial for each in read_journal(tmp_path / "state" / "uuid-1.journal").entries]


def test_nothing_is_on_disk_before_the_first_edit(tmp_path: Path, journal: JournalFile) -> None:
    assert not (tmp_path / "state").exists()
    journal.append([entry(1)])
    assert sorted(path.name for path in (tmp_path / "state").iterdir()) == ["uuid-1.base", "uuid-1.journal"]


def test_the_base_is_the_state_before_the_first_edit_and_known_to_the_header(
    tmp_path: Path, journal: JournalFile
) -> None:
    journal.append([entry(1)])
    info, elements = read_snapshot(tmp_path / "state" / "uuid-1.base")
    assert elements == typical_elements()
    assert (info.uuid, info.generation) == ("uuid", 3)
    assert info.digest == read_journal(tmp_path / "state" / "uuid-1.journal").header.base


def test_an_unchanged_project_file_is_copied_as_the_base(tmp_path: Path) -> None:
    path = tmp_path / "a.journey"
    info = write_snapshot(path, ProjectInfo("uuid", 3, "written by another version"), typical_elements())
    file = JournalFile(tmp_path / "state" / "uuid-1", header(path, info.digest), typical_elements())
    file.append([entry(1)])
    file.release()
    assert (tmp_path / "state" / "uuid-1.base").read_bytes() == path.read_bytes()


@pytest.mark.parametrize("content", [b"changed by someone else", None])
def test_a_project_file_that_has_changed_is_no_base(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "a.journey"
    if content is not None:
        path.write_bytes(content)
    file = JournalFile(tmp_path / "state" / "uuid-1", header(path, "0" * 64), typical_elements())
    file.append([entry(1)])
    file.release()
    assert read_snapshot(tmp_path / "state" / "uuid-1.base")[1] == typical_elements()


def test_entries_that_come_together_share_one_sync(tmp_path: Path, journal: JournalFile, disk: FaultyDisk) -> None:
    journal.append([entry(1)])
    disk.calls.clear()
    journal.append([entry(2), entry(3), entry(4)])
    assert disk.calls["fsync"] == 1
    assert serials(tmp_path) == [1, 2, 3, 4]


@posix
def test_journal_and_base_are_private(tmp_path: Path, journal: JournalFile) -> None:
    journal.append([entry(1)])
    state = tmp_path / "state"
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in state.iterdir()} == {0o600}


@pytest.mark.parametrize("number", FAULTS)
@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace", "makedirs"])
def test_a_first_append_that_fails_can_be_tried_again(
    tmp_path: Path, journal: JournalFile, disk: FaultyDisk, call: str, number: int
) -> None:
    disk.fail(call, number)
    with pytest.raises(SaveProblem, match=f"in memory only.*{FAULTS[number]}"):
        journal.append([entry(1)])
    journal.append([entry(1), entry(2)])
    assert serials(tmp_path) == [1, 2]
    assert read_snapshot(tmp_path / "state" / "uuid-1.base")[1] == typical_elements()


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_after_a_failure_everything_goes_to_a_new_file(
    tmp_path: Path, journal: JournalFile, disk: FaultyDisk, call: str
) -> None:
    journal.append([entry(1)])
    before = (tmp_path / "state" / "uuid-1.journal").stat().st_ino
    disk.fail(call, errno.EIO)
    with pytest.raises(SaveProblem):
        journal.append([entry(2)])
    assert serials(tmp_path)[:1] == [1]
    journal.append([entry(2), entry(3)])
    assert serials(tmp_path) == [1, 2, 3]
    assert (tmp_path / "state" / "uuid-1.journal").stat().st_ino != before


def test_an_edit_that_cannot_be_written_is_named_and_the_rest_stays(tmp_path: Path, journal: JournalFile) -> None:
    journal.append([entry(1)])
    bad = Change(None, unstorable(float("nan")))
    with pytest.raises(SaveProblem, match=r"in memory only\. measure “Effort”, target: nan"):
        journal.append([Entry(2, datetime(2026, 5, 4, tzinfo=UTC), Published(ChangeSet("Add", (bad,)), Cause.EDIT))])
    assert serials(tmp_path) == [1]


def test_removing_takes_journal_and_base_away(tmp_path: Path, journal: JournalFile) -> None:
    journal.remove()
    journal.append([entry(1)])
    journal.remove()
    assert list((tmp_path / "state").iterdir()) == []


def test_a_journal_that_cannot_be_removed_is_left_in_peace(
    tmp_path: Path, journal: JournalFile, disk: FaultyDisk
) -> None:
    journal.append([entry(1)])
    disk.fail("unlink", errno.EACCES)
    assert not journal.remove()
    assert serials(tmp_path) == [1]
    assert (tmp_path / "state" / "uuid-1.base").exists()
    assert journal.remove()


@posix
def test_the_base_stays_until_the_journal_is_gone_for_good(
    tmp_path: Path, journal: JournalFile, disk: FaultyDisk
) -> None:
    journal.append([entry(1)])
    disk.fail("fsync", errno.EIO)
    assert not journal.remove()
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["uuid-1.base"]


def test_lines_left_by_another_process_are_gone_on_with(tmp_path: Path, journal: JournalFile) -> None:
    journal.append([entry(1), entry(2)])
    found = read_journal(tmp_path / "state" / "uuid-1.journal")
    ours = replace(found.header, holder=Process(2, "h"))
    file = JournalFile(tmp_path / "state" / "uuid-1", ours, None, lines=found.lines[:1])
    file.append([])
    assert read_journal(tmp_path / "state" / "uuid-1.journal").header.holder == Process(2, "h")
    file.append([entry(2)])
    file.release()
    assert serials(tmp_path) == [1, 2]
