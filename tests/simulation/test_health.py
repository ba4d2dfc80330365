import pytest

from tests.helpers.builders import JOURNEY
from tests.helpers.memory import remembering, with_two_personas
from workbench.simulation import health
from workbench.simulation.build import build, improved
from workbench.simulation.exact import solve
from workbench.simulation.health import LARGEST_DEVIATION, Health, check_engines
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


@pytest.mark.parametrize(("parameter", "change"), [("failure", -0.3), ("severity", -0.5), ("contact_cost", 0.1)])
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
    assert not check_engines(case, CUSTOMERS, 7).agrees


def test_chance_explains_deviations_up_to_the_largest() -> None:
    assert Health(CUSTOMERS, 7, LARGEST_DEVIATION).agrees
    assert not Health(CUSTOMERS, 7, LARGEST_DEVIATION + 0.01).agrees
    assert not Health(CUSTOMERS, 7, float("nan")).agrees
