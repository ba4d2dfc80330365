from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.journeys import benchmark_journey, journey, random_journey
from workbench.simulation.kernel import AFTER_FAILURE, AFTER_RECOVERY, AFTER_SUCCESS, numbers_of
from workbench.simulation.model import Routing
from workbench.simulation.ways import DEMAND, OUTCOMES, RETRY, ROUTING, all_ways, flow_order, possible_ways


@pytest.mark.parametrize("seed", range(10))
def test_the_shares_of_every_outcome_sum_to_one(seed: int) -> None:
    model = random_journey(seed)
    ways = all_ways(model)
    share = ways.shares(numbers_of(model))
    rows = np.bincount(ways.outcome * model.size + ways.source, share, OUTCOMES * model.size)
    assert rows == pytest.approx(np.ones(OUTCOMES * model.size), abs=1e-15)


def test_failure_demand_is_taken_after_trouble_only_and_retries_come_first() -> None:
    model = replace(
        journey([{1: 1.0}, {2: 1.0}]), retry=np.array([0.2, 0.0]), failure_demand=Routing.from_rows([{0: 0.25}, {}])
    )
    ways = all_ways(model)
    share = ways.shares(numbers_of(model))
    at_first = ways.source == 0
    found = {
        (o, k): s for o, k, s in zip(ways.outcome[at_first], ways.kind[at_first], share[at_first].tolist(), strict=True)
    }
    assert found == {
        (AFTER_SUCCESS, ROUTING): 1.0,
        (AFTER_FAILURE, ROUTING): pytest.approx(0.6),
        (AFTER_FAILURE, DEMAND): pytest.approx(0.2),
        (AFTER_FAILURE, RETRY): 0.2,
        (AFTER_RECOVERY, ROUTING): 0.75,
        (AFTER_RECOVERY, DEMAND): 0.25,
    }


def test_rows_hold_the_ways_of_one_outcome_and_touchpoint() -> None:
    model = random_journey(4)
    ways = all_ways(model)
    rows = np.repeat(np.arange(OUTCOMES * model.size), np.diff(ways.ptr))
    assert rows.tolist() == (ways.outcome * model.size + ways.source).tolist()


def test_ways_without_a_share_are_not_possible() -> None:
    model = journey([{1: 1.0, 2: 0.0}, {2: 1.0}])
    pattern = numbers_of(model).pattern(open_zeros=False)
    ways = possible_ways(model, pattern)
    assert ways.item.tolist() == [0, 2, 0, 2, 0, 2]
    assert RETRY not in ways.kind


def test_the_flow_leads_forward_except_round_loops() -> None:
    model = journey([{2: 1.0}, {4: 1.0}, {1: 0.5, 3: 0.5}, {1: 0.5, 0: 0.5}])
    order = flow_order(model, all_ways(model)).tolist()
    assert order == [0, 2, 3, 1]


def test_the_flow_holds_every_touchpoint_once_whoever_can_reach_it() -> None:
    model = replace(benchmark_journey(n=30, phases=5, ways=70), entry=(np.arange(30) == 20).astype(float))
    order = flow_order(model, all_ways(model))
    assert sorted(order.tolist()) == list(range(30))
