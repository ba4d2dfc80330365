from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.controls.test_frontier import NUMBERS
from tests.ui.panels.conftest import Desk
from tests.ui.panels.test_plan_money import BILL, BOOKS
from ui.controls.look import Look
from ui.panels.plan import PlanView
from ui.panels.plan_cells import Verdict
from ui.panels.plan_shown import Money, PlanShown
from workbench.domain.elements import Improvement
from workbench.editing.improvements import add_improvement
from workbench.editing.structure import delete

SHOWN = PlanShown(
    headline="For 2,500 EUR the best set is “A small fix”.",
    lines=("It costs 1,000.",),
    verdicts={},
    frontier=NUMBERS,
    frontier_title="With 2,500 EUR, one small fix prevents 20",
    money=Money("At 9 customers a month.", BILL, "It pays.", BOOKS, ""),
    is_empty=False,
)


@pytest.fixture
def view(desk: Desk, look: Look, qtbot: QtBot) -> PlanView:
    add_improvement(desk.document, desk.journey)
    made = PlanView(desk.document, desk.journey, look)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.set_can_run(True)
    return made


def in_sight(*widgets: QWidget) -> list[bool]:
    return [widget.isVisible() for widget in widgets]


def test_before_anything_was_asked_the_table_says_what_will_come(view: PlanView) -> None:
    assert in_sight(view.fixes, view.chart, view.money, view.outcome.keep) == [True, False, False, False]
    assert view.promise.isVisible()


def test_a_few_fixes_take_no_more_height_than_their_rows(view: PlanView, desk: Desk) -> None:
    view.resize(1000, 1000)
    QApplication.processEvents()
    grid = view.fixes.grid
    below = grid.mapTo(view.fixes, grid.rect().bottomLeft()).y() + 1
    assert view.fixes.height() == below
    assert view.promise.y() < 500
    for _ in range(12):
        add_improvement(desk.document, desk.journey)
    QApplication.processEvents()
    assert view.fixes.is_long
    assert view.promise.geometry().bottom() > 900


def test_a_plan_shows_its_sentence_chart_and_money(view: PlanView) -> None:
    view.show_plan(SHOWN)
    assert view.outcome.sentence.text() == SHOWN.headline
    assert in_sight(view.chart, view.money, view.outcome.keep, view.promise) == [True, True, True, False]


def test_a_set_of_nothing_is_not_kept_and_costs_nothing(view: PlanView) -> None:
    view.show_plan(replace(SHOWN, is_empty=True))
    assert in_sight(view.money, view.outcome.keep, view.outcome.show_on_map) == [False, False, False]


def test_while_the_budget_moves_the_money_is_behind(view: PlanView) -> None:
    view.show_plan(SHOWN)
    view.show_plan(replace(SHOWN, money=None))
    assert view.money.isVisible()
    assert not view.money.isEnabled()


def test_a_problem_takes_the_results_away(view: PlanView) -> None:
    view.show_plan(replace(SHOWN, verdicts={view.fixes.grid.table.ids[0]: Verdict(True, 1.0, 1.0, 1.0)}))
    view.show_problem("Nothing fits a budget of 5.")
    assert view.outcome.sentence.text() == "Nothing fits a budget of 5."
    assert in_sight(view.chart, view.money, view.outcome.keep) == [False, False, False]
    assert view.fixes.grid.table.verdict(0) is None


def test_results_stand_beside_the_table_where_there_is_room(view: PlanView) -> None:
    view.show_plan(SHOWN)
    view.resize(1400, 800)
    QApplication.processEvents()
    beside = view.chart.mapTo(view, view.chart.rect().topLeft()).x()
    view.resize(900, 800)
    QApplication.processEvents()
    below = view.chart.mapTo(view, view.chart.rect().topLeft()).x()
    assert beside > below


def test_few_fixes_end_with_their_rows_however_long_the_page_beside_them_is(desk: Desk, view: PlanView) -> None:
    view.resize(1400, 2000)
    view.show_plan(SHOWN)
    QApplication.processEvents()
    few = view.fixes.grid.height()
    assert few < view.fixes.height() / 2
    for _ in range(12):
        add_improvement(desk.document, desk.journey)
    QApplication.processEvents()
    assert view.fixes.grid.height() > 2 * few


def test_without_fixes_they_are_suggested(desk: Desk, view: PlanView, qtbot: QtBot) -> None:
    delete(desk.document, [each.id for each in desk.document.of(Improvement)])
    assert view.empty.isVisible()
    assert not view.wishes.search.isEnabled()
    assert view.empty.button is not None
    with qtbot.waitSignal(view.suggest_wanted):
        view.empty.button.click()


def test_where_nothing_runs_there_is_nothing_to_plan(desk: Desk, view: PlanView) -> None:
    delete(desk.document, [each.id for each in desk.document.of(Improvement)])
    view.set_can_run(False)
    assert view.unready.isVisible()


def test_the_slider_reaches_as_far_as_all_fixes_cost(desk: Desk, view: PlanView) -> None:
    grid = view.fixes.grid.table
    grid.setData(grid.index(0, 2), "80000")
    assert view.wishes.slider.value() == 25


def test_progress_is_told_while_there_is_some(view: PlanView) -> None:
    view.outcome.show_progress(0.4)
    assert view.outcome.progress.stop.isVisible()
    assert "40" in view.outcome.progress.doing.text()
    view.outcome.show_progress(None)
    assert not view.outcome.progress.stop.isVisible()


def test_a_disc_of_the_frontier_becomes_the_budget(view: PlanView, told: list[object]) -> None:
    view.show_plan(SHOWN)
    view.wishes.changed.connect(lambda wish, _: told.append(wish.once))
    view.chart.chart.budget_wanted.emit(4000.0)
    assert (told, view.wishes.budget.value) == ([4000.0], 4000.0)
