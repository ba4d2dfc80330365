import numpy as np
import pytest

from workbench.simulation.uncertainty.distributions import Spread
from workbench.simulation.uncertainty.inputs import Input
from workbench.simulation.uncertainty.sampling import normal_scores
from workbench.simulation.uncertainty.shares import Share, first_order, ranked

SCORES = normal_scores(12, 1024, 3)


def test_in_a_linear_case_shares_are_the_squared_weights_and_sum_to_one() -> None:
    weights = np.array([3.0, 2.0, 1.0, *[0.0] * 9])
    shares = first_order(SCORES, SCORES @ weights + 7.0)
    assert shares == pytest.approx(weights**2 / 14.0, abs=0.02)
    assert shares.sum() == pytest.approx(1.0, abs=0.02)


def test_what_does_not_matter_has_no_share_at_all() -> None:
    worlds = np.exp(SCORES[:, 0]) * (1.0 + SCORES[:, 1] ** 2)
    assert not first_order(SCORES, worlds)[2:].any()


@pytest.mark.parametrize("seed", range(3))
def test_of_many_inputs_those_without_effect_have_next_to_no_share(seed: int) -> None:
    scores = normal_scores(150, 1024, seed)
    shares = first_order(scores, np.exp(scores[:, 0]) + 0.7 * scores[:, 1] + 0.5 * scores[:, 2] * scores[:, 0])
    assert shares[0] > shares[1] > 0.05
    assert shares[2:].max() < 0.015


def test_a_bend_counts_as_much_as_a_slope() -> None:
    shares = first_order(SCORES, SCORES[:, 0] ** 2)
    assert shares[0] == pytest.approx(1.0, abs=0.05)


def test_what_acts_only_jointly_has_no_share_by_itself() -> None:
    assert first_order(SCORES, SCORES[:, 0] * SCORES[:, 1]).sum() < 0.05


def test_a_result_that_never_varies_has_no_shares() -> None:
    assert not first_order(SCORES, np.full(1024, 0.1) + 1e-17).any()
    assert first_order(np.zeros((2, 0)), np.ones(2)).size == 0


def test_shares_follow_their_inputs_in_whatever_order() -> None:
    worlds = SCORES @ np.linspace(0.0, 1.0, 12)
    assert first_order(SCORES[:, ::-1], worlds)[::-1] == pytest.approx(first_order(SCORES, worlds))


def test_the_largest_share_comes_first_and_none_is_left_out() -> None:
    belief = Spread(0.1, 0.05, 0.2, 0.0, 1.0)
    inputs = [Input(name, "failure", f"chance at {name}", belief, (0,)) for name in "abc"]
    assert [each.element for each in ranked(inputs, np.array([0.2, 0.0, 0.5]))] == ["c", "a"]


def test_knowing_a_number_narrows_the_range_to_the_root_of_what_is_left() -> None:
    assert Share("a", "failure", "chance", 0.75).narrowing == pytest.approx(0.5)
    assert Share("a", "failure", "chance", 1.0).narrowing == 1.0
