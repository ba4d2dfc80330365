"""Pictures as files: whole or not at all, and known again."""

import errno
import os
from pathlib import Path

import pytest

from tests.helpers.faulty_disk import FAULTS, FaultyDisk
from ui.exporting.product import is_own, not_written, write_product
from ui.settings import Product
from workbench.pictures import PictureChoice

CHOICE = PictureChoice(scale=3.0)
OLD, NEW = b"an older picture", b"a new picture"


def written(path: Path) -> Product:
    return write_product(path, NEW, "p", ("a",), CHOICE, os)


def test_what_was_written_is_known_again_until_somebody_changes_it(tmp_path: Path) -> None:
    path = tmp_path / "map.png"
    product = written(path)
    assert (product.project, product.chosen, path.read_bytes()) == ("p", ("a",), NEW)
    assert product.picture == CHOICE.as_plain()
    assert is_own(product)
    path.write_bytes(OLD)
    assert not is_own(product)
    path.unlink()
    assert is_own(product)


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
@pytest.mark.parametrize("number", FAULTS)
def test_a_disk_that_refuses_leaves_the_older_picture_and_nothing_else(tmp_path: Path, call: str, number: int) -> None:
    path, disk = tmp_path / "map.png", FaultyDisk()
    path.write_bytes(OLD)
    disk.fail(call, number)
    with pytest.raises(OSError, match=os.strerror(number)) as refused:
        write_product(path, NEW, "p", (), CHOICE, disk)
    assert [each.name for each in tmp_path.iterdir()] == ["map.png"]
    assert path.read_bytes() == OLD
    sentence = not_written(path, refused.value)
    assert FAULTS[number] in sentence
    assert "map.png" in sentence
    assert "another place" in sentence


def test_a_disk_that_fills_up_in_the_middle_keeps_no_half_file(tmp_path: Path) -> None:
    path, disk = tmp_path / "map.png", FaultyDisk()

    def fill_up(descriptor: int, data: memoryview, /) -> int:
        if disk.calls["write"] > 2:
            raise OSError(errno.ENOSPC, "full")
        disk.calls["write"] += 1
        return os.write(descriptor, data[:4])

    disk.write = fill_up
    with pytest.raises(OSError, match="full"):
        write_product(path, NEW * 100, "p", (), CHOICE, disk)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_and_a_name_that_is_too_long_are_told(tmp_path: Path) -> None:
    for path, cause in ((tmp_path / "gone" / "map.png", "folder is gone"), (tmp_path / f"{'x' * 300}.png", "too long")):
        with pytest.raises(OSError, match=path.name[:9]) as refused:
            written(path)
        assert cause in not_written(path, refused.value)


def test_a_picture_that_may_not_survive_a_power_cut_counts_as_written(tmp_path: Path) -> None:
    disk = FaultyDisk()
    disk.fail("fsync", errno.EIO)
    real, calls = disk.fsync, list[int]()

    def fail_for_the_folder(descriptor: int, /) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            real(descriptor)
        else:
            os.fsync(descriptor)

    disk.fsync = fail_for_the_folder
    assert write_product(tmp_path / "map.png", NEW, "p", (), CHOICE, disk).size == len(NEW)
    assert len(calls) == 2
