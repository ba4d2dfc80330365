from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.doubts import Doubt
from ui.panels.overview import OverviewNumbers, OverviewPanel, how_it_was_counted, what_it_rests_on
from ui.panels.source_bars import Source
from workbench.domain.elements import Improvement
from workbench.editing.ownership import assign
from workbench.editing.structure import add_journey, add_touchpoint, delete

NUMBERS = OverviewNumbers(
    breakdowns=332.4, headline="Billing is where customers blow up.", phases=11, unharmed=0.71, low=290, high=371,
    guesses=41, measured=12,
)  # fmt: skip


@pytest.fixture
def panel(desk: Desk, look: Look, qtbot: QtBot) -> OverviewPanel:
    made = OverviewPanel(desk.document, desk.journey, desk.selection, look)
    qtbot.addWidget(made)
    made.resize(360, 900)
    made.show()
    qtbot.waitUntil(made.worth.isVisible)
    return made


def test_the_arithmetic_of_many_small_harms_is_told() -> None:
    assert how_it_was_counted(NUMBERS).startswith("Eleven phases at 90\u202f% each would leave 31\u202f% of customers")
    assert "This journey leaves 71\u202f%." in how_it_was_counted(NUMBERS)
    assert "This journey leaves hardly any." in how_it_was_counted(replace(NUMBERS, unharmed=0.0004))
    one = OverviewNumbers(breakdowns=1, headline="", phases=1, unharmed=0.9)
    assert how_it_was_counted(one).startswith("One phase at 90\u202f% would leave 90\u202f%")


def test_what_a_result_rests_on_names_guesses_and_measures() -> None:
    assert what_it_rests_on(NUMBERS) == "Rests on 41 guesses and 12 measured numbers."
    assert what_it_rests_on(OverviewNumbers(breakdowns=1, headline="", phases=1, unharmed=0.9)) == ""


def test_the_number_stands_with_its_range_and_sentence(panel: OverviewPanel) -> None:
    panel.show_numbers(NUMBERS)
    assert panel.result.number.accessibleName() == "332"
    assert panel.result.unit.text() == "breakdowns per 1,000 customers\nrange 290 to 371"
    assert panel.result.headline.text() == NUMBERS.headline
    assert panel.counted.isVisible()


def test_how_long_the_journey_takes_is_told_where_it_is_known(panel: OverviewPanel) -> None:
    panel.show_numbers(replace(NUMBERS, time_spent="The journey takes a customer 42 minutes."))
    assert panel.result.time_spent.text() == "The journey takes a customer 42 minutes."
    assert panel.result.time_spent.isVisible()
    panel.show_numbers(NUMBERS)
    assert not panel.result.time_spent.isVisible()


def test_a_link_selects_what_the_finding_is_about_and_tells_it(
    panel: OverviewPanel, desk: Desk, told: list[object], qtbot: QtBot
) -> None:
    panel.act_wanted.connect(told.append)
    line = panel.worth.lines[0]
    assert line.link.text() == "Name an owner"
    qtbot.mouseClick(line.link, Qt.MouseButton.LeftButton)
    assert desk.selection.ids == (desk["Hotline"],)
    assert [doubt.code for doubt in told if isinstance(doubt, Doubt)] == ["no-owner"]


def test_a_mended_doubt_goes_after_a_moment(panel: OverviewPanel, desk: Desk, qtbot: QtBot) -> None:
    assign(desk.document, [desk["Hotline"]], desk.department("Finance").id)
    qtbot.waitUntil(lambda: not panel.worth.has_doubts)
    assert panel.worth.calm.isVisible()
    desk.history.undo()
    qtbot.waitUntil(lambda: panel.worth.has_doubts)


def test_what_is_removed_while_a_journey_is_looked_through_disturbs_nothing(
    panel: OverviewPanel, desk: Desk, qtbot: QtBot
) -> None:
    elsewhere = add_touchpoint(desk.document, add_journey(desk.document, "Other").id, "Shop")
    with desk.document.edit("Fixes") as edit:
        edit.add(Improvement(id="far", name="Far", subject=elsewhere.id))
        edit.add(Improvement(id="near", name="Near", subject=desk["Hotline"], requires=("far",)))
    qtbot.waitUntil(lambda: "“Near” waits for “Far”" in panel.worth.lines[0].text.text())
    panel.refresh()
    QApplication.processEvents()
    delete(desk.document, [elsewhere.id])
    qtbot.waitUntil(lambda: "“Near”" not in panel.worth.lines[0].text.text())


def test_choosing_a_bar_selects_its_touchpoint(panel: OverviewPanel, desk: Desk, qtbot: QtBot) -> None:
    source = Source(desk["Welcome pack"], "Welcome pack", 74, "Marketing")
    panel.show_numbers(OverviewNumbers(breakdowns=332, headline="", phases=3, unharmed=0.7, sources=(source,)))
    qtbot.mouseClick(panel.result.sources, Qt.MouseButton.LeftButton)
    assert desk.selection.ids == (desk["Welcome pack"],)
    with qtbot.waitSignal(panel.explanation_wanted):
        qtbot.mouseClick(panel.result.explain, Qt.MouseButton.LeftButton)


def test_an_empty_journey_says_how_to_begin(blank: Desk, look: Look, qtbot: QtBot) -> None:
    panel = OverviewPanel(blank.document, blank.journey, blank.selection, look)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.empty.isVisible()
    assert not panel.worth.isVisible()
    assert panel.empty.button is not None
    with qtbot.waitSignal(panel.touchpoint_wanted):
        qtbot.mouseClick(panel.empty.button, Qt.MouseButton.LeftButton)


def test_numbers_that_are_taken_away_leave_the_findings(panel: OverviewPanel) -> None:
    panel.show_numbers(NUMBERS)
    panel.show_numbers(None)
    assert not panel.result.isVisible()
    assert panel.worth.isVisible()
