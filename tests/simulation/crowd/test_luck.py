import numpy as np
import pytest

from workbench.simulation.crowd import luck
from workbench.simulation.crowd.luck import customer_words, draws, mixed, occasions, seed_word, thresholds

MANY = 40_000


def _draws(customer: int = 1, touchpoint: int = 1, visit: int = 1, purpose: np.uint64 = luck.WAY) -> np.ndarray:
    """A line of draws along one direction: a step of 1 follows that direction, a step of 0 stays."""
    steps = np.arange(MANY, dtype=np.uint64)
    words = customer_words(seed_word(3), steps * np.uint64(customer))
    places = luck.touchpoint_words(str(step) for step in range(MANY)) if touchpoint else steps * np.uint64(0)
    return draws(occasions(words, places, steps * np.uint64(visit)), purpose)


DIRECTIONS = {
    "customers": _draws(touchpoint=0, visit=0),
    "touchpoints": _draws(customer=0, visit=0),
    "visits": _draws(customer=0, touchpoint=0),
}


def test_the_mixer_is_that_of_splitmix64() -> None:
    # the first numbers of the reference implementation (Vigna, splitmix64.c) seeded with 1234567
    states = (np.uint64(1234567) + np.arange(1, 4, dtype=np.uint64) * luck.GOLDEN).astype(np.uint64)
    assert mixed(states).tolist() == [6457827717110365317, 3203168211198807973, 9817491932198370423]


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_draws_along_every_direction_fill_the_range_evenly(direction: str) -> None:
    counts = np.bincount((DIRECTIONS[direction] >> np.uint64(45)).astype(np.int64), minlength=256)
    chi_squared = ((counts - MANY / 256) ** 2 / (MANY / 256)).sum()
    assert 160 < chi_squared < 370  # 255 degrees of freedom: one in 100,000 lies outside


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_neighbours_along_every_direction_are_not_related(direction: str) -> None:
    values = DIRECTIONS[direction].astype(np.float64)
    for distance in (1, 2, 7):
        related = np.corrcoef(values[:-distance], values[distance:])[0, 1]
        assert abs(related) < 4.5 / np.sqrt(MANY)


def test_purposes_have_luck_of_their_own() -> None:
    purposes = [luck.ENTRY, luck.FAILURE, luck.BREAKDOWN, luck.LEAVE, luck.STEP, luck.SILENT, luck.RETRY, luck.DEMAND]
    others = np.corrcoef([_draws(purpose=purpose) for purpose in [*purposes, luck.WAY]])
    assert np.abs(others - np.eye(len(others))).max() < 4.5 / np.sqrt(MANY)


def test_a_draw_lies_below_a_threshold_exactly_if_its_share_of_one_does() -> None:
    chances = np.array([0.0, 1e-17, 2.0**-53, 0.1, 1 / 3, 1.0])
    some = np.array([0, 1, 2**53 - 1], dtype=np.uint64)
    below = some[:, None] < thresholds(chances)
    assert (below == (some[:, None] * 2.0**-53 < chances)).all()


def test_seeds_of_any_size_and_sign_are_taken() -> None:
    assert len({int(seed_word(seed)) for seed in (0, 1, -1, 2**63, 2**64 - 2)}) == 5
