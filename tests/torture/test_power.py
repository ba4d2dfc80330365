"""A real file system whose power is cut keeps what was said to be kept."""

from pathlib import Path

import pytest

from tests.torture import power
from tests.torture.power import idle, power_cuts, why_not

without_disks = pytest.mark.skipif(bool(why_not("ext4")), reason=why_not("ext4") or "disks can be mounted")


@pytest.mark.slow
@without_disks
def test_a_power_cut_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    tally = power_cuts("ext4", 3, tmp_path)
    assert tally.bad == 0
    assert tally.cases == 3


@pytest.mark.slow
@without_disks
def test_a_project_that_has_become_shorter_is_whole_after_a_cut_at_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(power, "RESTS", (0.1,))
    tally = idle(2, tmp_path)
    assert (tally.cases, tally.faults) == (2, {})


def test_a_file_system_that_is_not_there_is_a_reason_to_skip(tmp_path: Path) -> None:
    tally = power_cuts("nosuchfs", 3, tmp_path)
    assert tally.row().endswith("skipped: mkfs.nosuchfs is not installed")
