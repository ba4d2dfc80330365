from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.journeys import benchmark_journey, journey, random_journey
from tests.helpers.rational import rational_visits
from workbench.simulation.chain import Chain, weigh
from workbench.simulation.elimination import eliminate
from workbench.simulation.model import JourneyModel
from workbench.simulation.problems import LoopWithoutExit
from workbench.simulation.structure import assemble


def chain_of(model: JourneyModel) -> Chain:
    return weigh(assemble(model), model)


def circle(way_out: float) -> JourneyModel:
    """Three touchpoints in a circle that is left once in so many laps, failures and irritation on the way."""
    model = journey([{1: 1.0}, {2: 1.0}, {0: 1.0 - way_out, 3: way_out}], failure=[0.2, 0.0, 0.1], levels=2)
    return replace(model, severity=np.ones(3), soothing=np.full(3, 0.5))


@pytest.mark.parametrize("model", [benchmark_journey(), random_journey(1), random_journey(9)])
def test_both_directions_agree_with_dense_algebra(model: JourneyModel) -> None:
    chain = chain_of(model)
    dense = chain.matrix().toarray()
    found = eliminate(chain)
    rewards = np.random.default_rng(0).random((chain.structure.size, 3))
    np.testing.assert_allclose(found.visits(chain.entry), np.linalg.solve(dense.T, chain.entry), rtol=1e-11, atol=1e-15)
    np.testing.assert_allclose(found.values(rewards), np.linalg.solve(dense, rewards), rtol=1e-11)


@settings(max_examples=25, deadline=None)
@given(way_out=st.floats(-100.0, -0.1).map(lambda digits: 10.0**digits))
def test_every_digit_survives_however_rarely_a_loop_is_left(way_out: float) -> None:
    chain = chain_of(circle(way_out))
    found = eliminate(chain)
    np.testing.assert_allclose(found.visits(chain.entry), rational_visits(chain), rtol=1e-13, atol=0)
    # whoever enters leaves some time, from whichever state
    np.testing.assert_allclose(found.values(chain.exits()), 1.0, rtol=1e-13)


def test_one_reward_is_one_column_of_several() -> None:
    chain = chain_of(random_journey(2))
    found, rewards = eliminate(chain), np.random.default_rng(1).random((chain.structure.size, 2))
    assert found.values(rewards[:, 0]).tolist() == pytest.approx(found.values(rewards)[:, 0].tolist(), rel=1e-15)


def test_what_is_asked_is_left_as_it_was() -> None:
    chain = chain_of(random_journey(2))
    entry, rewards = chain.entry.copy(), chain.failing.copy()
    found = eliminate(chain)
    found.visits(chain.entry)
    found.values(chain.failing)
    assert (chain.entry.tolist(), chain.failing.tolist()) == (entry.tolist(), rewards.tolist())


@pytest.mark.parametrize("way_out", [1e-151, 5e-324])
def test_a_loop_that_is_left_too_rarely_for_any_number_is_one_without_exit(way_out: float) -> None:
    with pytest.raises(LoopWithoutExit, match="“touchpoint "):
        eliminate(chain_of(circle(way_out)))
