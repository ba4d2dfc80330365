from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.journeys import benchmark_journey, journey, random_journey
from workbench.simulation import observables
from workbench.simulation.arrays import Floats
from workbench.simulation.chain import weigh
from workbench.simulation.exact import solve
from workbench.simulation.model import JourneyModel, Routing
from workbench.simulation.observables import Observable
from workbench.simulation.sensitivity import Gradient, sensitivities
from workbench.simulation.structure import assemble

STEP = 1e-6

FIELDS = {
    "failure": "failure", "severity": "severity", "soothing": "soothing", "carry_over": "carry_over", "retry": "retry",
    "contact_cost": "contact_cost", "recovery_cost": "recovery_cost",
    "contact_time": "contact_time", "recovery_time": "recovery_time", "leave_factor": "leave_factor",
    "influence": "influence_strength", "breakdown": "breakdown", "leave": "leave", "silent": "silent",
}  # fmt: skip


def _observables(model: JourneyModel) -> dict[str, Observable]:
    n = model.size
    return {
        "breakdowns": observables.breakdowns(n),
        "late breakdowns": observables.breakdowns_at(model.phase >= 1),
        "cost": observables.cost(n),
        "time": observables.time(n),
        "completed": observables.completed(n),
        "churned": observables.churned(n),
        "defected": observables.defected(n),
        "failures": observables.failures(n),
        "visits": observables.visits(n),
    }


def _slopes(
    model: JourneyModel, observable: Observable, changed: Callable[[int, float], JourneyModel], size: int
) -> Floats:
    """Central differences, without touching the adjoint."""

    def value(item: int, step: float) -> float:
        other = changed(item, step)
        return observable.expected(other, solve(other))

    return np.array([(value(i, STEP) - value(i, -STEP)) / (2 * STEP) for i in range(size)])


def _bumped(values: Floats, item: int, step: float) -> Floats:
    changed = values.copy()
    changed[item] += step
    return changed


def _gradient(model: JourneyModel, observable: Observable) -> Gradient:
    return sensitivities(model, weigh(assemble(model), model), observable)


