"""What two people do to one project is counted, and what is lost by it is bad."""

from pathlib import Path

import pytest

from tests.storage.two_writers import Tally as Together
from tests.torture import others


def test_a_change_before_each_save_is_noticed(tmp_path: Path) -> None:
    tally = others.outsiders(20, tmp_path, seed=4)
    assert (tally.cases, tally.bad) == (20, 0)


def test_merges_keep_what_only_one_side_did(tmp_path: Path) -> None:
    tally = others.merges(20, tmp_path, seed=4)
    assert (tally.cases, tally.bad) == (20, 0)


def test_another_seed_merges_other_documents(tmp_path: Path) -> None:
    assert others.merges(20, tmp_path, seed=4).note == others.merges(20, tmp_path, seed=4).note
    assert others.merges(20, tmp_path, seed=5).note != others.merges(20, tmp_path, seed=4).note


def test_a_merge_that_breaks_a_rule_is_bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(merges: int, seed: int) -> None:
        assert merges == seed, "as judged"

    monkeypatch.setattr(others, "merge_again_and_again", broken)
    tally = others.merges(20, tmp_path)
    assert tally.faults == {'a merge is wrong, broken: assert merges == seed, "as judged"': 1}


@pytest.mark.parametrize(("lost", "held_up", "bad"), [(0, 1, 0), (3, 1, 3), (0, 0, 1)])
def test_an_edit_that_is_lost_or_a_writer_that_is_not_told_is_bad(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: int, held_up: int, bad: int
) -> None:
    found = Together(rounds=2, edits=600, lost=lost, held_up=held_up)
    monkeypatch.setattr(others, "write_together", lambda *_: found)
    tally = others.writers(2, tmp_path)
    assert (tally.cases, tally.bad) == (600, bad)
