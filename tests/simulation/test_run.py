import csv
import json
from collections import Counter, defaultdict
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.builders import JOURNEY, empty_journey, journey_of, named, phase_named
from tests.helpers.memory import forgetful, remembering, with_two_personas
from workbench.domain.document import Document
from workbench.domain.elements import Element, Journey, Phase, Touchpoint
from workbench.domain.improvements import Aspect
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Control
from workbench.editing.structure import add, set_fields
from workbench.exchange.event_log import read_event_log
from workbench.simulation.arrays import Bools
from workbench.simulation.build import build, improved
from workbench.simulation.exact import solve
from workbench.simulation.model import JourneyModel
from workbench.simulation.problems import LoopWithoutExit, ModelProblem
from workbench.simulation.results import mix
from workbench.simulation.run import Outcome, Simulator, headline, irritation_per_phase, per_phase
from workbench.simulation.structure import Structure, assemble

PER_PLACE = {"name", "visits", "failures", "breakdowns", "defections", "cost", "time"}
PER_RESULT = {
    "touchpoints",
    "phases",
    "ends",
    "expected_visits",
    "expected_minutes",
    "completed",
    "defected",
    "churned",
}
PER_CHANGE = {"late_breakdowns", "exposure", "hazard", "twin_hazard", "selection", "claim", "sentence"}
NAMES = ("Offer", "Contract", "Delivery", "A storm", "First use", "First bill", "Hotline")

shares = st.floats(0, 1)


def compared(document: Document, late_from: str | None = None, **cuts: float) -> Outcome:
    """The outcome of cuts by the name of a touchpoint or phase, underscores for spaces."""
    places = {each.name: each.id for kind in (Phase, Touchpoint) for each in document.of(kind)}
    by_id = {places[name.replace("_", " ")]: change for name, change in cuts.items()}
    return Simulator(build(document, JOURNEY)).compare(by_id, places[late_from] if late_from else None)


def changed(outcome: Outcome) -> set[str]:
    """The touchpoints that fail less or more often a visit than before."""
    risk = [result.failures / result.visits for result in (outcome.baseline, outcome.scenario)]
    return {outcome.case.model.names[row] for row in np.flatnonzero(~np.isclose(*risk, rtol=1e-12, atol=0))}


def marked(outcome: Outcome, marks: Bools) -> list[str]:
    return [name for name, mark in zip(outcome.case.model.names, marks, strict=True) if mark]


def by_name(outcome: Outcome) -> dict[str, float]:
    """Every number of an outcome under the names of what it belongs to."""
    found: dict[str, float] = {}
    plain = outcome.as_json()
    for state in ("baseline", "scenario"):
        for place in (*plain[state].pop("touchpoints"), *plain[state].pop("phases")):
            found |= {f"{state} {place['name']} {key}": place[key] for key in PER_PLACE - {"name"}}
        found |= {f"{state} end {name}": share for name, share in plain[state].pop("ends").items()}
        found |= {f"{state} {key}": value for key, value in plain[state].items()}
    return found | {key: plain["change"][key] for key in PER_CHANGE - {"sentence"}}


