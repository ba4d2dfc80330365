from dataclasses import asdict

import numpy as np
import pytest

from tests.helpers.journeys import journey, random_journey
from workbench.simulation.exact import solve
from workbench.simulation.problems import ModelProblem
from workbench.simulation.results import mix


def test_phases_sum_their_touchpoints() -> None:
    model = random_journey(4, n=6)
    result = solve(model)
    per_phase = result.per_phase(result.breakdowns)
    assert per_phase.sum() == pytest.approx(result.breakdowns.sum())
    assert per_phase[0] == pytest.approx(result.breakdowns[model.phase == 0].sum())


def test_a_mixture_weighs_its_segments() -> None:
    kind, other = solve(random_journey(4)), solve(random_journey(4))
    mixed = mix([kind, other], [0.25, 0.75])
    for name, counts in asdict(mixed).items():
        assert counts == pytest.approx(0.25 * getattr(kind, name) + 0.75 * getattr(other, name))


def test_the_mean_irritation_of_a_mixture_is_that_of_its_visitors() -> None:
    calm, tense = solve(random_journey(4)), solve(random_journey(4))
    mixed = mix([calm, tense], [0.5, 0.5])
    assert mixed.irritation == pytest.approx(calm.irritation)


@pytest.mark.parametrize("shares", [[0.5, 0.6], [1.0], [0.5, 0.4]])
def test_shares_that_do_not_sum_to_one_are_refused(shares: list[float]) -> None:
    result = solve(random_journey(4))
    with pytest.raises(ModelProblem, match="give one each, summing to 1"):
        mix([result, result], shares)


def test_segments_of_different_journeys_are_refused() -> None:
    with pytest.raises(ModelProblem, match="belong to different journeys"):
        mix([solve(journey([{1: 1.0}])), solve(random_journey(4))], [0.5, 0.5])


def test_nobody_is_irritated_where_nobody_comes() -> None:
    result = solve(journey([{2: 1.0}, {2: 1.0}]))
    assert result.irritation.tolist() == [0.0, 0.0]
    assert np.isfinite(result.failure_demand_share)


def test_the_share_of_failure_demand_stays_below_one() -> None:
    shares = [solve(random_journey(seed)).failure_demand_share for seed in range(20)]
    assert min(shares) > 0.0
    assert max(shares) < 1.0
