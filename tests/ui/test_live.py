"""The results follow the map and the sliders, and nothing else."""

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.builders import JOURNEY, empty_journey, fails, journey_of, named, phase_named
from ui.bridge import DocumentBridge
from ui.live import LiveResults, LiveState
from workbench.domain.document import Document
from workbench.editing.ownership import add_department
from workbench.editing.structure import add_touchpoint, connect, delete, influence
from workbench.simulation.build import build
from workbench.simulation.crowd.outcome import walk_outcome
from workbench.simulation.problems import ModelProblem

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def document() -> Document:
    return journey_of("Order > A", "> B", "Use > C")


def live_on(document: Document) -> tuple[LiveResults, list[LiveState]]:
    live = LiveResults(document, JOURNEY)
    bridge = DocumentBridge(document, live)
    bridge.published.connect(live.follow)
    told: list[LiveState] = []
    live.changed.connect(told.append)
    live.refresh()
    return live, told


def breakdowns(state: LiveState) -> float:
    assert state.outcome is not None
    return float(state.outcome.scenario.breakdowns.sum())


def test_without_two_connected_touchpoints_there_is_nothing_to_say_and_no_problem() -> None:
    _, told = live_on(empty_journey())
    assert told == [LiveState(None, "", True)]


def test_a_touchpoint_that_leads_to_itself_alone_is_not_enough_here_as_in_the_panels() -> None:
    document = journey_of("Order > A -> -")
    connect(document, named(document, "A").id, named(document, "A").id)
    _, told = live_on(document)
    assert told == [LiveState(None, "", True)]


def test_a_change_of_a_number_is_answered_after_a_moment(document: Document, qtbot: QtBot) -> None:
    live, told = live_on(document)
    with qtbot.waitSignals([live.outdated, live.changed]):
        fails(document, named(document, "A").id, 0.9)
    assert breakdowns(told[-1]) > breakdowns(told[0])


def test_many_changes_at_once_are_answered_once(document: Document, qtbot: QtBot) -> None:
    live, told = live_on(document)
    with qtbot.waitSignal(live.changed):
        for chance in (0.1, 0.2, 0.3):
            fails(document, named(document, "A").id, chance)
    assert len(told) == 2


def test_what_does_not_touch_the_numbers_is_passed_over(document: Document, qtbot: QtBot) -> None:
    live, _ = live_on(document)
    with qtbot.assertNotEmitted(live.outdated):
        add_department(document, "Finance")


def test_a_fix_is_answered_at_once_and_letting_go_says_the_same(document: Document) -> None:
    live, told = live_on(document)
    early = phase_named(document, "Order").id
    live.set_cuts({early: -0.5}, settled=False)
    live.set_cuts({early: -0.5}, settled=True)
    assert breakdowns(told[1]) < breakdowns(told[0])
    assert told[2].outcome is told[1].outcome
    assert [state.settled for state in told] == [True, False, True]


def test_the_fix_of_what_is_deleted_is_forgotten(document: Document, qtbot: QtBot) -> None:
    live, _told = live_on(document)
    live.set_cuts({named(document, "B").id: -0.5}, settled=True)
    with qtbot.waitSignal(live.changed):
        delete(document, [named(document, "B").id])
    assert live.cuts == {}


def test_the_later_breakdowns_fall_with_the_cut(document: Document) -> None:
    live, _ = live_on(document)
    assert live.late_response([0.0, 1.0]) == []
    live.set_cuts({phase_named(document, "Order").id: -0.5}, settled=True)
    none, half, all_of_it = live.late_response([0.0, 0.5, 1.0])
    assert none > half > all_of_it


def test_after_its_end_nothing_is_answered_any_more(document: Document, qtbot: QtBot) -> None:
    live, told = live_on(document)
    fails(document, named(document, "A").id, 0.9)
    live.close()
    live.refresh()
    qtbot.wait(60)
    assert len(told) == 1


