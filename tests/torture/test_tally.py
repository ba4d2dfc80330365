"""A rig's outcome is one line, and its exit code tells whether anything was bad."""

from collections import Counter
from pathlib import Path

import pytest

from tests.torture.tally import Tally, run_alone


def rig(cases: int, folder: Path, seed: int) -> Tally:
    assert list(folder.iterdir()) == []
    return Tally("rig", cases, Counter({"lost": cases // 10 * seed}))


@pytest.mark.parametrize(("argv", "code"), [(["9"], 0), (["20"], 1), ([], 1), (["20", "--seed", "0"], 0)])
def test_the_exit_code_tells_whether_anything_was_bad(
    capsys: pytest.CaptureFixture[str], argv: list[str], code: int
) -> None:
    assert run_alone(rig, argv, 1000) == code
    seed, heading, row = capsys.readouterr().out.splitlines()
    assert seed.startswith("seed ")
    assert heading.split() == ["rig", "cases", "bad", "seconds"]
    assert row.startswith("rig ")


def test_a_row_names_what_was_bad_and_how_often() -> None:
    row = Tally("rig", 1000, Counter({"lost": 2, "unreadable": 0}), "3 calls").row()
    assert row.split() == ["rig", "1,000", "2", "0.0", "3", "calls;", "2", "x", "lost"]
