from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.builders import JOURNEY
from tests.helpers.journeys import benchmark_journey, fewer_failures, journey, random_journey
from tests.helpers.memory import remembering, with_two_personas
from tests.helpers.tracking import followed, simulated
from workbench.simulation.build import build
from workbench.simulation.exact import solve
from workbench.simulation.glass import Glass, glass, glass_of
from workbench.simulation.grouping import by_phase, one_by_one
from workbench.simulation.irritation import irritation_in
from workbench.simulation.model import JourneyModel, Routing

seeds = st.integers(0, 10**6)


def everywhere(model: JourneyModel) -> Glass:
    return glass(irritation_in(model), np.arange(model.size), model.size)


def two_in_a_row(**changes: object) -> JourneyModel:
    """Both fail; the first irritates by two of four levels, the second breaks down in proportion to the level."""
    model = journey([{1: 1.0}, {2: 1.0}], failure=[0.5, 0.4], levels=4)
    shown = replace(
        model,
        severity=np.array([2.0, 1.0]),
        breakdown=np.arange(5) / 4,
        recovery_cost=np.array([10.0, 20.0]),
        leave=np.arange(5) / 10,
        defection_cost=100.0,
    )
    return replace(shown, **changes)


@given(seed=seeds)
def test_shares_sum_to_the_breakdowns_of_every_touchpoint(seed: int) -> None:
    model = random_journey(seed)
    traced, result = everywhere(model), solve(model)

    assert traced.breakdowns.total == pytest.approx(result.breakdowns, rel=1e-12)
    assert traced.breakdowns.sources.min() >= 0.0
    paid = model.recovery_cost * result.breakdowns + model.defection_cost * result.defections
    assert traced.cost.total == pytest.approx(paid, rel=1e-12)


@pytest.mark.parametrize("influences", [0, 4])
def test_shares_sum_to_the_breakdowns_of_a_large_journey(influences: int) -> None:
    model = benchmark_journey(influences=influences)
    assert everywhere(model).breakdowns.total == pytest.approx(solve(model).breakdowns, rel=1e-12)


@given(seed=seeds)
def test_every_path_followed_by_hand_gives_the_same_matrix(seed: int) -> None:
    model = without_loops(random_journey(seed, influences=1))
    traced, told = everywhere(model).breakdowns, followed(model)

    assert traced.sources == pytest.approx(told.filled, rel=1e-10, abs=1e-15)
    assert traced.itself == pytest.approx(told.empty, rel=1e-10, abs=1e-15)


def without_loops(model: JourneyModel) -> JourneyModel:
    """The journey with ways onward only, and nobody who tries again."""
    return replace(
        model, routing=_onward(model, model.routing), failure_demand=Routing.empty(model.size), retry=np.zeros(4)
    )


def _onward(model: JourneyModel, routing: Routing) -> Routing:
    rows: list[dict[int, float]] = [{} for _ in range(model.size)]
    for source, target, share in zip(routing.sources(), routing.target, routing.share, strict=True):
        if target > source:
            rows[source][int(target)] = float(share)
    return Routing.from_rows({t: s / sum(row.values()) for t, s in row.items()} for row in rows)


@pytest.mark.parametrize("seed", range(3))
def test_customers_who_remember_each_level_agree(seed: int) -> None:
    model, customers = random_journey(seed), 20_000
    traced, walked = everywhere(model).breakdowns, simulated(model, customers, seed)

    for exact, mean, error in (
        (traced.sources, walked.filled, walked.filled_error),
        (traced.itself, walked.empty, walked.empty_error),
    ):
        common = exact * customers > 25
        assert common.any()
        assert (abs(exact - mean)[common] < 4.5 * error[common]).all()


def test_a_glass_filled_by_hand() -> None:
    traced = everywhere(two_in_a_row())
    assert traced.breakdowns.sources == pytest.approx(np.array([[0.0, 0.5 * 0.4 * 0.5], [0.0, 0.0]]))
    assert traced.breakdowns.itself.tolist() == [0.0, 0.0]
    assert traced.cost.sources[0, 1] == pytest.approx(0.1 * (20.0 + 0.2 * 100.0))


