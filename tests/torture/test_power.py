"""A real file system whose power is cut keeps what was said to be kept."""

from pathlib import Path

import pytest

from tests.torture.power import power_cuts, why_not


@pytest.mark.slow
@pytest.mark.skipif(bool(why_not("ext4")), reason=why_not("ext4") or "disks can be mounted")
def test_a_power_cut_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    tally = power_cuts("ext4", 3, tmp_path)
    assert tally.bad == 0
    assert tally.cases == 3


def test_a_file_system_that_is_not_there_is_a_reason_to_skip(tmp_path: Path) -> None:
    tally = power_cuts("nosuchfs", 3, tmp_path)
    assert tally.row().endswith("skipped: mkfs.nosuchfs is not installed")
