from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.builders import JOURNEY
from tests.helpers.journeys import journey, random_journey
from tests.helpers.memory import remembering, with_two_personas
from workbench.simulation.build import Case, Segment, build
from workbench.simulation.demand import detours, failure_demand, failure_demand_of, without_detours
from workbench.simulation.exact import solve, solve_case
from workbench.simulation.grouping import Grouping, by_phase
from workbench.simulation.model import JourneyModel, Routing

seeds = st.integers(0, 10**6)


def alone(model: JourneyModel) -> Grouping:
    return Grouping(model.names, model.names, np.arange(model.size, dtype=np.int64))


def one_kind(model: JourneyModel) -> Case:
    return Case(model.names, tuple(model.phase_names), frozenset(), (Segment("", 1.0, model),), 0)


def shop_and_hotline(**changes: object) -> JourneyModel:
    """Half of all visits to the shop fail, and then 40 % call a hotline that leads to nothing."""
    model = journey([{2: 1.0}, {2: 1.0}], failure=[0.5, 0.0])
    demand = Routing.from_rows([{1: 0.4}, {}])
    return replace(model, failure_demand=demand, contact_cost=np.array([1.0, 8.0]), **changes)


def test_a_call_to_the_hotline_is_caused_by_the_shop() -> None:
    told = failure_demand(shop_and_hotline(), alone(shop_and_hotline()))
    assert told.caused == pytest.approx(np.array([[0.0, 0.2], [0.0, 0.0]]))
    assert told.cost[0, 1] == pytest.approx(1.6)
    assert told.contacts == pytest.approx([0.0, 0.2])
    assert told.passed_on == pytest.approx([0.2, 0.0])
    assert told.share == pytest.approx(0.2 / 1.2)


def test_retries_and_recoveries_are_handled_where_they_are_caused() -> None:
    model = shop_and_hotline(retry=np.array([0.5, 0.0]), recovery_cost=np.array([30.0, 0.0]), breakdown=np.full(2, 0.2))
    told, result = failure_demand(model, alone(model)), solve(model)
    assert told.caused[0, 0] == pytest.approx(result.retries[0] + result.breakdowns[0])
    assert told.cost[0, 0] == pytest.approx(result.retries[0] + 30.0 * result.breakdowns[0])


@given(seed=seeds)
def test_the_table_and_its_margins_agree_with_the_run(seed: int) -> None:
    model = random_journey(seed)
    told, result = failure_demand(model, alone(model)), solve(model)
    assert told.share == pytest.approx(result.failure_demand_share, rel=1e-12)
    assert told.caused.sum(axis=0) == pytest.approx(told.contacts, rel=1e-12)
    assert told.visits == pytest.approx(result.demand_visits, rel=1e-12)


def test_all_kinds_of_customer_count_by_their_share() -> None:
    case = build(with_two_personas(remembering()), JOURNEY)
    told = failure_demand_of(case, by_phase(case))
    mean = solve_case(case)
    assert told.share == pytest.approx(mean.failure_demand_share, rel=1e-12)
    assert told.recoveries == pytest.approx(by_phase(case).sums(mean.breakdowns), rel=1e-12)


@given(seed=seeds)
def test_detours_are_all_visits_that_nobody_would_make_without_them(seed: int) -> None:
    model = random_journey(seed)
    added = detours(one_kind(model))
    assert added is not None
    assert solve(without_detours(model)).visits + added == pytest.approx(solve(model).visits)


def test_a_detour_counts_with_all_that_follows_from_it() -> None:
    model = shop_and_hotline(routing=Routing.from_rows([{2: 1.0}, {0: 0.5, 2: 0.5}]))
    added = detours(one_kind(model))
    # A fifth of the visits to the shop lead to the hotline, and half of the calls back to the shop.
    assert added == pytest.approx([1 / 0.9 - 1, 0.2 / 0.9])


def test_where_only_failures_lead_out_there_is_nothing_to_compare_with() -> None:
    model = shop_and_hotline(routing=Routing.from_rows([{0: 1.0}, {2: 1.0}]))
    assert detours(one_kind(model)) is None
