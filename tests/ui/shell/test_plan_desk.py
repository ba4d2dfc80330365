"""From the question to the map, with the engine's answers as they are."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.program import PromptJobs, opened
from ui.main_window import MainWindow
from ui.panels.plan import PlanView
from ui.shell.plan_desk import QUIET_MS, PlanDesk
from workbench.domain.elements import Improvement, Scenario
from workbench.domain.improvements import Aspect
from workbench.domain.values import Quantity
from workbench.editing.structure import set_fields


@pytest.fixture
def view(journey: MainWindow) -> PlanView:
    """The plan view of a journey without fixes."""
    journey.do("view-plan")
    page = opened(journey).others.page("plan")
    assert isinstance(page, PlanView)
    return page


def desk(window: MainWindow) -> PlanDesk:
    (found,) = opened(window).results.findChildren(PlanDesk)
    return found


def fixes(window: MainWindow) -> list[Improvement]:
    return opened(window).document.of(Improvement)


def cheap(window: MainWindow) -> None:
    for fix in fixes(window):
        set_fields(opened(window).document, fix.id, one_off_cost=Quantity(100.0))


def held_jobs(window: MainWindow) -> PromptJobs:
    """The window's jobs, which answer nothing from now on."""
    assert isinstance(window.jobs, PromptJobs)
    window.jobs.held = True
    return window.jobs


def test_one_click_suggests_fixes_and_finds_the_best_set(journey: MainWindow, view: PlanView) -> None:
    assert view.empty.isVisible()
    assert view.empty.button is not None
    view.empty.button.click()
    assert [fix.name.split(":")[0] for fix in fixes(journey)] == ["Get an offer", "Welcome pack", "First bill"]
    assert view.outcome.sentence.text().startswith("For 20,000 the best set is")
    assert {verdict.chosen for row in range(3) if (verdict := view.fixes.grid.table.verdict(row))} == {True}


def test_the_suggestion_is_one_step(journey: MainWindow, view: PlanView) -> None:
    desk(journey).suggest()
    journey.do("undo")
    assert fixes(journey) == []
    assert view.empty.isVisible()


def test_another_budget_is_answered_at_once_and_made_sure_when_it_rests(
    journey: MainWindow, view: PlanView, qtbot: QtBot
) -> None:
    desk(journey).suggest()
    view.wishes.take_budget(5000.0)
    plan = desk(journey).plan
    assert plan is not None
    assert len(plan.fixes) == 1
    assert not view.money.isEnabled()
    qtbot.waitUntil(view.money.isEnabled)
    assert "is best" in view.outcome.sentence.text()


def test_a_budget_that_nothing_fits_says_what_the_cheapest_fix_costs(journey: MainWindow, view: PlanView) -> None:
    desk(journey).suggest()
    view.wishes.take_budget(10.0)
    assert "the cheapest fix" in view.outcome.sentence.text()
    assert view.chart.isHidden()


def test_an_edit_makes_the_plan_stale_and_it_is_found_anew(journey: MainWindow, view: PlanView, qtbot: QtBot) -> None:
    desk(journey).suggest()
    cheap(journey)
    assert view.outcome.sentence.colour_role == "text_2"
    qtbot.waitUntil(lambda: view.outcome.sentence.colour_role == "text")
    plan = desk(journey).plan
    assert plan is not None
    assert plan.one_off == 300.0


def test_what_changed_behind_another_view_is_asked_when_the_plan_comes_up_again(
    journey: MainWindow, view: PlanView, qtbot: QtBot
) -> None:
    desk(journey).suggest()
    journey.do("view-map")
    cheap(journey)
    qtbot.wait(QUIET_MS + 200)
    assert view.outcome.sentence.colour_role == "text_2"
    journey.do("view-plan")
    assert view.outcome.sentence.colour_role == "text"


def test_another_goal_is_asked_anew(journey: MainWindow, view: PlanView, qtbot: QtBot) -> None:
    desk(journey).suggest()
    view.wishes.goal.segment("cost").click()
    assert view.outcome.sentence.colour_role == "text_2"
    qtbot.waitUntil(lambda: view.outcome.sentence.colour_role == "text")
    assert view.outcome.sentence.text().endswith(" less.") or " less (" in view.outcome.sentence.text()


def test_a_kept_set_becomes_a_scenario_and_is_in_force(journey: MainWindow, view: PlanView) -> None:
    desk(journey).suggest()
    view.outcome.keep.click()
    (kept,) = opened(journey).document.of(Scenario)
    assert set(kept.improvements) == {fix.id for fix in fixes(journey)}
    cuts = opened(journey).results.live.cuts
    assert cuts == pytest.approx({fix.subject: -0.3 for fix in fixes(journey)})


def test_the_map_shows_the_set(journey: MainWindow, view: PlanView, qapp: QApplication) -> None:
    desk(journey).suggest()
    view.outcome.show_on_map.click()
    page = opened(journey).map_page
    assert page.isVisible()
    assert page.with_fix


def test_the_map_shows_fixes_of_other_numbers_than_failures_too(journey: MainWindow, view: PlanView) -> None:
    desk(journey).suggest()
    first = fixes(journey)[0]
    set_fields(opened(journey).document, first.id, parameter="severity")
    desk(journey).find()
    view.outcome.show_on_map.click()
    assert Aspect(first.subject, "severity") in opened(journey).results.live.cuts


def test_a_search_can_be_given_up(journey: MainWindow, view: PlanView) -> None:
    desk(journey).suggest()
    jobs = held_jobs(journey)
    desk(journey).find()
    before = view.outcome.sentence.text()
    task, _ = jobs.waiting["plan"]
    view.outcome.progress.stop.click()
    assert task.is_stopped
    jobs.failed.emit(task, RuntimeError())
    assert view.outcome.sentence.text() == before


def test_a_process_that_was_killed_is_told(journey: MainWindow, view: PlanView) -> None:
    desk(journey).suggest()
    jobs = held_jobs(journey)
    desk(journey).find()
    jobs.failed.emit(jobs.waiting["plan"][0], RuntimeError())
    assert "was stopped" in view.outcome.sentence.text()


def test_a_key_leads_to_the_plan_and_asks_once(journey: MainWindow, view: PlanView) -> None:
    desk(journey).suggest()
    jobs = held_jobs(journey)
    journey.do("plan")
    assert view.isVisible()
    assert jobs.waiting == {}
