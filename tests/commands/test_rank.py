from pathlib import Path

import pytest

from tests.helpers.commands import ask, asked, refused
from tests.helpers.projects import broadband, save_project
from workbench.domain.elements import Improvement
from workbench.domain.values import Quantity


def test_planned_fixes_stand_in_the_order_of_what_they_prevent(broadband_file: Path) -> None:
    plain = asked("rank", broadband_file)
    assert plain["are_planned"]
    gains = [each["prevented"] for each in plain["fixes"]]
    assert gains == sorted(gains, reverse=True)
    assert {each["fix"] for each in plain["fixes"]} == {"Clear pack", "Nicer bill"}
    assert ask("rank", broadband_file).splitlines()[3].startswith(plain["fixes"][0]["fix"])


def test_fixes_can_be_ranked_by_the_time_that_customers_spend(tmp_path: Path) -> None:
    planned = [
        Improvement(id="i1", name="Clear pack", subject="pack"),
        Improvement(id="i2", name="Short form", subject="offer", parameter="contact_time", change=Quantity(-0.5)),
    ]
    file = save_project(tmp_path / "timed.journey", [*broadband(), *planned])
    text = ask("rank", file, "--goal", "time")
    (header,) = (line for line in text.splitlines() if line.startswith("Fix"))
    assert header.split()[1] == "Saves"
    assert text.index("Short form") < text.index("Clear pack")


def test_what_each_adds_sums_to_what_all_do_together(broadband_file: Path) -> None:
    shared = asked("rank", broadband_file, "--shapley")["fixes"]
    together = asked("plan", broadband_file, "--budget", "6000")["prevented"]
    assert sum(each["shapley"] for each in shared) == pytest.approx(together, rel=1e-9)
    assert "Adds to all" in ask("rank", broadband_file, "--shapley")


def test_without_plans_small_fixes_are_thought_up_for_all_that_is_in_our_control(tmp_path: Path) -> None:
    path = save_project(tmp_path / "bare.journey", broadband())
    plain = asked("rank", path)
    assert not plain["are_planned"]
    assert len(plain["fixes"]) == 3
    assert "thought up" in ask("rank", path)


def test_a_budget_leaves_out_what_costs_more(broadband_file: Path) -> None:
    assert [each["fix"] for each in asked("rank", broadband_file, "--budget", "1000")["fixes"]] == ["Clear pack"]


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("--budget", "10"), "the cheapest fix, “Clear pack”, costs 1,000"),
        (("--budget", "nan"), "finite number"),
        (("--goal", "late"), "--late-from"),
        (("--goal", "late", "--late-from", "Never"), "None of the phases"),
        (("--goal", "fame"), "choose from"),
    ],
)
def test_what_cannot_be_ranked_is_told_in_one_sentence(
    broadband_file: Path, options: tuple[str, ...], what: str
) -> None:
    assert what in refused("rank", broadband_file, *options)


def test_a_loop_without_exit_is_named(loop_file: Path) -> None:
    assert "can never leave" in refused("rank", loop_file)
