from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.panels.explanations import BILL, WHOLE
from ui.controls.labels import INCIDENT
from ui.controls.look import Look
from ui.panels.explain import ExplainPanel
from ui.panels.explain_numbers import By


@pytest.fixture
def panel(look: Look, qtbot: QtBot) -> ExplainPanel:
    made = ExplainPanel(look)
    qtbot.addWidget(made)
    made.resize(560, 900)
    made.show_numbers(BILL)
    made.show()
    return made


def choose(panel: ExplainPanel, by: By, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.by.segment(by), Qt.MouseButton.LeftButton)


def parts(panel: ExplainPanel, glass: int) -> dict[str, float]:
    return {part.name: part.value for part in panel.glasses.glasses[glass].parts}


def test_both_glasses_hold_all_breakdowns_of_the_place(panel: ExplainPanel) -> None:
    assert panel.number.accessibleName() == "81"
    assert parts(panel, 0) == {"First bill": 81.0}
    assert parts(panel, 1) == {
        INCIDENT: 2.0, "First bill itself": 8.0, "Welcome pack": 55.0, "Others": 16.0,
    }  # fmt: skip


def test_only_of_a_place_it_is_said_that_breakdowns_happen_here(panel: ExplainPanel) -> None:
    assert panel.unit.text() == "breakdowns here per 1,000 customers, as it is"
    panel.show_numbers(WHOLE)
    assert panel.unit.text() == "breakdowns per 1,000 customers, as it is"


def test_the_causes_can_be_put_together_in_other_ways(panel: ExplainPanel, qtbot: QtBot) -> None:
    choose(panel, By.PHASE, qtbot)
    assert parts(panel, 1)["Delivery"] == 60.0
    choose(panel, By.DEPARTMENT, qtbot)
    assert parts(panel, 1)["Marketing"] == 56.0
    assert [each.name for each in panel.removals.sources] == ["Marketing"]


def test_a_part_of_the_glass_chooses_its_source_on_the_map(
    panel: ExplainPanel, told: list[object], qtbot: QtBot
) -> None:
    panel.source_chosen.connect(told.append)
    at = panel.glasses.box_of("Welcome pack").center().toPoint()
    qtbot.mouseClick(panel.glasses, Qt.MouseButton.LeftButton, pos=at)
    assert told == ["pack"]
    choose(panel, By.DEPARTMENT, qtbot)
    at = panel.glasses.box_of("Marketing").center().toPoint()
    qtbot.mouseClick(panel.glasses, Qt.MouseButton.LeftButton, pos=at)
    assert told == ["pack"], "a department has no place on the map"


def test_what_repair_would_prevent_is_a_figure_of_its_own(panel: ExplainPanel) -> None:
    assert [(each.name, each.breakdowns) for each in panel.removals.sources] == [
        ("Welcome pack", 62.0), ("First bill", 34.0),
    ]  # fmt: skip


def test_a_small_fix_is_tried_where_repair_prevents_most(panel: ExplainPanel, told: list[object], qtbot: QtBot) -> None:
    panel.fix_wanted.connect(told.append)
    qtbot.mouseClick(panel.try_fix, Qt.MouseButton.LeftButton)
    assert told == ["pack"]


def test_a_place_leads_back_to_the_whole_journey_and_that_to_its_largest_place(
    panel: ExplainPanel, qtbot: QtBot
) -> None:
    assert not panel.largest.isVisible()
    with qtbot.waitSignal(panel.whole_wanted):
        qtbot.mouseClick(panel.whole, Qt.MouseButton.LeftButton)
    panel.show_numbers(WHOLE)
    assert panel.place.text() == "The whole journey"
    assert not panel.whole.isVisible()
    with qtbot.waitSignal(panel.largest_wanted):
        qtbot.mouseClick(panel.largest, Qt.MouseButton.LeftButton)


def test_a_place_where_nobody_breaks_down_says_only_that(panel: ExplainPanel) -> None:
    calm = replace(
        BILL, breakdowns=0.0, headline="Customers hardly ever blow up in “First bill”.", straws=(), causes={}
    )
    panel.show_numbers(calm)
    assert panel.headline.isVisible()
    assert not panel.glasses.isVisible()
    assert not panel.story.isVisible()


def test_without_a_run_it_says_how_to_begin(panel: ExplainPanel, qtbot: QtBot) -> None:
    panel.show_numbers(None)
    assert panel.empty.isVisible()
    assert panel.empty.button is not None
    with qtbot.waitSignal(panel.touchpoint_wanted):
        qtbot.mouseClick(panel.empty.button, Qt.MouseButton.LeftButton)


def test_numbers_behind_the_map_turn_grey_until_new_ones_come(panel: ExplainPanel) -> None:
    panel.set_stale(stale=True)
    assert panel.headline.colour_role == "text_2"
    panel.show_numbers(BILL)
    assert panel.headline.colour_role == "text"


def test_in_little_room_only_the_chosen_word_stands_beside_icons(panel: ExplainPanel) -> None:
    wide = panel.by.sizeHint().width()
    panel.resize(240, 700)
    assert panel.by.sizeHint().width() < wide
    panel.resize(560, 700)
    assert panel.by.sizeHint().width() == wide
