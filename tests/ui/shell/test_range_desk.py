"""Ranges follow the fix in force: quickly, then surely, and never for the fix of before."""

from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.builders import fails
from tests.helpers.program import PromptJobs, opened, select
from ui.main_window import MainWindow
from ui.panels.next_numbers import NextNumber
from ui.shell import remote
from ui.shell.quick_range import FirstRange
from ui.shell.range_desk import Known, RangeDesk
from workbench.domain.elements import Improvement, Scenario
from workbench.domain.improvements import Aspect
from workbench.domain.parameters import TOUCHPOINT_PARAMETERS
from workbench.domain.values import Quantity
from workbench.simulation.uncertainty.run import run
from workbench.simulation.wording import Sureness


@pytest.fixture(autouse=True)
def _few_worlds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "run", partial(run, samples=128))


def jobs_of(window: MainWindow) -> PromptJobs:
    assert isinstance(window.jobs, PromptJobs)
    return window.jobs


def desk_of(window: MainWindow) -> RangeDesk:
    return opened(window).results.ranges


def cut(window: MainWindow, by: int, settled: bool = True) -> None:
    """Cut the failures of the welcome pack by so many per cent."""
    live = opened(window).results.live
    live.set_cuts({"pack": -by / 100}, settled)


def answer_ranges(window: MainWindow, qtbot: QtBot) -> None:
    """Let the fix rest until its worlds are asked for, and answer."""
    jobs = jobs_of(window)
    qtbot.waitUntil(lambda: "ranges" in jobs.waiting)
    jobs.work_off("ranges")


def test_a_first_range_comes_by_itself_and_the_sampled_one_takes_its_place(journey: MainWindow, qtbot: QtBot) -> None:
    desk = desk_of(journey)
    cut(journey, 50)
    qtbot.waitUntil(lambda: desk.known.first is not None)
    assert desk.known.ranges is None
    assert "to" in opened(journey).panel.simulate.head.detail.text()
    answer_ranges(journey, qtbot)
    assert desk.known.ranges is not None
    late = desk.known.ranges.change.late_breakdowns
    assert desk.known.sureness == Sureness(late.low, late.high, desk.known.ranges.claim)
    panel = opened(journey).panel.simulate
    assert all(row.low is not None for row in panel.figures.bars.rows)
    assert panel.next_numbers.rows.numbers
    assert "seed 7" in panel.next_numbers.note.text()


def test_the_next_move_stops_the_sampling_and_its_answer_is_passed_over(journey: MainWindow, qtbot: QtBot) -> None:
    desk, jobs = desk_of(journey), jobs_of(journey)
    cut(journey, 50)
    qtbot.waitUntil(lambda: "ranges" in jobs.waiting)
    token, work = jobs.waiting["ranges"]
    answer = work()
    cut(journey, 60, settled=False)
    assert jobs.waiting == {}
    jobs.finished.emit(token, answer)
    assert desk.known.ranges is None


def test_the_range_of_the_last_move_stands_in_but_says_no_longer_what_is_carried(
    journey: MainWindow, qtbot: QtBot
) -> None:
    desk = desk_of(journey)
    cut(journey, 50)
    answer_ranges(journey, qtbot)
    ranges = desk.known.ranges
    assert ranges is not None
    cut(journey, 51, settled=False)
    late, exposure, hazard = ranges.change.late_breakdowns, ranges.exposure, ranges.hazard
    rough = FirstRange(Sureness(late.low, late.high), (exposure.low, exposure.high), (hazard.low, hazard.high))
    assert desk.known == Known(first=rough)


def test_a_fix_that_rests_is_sampled_once_whether_or_not_the_slider_is_let_go(
    journey: MainWindow, qtbot: QtBot
) -> None:
    jobs = jobs_of(journey)
    cut(journey, 50, settled=False)
    assert "ranges" not in jobs.waiting
    answer_ranges(journey, qtbot)
    cut(journey, 50, settled=True)
    assert "ranges" not in jobs.waiting


