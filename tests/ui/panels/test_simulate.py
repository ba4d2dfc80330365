from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.bars import BarRow
from ui.controls.look import Look
from ui.panels.cuts import Cuts
from ui.panels.next_numbers import NextNumber
from ui.panels.outcome import PanelOutcome, Refusal
from ui.panels.simulate import SimulatePanel, scenario_name
from workbench.domain.elements import Improvement, Scenario
from workbench.editing.structure import connect, delete

FIXED = PanelOutcome(
    sentence="Fixing the welcome pack prevents about 31 of 96 billing breakdowns.",
    detail="26 to 35 per 1,000 customers.",
    guesses=41,
    rows=(BarRow("Delivery", 58, 54), BarRow("Billing", 96, 65)),
    total_as_is=332,
    total_with_fix=271,
    carry_over=24,
    exposure=7,
    late_label="billing",
)


@pytest.fixture
def panel(desk: Desk, look: Look, qtbot: QtBot) -> SimulatePanel:
    made = SimulatePanel(desk.document, desk.journey, desk.selection, look)
    qtbot.addWidget(made)
    made.resize(360, 900)
    made.show()
    return made


def test_a_journey_without_a_connection_says_what_is_enough(blank: Desk, look: Look, qtbot: QtBot) -> None:
    panel = SimulatePanel(blank.document, blank.journey, blank.selection, look)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.empty.isVisible()
    assert panel.empty.button is not None
    with qtbot.waitSignal(panel.touchpoint_wanted):
        qtbot.mouseClick(panel.empty.button, Qt.MouseButton.LeftButton)
    connect(blank.document, blank.add("A", None), blank.add("B", None))
    assert not panel.empty.isVisible()
    assert panel.cut_list.isVisible()


def test_before_anything_ran_the_panel_says_what_it_is_for(panel: SimulatePanel) -> None:
    assert panel.head.sentence.text() == "Make something go wrong less often and see what it prevents."


def test_how_long_the_journey_takes_stands_below_the_bars(panel: SimulatePanel) -> None:
    panel.show_outcome(replace(FIXED, time_spent="The journey takes a customer 42 minutes, with the fix 38."))
    assert panel.figures.time_spent.text().endswith("with the fix 38.")
    panel.show_outcome(FIXED)
    assert not panel.figures.time_spent.isVisible()


def test_a_result_stands_in_sentence_total_bars_and_reasons(panel: SimulatePanel) -> None:
    panel.show_outcome(FIXED)
    assert panel.head.sentence.text() == FIXED.sentence
    assert panel.head.guesses.text() == "Rests on 41 guesses"
    assert panel.figures.total.accessibleName() == "332 → 271"
    assert panel.figures.bars.rows == FIXED.rows
    assert panel.figures.why.text() == "Why billing falls by 31"
    assert "24 carry-over" in panel.figures.split.accessibleName()


def test_a_stale_result_goes_grey_and_stays(panel: SimulatePanel) -> None:
    panel.show_outcome(replace(FIXED, stale=True))
    assert panel.head.sentence.text() == FIXED.sentence
    assert panel.head.sentence.colour_role == "text_2"
    panel.show_outcome(FIXED)
    assert panel.head.sentence.colour_role == "text"


def test_the_sentence_keeps_its_space_while_it_changes(panel: SimulatePanel) -> None:
    panel.show_outcome(FIXED)
    before = panel.cut_list.y()
    panel.show_outcome(replace(FIXED, sentence="Nothing changes.", detail=""))
    assert panel.cut_list.y() == before


def test_a_refusal_says_where_and_selects_it(panel: SimulatePanel, desk: Desk, qtbot: QtBot) -> None:
    panel.show_refusal(
        Refusal("Customers who reach “Hotline” never leave again.", "Add a way out.", (desk["Hotline"],))
    )
    assert not panel.figures.isVisible()
    assert panel.head.detail.text() == "Add a way out."
    qtbot.mouseClick(panel.head.show_where, Qt.MouseButton.LeftButton)
    assert desk.selection.ids == (desk["Hotline"],)
    panel.show_outcome(FIXED)
    assert not panel.head.show_where.isVisible()


def test_keeping_a_scenario_writes_its_improvements_in_one_step(
    panel: SimulatePanel, desk: Desk, told: list[object], qtbot: QtBot
) -> None:
    panel.kept.connect(told.append)
    assert not panel.keep.isEnabled()
    desk.selection.set([desk["Welcome pack"]])
    track = panel.cut_list.sliders[desk["Welcome pack"]].track
    track.setFocus()
    qtbot.keyClick(track, Qt.Key.Key_PageDown)
    qtbot.mouseClick(panel.keep, Qt.MouseButton.LeftButton)
    assert [(each.subject, each.change.value) for each in desk.document.of(Improvement)] == [
        (desk["Welcome pack"], -0.1)
    ]
    assert told == desk.document.of(Scenario)
    assert desk.steps == 1
    qtbot.mouseClick(panel.keep, Qt.MouseButton.LeftButton)
    assert [each.name for each in desk.document.of(Scenario)] == ["Better: Welcome pack", "Better: Welcome pack 2"]


