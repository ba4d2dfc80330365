from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.journeys import benchmark_journey, random_journey
from workbench.simulation import observables
from workbench.simulation.build import Case, Segment
from workbench.simulation.exact import solve
from workbench.simulation.layout import PARAMETERS, flat
from workbench.simulation.model import Routing
from workbench.simulation.problems import ModelProblem
from workbench.simulation.variation import (
    EVENTS,
    Cancelled,
    Variation,
    as_lived,
    current,
    evaluate,
    evaluate_case,
    happenings,
    parameters,
    varied,
)

ASKED = (observables.breakdowns(4), observables.completed(4), observables.cost(4))


def test_current_values_give_the_same_journey_back() -> None:
    model = random_journey(3)
    variations = [Variation(each, 0) for each in PARAMETERS]

    same = varied(model, variations, current(model, variations))

    assert solve(same).cost == pytest.approx(solve(model).cost, rel=1e-14)


@given(seed=st.integers(0, 10**6), share=st.floats(0.05, 0.95))
def test_routing_and_entry_stay_shares_of_one_whatever_varies(seed: int, share: float) -> None:
    model = random_journey(seed)

    changed = varied(model, [Variation("routing", 1), Variation("entry", 0)], np.array([share, share]))

    assert changed.routing.row_sums() == pytest.approx(1.0)
    assert changed.entry.sum() == pytest.approx(1.0)


def test_each_row_is_a_journey_of_its_own() -> None:
    model = random_journey(5)
    variations = [Variation("failure", 1), Variation("severity", 2), Variation("defection_cost", 0)]
    values = np.array([[0.1, 1.3, 50.0], [0.4, 0.2, 10.0]])

    answers = evaluate(model, variations, values, ASKED)

    for row, answer in zip(values, answers, strict=True):
        alone = varied(model, variations, row)
        assert answer == pytest.approx([each.expected(alone, solve(alone)) for each in ASKED], rel=1e-12)


@given(seed=st.integers(0, 10**6))
def test_a_row_has_the_same_bytes_whatever_is_beside_it(seed: int) -> None:
    model = random_journey(seed)
    variations = [Variation("failure", 1), Variation("retry", 2)]
    values = np.random.default_rng(seed).random((9, 2))

    answers = evaluate(model, variations, values, ASKED)

    assert np.array_equal(evaluate(model, variations, values[4:5], ASKED), answers[4:5])


def test_happenings_are_the_counts_of_a_result_in_the_order_of_an_observable() -> None:
    model = random_journey(5)
    variations, values = [Variation("failure", 1), Variation("contact_cost", 0)], np.array([[0.4, 3.0], [0.2, 1.0]])

    events = happenings(model, variations, values)

    for row, found in zip(values, events, strict=True):
        result = solve(varied(model, variations, row))
        assert found == pytest.approx(np.stack([getattr(result, event) for event in EVENTS]), rel=1e-12, abs=1e-15)
    assert np.array_equal(happenings(model, [], np.zeros((2, 0)))[1], happenings(model, [], np.zeros((1, 0)))[0])


def test_a_mixture_counts_each_kind_of_customer_by_its_share_and_scales_what_it_feels() -> None:
    model = random_journey(5)
    patient = varied(model, [Variation("severity", 2)], np.array([0.5 * model.severity[2]]))
    segments = (Segment("calm", 0.25, patient, severity=0.5), Segment("other", 0.75, model))
    case = Case(tuple("abcd"), ("p",), frozenset(), segments, 0)
    variations, values = [Variation("severity", 2), Variation("failure", 0)], np.array([[1.2, 0.3]])

    mixed = evaluate_case(case, variations, values, ASKED)

    calm = evaluate(patient, variations, np.array([[0.6, 0.3]]), ASKED)
    other = evaluate(model, variations, values, ASKED)
    assert mixed == pytest.approx(0.25 * calm + 0.75 * other)


def test_silent_leaving_of_a_hasty_customer_never_passes_certainty() -> None:
    hasty = Segment("hasty", 1.0, random_journey(1), silent=3.0)

    assert as_lived(hasty, [Variation("silent", 0)], np.array([[0.1], [0.5]])).tolist() == [
        [pytest.approx(0.3)],
        [1.0],
    ]


def test_progress_is_told_and_a_cancelled_evaluation_gives_nothing() -> None:
    model, heard = benchmark_journey(), list[int]()
    values = np.full((4, 1), 0.1)

    evaluate(model, [Variation("failure", 0)], values, [observables.breakdowns(60)], progress=heard.append)

    assert heard[-1] == 4
    with pytest.raises(Cancelled):
        evaluate(model, [Variation("failure", 0)], values, [], cancelled=lambda: True)


@pytest.mark.parametrize(
    ("variation", "value", "told"),
    [
        (Variation("luck", 0), 0.1, "no “luck” that could vary"),
        (Variation("failure", 99), 0.1, "no place 99"),
        (Variation("failure", 1), 1.5, "of “touchpoint 1” is 1.5"),
    ],
)
def test_a_variation_without_meaning_is_named(variation: Variation, value: float, told: str) -> None:
    with pytest.raises(ModelProblem, match=told):
        evaluate(random_journey(1), [variation], np.array([[value]]), ASKED)


def test_values_must_have_one_column_a_varied_number() -> None:
    with pytest.raises(ModelProblem, match="one row a variant"):
        evaluate(random_journey(1), [Variation("failure", 0)], np.zeros((3, 2)), ASKED)


@pytest.mark.parametrize(
    ("parameter", "values", "told"),
    [
        ("routing", [0.0] * 99, "routing weights of “touchpoint 0” sum to 0: give at least one of them some weight"),
        ("entry", [0.0] * 99, "entry weights sum to 0"),
        ("failure_demand", [1.0] * 99, "sum of failure-demand shares"),
        ("failure", [float("nan")], "Failure probability of “touchpoint 0” is nan"),
    ],
)
def test_the_first_variant_that_no_journey_can_hold_is_named(parameter: str, values: list[float], told: str) -> None:
    model = replace(random_journey(1), failure_demand=Routing.from_rows([{1: 0.3, 2: 0.3}] * 4))
    every = [each for each in parameters(model) if each.parameter == parameter][: len(values)]
    usual = current(model, every)
    with pytest.raises(ModelProblem, match=told):
        evaluate(model, every, np.stack([usual, np.array(values[: len(every)])]), ASKED)


def test_parameters_are_all_numbers_of_a_model_in_the_order_of_the_row() -> None:
    model = random_journey(1)
    np.testing.assert_array_equal(current(model, parameters(model)), flat(model))
