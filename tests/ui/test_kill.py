"""Killed at any moment, the program has lost nothing that it showed as kept."""

import shutil
from pathlib import Path

import pytest

from tests.helpers.projects import broadband
from tests.ui.kill import Tale, Tally, fingerprint, judge, kill_again_and_again, start_child, tale_of
from tests.ui.mistakes import MISTAKES


def told_until_killed_at_rest(folder: Path, seed: int, *options: str) -> list[str]:
    child = start_child(folder, seed, 30, *options)
    assert child.stdout is not None
    told: list[str] = []
    for line in child.stdout:
        told.append(line)
        if line.startswith("idle"):
            break
    child.kill()
    child.wait()
    child.stdout.close()
    return told


@pytest.mark.slow
def test_killing_the_window_at_any_moment_loses_nothing_that_it_showed_as_kept(tmp_path: Path) -> None:
    heard: list[int] = []
    tally = kill_again_and_again(3, tmp_path, told=lambda so_far: heard.append(so_far.kills))
    assert (tally.kills, tally.lost, tally.unreadable, tally.ended) == (3, 0, 0, 0)
    assert tally.kept > 0
    assert heard == [1, 2, 3]


@pytest.mark.slow
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_the_program_is_found(tmp_path: Path, file: Path, mistake: str) -> None:
    tally = Tally()
    # a last gesture that happens to change nothing hides a mistake, so there are more goes
    for seed in (6, 7, 8):
        folder = tmp_path / str(seed)
        folder.mkdir()
        shutil.copy(file, folder / "a.journey")
        judge(folder, told_until_killed_at_rest(folder, seed, "--mistake", mistake), tally)
        if tally.lost:
            break
    assert tally.kept > 10
    assert (tally.lost > 0) == (mistake != "none")


@pytest.mark.slow
def test_files_change_hands_while_somebody_works(tmp_path: Path, file: Path) -> None:
    file.rename(tmp_path / "a.journey")
    told = told_until_killed_at_rest(tmp_path, 9, "--errands")
    assert tale_of(told).sessions > 1
    tally = Tally()
    judge(tmp_path, told, tally)
    assert (tally.lost, tally.unreadable) == (0, 0)


def test_the_rig_sees_a_lost_edit(tmp_path: Path, file: Path) -> None:
    file.rename(tmp_path / "a.journey")
    as_saved = fingerprint(broadband())
    begun = f"begin 0 {as_saved} 1\n"
    for told, lost in (([], 0), (["edit 1 other 1\n"], 0), (["edit 1 other 1\n", "kept 1 other 1\n"], 1)):
        tally = Tally()
        judge(tmp_path, [begun, *told], tally)
        assert (tally.lost, tally.edits) == (lost, len(told[:1]))


def test_what_the_user_throws_away_is_not_lost(tmp_path: Path, file: Path) -> None:
    file.rename(tmp_path / "a.journey")
    tally = Tally()
    judge(tmp_path, ["begin 0 x 1\n", "edit 1 y 1\n", "kept 1 y 1\n", "discard 0 y 1\n"], tally)
    assert tally.lost == 0


def test_the_rig_sees_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.journey").write_text("{")
    tally = Tally()
    judge(tmp_path, ["begin 0 x 1\n"], tally)
    assert tally.unreadable == 1


def test_only_the_last_session_counts_and_late_reports_of_others_do_not() -> None:
    told = ["begin 0 a 1\n", "edit 1 b 1\n", "kept 1 b 1\n", "discard 0 b 1\n"]
    told += ["begin 0 a 2\n", "kept 7 a 1\n", "edit 1 c 2\n", "edit 2 d"]
    tale = tale_of(told)
    assert tale == Tale({0: "a", 1: "c"}, kept=0, discarded=False, sessions=2, edits=2, kept_before=1)
    assert tale.allowed == {"a", "c"}