def test_with_an_empty_glass_only_the_incident_itself_explains() -> None:
    traced = everywhere(two_in_a_row(severity=np.zeros(2), breakdown=np.full(5, 0.3)))
    assert traced.breakdowns.sources.tolist() == [[0.0, 0.0], [0.0, 0.0]]
    assert traced.breakdowns.itself == pytest.approx([0.5 * 0.3, (1 - 0.5 * 0.3 * 0.0) * 0.4 * 0.3])


def test_who_irritates_twice_as_much_fills_twice_as_much() -> None:
    rows = [{1: 1.0}, {2: 1.0}, {3: 1.0}]
    model = replace(
        journey(rows, failure=[1.0, 1.0, 1.0], levels=4),
        severity=np.array([2.0, 1.0, 0.0]),
        breakdown=np.array([0.0, 0.0, 0.0, 0.6, 0.0]),
    )
    assert everywhere(model).breakdowns.sources[:, 2] == pytest.approx([0.4, 0.2, 0.0])


def test_the_rim_cuts_all_shares_alike() -> None:
    model = two_in_a_row(failure=np.ones(2), severity=np.full(2, 3.0), breakdown=np.eye(5)[4], leave=np.ones(5))
    model = replace(model, routing=Routing.from_rows([{1: 1.0}, {1: 0.5, 2: 0.5}]))
    # Three levels and three more in a glass of four leave two of each when the next visit breaks down.
    assert everywhere(model).breakdowns.sources[:, 1] == pytest.approx([0.25, 0.25])


def test_a_recovery_that_irritates_is_put_down_to_where_it_happens() -> None:
    model = two_in_a_row(
        failure=np.ones(2), breakdown=np.array([1.0, 0, 0, 1.0, 0]), leave=np.zeros(5), recovered_level=np.full(5, 3)
    )
    traced = everywhere(model).breakdowns
    assert traced.itself == pytest.approx([1.0, 0.0])
    assert traced.sources[:, 1] == pytest.approx([1.0, 0.0])


def test_soothing_all_irritation_on_the_way_leaves_nothing_to_blame() -> None:
    rows = [{1: 1.0}, {2: 1.0}, {3: 1.0}]
    model = replace(
        journey(rows, failure=[0.9, 0.0, 0.5], levels=2),
        severity=np.array([2.0, 0.0, 0.0]),
        soothing=np.array([0.0, 2.0, 0.0]),
        breakdown=np.array([0.1, 0.5, 0.9]),
    )
    traced = everywhere(model).breakdowns
    assert not traced.sources.any()
    assert traced.itself[2] == pytest.approx(0.05)


def test_a_touchpoint_that_never_fails_fills_no_glass() -> None:
    model = fewer_failures(benchmark_journey(influences=0), 2, cut=1.0)
    quiet = replace(model, carry_over=np.where(model.phase <= 2, 0.0, model.carry_over))
    assert not everywhere(quiet).breakdowns.sources[quiet.phase <= 2].any()


def test_places_put_together_add_up() -> None:
    case = build(with_two_personas(remembering()), JOURNEY)
    single, phases = glass_of(case, one_by_one(case)), glass_of(case, by_phase(case))
    merged = by_phase(case).sums(single.breakdowns.sources.T).T
    assert phases.breakdowns.sources == pytest.approx(merged, rel=1e-12)
    by = phases.by(by_phase(case))
    assert by.breakdowns.total == pytest.approx(phases.breakdowns.total, rel=1e-12)
    assert by.cost.sources.shape == (len(case.phases), len(case.phases))


def test_a_mixture_weighs_each_kind_of_customer_by_its_share() -> None:
    case = build(with_two_personas(remembering()), JOURNEY)
    places = by_phase(case)
    parts = [glass_of(replace(case, segments=(replace(each, share=1.0),)), places) for each in case.segments]
    expected = sum(each.share * part.cost.sources for each, part in zip(case.segments, parts, strict=True))
    assert glass_of(case, places).cost.sources == pytest.approx(expected, rel=1e-12)


def test_touchpoints_outside_every_place_do_not_count() -> None:
    model = benchmark_journey()
    place = np.where(model.phase == 7, 0, -1)
    inside = glass(irritation_in(model), place, 1).breakdowns
    assert inside.total[0] == pytest.approx(solve(model).breakdowns[model.phase == 7].sum(), rel=1e-12)
    assert inside.itself[0] > 0
