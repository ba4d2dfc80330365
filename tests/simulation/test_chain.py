from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.journeys import benchmark_journey, fewer_failures, journey, random_journey
from workbench.simulation.chain import weigh
from workbench.simulation.exact import solve
from workbench.simulation.problems import LoopWithoutExit
from workbench.simulation.structure import assemble


@pytest.mark.parametrize("seed", range(10))
def test_rows_of_the_chain_sum_to_one_with_their_exits(seed: int) -> None:
    model = random_journey(seed)
    chain = weigh(assemble(model), model)
    staying = 1.0 - np.asarray(chain.matrix().sum(axis=1)).ravel()
    assert staying + chain.exits() == pytest.approx(np.ones(chain.structure.size), abs=1e-14)


def test_weighing_a_changed_model_equals_assembling_it() -> None:
    model, changed = benchmark_journey(), fewer_failures(benchmark_journey(), 3)
    reused, fresh = weigh(assemble(model), changed), weigh(assemble(changed), changed)
    assert reused.data.tobytes() == fresh.data.tobytes()


def test_a_structure_that_fits_is_kept_and_one_that_does_not_is_replaced() -> None:
    model = random_journey(3)
    structure = assemble(model)
    assert weigh(structure, replace(model, failure=model.failure / 2)).structure is structure
    assert weigh(structure, replace(model, severity=model.severity + 1)).structure is not structure


def test_a_loop_without_exit_is_named_by_its_touchpoints() -> None:
    with pytest.raises(LoopWithoutExit, match="reach “touchpoint 1”, “touchpoint 2” can never leave") as caught:
        solve(journey([{1: 0.5, 3: 0.5}, {2: 1.0}, {1: 1.0}]))
    assert caught.value.touchpoints == ("touchpoint 1", "touchpoint 2")


def test_a_failure_retried_for_ever_is_a_loop_without_exit() -> None:
    model = replace(journey([{1: 1.0}, {2: 1.0}], failure=[0.0, 1.0]), retry=np.array([0.0, 1.0]))
    with pytest.raises(LoopWithoutExit, match="“touchpoint 1”"):
        solve(model)


def test_a_loop_that_nobody_reaches_is_no_problem() -> None:
    assert solve(journey([{3: 1.0}, {2: 1.0}, {1: 1.0}])).completed == 1.0


def test_a_loop_that_nobody_reaches_any_more_is_no_problem_either() -> None:
    open_way = journey([{1: 0.5, 2: 0.5}, {1: 0.5, 2: 0.5}])
    structure = assemble(open_way)
    shut = replace(open_way.routing, share=np.array([0.0, 1.0, 1.0, 0.0]))
    assert solve(replace(open_way, routing=shut), structure).visits.tolist() == [1.0, 0.0]


def test_a_loop_that_opens_by_a_slider_is_found_on_a_reused_structure() -> None:
    model = journey([{0: 0.5, 1: 0.5}])
    closed = replace(model, routing=replace(model.routing, share=np.array([1.0, 0.0])))
    with pytest.raises(LoopWithoutExit):
        solve(closed, assemble(model))


def test_silence_alone_ends_a_loop() -> None:
    model = replace(journey([{0: 1.0}]), silent=np.full(2, 0.25))
    assert solve(model).expected_visits == pytest.approx(4.0)
    assert solve(model).churned == pytest.approx(1.0)


def test_many_touchpoints_of_a_loop_are_summed_up() -> None:
    rows = [{(i + 1) % 9: 1.0} for i in range(9)]
    with pytest.raises(LoopWithoutExit, match="“touchpoint 5” and 3 more can never leave"):
        solve(journey(rows))


def test_a_replaced_structure_stays_as_open_as_it_was() -> None:
    model = random_journey(3)
    chain = weigh(assemble(model, open_zeros=True), replace(model, severity=model.severity + 1))
    assert chain.structure.open_zeros
