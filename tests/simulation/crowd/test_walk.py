import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.journeys import benchmark_journey, journey, random_journey, with_influences
from workbench.simulation.crowd import one_by_one, stepwise
from workbench.simulation.crowd.health import deviations
from workbench.simulation.crowd.rows import MOST_VISITS
from workbench.simulation.crowd.walk import WORTH_COMPILING, Crowd, Engine, quicker_engine, walk
from workbench.simulation.exact import solve
from workbench.simulation.model import JourneyModel
from workbench.simulation.problems import ModelProblem
from workbench.simulation.variation import Cancelled

ENGINES = pytest.mark.parametrize("engine", [stepwise.record, one_by_one.record], ids=["numpy", "compiled"])
few = settings(derandomize=True, max_examples=25, deadline=None)


@st.composite
def journeys(draw: st.DrawFn) -> JourneyModel:
    seed, n, levels = draw(st.integers(0, 10_000)), draw(st.integers(3, 6)), draw(st.integers(1, 5))
    return random_journey(seed, n=n, levels=levels, influences=draw(st.integers(0, 6)))


def _bytes(crowd: Crowd) -> list[bytes]:
    return [column.tobytes() for column in (*crowd.rows, *crowd.tallies)]


@few
@given(journeys(), st.integers(0, 2**64))
def test_both_engines_write_the_same_bytes(model: JourneyModel, seed: int) -> None:
    in_numpy = walk(model, 300, seed, engine=stepwise.record)
    assert _bytes(in_numpy) == _bytes(walk(model, 300, seed, engine=one_by_one.record))


@few
@given(journeys(), st.integers(1, 299))
def test_customers_in_two_parts_write_the_same_bytes_as_in_one(model: JourneyModel, size: int) -> None:
    whole = walk(model, 300, 1)
    one, two = walk(model, size, 1), walk(model, 300 - size, 1, first=size)
    for column, left, right in zip(whole.rows, one.rows, two.rows, strict=True):
        assert column.tobytes() == np.concatenate([left, right]).tobytes()
    assert all((a == b + c).all() for a, b, c in zip(whole.tallies, one.tallies, two.tallies, strict=True))


@few
@given(journeys(), st.integers(0, 1_000))
def test_walkers_agree_with_the_exact_chain(model: JourneyModel, seed: int) -> None:
    found = deviations(solve(model), walk(model, 3_000, seed))
    assert max(each.size for each in found) < 4.5


def test_walkers_agree_on_the_benchmark_journey() -> None:
    model = benchmark_journey()
    assert max(each.size for each in deviations(solve(model), walk(model, 20_000, 1))) < 4.5


def test_other_seeds_and_other_customers_have_other_luck() -> None:
    model = random_journey(3)
    assert _bytes(walk(model, 500, 4)) != _bytes(walk(model, 500, 5))
    assert _bytes(walk(model, 500, 4)) != _bytes(walk(model, 500, 4, first=500))


@ENGINES
def test_customers_still_walking_after_the_last_visit_are_reported(engine: Engine) -> None:
    crowd = walk(journey([{0: 0.5, 1: 0.5}]), 1_000, 1, most=1, engine=engine)
    assert 400 < crowd.unfinished < 600
    assert crowd.tallies.arrivals.sum() == 1_000


@ENGINES
def test_a_journey_without_chance_is_walked_exactly(engine: Engine) -> None:
    model = journey([{1: 1.0}, {2: 1.0}], failure=[1.0, 0.0], breakdown=1.0, levels=3)
    costs = {"contact_cost": np.array([1.0, 2.0]), "recovery_cost": np.array([10.0, 0.0])}
    times = {"contact_time": np.array([4.0, 0.5]), "recovery_time": np.array([20.0, 7.0])}
    crowd = walk(replace(model, **costs, **times), 50, 0, engine=engine)
    assert crowd.tallies.breakdowns.tolist() == [50, 0]
    assert crowd.rows.visits_in.tolist() == [[1, 1]] * 50
    assert set(crowd.rows.cost.tolist()) == {13.0}
    assert set(crowd.rows.time.tolist()) == {24.5}
    assert walk(model, 50, 0, engine=engine).rows.last.tolist() == [1] * 50


@ENGINES
def test_lost_customers_cost_what_losing_one_costs(engine: Engine) -> None:
    model = replace(random_journey(6), contact_cost=np.zeros(4), recovery_cost=np.zeros(4))
    rows = walk(model, 400, 2, engine=engine).rows
    assert (rows.cost == np.where(rows.lost, model.defection_cost, 0.0)).all()
    assert 0 < rows.lost.sum() < 400


def test_every_count_of_the_rows_is_found_at_the_touchpoints() -> None:
    crowd = walk(random_journey(2), 1_000, 7)
    result = crowd.result()
    for column, counted in (
        (crowd.rows.visits_in, result.visits),
        (crowd.rows.breakdowns_in, result.breakdowns),
        (crowd.rows.failures, result.failures),
        (crowd.rows.retries, result.retries),
        (crowd.rows.demand_visits, result.demand_visits),
    ):
        assert column.sum() == pytest.approx(1_000 * counted.sum())
    assert result.ends.sum() == pytest.approx(1.0)
    assert crowd.rows.cost.mean() == pytest.approx(result.cost.sum())
    assert crowd.rows.time.mean() == pytest.approx(result.expected_minutes)


def test_the_highest_irritation_is_never_below_the_last() -> None:
    rows = walk(random_journey(9, levels=5), 2_000, 3).rows
    assert (rows.peak >= rows.end).all()
    assert set(rows.peak.tolist()) == set(range(6))


def test_any_number_of_influences_can_be_walked() -> None:
    model = benchmark_journey(influences=0)
    many = with_influences(model, {(source, 55): 0.05 for source in range(20)})
    crowds = [walk(many, 400, 1, engine=engine) for engine in (stepwise.record, one_by_one.record)]
    assert _bytes(crowds[0]) == _bytes(crowds[1])
    assert crowds[0].tallies.failures[55] > walk(model, 400, 1).tallies.failures[55]


def test_progress_is_told_and_a_walk_can_be_stopped() -> None:
    heard: list[int] = []
    walk(journey([{1: 1.0}]), 25_000, 1, progress=heard.append)
    assert heard == [10_000, 20_000, 25_000]
    with pytest.raises(Cancelled):
        walk(journey([{1: 1.0}]), 25_000, 1, cancelled=lambda: True)


@pytest.mark.parametrize("wrong", [{"customers": 0}, {"first": -1}, {"most": 0}, {"most": MOST_VISITS + 1}])
def test_a_walk_that_cannot_be_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ModelProblem, match="ask for at least 1 customer"):
        walk(journey([{1: 1.0}]), **{"customers": 5, "seed": 1} | wrong)


def test_large_crowds_are_worth_compiling() -> None:
    assert quicker_engine(WORTH_COMPILING) is one_by_one.record


def test_checking_the_engines_and_telling_stories_needs_no_compiler() -> None:
    code = (
        "import sys, workbench.simulation.crowd.alias, workbench.simulation.crowd.health, "
        "workbench.simulation.crowd.pairs, workbench.simulation.crowd.spread, workbench.simulation.crowd.stories; "
        "sys.exit('numba' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
