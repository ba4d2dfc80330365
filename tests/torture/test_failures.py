"""Whatever call a disk refuses, nothing is lost, the user is told, and work goes on once it is mended."""

import errno
import os
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.torture.failures import FailingDisk, Kind, failures, faults_of

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the rig counts the calls made on POSIX systems")


@pytest.mark.slow
def test_a_failure_at_any_call_loses_nothing_and_is_told(memory: Path) -> None:
    tally = failures(60, memory)
    assert tally.faults == {}
    assert tally.cases > 40


@pytest.mark.parametrize("kind", Kind)
def test_the_very_first_call_may_fail_for_good(tmp_path: Path, kind: Kind) -> None:
    disk = FailingDisk(1, kind, lasts=True)
    assert faults_of(tmp_path, disk, dies=kind is Kind.DEATH) == []


@pytest.mark.parametrize(("lasts", "refused"), [(False, "a"), (True, "abc")])
def test_a_failure_passes_or_lasts(tmp_path: Path, lasts: bool, refused: str) -> None:
    disk = FailingDisk(1, Kind.FULL, lasts)
    for name in "abc":
        with pytest.raises(OSError, match="No space left") if name in refused else nullcontext():
            disk.close(disk.open(tmp_path / name, os.O_CREAT | os.O_WRONLY))
    assert disk.hit == "open"


def test_writing_on_after_a_failed_sync_is_noticed(tmp_path: Path) -> None:
    disk = FailingDisk(2, Kind.FAULT, lasts=False)
    descriptor = disk.open(tmp_path / "a", os.O_CREAT | os.O_WRONLY)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        disk.fsync(descriptor)
    assert not disk.reused
    disk.write(descriptor, memoryview(b"more"))
    assert disk.reused
    disk.close(descriptor)
