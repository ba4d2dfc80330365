from collections.abc import Callable, Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.builders import JOURNEY, named, phase_named
from tests.helpers.certainty import certain, exactly
from tests.helpers.memory import remembering, with_two_personas
from workbench.domain.document import Document
from workbench.domain.improvements import Aspect, Place
from workbench.domain.parameters import TOUCHPOINT_PARAMETERS
from workbench.domain.values import Quantity
from workbench.editing.structure import set_fields
from workbench.simulation.build import build
from workbench.simulation.exact import solve
from workbench.simulation.observables import Observable, breakdowns, breakdowns_at, cost, time
from workbench.simulation.run import Simulator
from workbench.simulation.uncertainty.delta import Delta, Estimate
from workbench.simulation.uncertainty.fixes import late_rows, resolve
from workbench.simulation.uncertainty.inputs import Inputs, collect
from workbench.simulation.uncertainty.run import run
from workbench.simulation.uncertainty.sampling import normal_scores
from workbench.simulation.uncertainty.worlds import MEASURES, Evaluation


def known_within(document: Document, share: float) -> Document:
    """The same document with chances, amounts and reactions each known within this share of itself, nine times in ten;
    steps of irritation are kept off whole levels, where effects have kinks."""
    certain(document)
    stated = {"failure": 0.12, "severity": 0.25, "carry_over": 0.15, "retry": 0.3, "recovery_quality": 0.7}
    for touchpoint in ("Offer", "Contract", "Delivery", "First use", "First bill"):
        near = {name: within(value, share) for name, value in stated.items()}
        set_fields(document, named(document, touchpoint).id, **near)
    near = {"threshold": within(0.5, share), "leave_full": within(0.5, share), "defection_cost": within(200, share)}
    set_fields(document, "reactions", **near)
    set_fields(document, "influence", strength=within(0.3, share))
    return document


def within(value: float, share: float) -> Quantity:
    return Quantity(value, low=value * (1 - share), high=value * (1 + share))


def late_of(inputs: Inputs, cuts: Mapping[Place, float | Quantity]) -> Observable:
    return breakdowns_at(late_rows(inputs.case, resolve(inputs.case, cuts), None))


def estimated(document: Document, cuts: Mapping[Place, float | Quantity]) -> tuple[Estimate, Estimate]:
    """Late breakdowns as they are, and what cuts change about them."""
    inputs = collect(document, JOURNEY)
    delta, late = Delta(inputs), late_of(inputs, cuts)
    return delta.estimate(late), delta.change(late, resolve(inputs.case, cuts))


def sampled(document: Document, cuts: Mapping[Place, float | Quantity], samples: int) -> tuple[float, float]:
    """The same deviations from many worlds."""
    inputs = collect(document, JOURNEY)
    fixes = resolve(inputs.case, cuts)
    inputs = inputs.with_changes(fixes)
    values = inputs.at(normal_scores(len(inputs.inputs), samples, 2))
    worlds = Evaluation(inputs, fixes, late_rows(inputs.case, fixes, None)).run(values)
    late = MEASURES.index("late_breakdowns")
    change = worlds.scenario[:, late] - worlds.baseline[:, late]
    return float(worlds.baseline[:, late].std()), float(change.std())


@pytest.mark.parametrize("personas", [False, True])
def test_deviations_agree_with_those_of_many_worlds_where_the_journey_is_smooth(personas: bool) -> None:
    document = known_within(with_two_personas(remembering()) if personas else remembering(), 0.15)
    contract = named(document, "Contract").id
    if personas:
        set_fields(document, "hurried", patience=within(0.7, 0.1), share=within(0.5, 0.15))
    cuts: dict[Place, float | Quantity] = {contract: Quantity(-0.3, low=-0.4, high=-0.2)}
    baseline, change = estimated(document, cuts)
    assert [baseline.deviation, change.deviation] == pytest.approx(sampled(document, cuts, 128), rel=0.1)


@pytest.mark.parametrize("parameter", ["severity", "soothing", "carry_over", "retry", "recovery_quality"])
def test_a_fix_of_any_number_whose_effect_is_uncertain_is_as_sure_as_in_many_worlds(parameter: str) -> None:
    document = known_within(with_two_personas(remembering()), 0.05)
    cuts: dict[Place, float | Quantity] = {
        Aspect(phase_named(document, "Order").id, parameter): Quantity(-0.3, low=-0.33, high=-0.27)
    }
    _, change = estimated(document, cuts)
    assert change.deviation == pytest.approx(sampled(document, cuts, 128)[1], rel=0.1)


