from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.journeys import random_journey
from workbench.simulation.kernel import (
    Hits,
    branch_probabilities,
    covers,
    failure_probability,
    levels_after,
    numbers_of,
    steps_of,
)


def test_a_whole_severity_is_drawn_from_below_and_a_whole_soothing_from_above() -> None:
    model = replace(random_journey(0), severity=np.array([0.0, 1.0, 1.5, 3.0]), soothing=np.array([0.0, 1.0, 1.5, 3.0]))
    steps = steps_of(model)
    assert steps.severity.tolist() == [0, 0, 1, 2]
    assert steps.soothing.tolist() == [0, 1, 1, 3]
    assert numbers_of(model, steps).severity_part.tolist() == [0.0, 1.0, 0.5, 1.0]
    assert numbers_of(model, steps).soothing_part.tolist() == [0.0, 0.0, 0.5, 0.0]


def test_steps_beyond_the_highest_level_act_like_the_highest() -> None:
    model = replace(random_journey(0, levels=3), severity=np.full(4, 1e12), soothing=np.full(4, 1e12))
    after = levels_after(model, steps_of(model), np.zeros(4, dtype=np.int64), np.arange(4))
    assert after[0].tolist() == [0, 0, 0, 0]
    assert after[2].tolist() == [3, 3, 3, 3]


def test_the_mean_step_is_the_severity_where_no_end_of_the_scale_is_near() -> None:
    model = replace(random_journey(0, levels=9), severity=np.full(4, 1.7), soothing=np.full(4, 0.6))
    steps, at, level = steps_of(model), np.array([0]), np.array([4])
    numbers = numbers_of(model, steps)
    chance = branch_probabilities(numbers, at, level, np.array([0.5]))[:, 0]
    after = levels_after(model, steps, at, level)[:, 0] - 4
    assert chance[2:4] @ after[2:4] / chance[2:4].sum() == pytest.approx(1.7)
    assert chance[0:2] @ after[0:2] / chance[0:2].sum() == pytest.approx(-0.6)


@pytest.mark.parametrize("seed", range(5))
def test_branches_and_leaving_are_all_that_can_happen(seed: int) -> None:
    model = random_journey(seed, levels=3)
    numbers = numbers_of(model, steps_of(model))
    at, level = np.divmod(np.arange(16), 4)
    failing = failure_probability(numbers, at, level / 3, Hits(()))
    kept = branch_probabilities(numbers, at, level, failing).sum(axis=0)
    leaving = failing * model.breakdown[level] * model.leave_probability()[at, level]
    assert kept + leaving == pytest.approx(np.ones(16), abs=1e-15)


def test_causes_of_failure_combine_as_a_noisy_or() -> None:
    model = replace(random_journey(0, levels=2, influences=1), failure=np.full(4, 0.2), carry_over=np.full(4, 0.5))
    numbers = numbers_of(replace(model, influence_strength=np.array([0.3])), steps_of(model))
    hits = Hits(((np.array([1]), np.array([0])),))
    failing = failure_probability(numbers, np.zeros(2, dtype=np.int64), np.array([1.0, 0.5]), hits)
    assert failing == pytest.approx([1 - 0.8 * 0.5, 1 - 0.8 * 0.75 * 0.7])


def test_a_pattern_covers_itself_and_everything_narrower() -> None:
    model = random_journey(1)
    numbers = numbers_of(model, steps_of(model))
    narrow = numbers_of(replace(model, failure=np.array([0.0, 0.1, 1.0, 0.2])), steps_of(model))
    wide, tight = (each.pattern(open_zeros=False).flat() for each in (numbers, narrow))
    assert covers(wide, wide).all()
    assert covers(wide, tight).all()
    assert (~covers(tight, wide)).sum() == 2
