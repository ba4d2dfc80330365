import numpy as np
import pytest

from workbench.simulation.problems import ModelProblem
from workbench.simulation.uncertainty.sampling import MOST_NUMBERS, MOST_SOBOL, normal_scores


@pytest.mark.parametrize("inputs", [3, MOST_SOBOL + 1])
def test_the_same_seed_gives_the_same_bytes_and_another_one_others(inputs: int) -> None:
    first, again, other = (normal_scores(inputs, 64, seed) for seed in (5, 5, 6))
    assert first.tobytes() == again.tobytes()
    assert first.tobytes() != other.tobytes()


@pytest.mark.parametrize("inputs", [3, MOST_SOBOL + 1])
def test_scores_are_standard_normal(inputs: int) -> None:
    scores = normal_scores(inputs, 512, 1)
    assert np.abs(scores.mean(axis=0)).max() < 0.01
    assert scores.std(axis=0) == pytest.approx(np.ones(inputs), abs=0.05)


def test_sobol_points_come_in_powers_of_two_and_others_as_asked() -> None:
    assert normal_scores(3, 100, 0).shape == (128, 3)
    assert normal_scores(3, 128, 0).shape == (128, 3)
    assert normal_scores(MOST_SOBOL + 1, 100, 0).shape == (100, MOST_SOBOL + 1)


def test_where_nothing_is_uncertain_two_worlds_are_enough() -> None:
    assert normal_scores(0, 4096, 0).shape == (2, 0)


def test_too_few_samples_are_refused_with_a_better_number() -> None:
    with pytest.raises(ModelProblem, match="choose at least 2, better 1,000"):
        normal_scores(3, 1, 0)


def test_too_many_samples_are_refused_with_the_most_that_fit() -> None:
    with pytest.raises(ModelProblem, match=f"at most {MOST_NUMBERS // 2000:,}"):
        normal_scores(2000, MOST_NUMBERS, 0)
