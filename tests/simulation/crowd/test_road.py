import numpy as np
import pytest

from tests.helpers.journeys import journey, random_journey
from workbench.simulation.crowd.road import NOWHERE, survey
from workbench.simulation.crowd.stepwise import drawn_way
from workbench.simulation.model import JourneyModel

FULL = 2**53


def _targets(model: JourneyModel, row: int, draws: list[float]) -> list[int]:
    picked = np.array([int(draw * FULL) for draw in draws], dtype=np.uint64)
    return drawn_way(survey(model).routing, np.full(len(draws), row), picked).tolist()


def test_draws_are_shared_out_in_the_order_of_the_ways() -> None:
    model = journey([{0: 0.25, 1: 0.25, 2: 0.5}, {2: 1.0}])
    assert _targets(model, 0, [0.0, 0.2499, 0.25, 0.4999, 0.5, 1 - 2**-53]) == [0, 0, 1, 1, 2, 2]


def test_a_way_without_a_share_is_never_taken_even_at_the_end_of_a_row() -> None:
    assert _targets(journey([{1: 1.0, 2: 0.0}]), 0, [0.0, 0.5, 1 - 2**-53]) == [1, 1, 1]


def test_the_row_behind_the_touchpoints_holds_the_entries() -> None:
    model = random_journey(4)
    entered = np.flatnonzero(model.entry)
    assert set(_targets(model, model.size, np.linspace(0, 0.9999, 500).tolist())) == set(entered.tolist())


@pytest.mark.parametrize("seed", range(5))
def test_every_cell_of_a_guide_points_to_the_first_way_it_can_mean(seed: int) -> None:
    model = random_journey(seed, n=6)
    draws = np.random.default_rng(seed).integers(0, FULL, 300).astype(np.uint64)
    for row in range(model.size):
        first, behind = model.routing.ptr[row], model.routing.ptr[row + 1]
        reached = np.cumsum(model.routing.share[first:behind])
        wanted = model.routing.target[first + np.searchsorted(reached / reached[-1], draws / FULL, "right")]
        assert (drawn_way(survey(model).routing, np.full(300, row), draws) == wanted).all()


def test_what_failure_demand_leaves_leads_nowhere() -> None:
    model = random_journey(1)
    road = survey(model)
    last = np.full(model.size, FULL - 1, dtype=np.uint64)
    assert drawn_way(road.demand, np.arange(model.size), last).tolist() == [NOWHERE] * model.size


def test_luck_follows_the_name_of_a_touchpoint_and_not_its_row() -> None:
    model = journey([{1: 1.0}, {2: 1.0}])
    first, second = survey(model).words.tolist()
    assert first != second
    assert survey(journey([{1: 1.0}])).words.tolist() == [first]
