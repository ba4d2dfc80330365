"""How customers differ is found out for whoever looks at the charts, and belongs to the fix in force."""

import pytest

from tests.helpers.program import PromptJobs, opened
from ui.main_window import MainWindow
from ui.panels.chart_numbers import Chart
from ui.panels.charts import ResultCharts
from ui.shell import spread_desk
from ui.shell.spread_desk import SpreadDesk


@pytest.fixture(autouse=True)
def _few_customers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spread_desk, "CUSTOMERS", 200)


def jobs_of(window: MainWindow) -> PromptJobs:
    assert isinstance(window.jobs, PromptJobs)
    return window.jobs


def desk_of(window: MainWindow) -> SpreadDesk:
    return opened(window).results.spread


def charts(window: MainWindow) -> ResultCharts:
    window.do("view-charts")
    page = opened(window).others.page("charts")
    assert isinstance(page, ResultCharts)
    return page


def test_nobody_walks_until_somebody_looks(journey: MainWindow) -> None:
    assert "spread" not in jobs_of(journey).waiting
    page = charts(journey)
    assert page.cards[Chart.TIME].isHidden()
    jobs_of(journey).work_off("spread")
    assert not page.cards[Chart.TIME].isHidden()
    assert page.cards[Chart.TIME].headline.text().startswith("One customer in twenty takes more than")
    assert page.cards[Chart.COST].headline.text().startswith("One customer in twenty costs more than")


def test_another_fix_is_walked_anew_and_the_answer_to_the_one_before_passed_over(journey: MainWindow) -> None:
    charts(journey)
    task, work = jobs_of(journey).waiting["spread"]
    answer = work()
    opened(journey).results.live.set_cuts({"pack": -0.5}, True)
    jobs_of(journey).finished.emit(task, answer)
    assert desk_of(journey).known is None
    jobs_of(journey).work_off("spread")
    known = desk_of(journey).known
    assert known is not None
    assert known.scenario


def test_what_is_known_is_not_asked_again(journey: MainWindow) -> None:
    charts(journey)
    jobs_of(journey).work_off("spread")
    known = desk_of(journey).known
    desk_of(journey).ask()
    assert "spread" not in jobs_of(journey).waiting
    assert desk_of(journey).known is known
