"""Killed at any moment, the program has lost nothing that it showed as kept."""

from pathlib import Path

import pytest

from tests.helpers.projects import broadband
from tests.ui.kill import Tally, fingerprint, judge, kill_again_and_again


@pytest.mark.slow
def test_killing_the_window_at_any_moment_loses_nothing_that_it_showed_as_kept(tmp_path: Path) -> None:
    tally = kill_again_and_again(3, tmp_path)
    assert (tally.kills, tally.lost, tally.unreadable) == (3, 0, 0)
    assert tally.kept > 0


def test_the_rig_sees_a_lost_edit(tmp_path: Path, file: Path) -> None:
    file.rename(tmp_path / "a.journey")
    as_saved = fingerprint(broadband())
    tally = Tally()
    judge(tmp_path, [f"edit 0 {as_saved}\n", f"kept 0 {as_saved}\n"], tally)
    assert tally.lost == 0
    judge(tmp_path, [f"edit 0 {as_saved}\n", "edit 1 other\n", "kept 1 other\n"], tally)
    assert tally.lost == 1


def test_the_rig_sees_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    tally = Tally()
    judge(tmp_path, ["edit 0 x\n", "kept 0 x\n"], tally)
    assert tally.unreadable == 1
