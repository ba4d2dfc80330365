"""Questions to the engine and its answers: late, failed, out of date, or in time."""

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.builders import fails
from tests.helpers.program import PromptJobs, opened, select
from ui.main_window import MainWindow
from workbench.domain.values import Quantity
from workbench.editing.ownership import add_department, assign
from workbench.editing.structure import connect, delete, set_share
from workbench.simulation.crowd.health import Health


def jobs_of(window: MainWindow) -> PromptJobs:
    assert isinstance(window.jobs, PromptJobs)
    return window.jobs


def check(window: MainWindow) -> str:
    return opened(window).status.check.text()


def test_checking_is_said_until_it_is_answered(journey: MainWindow) -> None:
    jobs = jobs_of(journey)
    jobs.held = True
    journey.do("run")
    assert check(journey) == "Checking with simulated customers…"
    tokens = dict(jobs.asked)
    jobs.finished.emit(tokens["demand"], None)
    assert check(journey) == "Checking with simulated customers…"
    jobs.failed.emit(tokens["health"], RuntimeError())
    assert check(journey) == ""
    assert "Press Run again" in journey.notice.text


def test_customers_who_cannot_be_followed_are_no_agreement(journey: MainWindow) -> None:
    jobs = jobs_of(journey)
    jobs.held = True
    journey.do("run")
    jobs.finished.emit(dict(jobs.asked)["health"], Health(20_000, 7, 0.0, compared=0, unwalked="They go round."))
    assert check(journey) == "Not checked: customers go round too often to be followed"


def test_an_answer_about_the_map_of_before_is_passed_over(journey: MainWindow, qtbot: QtBot) -> None:
    jobs = jobs_of(journey)
    jobs.held = True
    opened(journey).results.find_best()
    token = dict(jobs.asked)["fixes"]
    with qtbot.waitSignal(opened(journey).results.live.changed):
        fails(opened(journey).document, "bill", 0.9)
    jobs.finished.emit(token, [])
    assert opened(journey).panel.shown == "Overview"


def test_every_round_of_questions_drops_what_the_one_before_had_left(journey: MainWindow, qtbot: QtBot) -> None:
    jobs = jobs_of(journey)
    topics = {topic for topic, _ in jobs.asked}
    for chance in (0.3, 0.6):
        with qtbot.waitSignal(opened(journey).results.live.changed):
            fails(opened(journey).document, "bill", chance)
    assert {topic for topic, _ in jobs.asked} == topics
    rounds = {token[0] for _, token in jobs.asked if isinstance(token, tuple)}
    assert len(rounds) == 3
    assert len({token for _, token in jobs.asked}) == len(rounds) * len(topics)


def test_the_fix_goes_with_what_it_was_meant_for_and_the_map_shows_as_is_again(
    journey: MainWindow, qtbot: QtBot
) -> None:
    workspace = opened(journey)
    select(journey, "Welcome pack")
    workspace.panel.turn_to("Simulate")
    workspace.panel.simulate.cut_list.sliders["pack"].track.setValue(50)
    assert workspace.map_page.with_fix
    with qtbot.waitSignal(workspace.results.live.changed):
        delete(workspace.document, ["pack"])
    qtbot.waitUntil(lambda: not workspace.results.live.cuts)
    assert not workspace.map_page.with_fix
    assert workspace.toolbar.fix.key == "as-is"


def test_as_is_and_with_the_fix_take_turns_and_reset_ends_it(journey: MainWindow) -> None:
    workspace = opened(journey)
    select(journey, "Welcome pack")
    workspace.panel.turn_to("Simulate")
    workspace.panel.simulate.cut_list.sliders["pack"].track.setValue(50)
    shown = []
    for _ in range(2):
        journey.do("as-is")
        shown.append(workspace.map.numbers.with_fix is not None)
    assert shown == [False, True]
    journey.do("reset-fix")
    assert workspace.results.live.cuts == {}
    assert workspace.panel.simulate.cuts == {}
    assert not journey.action_set["as-is"].isEnabled()


def test_a_loop_without_an_exit_is_refused_and_healed_by_undo(journey: MainWindow, qtbot: QtBot) -> None:
    workspace = opened(journey)
    live = workspace.results.live
    # nothing goes wrong, so nobody ever leaves in anger either
    for each in ("offer", "pack", "storm", "bill"):
        fails(workspace.document, each, 0.0)
    with qtbot.waitSignal(live.changed):
        way = connect(workspace.document, "bill", "offer")
        set_share(workspace.document, way.id, Quantity(1.0))
    assert live.state.problem
    assert workspace.panel.simulate.head.sentence.text() == live.state.problem
    assert not journey.action_set["run"].isEnabled()
    with qtbot.waitSignal(live.changed):
        journey.do("undo")
        journey.do("undo")
    assert live.state.problem == ""
    assert journey.action_set["run"].isEnabled()


def test_answers_about_other_owners_do_not_go_together(journey: MainWindow, qtbot: QtBot) -> None:
    workspace, jobs = opened(journey), jobs_of(journey)
    questions = workspace.results.questions
    asked = dict(jobs.asked)
    old, late = asked["whole"], questions.answers.whole
    jobs.held = True
    assign(workspace.document, ["pack"], add_department(workspace.document, "Sales").id)
    qtbot.waitUntil(lambda: dict(jobs.asked)["whole"] != old)
    jobs.finished.emit(old, late)
    assert questions.answers.whole is None
    jobs.finished.emit(dict(jobs.asked)["whole"], late)
    assert questions.answers.whole is late


def test_who_pays_is_said_to_be_counted_until_it_is(journey: MainWindow, qtbot: QtBot) -> None:
    workspace, jobs = opened(journey), jobs_of(journey)
    jobs.held = True
    with qtbot.waitSignal(workspace.results.live.changed):
        fails(workspace.document, "bill", 0.9)
    journey.do("view-owners")
    owners = workspace.others.owners
    assert owners is not None
    assert owners.costs.pages.counting.isVisibleTo(owners.costs)


def test_owners_looked_at_right_after_a_removal_wait_for_the_numbers_without_it(
    journey: MainWindow, qtbot: QtBot
) -> None:
    workspace = opened(journey)
    asked = workspace.results.live.state
    delete(workspace.document, ["pack"])
    journey.do("view-owners")
    assert workspace.results.live.state is asked
    qtbot.waitUntil(lambda: workspace.results.live.state is not asked)


@pytest.mark.usefixtures("all_large")
def test_the_engine_check_of_a_large_journey_waits_for_its_numbers(journey: MainWindow, qtbot: QtBot) -> None:
    jobs = jobs_of(journey)
    jobs.held = True
    workspace = opened(journey)
    qtbot.waitUntil(lambda: workspace.results.can_run)
    journey.do("run")
    assert check(journey) == ""
    qtbot.waitUntil(lambda: "Checking" in check(journey))
    assert dict(jobs.asked)["health"]


@pytest.mark.usefixtures("all_large")
def test_owners_may_change_while_a_large_journey_is_worked_out(journey: MainWindow, qtbot: QtBot) -> None:
    workspace = opened(journey)
    qtbot.waitUntil(lambda: workspace.results.can_run)
    fails(workspace.document, "bill", 0.9)
    before = workspace.results.live.state
    delete(workspace.document, ["pack"])
    assign(workspace.document, ["bill"], add_department(workspace.document, "Finance").id)
    qtbot.waitUntil(lambda: workspace.results.live.state is not before)
    outcome = workspace.results.live.state.outcome
    assert outcome is not None
    assert "pack" not in outcome.case.ids
