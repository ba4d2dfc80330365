import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from workbench.simulation.uncertainty.distributions import TAIL, Distribution, Proportion, Spread, Tally, deviation

ENDS = np.array([-TAIL, 0.0, TAIL])
MANY = np.linspace(-4.0, 4.0, 999)
inside = st.floats(0.01, 0.99)


def spreads() -> st.SearchStrategy[Spread]:
    return st.lists(st.floats(0.0, 1.0), min_size=3, max_size=3).map(
        lambda ends: Spread(sorted(ends)[1], min(ends), max(ends), 0.0, 1.0)
    )


class TestSpread:
    @given(st.lists(inside, min_size=3, max_size=3).map(sorted))
    def test_a_chance_meets_its_low_end_its_likely_value_and_its_high_end(self, ends: list[float]) -> None:
        low, likely, high = ends
        assert Spread(likely, low, high, 0.0, 1.0).at(ENDS) == pytest.approx([low, likely, high])

    def test_an_amount_without_upper_limit_meets_them_too(self) -> None:
        assert Spread(200.0, 50.0, 800.0).at(ENDS) == pytest.approx([50.0, 200.0, 800.0])

    @given(spreads())
    def test_quantiles_rise_and_stay_within_the_limits(self, spread: Spread) -> None:
        values = spread.at(MANY)
        assert (np.diff(values) >= 0).all()
        assert values.min() >= 0.0
        assert values.max() <= 1.0

    def test_an_end_on_a_limit_counts_as_an_even_spread_up_to_it(self) -> None:
        assert Spread(0.1, 0.0, 0.25, 0.0, 1.0).at(ENDS)[0] == pytest.approx(0.01)
        assert Spread(0.9, 0.8, 1.0, 0.0, 1.0).at(ENDS)[2] == pytest.approx(0.99)

    def test_a_value_on_a_limit_keeps_half_of_its_cases_there(self) -> None:
        assert Spread(0.0, 0.0, 0.2, 0.0, 1.0).at(np.array([-2.0, -0.1, 0.0, TAIL])) == pytest.approx([0, 0, 0, 0.2])

    @given(st.floats(0.0, 1.0))
    def test_a_range_without_width_does_not_vary(self, value: float) -> None:
        assert Spread(value, value, value, 0.0, 1.0).at(ENDS) == pytest.approx([value] * 3)


class TestCounts:
    def test_a_proportion_has_the_quantiles_of_its_beta_distribution(self) -> None:
        probability = stats.norm.cdf(MANY)
        expected = stats.beta(4.0, 25.0).ppf(probability)
        assert Proportion(0.12, 4.0, 25.0).at(MANY) == pytest.approx(expected, rel=2e-4)

    def test_a_few_scores_are_answered_without_interpolation(self) -> None:
        expected = stats.beta(1.0, 8.0).ppf(stats.norm.cdf(ENDS))
        assert Proportion(0.0, 1.0, 8.0).at(ENDS) == pytest.approx(expected, rel=1e-12)

    def test_weights_of_all_ways_have_the_means_and_spreads_of_their_dirichlet_distribution(self) -> None:
        counts = np.array([3.5, 10.5, 6.0])
        scores = np.random.default_rng(1).standard_normal((40_000, 3))
        weights = np.stack([Tally(c / 20, c, 1 / 20).at(s) for c, s in zip(counts, scores.T, strict=True)], axis=1)
        shares = weights / weights.sum(axis=1, keepdims=True)
        mean = counts / counts.sum()
        assert shares.mean(axis=0) == pytest.approx(mean, abs=0.003)
        assert shares.var(axis=0) == pytest.approx(mean * (1 - mean) / (counts.sum() + 1), rel=0.05)


@pytest.mark.parametrize(
    ("belief", "expected"),
    [
        (Proportion(0.1, 4.0, 25.0), stats.beta(4.0, 25.0).std()),
        (Tally(0.2, 10.0, 0.5), 0.5 * math.sqrt(10.0)),
        (Spread(5.0, 5.0 * math.exp(-0.3 * TAIL), 5.0 * math.exp(0.3 * TAIL)), stats.lognorm(0.3, scale=5.0).std()),
    ],
)
def test_the_deviation_is_that_of_the_distribution(belief: Distribution, expected: float) -> None:
    assert deviation(belief) == pytest.approx(expected, rel=1e-4)
