"""The calls beneath all writing."""

import errno
import os
import stat
from pathlib import Path

import pytest
from typing_extensions import override

from tests.helpers.faulty_disk import FaultyDisk
from workbench.storage.filesystem import private_folder, remove_if_there, sync_folder, write_all

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither modes nor a call that syncs folders")


def test_all_is_written_though_the_disk_takes_a_little_at_a_time(tmp_path: Path) -> None:
    disk = FaultyDisk()
    descriptor = os.open(tmp_path / "a", os.O_WRONLY | os.O_CREAT)
    write_all(disk, descriptor, b"0123456789" * 10)
    os.close(descriptor)
    assert (tmp_path / "a").read_bytes() == b"0123456789" * 10
    assert disk.calls["write"] > 3


class DeafDisk(FaultyDisk):
    @override
    def write(self, _fd: int, _data: memoryview, /) -> int:
        return 0


def test_a_disk_that_takes_nothing_is_an_error_and_no_endless_loop() -> None:
    with pytest.raises(OSError, match="takes nothing more"):
        write_all(DeafDisk(), -1, b"data")


@posix
def test_a_file_system_that_cannot_sync_folders_is_no_error(tmp_path: Path) -> None:
    disk = FaultyDisk()
    disk.fail("fsync", errno.EINVAL)
    sync_folder(disk, tmp_path)
    disk.fail("fsync", errno.EIO)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        sync_folder(disk, tmp_path)


@posix
def test_the_state_folder_is_closed_to_others_even_if_it_was_open(tmp_path: Path) -> None:
    for folder in (tmp_path / "new" / "state", tmp_path / "old"):
        if folder.name == "old":
            folder.mkdir(0o755)
        private_folder(FaultyDisk(), folder)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


class SyncedFolders(FaultyDisk):
    """Notes the folders that are opened, which is only ever done to sync them."""

    def __init__(self) -> None:
        super().__init__()
        self.folders: list[Path] = []

    @override
    def open(self, path: Path, flags: int, mode: int = 0o777, /) -> int:
        self.folders.append(path)
        return super().open(path, flags, mode)


@posix
def test_a_new_state_folder_survives_a_power_cut_with_all_that_leads_to_it(tmp_path: Path) -> None:
    disk = SyncedFolders()
    private_folder(disk, tmp_path / "new" / "state")
    assert disk.folders == [tmp_path, tmp_path / "new"]
    assert disk.calls["fsync"] == 2
    private_folder(disk, tmp_path / "new" / "state")
    assert disk.calls["fsync"] == 2


def test_removing_what_is_gone_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    remove_if_there(FaultyDisk(), tmp_path / "a")
    remove_if_there(FaultyDisk(), tmp_path / "a")
    assert not (tmp_path / "a").exists()
