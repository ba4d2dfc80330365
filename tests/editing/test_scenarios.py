from itertools import count

import pytest

from workbench.domain.document import Document
from workbench.domain.elements import Improvement, Phase, Scenario, Touchpoint
from workbench.domain.improvements import Aspect, changes_in
from workbench.domain.vocabulary import Control
from workbench.editing.history import History
from workbench.editing.problems import VerbProblem
from workbench.editing.scenarios import free_scenario_name, keep_scenario
from workbench.editing.structure import add_journey, add_phase, add_touchpoint, set_fields


@pytest.fixture
def document() -> Document:
    numbers = count()
    return Document(new_id=lambda: f"e{next(numbers)}")


@pytest.fixture
def journey(document: Document) -> str:
    return add_journey(document, "Broadband").id


@pytest.fixture
def phase(document: Document, journey: str) -> Phase:
    return add_phase(document, journey, "Delivery")


@pytest.fixture
def pack(document: Document, journey: str, phase: Phase) -> Touchpoint:
    return add_touchpoint(document, journey, "Welcome pack")


def test_cuts_become_improvements_of_one_scenario_in_one_step(
    document: Document, journey: str, phase: Phase, pack: Touchpoint
) -> None:
    history = History(document)
    scenario = keep_scenario(document, journey, "Better welcome", {pack.id: -0.3, phase.id: -0.1})
    fixes = [document.get(Improvement, each) for each in scenario.improvements]
    assert [(fix.subject, fix.parameter, fix.change.value) for fix in fixes] == [
        (pack.id, "failure", -0.3),
        (phase.id, "failure", -0.1),
    ]
    assert fixes[0].name == "Welcome pack goes wrong 30 % less often"
    history.undo()
    assert document.of(Improvement) == []
    assert document.of(Scenario) == []


def test_a_change_of_another_number_than_failures_is_kept_as_one(
    document: Document, journey: str, pack: Touchpoint
) -> None:
    changes = {pack.id: -0.3, Aspect(pack.id, "soothing"): 1.0}
    scenario = keep_scenario(document, journey, "Nicer", changes)
    assert changes_in(document, scenario) == pytest.approx(changes)
    assert document.get(Improvement, scenario.improvements[1]).name == (
        "Welcome pack, how much a success soothes: 100 % more"
    )


def test_a_cut_of_nothing_is_left_out(document: Document, journey: str, phase: Phase, pack: Touchpoint) -> None:
    scenario = keep_scenario(document, journey, "Better", {pack.id: -0.3, phase.id: 0.0})
    assert len(scenario.improvements) == 1


def test_a_scenario_without_any_change_is_refused(document: Document, journey: str, pack: Touchpoint) -> None:
    with pytest.raises(VerbProblem, match="Nothing differs"):
        keep_scenario(document, journey, "Better", {pack.id: 0.0})


def test_a_name_is_given_once(document: Document, journey: str, pack: Touchpoint) -> None:
    keep_scenario(document, journey, "Better", {pack.id: -0.3})
    with pytest.raises(VerbProblem, match="already"):
        keep_scenario(document, journey, " Better ", {pack.id: -0.5})
    assert free_scenario_name(document, journey, "Better") == "Better 2"
    assert free_scenario_name(document, journey, "Other") == "Other"


def test_what_is_outside_our_control_cannot_be_fixed(document: Document, journey: str, pack: Touchpoint) -> None:
    set_fields(document, pack.id, control=Control.EXTERNAL)
    with pytest.raises(VerbProblem, match="outside our control"):
        keep_scenario(document, journey, "Better", {pack.id: -0.3})
    assert document.of(Improvement) == []


def test_an_unknown_subject_is_a_key_error(document: Document, journey: str) -> None:
    with pytest.raises(KeyError):
        keep_scenario(document, journey, "Better", {"nobody": -0.3})


def test_what_goes_wrong_more_often_says_so(document: Document, journey: str, pack: Touchpoint) -> None:
    scenario = keep_scenario(document, journey, "Worse", {pack.id: 0.25})
    assert document.get(Improvement, scenario.improvements[0]).name == "Welcome pack goes wrong 25 % more often"
