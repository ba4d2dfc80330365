from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.journeys import benchmark_journey, journey, random_journey
from workbench.simulation.exact import solve
from workbench.simulation.model import JourneyModel
from workbench.simulation.montecarlo import agreement, walk


@pytest.mark.parametrize("batch", range(10))
def test_walkers_agree_with_the_exact_chain(batch: int) -> None:
    for seed in range(20 * batch, 20 * batch + 20):
        model = random_journey(seed, n=4 + seed % 3, levels=2 + seed % 4, influences=seed % 5)
        assert agreement(solve(model), walk(model, 3_000, seed)) < 4.5, seed


def test_walkers_agree_on_the_benchmark_journey() -> None:
    model = benchmark_journey()
    assert agreement(solve(model), walk(model, 10_000, 1)) < 4.5


def test_walkers_of_another_journey_do_not_agree() -> None:
    model = random_journey(8)
    worse = replace(model, failure=np.minimum(model.failure + 0.1, 1.0))
    assert agreement(solve(worse), walk(model, 3_000, 8)) > 4.5


def _bytes(model: JourneyModel, seed: int) -> bytes:
    walked = walk(model, 500, seed)
    return walked.diary.cost.tobytes() + walked.totals.visits.tobytes()


def test_the_same_seed_gives_the_same_walk() -> None:
    model = random_journey(3)
    assert _bytes(model, 4) == _bytes(model, 4)
    assert _bytes(model, 4) != _bytes(model, 5)


def test_every_customer_is_counted_once_at_the_end() -> None:
    walked = walk(random_journey(2), 1_000, 7)
    totals = walked.totals
    ended = totals.finishes + totals.defections + totals.silent_leaves + totals.give_ups
    assert (ended.sum(), walked.unfinished) == (1_000, 0)


def test_customers_still_walking_after_the_last_step_are_reported() -> None:
    walked = walk(journey([{0: 0.5, 1: 0.5}]), 1_000, 1, max_steps=1)
    assert 400 < walked.unfinished < 600
    assert walked.totals.visits.sum() == 1_000


def test_a_journey_without_chance_is_walked_exactly() -> None:
    walked = walk(journey([{1: 1.0}, {2: 1.0}], failure=[1.0, 0.0], breakdown=1.0), 50, 0)
    assert walked.totals.breakdowns.tolist() == [50.0, 0.0]
    assert walked.diary.visits_in.tolist() == [[1.0, 1.0]] * 50


def test_a_certain_journey_agrees_perfectly() -> None:
    model = journey([{1: 1.0}, {2: 1.0}])
    assert agreement(solve(model), walk(model, 100, 0)) == 0.0


def test_a_certain_difference_is_infinitely_worse_than_chance() -> None:
    model = journey([{1: 1.0}, {2: 1.0}])
    dearer = replace(model, contact_cost=np.array([1.0, 0.0]))
    assert agreement(solve(dearer), walk(model, 100, 0)) == float("inf")


def test_events_too_rare_to_judge_are_left_out() -> None:
    model = journey([{1: 1.0}], failure=[0.001], breakdown=1.0)
    never = journey([{1: 1.0}], failure=[0.0], breakdown=1.0)
    assert agreement(solve(model), walk(never, 1_000, 0)) == 0.0
