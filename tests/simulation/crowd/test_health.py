from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.builders import JOURNEY
from tests.helpers.journeys import journey, random_journey
from tests.helpers.memory import remembering, with_two_personas
from workbench.simulation.build import build, improved
from workbench.simulation.crowd import endless, health
from workbench.simulation.crowd.health import LARGEST_DEVIATION, Health, check_engines, deviations
from workbench.simulation.crowd.walk import walk
from workbench.simulation.exact import solve
from workbench.simulation.model import JourneyModel
from workbench.simulation.results import Result

CUSTOMERS = 5_000


@pytest.mark.parametrize("seed", [7, 8])
def test_both_engines_agree_on_a_usual_journey(seed: int) -> None:
    checked = check_engines(build(with_two_personas(remembering()), JOURNEY), CUSTOMERS, seed)
    assert checked.agrees, checked.worst
    assert (checked.customers, checked.seed) == (CUSTOMERS, seed)


def test_the_same_seed_gives_the_same_deviation() -> None:
    case = build(remembering(), JOURNEY)
    assert check_engines(case, CUSTOMERS, 3) == check_engines(case, CUSTOMERS, 3)


@pytest.mark.parametrize(
    ("parameter", "change"), [("failure", -0.3), ("severity", -0.5), ("contact_cost", 0.1), ("contact_time", 0.1)]
)
def test_an_exact_engine_that_reckons_with_another_journey_is_found_out(
    monkeypatch: pytest.MonkeyPatch, parameter: str, change: float
) -> None:
    def wrong(model: JourneyModel) -> Result:
        return solve(improved(model, [(row, parameter, change) for row in range(model.size)]))

    monkeypatch.setattr(health, "solve", wrong)
    assert not check_engines(build(remembering(), JOURNEY), CUSTOMERS, 7).agrees


def test_a_fault_in_one_kind_of_customer_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    case = build(with_two_personas(remembering()), JOURNEY)
    quiet = case.segments[1].model

    def wrong(model: JourneyModel) -> Result:
        return solve(improved(model, [(0, "failure", 4.0)]) if model is quiet else model)

    monkeypatch.setattr(health, "solve", wrong)
    checked = check_engines(case, CUSTOMERS, 7)
    assert not checked.agrees
    assert checked.measure.endswith(f"({case.segments[1].name})")


def test_chance_explains_deviations_up_to_the_largest() -> None:
    assert Health(CUSTOMERS, 7, LARGEST_DEVIATION).agrees
    assert not Health(CUSTOMERS, 7, LARGEST_DEVIATION + 0.01).agrees
    assert not Health(CUSTOMERS, 7, float("nan")).agrees


def test_the_more_is_compared_the_further_chance_reaches() -> None:
    assert Health(CUSTOMERS, 7, 4.6, compared=70).agrees is False
    assert Health(CUSTOMERS, 7, 4.6, compared=2_000).agrees is True


def test_the_worst_measure_is_named() -> None:
    model = journey([{1: 1.0}, {2: 1.0}], failure=[0.5, 0.5])
    dearer = replace(model, contact_cost=np.array([1.0, 0.0]))
    found = deviations(solve(dearer), walk(model, 100, 0))
    worst = max(found, key=lambda each: each.size)
    assert (worst.measure, worst.size) == ("cost", float("inf"))


def test_a_certain_journey_agrees_perfectly() -> None:
    model = journey([{1: 1.0}, {2: 1.0}])
    assert {each.size for each in deviations(solve(model), walk(model, 100, 0))} == {0.0}


def test_events_too_rare_to_judge_are_left_out() -> None:
    model = journey([{1: 1.0}], failure=[0.001], breakdown=1.0)
    never = journey([{1: 1.0}], failure=[0.0], breakdown=1.0)
    assert {each.size for each in deviations(solve(model), walk(never, 1_000, 0))} == {0.0}


def test_a_sample_in_which_nothing_happens_is_not_sure_of_itself() -> None:
    model = journey([{1: 1.0}], failure=[0.02], breakdown=1.0)
    never = journey([{1: 1.0}], failure=[0.0], breakdown=1.0)
    (size,) = {round(each.size, 9) for each in deviations(solve(model), walk(never, 2_000, 0)) if each.size}
    assert size == pytest.approx(np.sqrt(2_000 * 0.02 / 0.98))


def test_walkers_of_another_journey_do_not_agree() -> None:
    model = random_journey(8)
    worse = replace(model, failure=np.minimum(model.failure + 0.1, 1.0))
    assert max(each.size for each in deviations(solve(worse), walk(model, 3_000, 8))) > 4.5


def test_an_exact_answer_that_is_no_number_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(model: JourneyModel) -> Result:
        return replace(solve(model), failures=np.full(model.size, np.nan))

    monkeypatch.setattr(health, "solve", broken)
    checked = check_engines(build(remembering(), JOURNEY), 200, 7)
    assert (checked.measure, checked.agrees) == ("failures", False)


def test_whoever_goes_round_too_often_is_left_out_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    case = build(with_two_personas(remembering()), JOURNEY)
    monkeypatch.setattr(endless, "LONGEST", 0.0)
    checked = check_engines(case, CUSTOMERS, 7)
    assert checked.agrees
    assert checked.compared == 0
    assert "too many to follow them one by one" in checked.unwalked
