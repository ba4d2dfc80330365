"""The rig finds nothing in the program as it is, and every mistake that is put into it."""

from collections.abc import Callable

import pytest

from tests.torture.monkey.conftest import Played
from tests.torture.monkey.mistakes import MISTAKES

FOUND = {
    "slot": ("IndexError at mistakes.py", 600, 1),
    "thread": ("OSError at mistakes.py", 300, 1),
    "warning": ("Qt says “QPainter::begin", 300, 1),
    "stall": ("stall after", 300, 1),
    "leak": ("MB more than at the beginning", 600, 1),
    "undo": ("undo", 600, 1),
    "map": ("the map does not show", 600, 1),
}
"""What the rig says of each mistake, in how many events and with which seed."""


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_six_hundred_events_do_no_harm(play: Callable[..., Played], seed: int) -> None:
    played = play(600, seed)
    assert played.code == 0, played.story
    assert played.events == 600


@pytest.mark.slow
@pytest.mark.parametrize("mistake", FOUND)
def test_a_mistake_is_found_and_told_with_what_was_done_last(play: Callable[..., Played], mistake: str) -> None:
    what, events, seed = FOUND[mistake]
    played = play(events, seed, "--mistake", mistake, stall=0.9 if mistake == "stall" else 30.0)
    assert played.code == 1
    assert what in played.story
    assert f"seed {seed}, event " in played.story
    assert "The last events:" in played.story


def test_there_is_a_test_for_every_mistake() -> None:
    assert {*FOUND, "none"} == set(MISTAKES)