class TestCuts:
    def test_a_cut_makes_failures_rarer_where_it_is_made(self) -> None:
        document = forgetful()
        assert changed(compared(document, Contract=-0.3)) == {"Contract"}
        outcome = compared(document, Contract=-0.3)
        risk = [(each.failures / each.visits)[1] for each in (outcome.baseline, outcome.scenario)]
        assert risk == pytest.approx([0.5, 0.35])

    @pytest.mark.parametrize("parameter", ["severity", "soothing", "retry", "contact_cost", "recovery_quality"])
    def test_any_number_of_a_touchpoint_can_be_changed(self, parameter: str) -> None:
        document = remembering()
        contract = named(document, "Contract")
        outcome = Simulator(build(document, JOURNEY)).compare({contract.id: -0.2, Aspect(contract.id, parameter): 0.5})
        stated = contract.quantity(parameter).value * 1.5
        failing = contract.quantity("failure").value * 0.8
        set_fields(document, contract.id, failure=Quantity(failing), **{parameter: Quantity(stated)})
        expected = Simulator(build(document, JOURNEY)).baseline
        for field in ("visits", "breakdowns", "defections", "cost", "time"):
            assert getattr(outcome.scenario, field) == pytest.approx(getattr(expected, field), rel=1e-9)
        assert [cut.parameter for cut in outcome.cuts] == ["failure", parameter]
        assert outcome.finding().sentence.startswith("The changes at “Contract” ")

    def test_what_is_changed_beside_stays_while_failures_are_cut(self) -> None:
        document = remembering()
        contract = named(document, "Contract").id
        simulator, calmer = Simulator(build(document, JOURNEY)), {Aspect(contract, "severity"): -0.5}
        (late,) = simulator.late_response({contract: -0.1, **calmer}, [0.3])
        assert late == simulator.compare({contract: -0.3, **calmer}).split.after
        assert late < simulator.late_response({contract: -0.1}, [0.3])[0]
        assert simulator.late_response(calmer, [0.3]) == []

    def test_a_phase_stands_for_those_of_its_touchpoints_that_are_within_control(self) -> None:
        document = forgetful()
        assert changed(compared(document, Setup=-0.3)) == {"Delivery", "First use"}
        set_fields(document, named(document, "Delivery").id, control=Control.PARTNER)
        assert changed(compared(document, Setup=-0.3)) == {"Delivery", "First use"}

    def test_a_phase_and_a_touchpoint_in_it_multiply(self) -> None:
        outcome = compared(forgetful(), Order=-0.5, Contract=-0.5)
        risk = outcome.scenario.failures / outcome.scenario.visits
        assert risk[:2] == pytest.approx([0.04, 0.125])

    def test_all_kinds_of_customer_are_given_the_fix(self) -> None:
        document = with_two_personas(remembering())
        simulator = Simulator(build(document, JOURNEY))
        segments, share = simulator.case.segments, [0.75, 0.25]
        assert simulator.baseline.cost == pytest.approx(mix([solve(each.model) for each in segments], share).cost)
        fixed = mix([solve(improved(each.model, [(1, "failure", -0.5)])) for each in segments], share)
        outcome = simulator.compare({named(document, "Contract").id: -0.5})
        for field, values in asdict(fixed).items():
            assert getattr(outcome.scenario, field) == pytest.approx(values, rel=1e-12), field

    @pytest.mark.parametrize("cuts", [{}, {"Contract": 0.0}, {"Setup": 0.0, "Order": 0.0}])
    def test_without_a_cut_the_scenario_is_the_baseline_itself(self, cuts: dict[str, float]) -> None:
        outcome = compared(remembering(), **cuts)
        assert outcome.cuts == ()
        assert outcome.scenario is outcome.baseline
        assert (outcome.split.delta, outcome.split.exposure, outcome.split.hazard, outcome.claim) == (0, 0, 0, False)

    def test_asking_again_gives_the_same_answer(self) -> None:
        document = remembering()
        simulator = Simulator(build(document, JOURNEY))
        cut = {named(document, "Contract").id: -1.0}
        first = simulator.compare(cut).as_json()
        simulator.compare({phase_named(document, "Setup").id: -0.4})
        assert simulator.compare(cut).as_json() == first

    def test_the_journey_may_change_while_its_simulator_is_asked(self) -> None:
        document = remembering()
        simulator = Simulator(build(document, JOURNEY))
        order = phase_named(document, "Order").id
        before = simulator.compare({order: -0.3}).as_json()
        add(document, Touchpoint(id="new", journey=JOURNEY, name="New", phase=order))
        assert simulator.compare({order: -0.3}).as_json() == before

    def test_what_is_neither_touchpoint_nor_phase_is_refused(self) -> None:
        document = remembering()
        for element in (Journey(id="other", title="Other"), Phase(id="p", journey="other", name="P", order=0.0)):
            add(document, element)
        simulator = Simulator(build(document, JOURNEY))
        for subject in ("nothing", "influence", JOURNEY, "p"):
            with pytest.raises(ModelProblem, match=f"“{subject}” is neither a touchpoint nor a phase of this journey"):
                simulator.compare({subject: 0.0})

    def test_a_loop_without_exit_is_refused_by_name(self) -> None:
        with pytest.raises(LoopWithoutExit, match="“first”, “second” can never leave"):
            Simulator(build(_memoryless_loop(), JOURNEY))

    def test_an_empty_journey_is_refused(self) -> None:
        with pytest.raises(ModelProblem, match="no touchpoint"):
            Simulator(build(empty_journey(), JOURNEY))