@pytest.mark.parametrize("parameter", [name for name in TOUCHPOINT_PARAMETERS if not name.endswith(("cost", "time"))])
def test_a_fix_of_any_number_has_a_first_range_a_sampled_one_and_swings(
    journey: MainWindow, qtbot: QtBot, parameter: str
) -> None:
    desk, jobs = desk_of(journey), jobs_of(journey)
    opened(journey).results.live.set_cuts({Aspect("pack", parameter): -0.5}, settled=True)
    qtbot.waitUntil(lambda: desk.known.first is not None)
    first = desk.known.first
    answer_ranges(journey, qtbot)
    assert desk.known.ranges is not None
    late = desk.known.ranges.change.late_breakdowns
    assert first is not None
    # both are about the same fix, so they overlap
    assert first.change.low < first.change.high
    assert max(first.change.low, late.low) < min(first.change.high, late.high)
    journey.do("view-charts")
    jobs.work_off("swings")
    assert desk.known.swings


def test_a_scenario_is_as_sure_as_its_improvements(journey: MainWindow, qtbot: QtBot) -> None:
    desk, document = desk_of(journey), opened(journey).document
    cut(journey, 50)
    answer_ranges(journey, qtbot)
    assert desk.known.ranges is not None
    exact = desk.known.ranges.change.late_breakdowns
    unsure = Improvement(id="i", name="Clear pack", subject="pack", change=Quantity(-0.5, low=-0.9, high=0.0))
    with document.edit("A scenario") as edit:
        edit.add(unsure)
        edit.add(Scenario(id="s", journey=opened(journey).journey, name="Clear", improvements=("i",)))
    journey.do("reset-fix")
    cut(journey, 50)
    answer_ranges(journey, qtbot)
    ranged = desk.known.ranges.change.late_breakdowns
    assert ranged.value == pytest.approx(exact.value)
    # in one world of twenty the improvement does nothing
    assert abs(ranged.high) < 0.1 * abs(exact.high)
    (effect,) = [
        each for each in opened(journey).panel.simulate.next_numbers.rows.numbers if each.parameter == "change"
    ]
    assert effect.name == "Effect of the fix at “Welcome pack”"
    assert effect.ids == ()


def test_without_a_fix_or_after_a_change_of_the_map_nothing_of_before_is_known(
    journey: MainWindow, qtbot: QtBot
) -> None:
    desk, jobs = desk_of(journey), jobs_of(journey)
    cut(journey, 50)
    answer_ranges(journey, qtbot)
    with qtbot.waitSignal(opened(journey).results.live.changed):
        fails(opened(journey).document, "bill", 0.9)
    assert desk.known == Known()
    qtbot.waitUntil(lambda: "ranges" in jobs.waiting)
    journey.do("reset-fix")
    assert desk.known == Known()
    assert jobs.waiting == {}


def test_single_numbers_are_swung_when_the_charts_are_looked_at(journey: MainWindow, qtbot: QtBot) -> None:
    desk, jobs = desk_of(journey), jobs_of(journey)
    cut(journey, 50)
    assert "swings" not in jobs.waiting
    journey.do("view-charts")
    jobs.work_off("swings")
    assert desk.known.swings
    journey.do("view-map")
    journey.do("view-charts")
    assert "swings" not in jobs.waiting


def test_the_headline_over_the_map_has_the_range_once_it_is_sampled(journey: MainWindow, qtbot: QtBot) -> None:
    headline = opened(journey).map_page.headline
    select(journey, "Welcome pack")
    opened(journey).panel.turn_to("Simulate")
    opened(journey).panel.simulate.cut_list.sliders["pack"].track.setValue(50)
    assert "nine times in ten" not in headline.sub_line.text()
    answer_ranges(journey, qtbot)
    assert "per 1,000 customers, nine times in ten. Same customers" in headline.sub_line.text()


def test_a_number_to_measure_is_selected_with_its_field_open(journey: MainWindow) -> None:
    workspace = opened(journey)
    rows = workspace.panel.simulate.next_numbers.rows
    number = NextNumber(("bill",), "failure", "Chance of failure at “First bill”", 0.5)
    rows.set_numbers((number,))
    rows.chosen.emit("0")
    assert workspace.selection.ids == ("bill",)
    assert workspace.panel.shown == "Inspect"
    focus = workspace.panel.inspector.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "How often does it go wrong?"
