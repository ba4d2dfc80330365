from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers.commands import ask, asked, refused
from tests.helpers.projects import broadband, save_project
from workbench.domain.elements import Persona, Touchpoint
from workbench.domain.values import Quantity


@pytest.fixture
def two_kinds(tmp_path: Path) -> Path:
    kinds = [
        Persona(id="calm", name="Calm", share=Quantity(0.7)),
        Persona(id="hasty", name="Hasty", share=Quantity(0.3), patience=Quantity(0.3)),
    ]
    return save_project(tmp_path / "kinds.journey", [*broadband(), *kinds])


def test_what_fills_the_glass_sums_to_the_breakdowns(broadband_file: Path) -> None:
    told = asked("explain", broadband_file)["explained"]
    filled = sum(each["breakdowns"] for each in told["filled_by"]["touchpoints"])
    assert filled + told["empty_glass"] == pytest.approx(told["breakdowns"])
    text = ask("explain", broadband_file)
    assert text.startswith("Broadband customer\n\nOf ")
    assert "Marketing" in text


def test_one_place_can_be_asked_for(broadband_file: Path) -> None:
    assert asked("explain", broadband_file, "--at", "billing")["explained"]["place"] == "Billing"
    assert asked("explain", broadband_file, "--at", "First bill")["explained"]["place"] == "First bill"


def test_each_kind_of_customer_by_itself_or_one_of_them(two_kinds: Path) -> None:
    every = asked("explain", two_kinds, "--persona")["explained"]
    assert list(every) == ["Calm", "Hasty"]
    assert every["Hasty"]["breakdowns"] > every["Calm"]["breakdowns"]
    assert asked("explain", two_kinds, "--persona", "hasty")["explained"] == {"Hasty": every["Hasty"]}


def test_a_story_is_the_same_for_the_same_customer_and_seed(two_kinds: Path) -> None:
    first, again = (asked("explain", two_kinds, "--story", "7", "--seed", "2")["stories"] for _ in "ab")
    assert first == again
    assert [(each["persona"], each["customer"]) for each in first] == [("Calm", 7), ("Hasty", 7)]
    assert "Hasty: Customer 7: " in ask("explain", two_kinds, "--persona", "Hasty", "--story", "7")


def test_the_usual_breakdown_is_told_where_no_customer_is_named(broadband_file: Path) -> None:
    (story,) = asked("explain", broadband_file, "--at", "First bill", "--story")["stories"]
    assert story["breakdowns"] >= 1
    assert "blew up at “First bill”" in story["sentence"]


def test_where_nobody_breaks_down_there_is_no_story(tmp_path: Path) -> None:
    calm = [replace(each, failure=Quantity(0.0)) if isinstance(each, Touchpoint) else each for each in broadband()]
    path = save_project(tmp_path / "calm.journey", calm)
    assert asked("explain", path, "--story")["stories"][0]["customer"] is None
    assert "nobody breaks down there" in ask("explain", path, "--story")


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("--at", "Nowhere"), "None of the touchpoints and phases is called “Nowhere”"),
        (("--persona", "Nobody"), "None of the personas is called “Nobody”; there are “Calm”, “Hasty”"),
        (("--story", "-3"), "whole number"),
    ],
)
def test_what_is_not_there_is_told_in_one_sentence(two_kinds: Path, options: tuple[str, ...], what: str) -> None:
    assert what in refused("explain", two_kinds, *options)


def test_a_loop_without_exit_is_named(loop_file: Path) -> None:
    assert "can never leave" in refused("explain", loop_file)