@given(st.sampled_from(list(TOUCHPOINT_PARAMETERS)), st.floats(-1.0, 2.0), st.booleans())
@settings(max_examples=25, deadline=None)
def test_the_values_are_those_of_the_simulator(parameter: str, cut: float, personas: bool) -> None:
    document = with_two_personas(remembering()) if personas else remembering()
    cuts: dict[Place, float] = {Aspect(named(document, "Contract").id, parameter): cut}
    baseline, change = estimated(document, {**cuts})
    split = Simulator(build(document, JOURNEY)).compare(cuts).split
    assert [baseline.value, change.value] == pytest.approx([split.before, split.delta], rel=1e-9, abs=1e-14)


@pytest.mark.parametrize("parameter", TOUCHPOINT_PARAMETERS)
def test_a_change_by_nothing_is_surely_nothing(parameter: str) -> None:
    document = with_two_personas(remembering())
    inputs = collect(document, JOURNEY)
    contract = named(document, "Contract").id
    delta, late = Delta(inputs), late_rows(inputs.case, resolve(inputs.case, {contract: -0.3}), None)
    # what an earlier question has left behind must not show
    delta.split(late, resolve(inputs.case, {Aspect(contract, "severity"): 1.5}))
    nothing = delta.split(late, resolve(inputs.case, {Aspect(contract, parameter): 0.0}))
    for each in (nothing.change, nothing.exposure, nothing.hazard):
        assert (each.value, each.deviation) == (0.0, 0.0)


@pytest.mark.parametrize(("parameter", "observable"), [("recovery_cost", cost), ("contact_time", time)])
def test_the_slope_by_a_number_that_a_fix_scales_is_scaled_too(
    parameter: str, observable: Callable[[int], Observable]
) -> None:
    document = certain(remembering())
    contract = named(document, "Contract").id
    set_fields(document, contract, **{parameter: within(30.0, 0.5)})
    inputs = collect(document, JOURNEY)
    delta, asked = Delta(inputs), observable(inputs.case.model.size)
    halved = delta.estimate(asked, resolve(inputs.case, {Aspect(contract, parameter): -0.5}))
    assert halved.deviation == pytest.approx(0.5 * delta.estimate(asked).deviation)


@pytest.mark.parametrize("parameter", ["contact_time", "recovery_time"])
def test_what_a_contact_or_a_recovery_takes_moves_the_minutes_and_nothing_else(parameter: str) -> None:
    document = certain(remembering())
    contract = named(document, "Contract").id
    set_fields(document, contract, **{parameter: within(30.0, 0.5)})
    inputs = collect(document, JOURNEY)
    delta, row, size = Delta(inputs), inputs.case.ids.index(contract), inputs.case.model.size
    result = solve(inputs.case.model)
    happens = (result.visits if parameter == "contact_time" else result.breakdowns)[row]
    assert delta.estimate(time(size)).deviation == pytest.approx(happens * inputs.deviations()[0], rel=1e-9)
    assert {delta.estimate(each(size)).deviation for each in (breakdowns, cost)} == {0.0}


def test_where_every_number_is_exact_the_answer_is_exact() -> None:
    document = certain(remembering())
    baseline, change = estimated(document, {named(document, "Contract").id: -0.3})
    assert baseline.deviation == change.deviation == 0.0
    assert (baseline.low, baseline.high) == (baseline.value, baseline.value)
    assert not change.shares().any()


def test_narrower_inputs_give_a_narrower_range() -> None:
    deviations = [
        estimated(document := known_within(remembering(), share), {named(document, "Contract").id: -0.3})[1].deviation
        for share in (0.05, 0.1, 0.2)
    ]
    assert deviations == sorted(deviations)
    assert deviations[2] == pytest.approx(4 * deviations[0], rel=0.1)


def test_a_number_that_cannot_matter_has_no_share() -> None:
    document = known_within(remembering(), 0.1)
    set_fields(document, named(document, "Hotline").id, contact_cost=within(9.0, 0.5))
    inputs = collect(document, JOURNEY)
    shares = Delta(inputs).estimate(breakdowns(inputs.case.model.size)).shares()
    by_parameter = {each.parameter: share for each, share in zip(inputs.inputs, shares.tolist(), strict=True)}
    assert by_parameter["contact_cost"] == 0.0
    assert by_parameter["defection_cost"] == 0.0
    assert shares.sum() == pytest.approx(1.0)


def test_costs_follow_the_prices_in_proportion() -> None:
    document = certain(remembering())
    set_fields(document, "reactions", defection_cost=Quantity(200.0, low=150.0, high=260.0))
    inputs = collect(document, JOURNEY)
    lost = Simulator(build(document, JOURNEY)).baseline
    estimate = Delta(inputs).estimate(cost(inputs.case.model.size))
    assert estimate.deviation == pytest.approx((lost.defected + lost.churned) * inputs.deviations()[0])


