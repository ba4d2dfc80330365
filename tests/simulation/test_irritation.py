import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.journeys import benchmark_journey, journey, random_journey
from workbench.simulation.arrays import tally
from workbench.simulation.irritation import irritation_in
from workbench.simulation.problems import LoopWithoutExit

seeds = st.integers(0, 10**6)


@given(seed=seeds)
def test_the_levels_of_all_sources_are_the_levels_customers_arrive_with(seed: int) -> None:
    traced = irritation_in(random_journey(seed))
    states = traced.chain.structure.states

    levels = traced.credited(states.level.astype(np.float64), states.touchpoint, traced.model.size)

    carried = tally(states.touchpoint, traced.visits * states.level, traced.model.size)
    assert levels.sum(axis=0) == pytest.approx(carried, rel=1e-12, abs=1e-15)
    assert levels.min() >= 0.0


def test_many_places_are_answered_in_blocks_as_they_are_one_by_one() -> None:
    traced = irritation_in(benchmark_journey())
    states = traced.chain.structure.states
    place = np.arange(states.level.size) % 300

    together = traced.credited(traced.chain.breaking, place, 300)

    for one in (0, 127, 128, 299):
        alone = traced.credited(traced.chain.breaking, np.where(place == one, 0, -1), 1)
        assert together[:, one] == pytest.approx(alone[:, 0], rel=1e-12, abs=1e-18)


def test_a_journey_that_cannot_run_cannot_be_traced_either() -> None:
    with pytest.raises(LoopWithoutExit):
        irritation_in(journey([{0: 1.0}]))
