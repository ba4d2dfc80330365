from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.journeys import random_journey
from workbench.simulation.kernel import (
    AFTER_FAILURE,
    AFTER_RECOVERY,
    AFTER_SUCCESS,
    Hits,
    covers,
    failure_probability,
    levels_after,
    menu_of,
    numbers_of,
    outcome_probabilities,
    step_shares,
    steps_of,
)


def test_a_whole_severity_is_drawn_from_below_and_a_whole_soothing_from_above() -> None:
    model = replace(random_journey(0), severity=np.array([0.0, 1.0, 1.5, 3.0]), soothing=np.array([0.0, 1.0, 1.5, 3.0]))
    steps = steps_of(model)
    assert steps.least_severity.tolist() == [0, 0, 1, 2]
    assert steps.most_severity.tolist() == [0, 1, 2, 3]
    assert steps.least_soothing.tolist() == [0, 1, 1, 3]
    assert steps.most_soothing.tolist() == [1, 2, 2, 4]


def test_opening_the_zeros_gives_a_severity_of_zero_a_neighbour() -> None:
    steps = steps_of(replace(random_journey(0), severity=np.zeros(4)), open_zeros=True)
    assert steps.most_severity.tolist() == [1, 1, 1, 1]


def test_joined_steps_serve_both_models_and_the_menu_lists_them_all() -> None:
    low = replace(random_journey(0), severity=np.full(4, 0.4), soothing=np.full(4, 0.2))
    high = replace(low, severity=np.full(4, 2.4))
    steps = steps_of(low).joined(steps_of(high))
    menu = menu_of(steps)
    assert steps.serve(steps_of(low))
    assert steps.serve(steps_of(high))
    assert not steps_of(low).serve(steps)
    assert menu.ptr.tolist() == [0, 7, 14, 21, 28]
    assert menu.outcome[:7].tolist() == [AFTER_SUCCESS] * 2 + [AFTER_FAILURE] * 4 + [AFTER_RECOVERY]
    assert menu.step[:7].tolist() == [0, 1, 0, 1, 2, 3, 0]


def test_steps_beyond_the_highest_level_act_like_the_highest() -> None:
    model = replace(random_journey(0, levels=3), severity=np.full(4, 1e12), soothing=np.full(4, 1e12))
    steps, level = steps_of(model), np.arange(4)
    for outcome, step, end in ((AFTER_SUCCESS, steps.least_soothing, 0), (AFTER_FAILURE, steps.least_severity, 3)):
        assert levels_after(model, level, np.full(4, outcome), step).tolist() == [end] * 4


@given(mean=st.floats(0.0, 4.0), outcome=st.sampled_from([AFTER_SUCCESS, AFTER_FAILURE]))
def test_the_shares_of_steps_sum_to_one_and_have_the_mean_that_was_asked_for(mean: float, outcome: int) -> None:
    model = replace(random_journey(0, levels=9), severity=np.full(4, mean), soothing=np.full(4, mean))
    step, at = np.arange(6), np.zeros(6, dtype=np.int64)
    share = step_shares(model, at, np.full(6, outcome), step)
    assert share.sum() == pytest.approx(1.0, abs=1e-15)
    assert share @ step == pytest.approx(mean, abs=1e-14)


def test_a_tiny_severity_keeps_its_digits() -> None:
    model = replace(random_journey(0), severity=np.full(4, 1e-20))
    assert step_shares(model, np.array([0]), np.array([AFTER_FAILURE]), np.array([1])).tolist() == [1e-20]


@pytest.mark.parametrize("seed", range(5))
def test_outcomes_and_leaving_are_all_that_can_happen(seed: int) -> None:
    model = random_journey(seed, levels=3)
    numbers = numbers_of(model)
    at, level = np.divmod(np.arange(16), 4)
    failing = failure_probability(numbers, at, level / 3, Hits(()))
    kept = outcome_probabilities(numbers, at, level, failing).sum(axis=0)
    leaving = failing * model.breakdown[level] * model.leave_probability()[at, level]
    assert kept + leaving == pytest.approx(np.ones(16), abs=1e-15)


def test_causes_of_failure_combine_as_a_noisy_or() -> None:
    model = replace(random_journey(0, levels=2, influences=1), failure=np.full(4, 0.2), carry_over=np.full(4, 0.5))
    numbers = numbers_of(replace(model, influence_strength=np.array([0.3])))
    hits = Hits(((np.array([1]), np.array([0])),))
    failing = failure_probability(numbers, np.zeros(2, dtype=np.int64), np.array([1.0, 0.5]), hits)
    assert failing == pytest.approx([1 - 0.8 * 0.5, 1 - 0.8 * 0.75 * 0.7])


def test_a_pattern_covers_itself_and_everything_narrower() -> None:
    model = random_journey(1)
    numbers = numbers_of(model)
    narrow = numbers_of(replace(model, failure=np.array([0.0, 0.1, 1.0, 0.2])))
    wide, tight = (each.pattern(open_zeros=False).flat() for each in (numbers, narrow))
    assert covers(wide, wide).all()
    assert covers(wide, tight).all()
    assert (~covers(tight, wide)).sum() == 2