def too_large() -> Document:
    """Eleven failures that are remembered up to the last touchpoint, one more than the exact engine can hold."""
    early = [f"T{number}" for number in range(11)]
    document = journey_of(f"Order > {early[0]}", *(f"> {name}" for name in early[1:]), "Use > Last")
    for name in early:
        influence(document, named(document, name).id, named(document, "Last").id)
    return document


def test_what_the_exact_engine_refuses_is_given_out_to_be_walked_once_a_question() -> None:
    document = too_large()
    live, told = live_on(document)
    assert told[-1].to_walk is not None
    assert told[-1].outcome is None
    assert "walking" in told[-1].problem
    live.refresh()
    assert told[-1].to_walk is not None
    live.set_cuts({named(document, "T0").id: -0.5}, settled=False)
    assert told[-1].to_walk is None
    live.set_cuts({named(document, "T0").id: -0.5}, settled=True)
    assert told[-1].to_walk is not None
    live.set_cuts({named(document, "T0").id: -0.5}, settled=True)
    assert told[-1].to_walk is None


def test_what_was_walked_stands_with_a_remark_until_the_next_walk_or_its_refusal() -> None:
    document = too_large()
    live, told = live_on(document)
    case = told[-1].to_walk
    assert case is not None
    walked = walk_outcome(case, {}, 200, 7)
    live.take_walked(walked)
    assert told[-1].outcome is walked.outcome
    assert told[-1].remark.startswith("From 200 simulated customers with seed 7 (give or take ")
    assert told[-1].problem == ""
    live.set_cuts({named(document, "T0").id: -0.5}, settled=False)
    assert told[-1].outcome is walked.outcome
    live.refuse(ModelProblem("They walk for ever."))
    assert (told[-1].outcome, told[-1].problem) == (None, "They walk for ever.")


def test_a_walk_that_comes_when_the_map_has_been_mended_is_passed_over(document: Document) -> None:
    live, told = live_on(document)
    live.take_walked(walk_outcome(build(document, JOURNEY), {}, 100, 7))
    live.refuse(ModelProblem("They walk for ever."))
    assert len(told) == 1


@pytest.mark.usefixtures("all_large")
def test_a_large_journey_answers_when_it_has_been_worked_out(document: Document, qtbot: QtBot) -> None:
    live, told = live_on(document)
    assert told == []
    qtbot.waitUntil(lambda: bool(told))
    assert (live.simulator is None, live.unharmed < 1.0) == (False, True)
    assert told[-1].outcome is not None
    live.close()


@pytest.mark.usefixtures("all_large")
def test_a_slider_that_moves_while_a_large_journey_is_worked_out_is_answered_with_it(
    document: Document, qtbot: QtBot
) -> None:
    live, told = live_on(document)
    live.set_cuts({phase_named(document, "Order").id: -0.5}, settled=True)
    qtbot.waitUntil(lambda: bool(told))
    assert len(told) == 1
    assert told[0].outcome is not None
    assert told[0].outcome.cuts
    live.close()


@pytest.mark.usefixtures("all_large")
def test_what_was_worked_out_of_a_journey_that_has_changed_since_is_not_told(document: Document, qtbot: QtBot) -> None:
    live, told = live_on(document)
    delete(document, [named(document, "B").id])
    qtbot.waitUntil(lambda: bool(told))
    state = told[-1]
    assert len(told) == 1
    assert state.outcome is None or set(state.outcome.case.ids) <= document.elements.keys()
    live.close()


@pytest.mark.usefixtures("all_large")
def test_until_the_next_state_is_worked_out_the_later_breakdowns_are_those_of_the_fix_answered_last(
    document: Document, qtbot: QtBot
) -> None:
    live, told = live_on(document)
    qtbot.waitUntil(lambda: bool(told))
    live.set_cuts({phase_named(document, "Order").id: -0.5}, settled=True)
    known = live.late_response([0.5])
    new = add_touchpoint(document, JOURNEY, "New")
    live.refresh()
    live.set_cuts({new.id: -0.5}, settled=False)
    assert live.late_response([0.5]) == known
    qtbot.waitUntil(lambda: len(told) == 3)
    live.close()
