import json
import pickle
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.builders import JOURNEY, empty_journey, journey_of, named, phase_named
from tests.helpers.certainty import certain
from tests.helpers.memory import forgetful, remembering
from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.domain.improvements import Aspect, Place
from workbench.domain.parameters import TOUCHPOINT_PARAMETERS
from workbench.domain.values import Quantity
from workbench.editing.structure import set_fields
from workbench.simulation.build import build
from workbench.simulation.problems import ModelProblem
from workbench.simulation.run import Simulator
from workbench.simulation.uncertainty.ranges import Ranges
from workbench.simulation.uncertainty.run import run
from workbench.simulation.variation import Cancelled
from workbench.simulation.wording import Cut

FEW = 32


def three_uncertain(width: float = 0.5) -> Document:
    """A journey of which only three numbers are not exact."""
    document = certain(remembering())
    for name, value in (("Offer", 0.1), ("Contract", 0.5), ("First use", 0.2)):
        failure = Quantity(value, low=value * (1 - width), high=value * (1 + width))
        set_fields(document, named(document, name).id, failure=failure)
    return document


def improved(document: Document, samples: int = FEW, seed: int = 0) -> Ranges:
    return run(document, JOURNEY, {named(document, "Contract").id: -0.3}, samples=samples, seed=seed)


def test_values_are_those_of_the_simulator_and_lie_within_their_ranges() -> None:
    document = three_uncertain()
    ranges = improved(document)
    outcome = Simulator(build(document, JOURNEY)).compare({named(document, "Contract").id: -0.3})
    assert ranges.change.late_breakdowns.value == pytest.approx(outcome.split.delta)
    assert outcome.twin is not None
    assert ranges.carried.value == pytest.approx(outcome.split.hazard - outcome.twin.hazard)
    assert ranges.scenario.cost.value == pytest.approx(outcome.scenario.cost.sum())
    assert ranges.late == outcome.late_name
    for each in (ranges.baseline.late_breakdowns, ranges.scenario.breakdowns, ranges.change.completed):
        assert each.low < each.value < each.high


def test_the_range_of_a_change_is_narrower_than_the_ranges_it_is_the_difference_of() -> None:
    ranges = improved(three_uncertain())
    apart = ranges.baseline.late_breakdowns.deviation**2 + ranges.scenario.late_breakdowns.deviation**2
    assert ranges.change.late_breakdowns.deviation**2 < apart / 2


def test_the_same_seed_gives_the_same_bytes_and_another_one_others() -> None:
    document = three_uncertain()
    first, again, other = (json.dumps(asdict(improved(document, seed=seed))) for seed in (1, 1, 2))
    assert first == again != other


def test_results_cross_to_another_process() -> None:
    ranges = improved(three_uncertain(), 4)
    assert pickle.loads(pickle.dumps(ranges)) == ranges


@given(st.sampled_from(list(TOUCHPOINT_PARAMETERS)), st.floats(-1.0, 2.0), st.booleans())
@settings(max_examples=20, deadline=None)
def test_where_every_number_is_exact_ranges_are_the_exact_answer(parameter: str, cut: float, ranged: bool) -> None:
    document = certain(remembering())
    place = Aspect(named(document, "Contract").id, parameter)
    ranges = run(document, JOURNEY, {place: Quantity(cut, low=cut, high=cut) if ranged else cut}, samples=FEW)
    outcome = Simulator(build(document, JOURNEY)).compare({place: cut})
    late, cost = ranges.change.late_breakdowns, ranges.change.cost
    exact = outcome.split.delta, float(outcome.scenario.cost.sum() - outcome.baseline.cost.sum())
    for each, value in zip((late, cost), exact, strict=True):
        assert [each.low, each.value, each.high] == pytest.approx([value] * 3, rel=1e-9, abs=1e-13)
    assert (ranges.samples, ranges.shares) == (2, ())


@pytest.mark.parametrize("parameter", TOUCHPOINT_PARAMETERS)
def test_a_change_by_nothing_is_nothing_in_every_world(parameter: str) -> None:
    document = remembering()
    ranges = run(document, JOURNEY, {Aspect(named(document, "Contract").id, parameter): 0.0}, samples=FEW)
    for each in (*ranges.change.phases, ranges.change.cost, ranges.exposure, ranges.hazard, ranges.carried):
        assert (each.low, each.value, each.high) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize("parameter", ["severity", "carry_over", "retry", "recovery_quality"])
def test_a_fix_of_any_number_may_be_more_or_less_than_likely(parameter: str) -> None:
    document = certain(remembering())
    place = Aspect(named(document, "Contract").id, parameter)
    ranges = run(document, JOURNEY, {place: Quantity(-0.3, low=-0.5, high=-0.1)}, samples=FEW)
    assert ranges.change.breakdowns.low < ranges.change.breakdowns.value < ranges.change.breakdowns.high
    assert [each.label for each in ranges.shares] == [
        f"effect of the fix at “Contract” on {TOUCHPOINT_PARAMETERS[parameter].label}"
    ]
    assert ranges.fixes == (Cut("Contract", -0.3, parameter),)