def _memoryless_loop() -> Document:
    document = journey_of("Use > first", "> second -> first")
    for touchpoint in document.of(Touchpoint):
        set_fields(document, touchpoint.id, failure=Quantity(0.0))
    return document


class TestLate:
    def test_later_are_the_phases_after_the_last_one_changed(self) -> None:
        outcome = compared(remembering(), Contract=-0.3)
        assert marked(outcome, outcome.late) == ["Delivery", "A storm", "First use", "First bill", "Hotline"]
        assert outcome.late_name == "the later phases"
        both = compared(remembering(), Contract=-0.3, Delivery=-0.3)
        assert (marked(both, both.late), both.late_name) == (["First bill", "Hotline"], "“Billing”")

    def test_a_cut_of_nothing_yet_sets_the_border_too_so_that_a_slider_does_not_move_it(self) -> None:
        outcome = compared(remembering(), Delivery=0.0)
        assert marked(outcome, outcome.late) == ["First bill", "Hotline"]
        assert outcome.cuts == ()

    def test_the_first_of_the_later_phases_can_be_chosen(self) -> None:
        outcome = compared(remembering(), late_from="Billing", Contract=-0.3)
        assert marked(outcome, outcome.late) == ["First bill", "Hotline"]
        assert marked(outcome, compared(remembering(), late_from="Order").late) == list(NAMES)

    def test_after_the_last_phase_nothing_is_late(self) -> None:
        outcome = compared(remembering(), Billing=-0.3)
        assert (outcome.late.any(), outcome.late_name, outcome.claim) == (False, "", False)
        assert outcome.finding().sentence.endswith("cannot help later: no phase comes after.")
        assert outcome.scenario.breakdowns.sum() < outcome.baseline.breakdowns.sum()

    @pytest.mark.parametrize("late_from", [None, "Order"])
    def test_what_has_no_phase_is_never_late(self, late_from: str | None) -> None:
        document = journey_of("Order > Offer", "Use > First use", "- > Idea")
        outcome = compared(document, late_from)
        assert marked(outcome, outcome.late) == ["Offer", "First use"]
        assert not compared(document, Idea=-0.3).late.any()

    def test_a_phase_that_is_not_in_the_journey_is_refused(self) -> None:
        document = remembering()
        with pytest.raises(ModelProblem, match="“nowhere” is not a phase of this journey"):
            Simulator(build(document, JOURNEY)).compare({}, "nowhere")


class TestResponse:
    def test_late_breakdowns_fall_from_those_of_today_to_those_of_each_cut(self) -> None:
        document = remembering()
        simulator = Simulator(build(document, JOURNEY))
        subjects = [named(document, name).id for name in ("Offer", "Contract")]
        response = simulator.late_response(dict.fromkeys(subjects, -0.5), [0.0, 0.3, 1.0])
        splits = [simulator.compare(dict.fromkeys(subjects, -cut)).split for cut in (0.3, 1.0)]
        assert response == [splits[0].before, splits[0].after, splits[1].after]
        assert response == sorted(response, reverse=True)

    def test_an_unknown_subject_is_refused(self) -> None:
        with pytest.raises(ModelProblem, match="neither a touchpoint nor a phase"):
            Simulator(build(remembering(), JOURNEY)).late_response({"nothing": -0.5}, [0.5])


