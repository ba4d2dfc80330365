"""From the button to the sentence, with runs as they are, only smaller."""

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.program import PromptJobs, opened
from ui.main_window import MainWindow
from ui.panels.cuts import Cuts
from ui.panels.owners import OwnersView
from ui.panels.waiting import WaitingPane
from ui.shell import waiting_desk
from workbench.domain.elements import Department, Journey, Touchpoint
from workbench.domain.values import Quantity
from workbench.editing.ownership import add_department, assign
from workbench.editing.structure import rename, set_fields
from workbench.simulation.problems import ModelProblem
from workbench.simulation.queueing.question import Size


@pytest.fixture
def pane(journey: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> WaitingPane:
    """The card of a journey where one department with one person answers for everything."""
    monkeypatch.setattr(waiting_desk, "Size", lambda: Size(customers=40, runs=2))
    page = opened(journey)
    desk = add_department(page.document, "Desk")
    assign(page.document, [each.id for each in page.document.of(Touchpoint)], desk.id)
    for each in list(page.document.of(Touchpoint)):
        set_fields(page.document, each.id, handling_time=Quantity(3.0))
    set_fields(page.document, page.journey, customers_a_month=Quantity(600.0))
    set_fields(page.document, desk.id, staff=1)
    journey.do("view-owners")
    view = page.others.page("owners")
    assert isinstance(view, OwnersView)
    view.turn_to("work")
    qtbot.waitUntil(view.work.waits.see.isEnabled)
    return view.work.waits


def staff(window: MainWindow, people: int | None) -> None:
    (desk,) = opened(window).document.of(Department)
    set_fields(opened(window).document, desk.id, staff=people)


def held(window: MainWindow) -> PromptJobs:
    assert isinstance(window.jobs, PromptJobs)
    window.jobs.held = True
    return window.jobs


def test_one_click_tells_who_waits(journey: MainWindow, pane: WaitingPane) -> None:
    pane.see.click()
    assert "Desk" in pane.sentence.text()
    assert [row.name for row in pane.table.found.rows] == ["Desk", "All together"]
    assert "seed 7" in pane.rests_on.text()
    before = pane.table.found.rows
    pane.see.click()
    assert pane.table.found.rows == before


def test_the_fix_in_force_stands_beside(journey: MainWindow, pane: WaitingPane) -> None:
    opened(journey).results.put_in_force(Cuts({"pack": -0.5}))
    pane.see.click()
    assert [row.with_fix for row in pane.table.found.rows] == [False, True, False, True]
    assert "fewer failures at “Welcome pack”" in pane.lines.text()


def test_what_no_longer_holds_is_marked_until_it_holds_again(journey: MainWindow, pane: WaitingPane) -> None:
    pane.see.click()
    staff(journey, 2)
    assert pane.changed.isVisible()
    staff(journey, 1)
    assert not pane.changed.isVisible()
    opened(journey).results.put_in_force(Cuts({"pack": -0.5}))
    assert pane.changed.isVisible()
    opened(journey).results.reset_fix()
    assert not pane.changed.isVisible()
    set_fields(opened(journey).document, "pack", failure=Quantity(0.4))
    assert pane.changed.isVisible()


def test_a_run_can_be_given_up(journey: MainWindow, pane: WaitingPane, qtbot: QtBot) -> None:
    jobs = held(journey)
    pane.see.click()
    task, _ = jobs.waiting["waiting"]
    qtbot.waitUntil(pane.progress.isVisible)
    assert pane.progress.doing.text() == "Following customers, 0 of 200"
    pane.progress.stop.click()
    assert task.is_stopped
    assert not pane.progress.isVisible()
    jobs.failed.emit(task, RuntimeError())
    assert not pane.sentence.isVisible()


def test_another_map_ends_the_run(journey: MainWindow, pane: WaitingPane) -> None:
    jobs = held(journey)
    pane.see.click()
    rename(opened(journey).document, "pack", "Parcel")
    assert jobs.waiting == {}


def test_the_window_that_closes_ends_the_run(journey: MainWindow, pane: WaitingPane) -> None:
    jobs = held(journey)
    pane.see.click()
    task, _ = jobs.waiting["waiting"]
    journey.files.session = None
    journey.do("close")
    assert task.is_stopped


@pytest.mark.parametrize(
    ("fault", "said"), [(ModelProblem("Too few hours."), "Too few hours."), (RuntimeError(), "was stopped")]
)
def test_what_goes_wrong_is_one_sentence(journey: MainWindow, pane: WaitingPane, fault: Exception, said: str) -> None:
    jobs = held(journey)
    pane.see.click()
    jobs.failed.emit(jobs.waiting["waiting"][0], fault)
    assert said in pane.sentence.text()


def test_without_a_limit_there_is_nothing_to_ask(journey: MainWindow, pane: WaitingPane, qtbot: QtBot) -> None:
    staff(journey, None)
    qtbot.waitUntil(lambda: not pane.see.isEnabled())
    assert opened(journey).document.get(Journey, opened(journey).journey).customers_a_month == Quantity(600.0)
