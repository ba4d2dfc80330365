"""A file is whole at every moment, whatever the disk refuses."""

import errno
import os
import re
import stat
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from typing_extensions import override

from tests.helpers.faulty_disk import FAULTS, FaultyDisk
from workbench.storage.atomic import (
    UnconfirmedError,
    replace_patiently,
    saving,
    sweep_temporaries,
    temporary_beside,
    write_atomically,
)
from workbench.storage.problems import SaveProblem

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither modes nor a call that syncs folders")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_file_holds_what_was_written_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.journey"
    for data in (b"long " * 1000, b"short", b""):
        write_atomically(path, data, FaultyDisk())
        assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


@posix
def test_a_new_file_is_private_and_a_replaced_one_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.journey"
    write_atomically(path, b"1")
    assert mode_of(path) == 0o600
    path.chmod(0o664)
    write_atomically(path, b"2")
    assert mode_of(path) == 0o664


@posix
def test_a_link_stays_a_link_and_its_target_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "a.journey", tmp_path / "a.journey"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_write_protected_file_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.journey"
    path.write_bytes(b"old")
    disk = FaultyDisk()
    disk.fail("access", errno.EACCES)
    with pytest.raises(PermissionError):
        write_atomically(path, b"new", disk)
    assert path.read_bytes() == b"old"
    assert disk.calls["open"] == 0


@posix
def test_a_disk_mounted_read_only_is_told_from_a_protected_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.journey"
    path.write_bytes(b"old")
    for flags, number in ((0, errno.EACCES), (getattr(os, "ST_RDONLY", 1), errno.EROFS)):
        disk = FaultyDisk()
        disk.fail("access", errno.EACCES)
        monkeypatch.setattr(os, "statvfs", lambda _path, flags=flags: SimpleNamespace(f_flag=flags))
        with pytest.raises(OSError, match="read-only") as caught:
            write_atomically(path, b"new", disk)
        assert caught.value.errno == number


@pytest.mark.parametrize("number", FAULTS)
@pytest.mark.parametrize("call", ["open", "write", "fsync", "close", "chmod", "replace"])
def test_a_refusal_leaves_the_old_file_and_no_temporary_one(tmp_path: Path, call: str, number: int) -> None:
    path = tmp_path / "a.journey"
    path.write_bytes(b"old")
    disk = FaultyDisk()
    disk.fail(call, number)
    with pytest.raises(OSError, match=re.escape(os.strerror(number))) as caught:
        write_atomically(path, b"new", disk)
    assert caught.value.errno == number
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_temporary_file_of_an_earlier_crash_is_no_obstacle(tmp_path: Path) -> None:
    temporary_beside(tmp_path / "a.journey").write_bytes(b"half")
    write_atomically(tmp_path / "a.journey", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.journey"]


def test_what_crashes_left_is_swept_unless_its_writer_may_still_be_at_work(tmp_path: Path) -> None:
    mine = temporary_beside(tmp_path / "a.journey")
    host = mine.name.split(".")[-2]
    dead, elsewhere, old = (tmp_path / f".~a.journey.{end}" for end in (f"{host}.4194304", "0bad0bad.1", "0bad0bad.2"))
    others = [tmp_path / name for name in (".~lock.a.journey", ".~ab.journey.0bad0bad.3", "a.journey.0bad0bad.4")]
    for path in (mine, dead, elsewhere, old, *others):
        path.touch()
    now = datetime.now(UTC)
    for path in (old, *others):
        os.utime(path, (now.timestamp() - 90_000,) * 2)
    sweep_temporaries(tmp_path, "a.journey", now)
    assert set(tmp_path.iterdir()) == {mine, elsewhere, *others}
    sweep_temporaries(tmp_path, "", now)
    assert set(tmp_path.iterdir()) == {mine, elsewhere, others[0], others[2]}


def test_the_longest_name_that_a_folder_holds_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 127)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"


class UnsureDisk(FaultyDisk):
    """One that writes files but cannot make a rename last."""

    @override
    def replace(self, source: Path, target: Path, /) -> None:
        super().replace(source, target)
        self.fail("fsync", errno.EIO)


@posix
def test_a_rename_that_may_not_last_is_said_to_be_unconfirmed(tmp_path: Path) -> None:
    path = tmp_path / "a.journey"
    with pytest.raises(UnconfirmedError):
        write_atomically(path, b"new", UnsureDisk())
    assert path.read_bytes() == b"new"
    with pytest.raises(SaveProblem, match=r"“a\.journey” was written, but the disk did not confirm it"), saving(path):
        write_atomically(path, b"newer", UnsureDisk())


def test_a_file_that_another_program_holds_is_tried_again_with_pauses(tmp_path: Path) -> None:
    source, target = tmp_path / "new", tmp_path / "old"
    source.write_bytes(b"new")
    disk, pauses = FaultyDisk(), list[float]()
    disk.fail("replace", errno.EACCES, times=9)
    replace_patiently(source, target, disk, tries=10, pause=pauses.append)
    assert target.read_bytes() == b"new"
    assert sum(pauses) == 4.5


def test_a_file_that_stays_held_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "new").write_bytes(b"new")
    disk = FaultyDisk()
    disk.fail("replace", errno.EACCES, times=99)
    with pytest.raises(PermissionError):
        replace_patiently(tmp_path / "new", tmp_path / "old", disk, tries=10, pause=lambda _: None)
    assert disk.calls["replace"] == 10