def test_what_a_fix_has_made_certain_no_longer_varies() -> None:
    document = certain(remembering())
    contract = named(document, "Contract").id
    set_fields(document, contract, failure=Quantity(0.6, low=0.55, high=0.65))
    inputs = collect(document, JOURNEY)
    delta, every = Delta(inputs), breakdowns(inputs.case.model.size)
    assert delta.estimate(every, resolve(inputs.case, {contract: 1.0})).deviation == 0.0
    assert delta.estimate(every, resolve(inputs.case, {contract: 0.1})).deviation > delta.estimate(every).deviation
    assert delta.estimate(every, resolve(inputs.case, {contract: -1.0})).deviation == 0.0


def test_how_much_a_recovery_calms_counts_although_it_moves_by_whole_levels() -> None:
    document = certain(remembering())
    set_fields(document, "reactions", recovery_drop=Quantity(0.3, low=0.1, high=0.5))
    inputs = collect(document, JOURNEY)
    estimate = Delta(inputs).estimate(breakdowns(inputs.case.model.size))
    ends = inputs.inputs[0].belief.at(np.array([-1.0, 1.0])).tolist()
    counted: list[float] = []
    for end in ends:
        set_fields(document, "reactions", recovery_drop=exactly(end))
        counted.append(float(Simulator(build(document, JOURNEY)).baseline.breakdowns.sum()))
    slope = (counted[1] - counted[0]) / (ends[1] - ends[0])
    assert estimate.deviation == pytest.approx(abs(slope) * inputs.deviations()[0])
    assert estimate.deviation > 0.0


def test_the_order_in_which_elements_were_added_changes_nothing() -> None:
    document = known_within(with_two_personas(remembering()), 0.1)
    cuts = {named(document, "Contract").id: -0.3}
    _, expected = estimated(document, cuts)
    _, shuffled = estimated(Document(list(document.elements.values())[::-1]), cuts)
    assert shuffled.value == pytest.approx(expected.value, rel=1e-12)
    assert shuffled.deviation == pytest.approx(expected.deviation, rel=1e-9)


def test_a_chance_stated_as_zero_that_may_be_more_is_not_ignored() -> None:
    document = certain(remembering())
    set_fields(document, named(document, "Offer").id, failure=Quantity(0.0, low=0.0, high=0.1))
    inputs = collect(document, JOURNEY)
    assert Delta(inputs).estimate(breakdowns(inputs.case.model.size)).deviation > 0.0


class TestSplit:
    """Why a fix changes late breakdowns is as uncertain as what it changes, and each part is told apart."""

    CUT = Quantity(-0.3, low=-0.35, high=-0.25)

    @pytest.mark.parametrize("parameter", ["failure", "severity", "carry_over", "retry", "recovery_quality"])
    def test_deviations_agree_with_those_of_many_worlds(self, parameter: str) -> None:
        document = known_within(with_two_personas(remembering()), 0.05)
        cuts: dict[Place, float | Quantity] = {Aspect(phase_named(document, "Order").id, parameter): self.CUT}
        inputs = collect(document, JOURNEY)
        fixes = resolve(inputs.case, cuts)
        split = Delta(inputs).split(late_rows(inputs.case, fixes, None), fixes)
        ranges = run(document, JOURNEY, cuts, samples=128)
        for estimate, sampled in ((split.exposure, ranges.exposure), (split.hazard, ranges.hazard)):
            assert estimate.value == pytest.approx(sampled.value, rel=1e-9, abs=1e-14)
            assert estimate.deviation == pytest.approx(sampled.deviation, rel=0.1)

    @given(st.sampled_from(list(TOUCHPOINT_PARAMETERS)), st.floats(-1.0, 2.0), st.booleans())
    @settings(max_examples=15, deadline=None)
    def test_exposure_and_hazard_sum_to_the_change_part_by_part(
        self, parameter: str, cut: float, personas: bool
    ) -> None:
        document = with_two_personas(remembering()) if personas else remembering()
        inputs = collect(document, JOURNEY)
        place = Aspect(named(document, "Contract").id, parameter)
        fixes = resolve(inputs.case, {place: cut})
        split = Delta(inputs).split(late_rows(inputs.case, fixes, None), fixes)
        outcome = Simulator(build(document, JOURNEY)).compare({place: cut}).split
        found = [split.change.value, split.exposure.value, split.hazard.value]
        assert found == pytest.approx([outcome.delta, outcome.exposure, outcome.hazard], rel=1e-9, abs=1e-13)
        assert split.exposure.parts + split.hazard.parts == pytest.approx(split.change.parts, rel=1e-9, abs=1e-13)


def test_the_same_question_has_the_same_answer_after_a_fix_that_closes_ways() -> None:
    document = remembering()
    contract = named(document, "Contract").id
    inputs = collect(document, JOURNEY)
    delta, late = Delta(inputs), late_of(inputs, {contract: -0.3})
    first = delta.change(late, resolve(inputs.case, {contract: -0.3}))
    delta.change(late, resolve(inputs.case, {contract: -1.0}))
    again = delta.change(late, resolve(inputs.case, {contract: -0.3}))
    assert (again.value, again.deviation) == pytest.approx((first.value, first.deviation), rel=1e-12)
