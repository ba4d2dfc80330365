"""A process killed at any moment loses no edit that it reported kept, and its project file opens."""

from pathlib import Path

import pytest

from tests.storage.kill import kill_again_and_again, state_after


@pytest.mark.slow
def test_killing_a_process_at_any_moment_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    tally = kill_again_and_again(25, tmp_path)
    assert (tally.kills, tally.lost, tally.unreadable) == (25, 0, 0)
    assert tally.kept > 0
    assert tally.recovered > 0


def test_the_rig_knows_its_own_plan() -> None:
    assert state_after(4)["4"] == "4"
    assert state_after(5) == state_after(3)
    assert state_after(6) == state_after(4)
    assert state_after(8)["3"] == "8"