class TestClaim:
    @pytest.mark.parametrize("place", ["Order", "Contract", "Delivery"])
    def test_carry_over_is_claimed_where_customers_remember(self, place: str) -> None:
        outcome = compared(remembering(), **{place: -0.5})
        assert outcome.claim
        assert outcome.split.delta < 0
        assert "real carry-over: customers arrive less irritated" in outcome.finding().text

    def test_without_memory_a_better_recovery_still_keeps_customers(self) -> None:
        document = remembering()
        order = phase_named(document, "Order").id
        twin = Simulator(build(document, JOURNEY)).compare({Aspect(order, "recovery_quality"): 0.9}).twin
        assert twin is not None
        assert twin.exposure > 0.0
        assert twin.hazard == pytest.approx(0.0, abs=1e-15)

    def test_what_a_fix_does_on_the_spot_is_not_told_as_carry_over(self) -> None:
        later, everywhere = (compared(remembering(), late_from, Order=-0.5) for late_from in (None, "Order"))
        assert "All of it is real carry-over" in later.finding().reason
        assert "A part of it is real carry-over" in everywhere.finding().reason

    @pytest.mark.parametrize("personas", [False, True])
    @settings(max_examples=25, deadline=None)
    @given(cuts=st.dictionaries(st.sampled_from(("Order", "Setup", *NAMES)), st.floats(-1, 1), min_size=1))
    def test_carry_over_is_never_claimed_where_nothing_carries_over(
        self, personas: bool, cuts: dict[str, float]
    ) -> None:
        outcome = compared(with_two_personas(forgetful()) if personas else forgetful(), **cuts)
        assert not outcome.claim
        assert "real carry-over" not in outcome.finding().text

    def test_without_memory_fewer_early_failures_bring_more_customers_to_later_breakdowns(self) -> None:
        outcome = compared(forgetful(), Order=-0.5)
        assert outcome.split.hazard == pytest.approx(0.0, abs=1e-15)
        assert outcome.finding().text.endswith("More customers stay long enough to get there.")

    @settings(max_examples=25, deadline=None)
    @given(
        failure=st.lists(shares, min_size=7, max_size=7),
        severity=st.lists(shares, min_size=7, max_size=7),
        change=st.floats(-1, 2),
        place=st.sampled_from(("Order", "Contract", "Delivery")),
    )
    def test_the_change_is_exposure_and_hazard_and_every_customer_ends_once(
        self, failure: list[float], severity: list[float], change: float, place: str
    ) -> None:
        document = with_two_personas(remembering())
        for name, chance, harm in zip(NAMES, failure, severity, strict=True):
            set_fields(document, named(document, name).id, failure=Quantity(chance), severity=Quantity(harm))
        outcome = compared(document, **{place: change})
        split = outcome.split
        assert split.exposure + split.hazard == pytest.approx(split.delta, abs=1e-12)
        for result in (outcome.baseline, outcome.scenario):
            assert result.ends.sum() == pytest.approx(1.0, abs=1e-12)
            assert result.completed + result.defected + result.churned == pytest.approx(1.0, abs=1e-12)


