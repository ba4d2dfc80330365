from pathlib import Path

import pytest

from tests.helpers.commands import ask, asked, refused


def test_nothing_is_told_beside_a_run_unless_it_is_asked_for(broadband_file: Path) -> None:
    found = asked("simulate", broadband_file)
    assert not {"finer", "word_of_mouth"} & found.keys()
    assert "word of mouth" not in ask("simulate", broadband_file).lower()


def test_finer_levels_change_little_and_by_how_much_is_told(broadband_file: Path) -> None:
    found = asked("simulate", broadband_file, "--finer")["finer"]
    assert found["levels"] == 20
    assert 0 < abs(found["breakdowns"]) < 0.1
    assert "Counted in 20 instead of 10 levels" in ask("simulate", broadband_file, "--finer")


def test_delighted_customers_bring_others_and_angry_ones_keep_some_away(broadband_file: Path) -> None:
    more = asked("simulate", broadband_file, "--word-of-mouth", "0.2:0")["word_of_mouth"]
    fewer = asked("simulate", broadband_file, "--word-of-mouth", "0:0.2")["word_of_mouth"]
    assert fewer["factor"] < 1 < more["factor"]
    assert more["factor"] == pytest.approx(1 / (1 - 0.2 * more["delighted"]))
    assert fewer["factor"] == pytest.approx(1 / (1 + 0.2 * fewer["defected"]))
    assert "fewer begin in the long run" in ask("simulate", broadband_file, "--word-of-mouth", "0:0.2")
    assert "nobody has measured them" in ask("simulate", broadband_file, "--word-of-mouth", "0.2:0")


@pytest.mark.parametrize("wrong", ["0.2", "much:little", "-1:0", "nan:0", "inf:0"])
def test_what_is_no_pair_of_numbers_is_refused(broadband_file: Path, wrong: str) -> None:
    assert "must be two numbers from 0 on" in refused("simulate", broadband_file, f"--word-of-mouth={wrong}")


def test_customers_without_end_are_refused(broadband_file: Path) -> None:
    assert "bring fewer" in refused("simulate", broadband_file, "--word-of-mouth", "9:0")
