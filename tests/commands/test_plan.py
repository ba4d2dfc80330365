from pathlib import Path

import pytest

from tests.helpers.commands import ask, asked, refused

# whichever test comes first may have to wait for all kernels to be compiled
pytestmark = pytest.mark.timeout(900)


def test_the_best_set_for_a_budget_is_told_with_its_price(broadband_file: Path) -> None:
    plain = asked("plan", broadband_file, "--budget", "6000")
    assert sorted(each["name"] for each in plain["fixes"]) == ["Clear pack", "Nicer bill"]
    assert plain["proven"]
    text = ask("plan", broadband_file, "--budget", "6000")
    assert "That costs 6,000" in text
    assert text.splitlines()[-1].split()[0] == "Together"


def test_less_money_and_less_time_choose_less(broadband_file: Path) -> None:
    little = asked("plan", broadband_file, "--budget", "5500")["fixes"]
    soon = asked("plan", broadband_file, "--budget", "6000", "--weeks", "1")["fixes"]
    assert [each["name"] for each in little] == ["Clear pack"]
    assert [each["name"] for each in soon] == ["Nicer bill"]


def test_worlds_tell_how_sure_it_is_the_same_for_the_same_seed(broadband_file: Path) -> None:
    first, again = (asked("plan", broadband_file, "--budget", "6000", "--worlds", "20", "--seed", "3") for _ in "ab")
    assert first["stability"]["worlds"] == 20
    assert first == again
    assert "worlds" in ask("plan", broadband_file, "--budget", "6000", "--worlds", "20")


@pytest.mark.parametrize(
    ("options", "what"),
    [
        ((), "--budget"),
        (("--budget", "10"), "the cheapest fix, “Clear pack”, costs 1,000"),
        (("--budget", "-1"), "finite number from 0 on"),
        (("--budget", "inf"), "finite number from 0 on"),
        (("--budget", "9000", "--months", "0"), "above 0"),
        (("--budget", "9000", "--goal", "late", "--late-from", "Never"), "None of the phases"),
    ],
)
def test_what_cannot_be_planned_is_told_in_one_sentence(
    broadband_file: Path, options: tuple[str, ...], what: str
) -> None:
    assert what in refused("plan", broadband_file, *options)


def test_a_loop_without_exit_is_named(loop_file: Path) -> None:
    assert "can never leave" in refused("plan", loop_file, "--budget", "9000")
