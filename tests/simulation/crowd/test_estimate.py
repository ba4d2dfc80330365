import numpy as np
import pytest

from tests.helpers.builders import JOURNEY
from tests.helpers.journeys import benchmark_journey, journey, random_journey, with_influences
from tests.helpers.memory import remembering, with_two_personas
from workbench.simulation.build import build
from workbench.simulation.crowd import one_by_one
from workbench.simulation.crowd.estimate import BATCHES, estimate, estimate_case, of_batches
from workbench.simulation.exact import solve, solve_case
from workbench.simulation.problems import ModelProblem, TooManyInfluences
from workbench.simulation.results import Result


def _defected(result: Result) -> float:
    return result.defected


@pytest.mark.parametrize("seed", range(4))
def test_an_estimate_lies_within_its_standard_errors_of_the_exact_answer(seed: int) -> None:
    model = random_journey(seed)
    exact, estimated = solve(model), estimate(model, 10_000, seed)
    off = np.abs(estimated.result.visits - exact.visits)
    assert (off < 4.5 * estimated.standard_errors(lambda result: result.visits)).all()
    assert abs(estimated.result.defected - exact.defected) < 4.5 * estimated.standard_error(_defected)


def test_the_standard_error_is_that_of_a_share() -> None:
    estimated = estimate(journey([{1: 0.3, 2: 0.7}]), 20_000, 1)
    error = estimated.standard_error(lambda result: result.completed)
    assert error == pytest.approx(np.sqrt(0.3 * 0.7 / 20_000), rel=0.35)  # 50 batches: 10 % is one standard error


def test_a_journey_that_the_exact_engine_refuses_is_estimated() -> None:
    model = with_influences(benchmark_journey(influences=0), {(source, 40): 0.1 for source in range(14)})
    with pytest.raises(TooManyInfluences):
        solve(model)
    estimated = estimate(model, 2_000, 1)
    without = solve(benchmark_journey(influences=0)).failures[40]
    error = estimated.standard_errors(lambda result: result.failures)[40]
    assert estimated.result.failures[40] > without + 3 * error


def test_kinds_of_customer_are_mixed_by_their_shares() -> None:
    case = build(with_two_personas(remembering()), JOURNEY)
    exact = solve_case(case)
    heard: list[int] = []
    estimated = estimate_case(case, 4_000, 3, progress=heard.append)
    assert abs(estimated.result.defected - exact.defected) < 4.5 * estimated.standard_error(_defected)
    assert heard == sorted(heard)
    assert heard[-1] == estimated.customers == 8_000


def test_customers_are_rounded_up_to_whole_batches() -> None:
    assert estimate(journey([{1: 1.0}]), 51, 1).customers == 2 * BATCHES


def test_one_batch_is_refused() -> None:
    with pytest.raises(ModelProblem, match="at least 2"):
        of_batches([solve(journey([{1: 1.0}]))], 1)


def test_a_journey_that_hardly_anybody_leaves_is_refused() -> None:
    with pytest.raises(ModelProblem, match="did not come to an end"):
        estimate(journey([{0: 1.0 - 1e-9, 1: 1e-9}]), BATCHES, 1, engine=one_by_one.record)