def test_a_cut_of_what_is_gone_cannot_be_kept(panel: SimulatePanel, desk: Desk) -> None:
    panel.set_cuts({desk["Welcome pack"]: -0.5})
    assert panel.keep.isEnabled()
    delete(desk.document, [desk["Welcome pack"]])
    assert not panel.keep.isEnabled()
    assert panel.cuts == {}


def test_a_cut_goes_with_its_touchpoint_even_while_the_panel_is_hidden(
    panel: SimulatePanel, desk: Desk, told: list[object]
) -> None:
    panel.set_cuts({desk["Welcome pack"]: -0.5, desk["First bill"]: -0.2})
    panel.hide()
    panel.cuts_changed.connect(told.append)
    delete(desk.document, [desk["Welcome pack"]])
    assert told == [Cuts({desk["First bill"]: -0.2})]


def test_a_scenario_is_named_after_what_it_changes(desk: Desk) -> None:
    cuts = {desk["Delivery"]: -0.2, desk["First bill"]: -0.1}
    assert scenario_name(desk.document, cuts) == "Better: Delivery and 1 more"
    assert scenario_name(desk.document, {}) == "A better journey"


def test_a_moving_slider_tells_cuts_that_are_not_final(panel: SimulatePanel, desk: Desk, qtbot: QtBot) -> None:
    heard: list[Cuts] = []
    panel.cuts_changed.connect(heard.append)
    desk.selection.set([desk["First bill"]])
    track = panel.cut_list.sliders[desk["First bill"]].track
    qtbot.mousePress(track, Qt.MouseButton.LeftButton, pos=QPoint(int(track.thumb_x()) - 20, 12))
    assert [cuts.final for cuts in heard] == [False]
    qtbot.mouseRelease(track, Qt.MouseButton.LeftButton, pos=QPoint(int(track.thumb_x()), 12))
    assert [cuts.final for cuts in heard] == [False, True]
    assert heard[0].changes == heard[1].changes == panel.cuts


def test_a_name_taken_in_between_is_told_and_nothing_is_kept(
    panel: SimulatePanel, desk: Desk, told: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.refused.connect(told.append)
    panel.set_cuts({desk["Welcome pack"]: -0.5})
    panel.keep.click()
    monkeypatch.setattr("ui.panels.simulate.free_scenario_name", lambda *names: names[-1])
    panel.keep.click()
    assert len(desk.document.of(Scenario)) == 1
    assert str(told[0]).startswith("There is a scenario")


def test_the_link_to_a_sample_is_told(blank: Desk, look: Look, qtbot: QtBot) -> None:
    panel = SimulatePanel(blank.document, blank.journey, blank.selection, look)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.empty.link is not None
    with qtbot.waitSignal(panel.sample_wanted):
        qtbot.mouseClick(panel.empty.link, Qt.MouseButton.LeftButton)


def test_bars_travel_on_release_only(panel: SimulatePanel, monkeypatch: pytest.MonkeyPatch) -> None:
    travelled: list[bool] = []
    monkeypatch.setattr(panel.figures.bars, "set_rows", lambda *given: travelled.append(given[1]))
    panel.show_outcome(FIXED, moving=True)
    panel.show_outcome(FIXED)
    assert travelled == [False, True]


def test_ranges_come_without_moving_anything_above_them(panel: SimulatePanel, qtbot: QtBot) -> None:
    panel.show_outcome(FIXED)
    before = [part.y() for part in (panel.cut_list, panel.figures)], panel.figures.sizeHint().height()
    number = NextNumber(("bill",), "failure", "Chance of failure at “First bill”", 0.4)
    rows = tuple(replace(row, low=row.after - 3, high=row.after + 3) for row in FIXED.rows)
    panel.show_outcome(replace(FIXED, rows=rows, carry_over_range=(12, 31), exposure_range=(3, 9), numbers=(number,)))
    assert ([part.y() for part in (panel.cut_list, panel.figures)], panel.figures.sizeHint().height()) == before
    assert "range 62 to 68" in panel.figures.bars.accessibleDescription()
    assert panel.head.sentence.accessibleDescription() == FIXED.detail
    with qtbot.waitSignal(panel.number_wanted) as wanted:
        panel.next_numbers.rows.chosen.emit("0")
    assert wanted.args == [number]


def test_the_numbers_to_measure_stay_grey_while_a_slider_moves_and_go_when_it_rests(panel: SimulatePanel) -> None:
    number = NextNumber(("bill",), "failure", "Chance of failure", 0.4)
    panel.show_outcome(replace(FIXED, numbers=(number,)))
    panel.show_outcome(FIXED, moving=True)
    assert panel.next_numbers.isVisible()
    assert panel.next_numbers.rows.stale
    panel.show_outcome(FIXED)
    assert not panel.next_numbers.isVisible()