@pytest.mark.parametrize("name", list(_observables(random_journey(0))))
@pytest.mark.parametrize("field", list(FIELDS))
def test_gradients_agree_with_central_differences(name: str, field: str) -> None:
    model = random_journey(3, n=4, levels=3, influences=3)
    observable = _observables(model)[name]

    def changed(item: int, step: float) -> JourneyModel:
        return replace(model, **{FIELDS[field]: _bumped(getattr(model, FIELDS[field]), item, step)})

    adjoint = getattr(_gradient(model, observable), field)
    np.testing.assert_allclose(adjoint, _slopes(model, observable, changed, adjoint.size), rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_gradients_by_routing_agree_with_central_differences(seed: int) -> None:
    model = random_journey(seed, influences=2)
    observable = observables.cost(model.size)
    source = model.routing.sources()

    def changed(item: int, step: float) -> JourneyModel:
        weight = _bumped(model.routing.share, item, step)
        return replace(model, routing=replace(model.routing, share=weight / np.bincount(source, weight)[source]))

    adjoint = _gradient(model, observable).routing
    np.testing.assert_allclose(adjoint, _slopes(model, observable, changed, adjoint.size), rtol=1e-6, atol=1e-5)


@pytest.mark.parametrize("seed", range(4))
def test_gradients_by_failure_demand_agree_with_central_differences(seed: int) -> None:
    model = random_journey(seed, influences=2)
    observable = observables.cost(model.size)

    def changed(item: int, step: float) -> JourneyModel:
        share = _bumped(model.failure_demand.share, item, step)
        return replace(model, failure_demand=replace(model.failure_demand, share=share))

    adjoint = _gradient(model, observable).failure_demand
    np.testing.assert_allclose(adjoint, _slopes(model, observable, changed, adjoint.size), rtol=1e-6, atol=1e-5)


def test_the_gradient_by_the_price_of_a_lost_customer_counts_them() -> None:
    model = random_journey(5)
    result = solve(model)
    assert _gradient(model, observables.cost(model.size)).defection_cost == pytest.approx(1.0 - result.completed)


@pytest.mark.parametrize("name", list(_observables(random_journey(0))))
def test_the_adjoint_value_is_the_forward_value(name: str) -> None:
    model = benchmark_journey(n=20, phases=4, ways=45, influences=3)
    observable = _observables(model)[name]
    assert _gradient(model, observable).value == pytest.approx(observable.expected(model, solve(model)), rel=1e-12)


def test_at_a_whole_number_the_derivative_holds_towards_improvement() -> None:
    model = random_journey(4)
    model = replace(model, severity=np.full(4, 1.0), soothing=np.full(4, 1.0))
    observable = observables.breakdowns(4)
    gradient = _gradient(model, observable)
    base = observable.expected(model, solve(model))
    for i in range(4):
        milder = replace(model, severity=_bumped(model.severity, i, -STEP))
        kinder = replace(model, soothing=_bumped(model.soothing, i, STEP))
        assert (base - observable.expected(milder, solve(milder))) / STEP == pytest.approx(
            gradient.severity[i], abs=1e-5
        )
        assert (observable.expected(kinder, solve(kinder)) - base) / STEP == pytest.approx(
            gradient.soothing[i], abs=1e-5
        )


def test_a_certain_failure_still_has_a_derivative() -> None:
    model = replace(random_journey(6), failure=np.array([1.0, 0.2, 0.2, 0.2]))
    observable = observables.breakdowns(4)
    structure = assemble(model, open_zeros=True)
    gradient = sensitivities(model, weigh(structure, model), observable)
    better = replace(model, failure=_bumped(model.failure, 0, -STEP))
    slope = (observable.expected(model, solve(model)) - observable.expected(better, solve(better))) / STEP
    assert gradient.failure[0] == pytest.approx(slope, abs=1e-5)


def _barely_failing() -> JourneyModel:
    model = replace(journey([{1: 1.0}, {2: 1.0}], failure=[0.0, 0.1], breakdown=0.5, levels=2), severity=np.ones(2))
    return replace(model, carry_over=np.array([0.0, 0.4]))


def test_a_derivative_that_needs_states_nobody_reaches_is_not_a_number() -> None:
    assert np.isnan(_gradient(_barely_failing(), observables.breakdowns(2)).failure[0])


def test_opening_the_zeros_gives_the_missing_derivative_and_the_same_answer() -> None:
    model, observable = _barely_failing(), observables.breakdowns(2)
    structure = assemble(model, open_zeros=True)
    gradient = sensitivities(model, weigh(structure, model), observable)
    worse = replace(model, failure=_bumped(model.failure, 0, STEP))
    slope = (observable.expected(worse, solve(worse)) - observable.expected(model, solve(model))) / STEP
    assert gradient.failure[0] == pytest.approx(slope, abs=1e-5)
    np.testing.assert_allclose(solve(model, structure).visits, solve(model).visits, rtol=1e-14)


def test_a_journey_without_memory_has_no_derivative_by_carry_over_into_later_calm() -> None:
    gradient = _gradient(journey([{1: 1.0}, {2: 1.0}], failure=[0.2, 0.1], breakdown=0.5), observables.breakdowns(2))
    assert gradient.carry_over.tolist() == [0.0, 0.0]
    assert gradient.failure == pytest.approx([0.5, 0.5])


def test_an_empty_failure_demand_has_an_empty_gradient() -> None:
    model = replace(random_journey(2), failure_demand=Routing.empty(4))
    assert _gradient(model, observables.cost(4)).failure_demand.size == 0


def test_where_all_leave_in_silence_the_derivative_by_silence_is_not_known() -> None:
    model = replace(journey([{1: 1.0}, {2: 1.0}], failure=[0.1, 0.1]), silent=np.ones(2))
    assert np.isnan(_gradient(model, observables.visits(2)).silent[0])
