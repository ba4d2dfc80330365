"""One session holds a file, others are told who it is, and what is left over stops nobody."""

import errno
import json
import os
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.helpers.faulty_disk import FAULTS, FaultyDisk
from tests.storage.two_writers import killed_holder, living_holder
from workbench.storage.locks import (
    FileLock,
    HeldBy,
    Holder,
    Locked,
    LockUnavailable,
    NotLocked,
    lock_path,
    this_holder,
)
from workbench.storage.processes import Process

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ME = this_holder("0.1.0", "me")
INES = Holder(Process(4711, "STUDIO-PC", "1"), "Ines", "0.2.0", "hers")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.journey"


def held_by(holder: Holder, path: Path) -> Path:
    """Leave the lock of `holder` beside the file."""
    FileLock(path, holder).take_anyway(NOON)
    return lock_path(path)


def test_a_free_file_is_locked_beside_itself_and_freed_again(path: Path) -> None:
    lock = FileLock(path, ME)
    assert lock.look() == NotLocked()
    assert lock.take(NOON) == Locked()
    assert (lock.look(), lock.take(NOON)) == (Locked(), Locked())
    assert [each.name for each in path.parent.iterdir()] == [".~lock.a.journey"]
    lock.release()
    assert list(path.parent.iterdir()) == []


def test_the_lock_says_who_where_with_what_and_since_when(path: Path) -> None:
    record = json.loads(held_by(INES, path).read_text())
    assert record == {
        "pid": 4711,
        "host": "STUDIO-PC",
        "born": "1",
        "user": "Ines",
        "program": "0.2.0",
        "session": "hers",
        "since": "2026-05-04T12:00:00+00:00",
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no modes")
def test_the_lock_is_private(path: Path) -> None:
    assert stat.S_IMODE(held_by(ME, path).stat().st_mode) == 0o600


def test_a_holder_on_another_machine_is_never_pushed_aside_unasked(path: Path) -> None:
    held_by(INES, path)
    lock = FileLock(path, ME)
    theirs = HeldBy("Ines", "STUDIO-PC", "0.2.0", NOON)
    assert (lock.look(), lock.take(NOON)) == (theirs, theirs)
    assert "Ines has “a.journey” open on STUDIO-PC since 04 May" in theirs.sentence(path.name)
    lock.release()
    assert lock_path(path).exists()
    assert isinstance(lock.take_anyway(NOON), Locked)
    assert FileLock(path, INES).take(NOON) == replace(theirs, who=ME.user, where=ME.process.host, program="0.1.0")


def test_a_lock_that_was_taken_over_is_not_removed_by_the_one_who_lost_it(path: Path) -> None:
    lock = FileLock(path, ME)
    lock.take(NOON)
    held_by(INES, path)
    lock.release()
    assert lock_path(path).exists()


def test_another_process_that_lives_holds_and_one_that_was_killed_does_not(path: Path) -> None:
    lock = FileLock(path, ME)
    with living_holder(path):
        assert lock.look() == lock.take(NOON)
        assert isinstance(lock.look(), HeldBy)
    killed_holder(path)
    assert lock.look() == NotLocked()
    taken = lock.take(NOON)
    assert isinstance(taken, Locked)
    assert "was taken away" in taken.note


def test_another_session_of_this_process_takes_over_without_a_word(path: Path) -> None:
    held_by(replace(ME, session="another window"), path)
    assert FileLock(path, ME).take(NOON) == Locked()


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"{}", b"[]", b'{"pid": "x"}', b"[" * 100_000])
def test_a_lock_without_sense_is_taken_for_left_over_and_that_is_said(path: Path, content: bytes) -> None:
    lock_path(path).write_bytes(content)
    taken = FileLock(path, ME).take(NOON)
    assert taken == Locked("The lock beside “a.journey” could not be read; it was taken for one left over.")
    assert FileLock(path, ME).look() == Locked()


@pytest.mark.parametrize("number", FAULTS)
@pytest.mark.parametrize("call", ["open", "write", "close"])
def test_a_disk_that_refuses_is_never_somebody_else_and_leaves_no_half_lock(path: Path, call: str, number: int) -> None:
    disk = FaultyDisk()
    disk.fail(call, number)
    state = FileLock(path, ME, disk).take(NOON)
    assert isinstance(state, LockUnavailable)
    assert FAULTS[number] in state.cause
    assert list(path.parent.iterdir()) == []


def test_a_folder_that_is_gone_can_be_neither_looked_at_nor_freed(path: Path) -> None:
    lock = FileLock(path.parent / "gone" / "a.journey", ME)
    assert lock.look() == NotLocked()
    assert isinstance(lock.take(NOON), LockUnavailable)
    lock.release()


def test_a_folder_in_the_place_of_the_lock_is_a_cause_of_its_own(path: Path) -> None:
    lock_path(path).mkdir()
    assert isinstance(FileLock(path, ME).take(NOON), LockUnavailable)


def test_a_lock_that_cannot_be_removed_is_left(path: Path) -> None:
    disk = FaultyDisk()
    lock = FileLock(path, ME, disk)
    lock.take(NOON)
    disk.fail("unlink", errno.EACCES)
    lock.release()
    assert lock_path(path).exists()


def test_a_link_and_its_file_share_a_lock(path: Path) -> None:
    path.touch()
    link = path.with_name("link.journey")
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this system lets nobody make links")
    assert lock_path(link) == lock_path(path)


def test_the_longest_name_that_a_folder_holds_can_be_locked(path: Path) -> None:
    assert FileLock(path.with_name("é" * 127), ME).take(NOON) == Locked()
