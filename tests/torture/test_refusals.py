"""A disk that is full, protected or gone costs nothing that was there or is being made."""

import os
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.torture.places import Tripwire, as_anybody, filled, small_disk, why_no_mounts, with_mode
from tests.torture.refusals import Refusal, Trial, refusals

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the rig needs modes and limits of POSIX systems")


@pytest.mark.slow
def test_a_disk_that_refuses_loses_nothing_and_is_named(tmp_path: Path) -> None:
    tally = refusals(8, tmp_path)
    assert tally.faults == {}
    assert tally.cases >= 7


def test_a_disk_that_does_not_refuse_is_noticed(tmp_path: Path) -> None:
    trial = Trial(tmp_path / "project", tmp_path)
    assert trial.under(Refusal(nullcontext(), "the disk is full")) == ["saved where nothing can be"]


def test_modes_bind_whoever_runs_the_rig() -> None:
    with as_anybody() as place, with_mode(place, 0o555):
        with pytest.raises(PermissionError):
            (place / "a").touch()
        assert not os.access(place, os.W_OK)


@pytest.mark.skipif(bool(why_no_mounts()), reason=why_no_mounts() or "disks can be mounted")
def test_a_filled_disk_leaves_what_it_should(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 256) as disk:
        with filled(disk, 8192):
            (disk / "fits").write_bytes(bytes(8192))
            with pytest.raises(OSError, match="No space left"):
                (disk / "more").write_bytes(bytes(8192))
        (disk / "again").write_bytes(bytes(8192))


def test_a_tripwire_goes_off_once_at_the_call_that_it_waits_for(tmp_path: Path) -> None:
    wire, done = Tripwire(2), []
    wire.mkdir(tmp_path / "before it is set")
    wire.set(lambda: done.append(len(list(tmp_path.iterdir()))))
    for name in "abc":
        wire.mkdir(tmp_path / name)
    assert done == [2]
    assert wire.sprung


@pytest.mark.slow
def test_a_stick_can_be_pulled_at_any_of_fifty_calls(tmp_path: Path) -> None:
    wire = Tripwire(50)
    wire.set(lambda: None)
    trial = Trial(tmp_path / "project", tmp_path, wire)
    trial.under(Refusal(nullcontext(), "", must_refuse=False))
    assert wire.sprung