class TestPlainData:
    @pytest.fixture
    def outcome(self) -> Outcome:
        return compared(with_two_personas(remembering()), Contract=-0.5)

    def test_the_keys_are_those_that_others_read(self, outcome: Outcome) -> None:
        plain = outcome.as_json()
        assert plain.keys() == {"entrants", "baseline", "scenario", "change"}
        assert plain["change"].keys() == PER_CHANGE
        for state in ("baseline", "scenario"):
            assert plain[state].keys() == PER_RESULT
            assert all(place.keys() == PER_PLACE for key in ("touchpoints", "phases") for place in plain[state][key])

    def test_it_is_json_without_anything_that_is_no_number(self, outcome: Outcome) -> None:
        assert json.loads(json.dumps(outcome.as_json(), allow_nan=False)) == outcome.as_json()

    def test_touchpoints_add_up_to_their_phases(self, outcome: Outcome) -> None:
        plain = outcome.as_json()["scenario"]
        assert [each["name"] for each in plain["touchpoints"]] == list(NAMES)
        assert [each["name"] for each in plain["phases"]] == ["Order", "Setup", "Billing"]
        for key in PER_PLACE - {"name"}:
            own = [each[key] for each in plain["touchpoints"]]
            expected = [sum(own[:2]), sum(own[2:5]), sum(own[5:])]
            assert [each[key] for each in plain["phases"]] == pytest.approx(expected)

    def test_counts_are_per_so_many_customers_and_probabilities_are_not(self, outcome: Outcome) -> None:
        thousand, one = outcome.as_json(), outcome.as_json(1.0)
        assert (thousand["entrants"], one["entrants"]) == (1000.0, 1.0)
        for key in ("late_breakdowns", "exposure", "hazard", "twin_hazard"):
            assert thousand["change"][key] == pytest.approx(1000 * one["change"][key])
        costs = [plain["baseline"]["touchpoints"][0]["cost"] for plain in (thousand, one)]
        assert costs[0] == pytest.approx(1000 * costs[1])
        for key in ("ends", "expected_visits", "completed", "defected", "churned"):
            assert thousand["baseline"][key] == one["baseline"][key]

    def test_ends_are_told_for_each_touchpoint_also_where_names_are_alike(self) -> None:
        document = journey_of("Order > Call", "> Call", "> Call (2)", "Use > Call")
        ends = compared(document).as_json()["baseline"]["ends"]
        assert len(ends) == 4
        assert sum(ends.values()) == pytest.approx(1.0)

    def test_the_sentence_is_the_finding(self, outcome: Outcome) -> None:
        assert outcome.as_json(50.0)["change"]["sentence"] == outcome.finding(50.0).text


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(list(with_two_personas(remembering()).elements.values())))
def test_the_order_in_which_elements_were_added_changes_no_number(order: list[Element]) -> None:
    expected, found = (
        by_name(compared(document, Contract=-0.5)) for document in (with_two_personas(remembering()), Document(order))
    )
    assert found == pytest.approx(expected, rel=1e-9)


class TestPhases:
    def test_a_phase_where_nothing_happens_has_none_of_everything(self) -> None:
        document = remembering()
        add(document, Phase(id="empty", journey=JOURNEY, name="After", order=99.0))
        outcome = compared(document)
        assert per_phase(outcome.case, outcome.baseline.visits)[-1] == 0.0
        assert np.isnan(irritation_per_phase(outcome.case, outcome.baseline)[-1])

    def test_irritation_is_a_share_of_the_full_glass(self) -> None:
        document = journey_of("Order > Offer", "Use > First use")
        set_fields(
            document, named(document, "Offer").id, failure=Quantity(1.0), severity=Quantity(1.0), retry=Quantity(0.0)
        )
        outcome = compared(document)
        calm, upset = irritation_per_phase(outcome.case, outcome.baseline)
        assert calm == 0.0
        assert 0.9 < upset < 1.0

    def test_the_headline_names_the_phase_with_most_breakdowns(self) -> None:
        outcome = compared(remembering())
        counts = per_phase(outcome.case, outcome.baseline.breakdowns) * 1000
        assert counts.argmax() == 2
        assert headline(outcome) == (
            f"“Billing” is where customers blow up: about {counts[2]:.0f} of {counts.sum():.0f} breakdowns."
        )

    def test_without_phases_the_headline_names_the_touchpoint(self) -> None:
        document = journey_of("- > Idea", "> Trial")
        set_fields(document, named(document, "Trial").id, failure=Quantity(0.9))
        assert headline(compared(document)).startswith("“Trial” is where customers blow up: about ")

    def test_where_all_breakdowns_are_in_one_phase_the_headline_says_all(self) -> None:
        outcome = compared(journey_of("Order > Offer", "> Trial"))
        total = outcome.baseline.breakdowns.sum() * 1000
        assert headline(outcome) == f"“Order” is where customers blow up: all of about {total:.1f} breakdowns."

    def test_where_nothing_fails_the_headline_says_so(self) -> None:
        document = journey_of("Order > Offer")
        set_fields(document, named(document, "Offer").id, failure=Quantity(0.0))
        assert headline(compared(document)) == "Customers hardly ever blow up on this journey."
        assert compared(document).finding().sentence == "Nothing is changed: hardly any breakdowns."

    def test_what_is_not_placed_yet_is_counted_where_nothing_is_changed(self) -> None:
        outcome = compared(journey_of("- > Idea", "> Trial"))
        total = float(outcome.baseline.breakdowns.sum()) * 1000
        assert outcome.finding().sentence == f"Nothing is changed: about {total:.1f} breakdowns."


