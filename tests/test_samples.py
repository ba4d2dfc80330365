"""The journeys that come with the program: complete, sound, and true to the stories they tell."""

import subprocess
import sys
from dataclasses import fields, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from workbench.domain.document import Document
from workbench.domain.elements import (
    Department,
    Element,
    Improvement,
    Influence,
    Journey,
    Measure,
    Opportunity,
    PainPoint,
    Person,
    Persona,
    Phase,
    Responsibility,
    Scenario,
    Touchpoint,
    Transition,
)
from workbench.domain.owners import accountable, owning_department
from workbench.domain.places import CARD_HEIGHT, cards_in, phases_in_order
from workbench.domain.rules import Severity, check
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Control, Role, TransitionKind
from workbench.samples import SAMPLE_KEYS, contradictions, is_sample, samples
from workbench.simulation.arrays import Floats
from workbench.simulation.build import build, improved
from workbench.simulation.comparison import compare
from workbench.simulation.exact import solve
from workbench.simulation.model import JourneyModel
from workbench.simulation.results import Result
from workbench.simulation.run import Simulator, per_phase
from workbench.storage.store import read_snapshot

TOUCHPOINTS = {"broadband": 40, "maintenance": 23, "permit": 60, "donor": 27, "employee": 31}
DOUBTS = {"broadband": ["Nobody answers for “Set up the Wi-Fi”."]}
EVERY_SAMPLE = pytest.mark.parametrize("key", SAMPLE_KEYS)
PRACTICALLY_NOTHING = 1e-5


@cache
def opened(key: str) -> Document:
    path = next(sample.path for sample in samples() if sample.key == key)
    return Document(read_snapshot(path)[1])


@cache
def simulator(key: str) -> Simulator:
    return Simulator(build(opened(key), journey(opened(key)).id))


def journey(document: Document) -> Journey:
    (only,) = document.of(Journey)
    return only


def phase(key: str, number: int) -> Phase:
    return phases_in_order(opened(key), journey(opened(key)).id)[number]


def touchpoint(key: str, name: str) -> Touchpoint:
    return next(each for each in opened(key).of(Touchpoint) if each.name == name)


def row(key: str, name: str) -> int:
    return simulator(key).case.ids.index(touchpoint(key, name).id)


def quantities(element: Element) -> list[tuple[str, Quantity]]:
    held = ((field.name, getattr(element, field.name)) for field in fields(element))
    return [(name, value) for name, value in held if isinstance(value, Quantity)]


def breakdowns(key: str) -> Floats:
    """Per 1,000 customers and touchpoint."""
    return 1000 * simulator(key).baseline.breakdowns


def prevented(key: str, cuts: dict[str, float]) -> Floats:
    """Breakdowns that fewer failures prevent, per 1,000 customers and touchpoint."""
    return breakdowns(key) - 1000 * simulator(key).compare(cuts).scenario.breakdowns


def run_scenario(key: str, name: str) -> list[tuple[Result, Result]]:
    """Each kind of customer as it is and with the scenario."""
    document, case = opened(key), build(opened(key), journey(opened(key)).id)
    scenario = next(each for each in document.of(Scenario) if each.name == name)
    fixes = [document.get(Improvement, each) for each in scenario.improvements]
    changes = [(case.ids.index(fix.subject), fix.parameter, fix.change.value) for fix in fixes]
    return [(solve(segment.model), solve(improved(segment.model, changes))) for segment in case.segments]


def test_the_start_screen_gets_a_title_and_a_story_in_one_line() -> None:
    offered = samples()
    assert [sample.key for sample in offered] == list(SAMPLE_KEYS)
    assert [sample.title for sample in offered] == [journey(opened(sample.key)).title for sample in offered]
    for sample in offered:
        assert sample.story.endswith(".")
        assert len(sample.story) <= 80
        assert journey(opened(sample.key)).notes.startswith(sample.story + "\n")