def test_narrower_inputs_give_a_narrower_range() -> None:
    deviations = [improved(three_uncertain(width)).change.breakdowns.deviation for width in (0.1, 0.2, 0.4)]
    assert deviations == sorted(deviations)


def test_the_number_that_is_least_known_is_the_one_to_measure_next() -> None:
    document = three_uncertain(0.1)
    contract = named(document, "Contract").id
    set_fields(document, contract, failure=Quantity(0.5, low=0.2, high=0.8))
    shares = improved(document, 64).shares
    assert (shares[0].element, shares[0].parameter) == (contract, "failure")
    assert shares[0].narrowing > 0.5


def test_how_long_a_contact_takes_spreads_the_minutes_alone() -> None:
    document = certain(remembering())
    set_fields(document, named(document, "Contract").id, contact_time=Quantity(9.0, low=5.0, high=20.0))
    ranges = improved(document)
    assert ranges.baseline.time.low < ranges.baseline.time.value < ranges.baseline.time.high
    assert ranges.baseline.cost.deviation == pytest.approx(0.0, abs=1e-12)
    assert ranges.baseline.breakdowns.deviation == pytest.approx(0.0, abs=1e-12)


def test_what_customers_cost_or_spend_has_no_share_in_breakdowns_even_by_chance() -> None:
    document = three_uncertain()
    for touchpoint in list(document.of(Touchpoint)):
        cost = Quantity(9.0, low=1.0, high=90.0)
        tolls = {f"{event}_{toll}": cost for event in ("contact", "recovery") for toll in ("cost", "time")}
        set_fields(document, touchpoint.id, **tolls)
    for seed in range(5):
        assert {each.parameter for each in improved(document, seed=seed).shares} <= {"failure"}


class TestCarryOver:
    def test_it_is_claimed_where_it_is_there_in_nearly_every_world(self) -> None:
        assert improved(three_uncertain()).claim

    def test_it_is_never_claimed_where_nothing_is_carried_over(self) -> None:
        document = forgetful()
        set_fields(document, named(document, "Contract").id, failure=Quantity(0.5, low=0.3, high=0.7))
        assert not improved(document).claim

    def test_it_is_not_claimed_where_the_fix_may_as_well_do_harm(self) -> None:
        document = certain(remembering())
        cuts: dict[Place, Quantity] = {named(document, "Contract").id: Quantity(-0.1, low=-0.5, high=0.4)}
        ranges = run(document, JOURNEY, cuts, samples=FEW)
        assert ranges.carried.value < 0
        assert not ranges.claim


class TestOnTheWay:
    def test_progress_is_told_until_all_worlds_are_done(self) -> None:
        heard: list[tuple[int, int]] = []
        document = three_uncertain()
        run(document, JOURNEY, {}, samples=FEW, progress=lambda done, of: heard.append((done, of)))
        assert heard[-1] == (FEW, FEW)
        assert heard == sorted(heard)

    def test_cancelling_leaves_nothing(self) -> None:
        asked = iter([False] * 5)
        with pytest.raises(Cancelled):
            run(three_uncertain(), JOURNEY, {}, samples=FEW, cancelled=lambda: next(asked, True))


class TestProblems:
    def test_an_unknown_touchpoint_is_named(self) -> None:
        with pytest.raises(ModelProblem, match="“nowhere” is neither a touchpoint nor a phase"):
            run(remembering(), JOURNEY, {"nowhere": -0.3}, samples=FEW)

    def test_an_unknown_late_phase_is_named(self) -> None:
        with pytest.raises(ModelProblem, match="“nowhere” is not a phase"):
            run(remembering(), JOURNEY, {}, "nowhere", samples=FEW)

    def test_one_sample_is_not_enough(self) -> None:
        with pytest.raises(ModelProblem, match="choose at least 2"):
            run(remembering(), JOURNEY, {}, samples=1)

    def test_a_journey_without_touchpoints_is_refused(self) -> None:
        with pytest.raises(ModelProblem, match="draw at least one"):
            run(empty_journey(), JOURNEY, {}, samples=FEW)


def test_late_breakdowns_can_be_asked_for_from_any_phase() -> None:
    document = three_uncertain()
    ranges = run(document, JOURNEY, {}, phase_named(document, "Billing").id, samples=4)
    assert ranges.late == "“Billing”"
    assert ranges.baseline.late_breakdowns == ranges.baseline.phases[2]


def test_a_sketch_of_one_touchpoint_has_ranges_too() -> None:
    document = journey_of("Order > Offer")
    ranges = run(document, JOURNEY, {named(document, "Offer").id: -0.3}, samples=4)
    assert ranges.late == ""
    assert ranges.change.late_breakdowns.deviation == 0.0
    assert ranges.change.breakdowns.high < 0.0