LOGS = {
    "running-example.csv": ("case:concept:name", "concept:name", "time:timestamp", 6, 42),
    "running-example-semicolon.csv": ("case_id", "activity", "timestamp", 6, 42),
    "interval_event_log.csv": ("case:concept:name", "concept:name", "start_timestamp", 1266, 8109),
    "receipt.csv": ("case:concept:name", "concept:name", "time:timestamp", 1434, 8577),
}


def last_activities(path: Path, case: str, activity: str, time: str) -> Counter[str]:
    """How many cases of a log end with each activity, counted without any code of the project."""
    events: defaultdict[str, list[tuple[datetime, str]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";" if "semicolon" in path.name else ","):
            events[row[case]].append((datetime.fromisoformat(row[time]), row[activity]))
    return Counter(sorted(own, key=lambda event: event[0])[-1][1] for own in events.values())


@pytest.mark.parametrize("file", LOGS)
def test_a_journey_where_nothing_fails_gives_back_the_log_it_was_made_of(shared_data: Path, file: str) -> None:
    case, activity, time, cases, events = LOGS[file]
    path = shared_data / "event-logs" / file
    imported = read_event_log(path, case=case, activity=activity, time=time, failure=Quantity(0.0))
    document = Document(imported.elements)
    baseline = Simulator(build(document, document.of(Journey)[0].id)).compare({}).as_json()["baseline"]
    last = last_activities(path, case, activity, time)
    assert last.total() == cases
    assert baseline["ends"] == pytest.approx({name: last[name] / cases for name in baseline["ends"]}, abs=1e-9)
    assert baseline["expected_visits"] == pytest.approx(events / cases, abs=1e-9)
    assert baseline["completed"] == pytest.approx(1.0, abs=1e-9)


def test_the_case_is_the_one_that_was_built() -> None:
    document = remembering()
    case = Simulator(build(document, JOURNEY)).case
    assert (case.ids, case.guesses) == (build(document, JOURNEY).ids, build(document, JOURNEY).guesses)


def test_nobody_runs_the_journey_without_memory_before_a_fix_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[JourneyModel] = []

    def note(model: JourneyModel) -> Structure:
        made.append(model)
        return assemble(model)

    monkeypatch.setattr("workbench.simulation.run.assemble", note)
    document = journey_of("P > A -> B", "> B -> -")
    simulator = Simulator(build(document, JOURNEY))
    unchanged = simulator.compare({})
    assert len(made) == 1
    assert (unchanged.split.hazard, unchanged.claim) == (0.0, False)
    simulator.compare({named(document, "A").id: -0.5})
    simulator.compare({named(document, "A").id: -0.6})
    assert len(made) == 2