def test_listing_the_samples_loads_none_of_the_slow_libraries() -> None:
    program = (
        "import sys, workbench.samples as s; s.samples(); s.contradictions(); "
        "print(*{'numpy', 'scipy', 'networkx', 'tinydb'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@EVERY_SAMPLE
def test_a_sample_has_no_problem_and_only_the_doubts_its_story_wants(key: str) -> None:
    found = check(opened(key), journey(opened(key)).id)
    assert [each.message for each in found if each.severity is Severity.PROBLEM] == []
    assert [each.message for each in found] == DOUBTS.get(key, [])


@EVERY_SAMPLE
def test_a_sample_is_complete(key: str) -> None:
    document = opened(key)
    assert len(document.of(Touchpoint)) == TOUCHPOINTS[key]
    assert len(document.of(Phase)) == 11
    assert all(each.expectation and each.short_name for each in document.of(Phase))
    at_least = {Persona: 2, Department: 4, Person: 2, Influence: 1, Measure: 5, PainPoint: 3, Opportunity: 2}
    assert {kind.table for kind, count in at_least.items() if len(document.of(kind)) < count} == set()
    assert len(document.of(Improvement)) >= 3
    assert document.of(Scenario)
    assert any(each.kind is TransitionKind.FAILURE_DEMAND for each in document.of(Transition))
    assert any(each.moment_of_truth and each.questions for each in document.of(Touchpoint))
    assert any(each.control is Control.EXTERNAL for each in document.of(Touchpoint))


@EVERY_SAMPLE
def test_whoever_is_answerable_for_the_whole_is_named_except_where_nobody_is(key: str) -> None:
    assert (journey(opened(key)).steward is None) == (key == "permit")


@EVERY_SAMPLE
def test_exactly_one_party_is_accountable_for_what_can_be_controlled(key: str) -> None:
    document = opened(key)
    answerable = [each.touchpoint for each in document.of(Responsibility) if each.role is Role.ACCOUNTABLE]
    owned = {each.id for each in document.of(Touchpoint) if each.is_controllable}
    if key == "broadband":
        owned.remove(touchpoint(key, "Set up the Wi-Fi").id)
    assert len(answerable) == len(set(answerable))
    assert set(answerable) == owned


@EVERY_SAMPLE
def test_nobody_has_two_parts_in_one_touchpoint(key: str) -> None:
    parts = [(each.touchpoint, each.party) for each in opened(key).of(Responsibility)]
    assert len(parts) == len(set(parts))


@EVERY_SAMPLE
def test_every_number_stated_says_where_it_comes_from_and_how_far_it_may_be_off(key: str) -> None:
    silent = [
        f"{element.describe()}: {name}"
        for element in opened(key).elements.values()
        for name, quantity in quantities(element)
        if not (isinstance(element, Transition) and quantity == Quantity(1.0))
        and (not quantity.note or quantity.low is None or quantity.high is None)
    ]
    assert silent == []


@EVERY_SAMPLE
def test_numbers_of_a_sample_have_several_origins(key: str) -> None:
    held = (quantity for element in opened(key).elements.values() for _, quantity in quantities(element))
    assert len({quantity.origin for quantity in held}) >= 3


@EVERY_SAMPLE
def test_personas_have_words_and_shares_that_add_up(key: str) -> None:
    personas = opened(key).of(Persona)
    assert all(each.needs and each.communication_style for each in personas)
    assert all(None not in (each.patience, each.fading, each.silent_leaving) for each in personas)
    assert sum(each.quantity("share").value for each in personas) == pytest.approx(1)


@EVERY_SAMPLE
def test_measures_have_dated_points_in_order_within_their_scale(key: str) -> None:
    for measure in opened(key).of(Measure):
        assert measure.subject
        assert measure.points
        assert all(one.date < two.date for one, two in pairwise(measure.points))
        assert all(measure.scale_low <= point.value <= measure.scale_high for point in measure.points)


@EVERY_SAMPLE
def test_fixes_act_only_on_what_can_be_controlled(key: str) -> None:
    document = opened(key)
    assert all(document.get(Touchpoint, each.subject).is_controllable for each in document.of(Improvement))
    assert all(each.owner and each.one_off_cost and each.lead_time for each in document.of(Improvement))
    assert all(each.notes for each in document.of(Scenario))


@EVERY_SAMPLE
def test_cards_stay_in_their_column_and_overlap_no_other(key: str) -> None:
    document = opened(key)
    for column in document.of(Phase):
        cards = cards_in(document, journey(document).id, column.id)
        assert all(card.x == 0 and card.y >= 0 for card in cards)
        assert all(lower.y - upper.y >= CARD_HEIGHT for upper, lower in pairwise(cards))


@EVERY_SAMPLE
def test_names_fit_on_a_card_and_are_not_used_twice(key: str) -> None:
    names = [each.name for each in opened(key).of(Touchpoint)]
    assert len(names) == len(set(names))
    assert all(len(name) <= 24 and max(map(len, name.split())) <= 13 for name in names)


@pytest.mark.parametrize("key", ["broadband", "permit"])
def test_breakdowns_and_failure_demand_have_the_size_known_from_practice(key: str) -> None:
    assert 250 <= breakdowns(key).sum() <= 450
    assert 0.15 <= simulator(key).baseline.failure_demand_share <= 0.9


def test_broadband_customers_blow_up_over_the_first_bill() -> None:
    by_phase = per_phase(simulator("broadband").case, breakdowns("broadband"))
    assert phase("broadband", int(by_phase.argmax())).name == "Billing and payment"
    assert int(breakdowns("broadband").argmax()) == row("broadband", "First bill")


def test_broadband_glasses_are_filled_by_the_welcome_pack_and_the_engineer_visit() -> None:
    def elsewhere(each: Touchpoint) -> float:
        gone = prevented("broadband", {each.id: -1.0})
        return float(gone.sum() - gone[row("broadband", each.name)])

    causes = sorted(opened("broadband").of(Touchpoint), key=elsewhere, reverse=True)
    assert [each.name for each in causes[:2]] == ["Welcome pack", "Engineer visit"]
    assert elsewhere(touchpoint("broadband", "Welcome pack")) > 3 * elsewhere(touchpoint("broadband", "First bill"))


@pytest.mark.parametrize("fix", ["the whole phase", "the welcome pack"])
def test_a_third_fewer_failures_in_delivery_lower_billing_and_whatever_comes_later(fix: str) -> None:
    delivery = phase("broadband", 6)
    subject = delivery.id if fix == "the whole phase" else touchpoint("broadband", "Welcome pack").id
    outcome = simulator("broadband").compare({subject: -1 / 3}, late_from=phase("broadband", 7).id)
    assert outcome.claim
    saved = per_phase(outcome.case, prevented("broadband", {subject: -1 / 3}))
    assert saved[7] > 20
    assert (saved[8:] > 2).all()


def test_maintenance_has_one_touchpoint_a_phase_that_fails_for_every_tenth_customer() -> None:
    document = opened("maintenance")
    for column in document.of(Phase):
        chances = [each.quantity("failure").value for each in document.referrers(column.id, Touchpoint)]
        assert sorted(chances, reverse=True) == [0.1, *[0.0] * (len(chances) - 1)]
    onward = [each for each in document.of(Transition) if each.kind is not TransitionKind.FAILURE_DEMAND]
    assert all(each.weight.value == 1 for each in onward)


def test_maintenance_leaves_31_percent_of_customers_unharmed() -> None:
    def lost_at_the_first_failure(model: JourneyModel) -> JourneyModel:
        always = np.ones(model.levels + 1)
        return replace(model, breakdown=always, leave=always, leave_factor=np.ones(model.size))

    for segment in simulator("maintenance").case.segments:
        assert solve(lost_at_the_first_failure(segment.model)).completed == pytest.approx(0.9**11, rel=1e-12)


def test_permit_offices_cause_the_calls_that_the_citizens_office_answers() -> None:
    document, baseline = opened("permit"), simulator("permit").baseline
    call = touchpoint("permit", "Where is my application?")
    assert len(document.of(Department)) == 4
    into = [each for each in document.referrers(call.id, Transition) if each.target == call.id]
    assert {each.kind for each in into} == {TransitionKind.FAILURE_DEMAND}
    causing = {getattr(owning_department(document, each.source), "code", "") for each in into}
    assert causing >= {"PL", "BC"}
    assert getattr(owning_department(document, call.id), "code", "") == "CO"
    assert int(baseline.demand_visits.argmax()) == row("permit", call.name)
    assert int(baseline.breakdowns.argmax()) == row("permit", call.name)


def test_a_nicer_receipt_changes_nothing_later() -> None:
    late = simulator("donor").case.model.phase > 6
    for as_is, nicer in run_scenario("donor", "A nicer receipt"):
        split = compare(as_is, nicer, late)
        assert split.before > 0.1
        assert abs(split.delta) < PRACTICALLY_NOTHING
        assert abs(split.hazard) < 1e-12


def test_even_a_perfect_receipt_changes_nothing_later() -> None:
    outcome = simulator("donor").compare({touchpoint("donor", "Receipt").id: -1.0})
    assert outcome.scenario.failures[row("donor", "Receipt")] == 0
    assert abs(outcome.split.delta) < PRACTICALLY_NOTHING


def test_saying_what_the_gift_did_keeps_donors() -> None:
    outcome = simulator("donor").compare({touchpoint("donor", "What the gift did").id: -0.5})
    assert outcome.claim
    assert outcome.split.delta < -0.01
    assert outcome.scenario.completed > outcome.baseline.completed + 0.02


def test_human_resources_cause_the_breakdowns_that_it_services_pay_for() -> None:
    document, case = opened("employee"), simulator("employee").case
    saved = prevented("employee", {touchpoint("employee", "Tell IT who starts").id: -0.7})
    owners = [getattr(owning_department(document, each), "code", "") for each in case.ids]
    by_owner = {code: saved[[owner == code for owner in owners]].sum() for code in ("HR", "IT")}
    assert by_owner["IT"] > 30
    assert by_owner["IT"] > 5 * by_owner["HR"]
    assert int(breakdowns("employee").argmax()) == row("employee", "Calls the service desk")
    assert accountable(document, touchpoint("employee", "Tell IT who starts").id) in document.of(Department)


def test_only_what_came_with_the_program_is_a_sample(tmp_path: Path) -> None:
    own = contradictions()[0].path
    assert is_sample(own)
    assert is_sample(own.parent / ".." / "contradictions" / own.name)
    assert not is_sample(tmp_path / own.name)
    assert not is_sample(own.parent.parent.with_name("samples of mine") / own.name)
