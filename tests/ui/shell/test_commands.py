"""What the actions do to an open journey."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.program import editor, opened, press, select, to_front, type_name
from ui.canvas.board import ToolName
from ui.main_window import MainWindow
from ui.panels.table import TableView
from workbench.domain.elements import Touchpoint
from workbench.editing.detail import make_detail
from workbench.editing.structure import add_touchpoint


def test_find_goes_to_the_touchpoint_and_marks_what_it_found(journey: MainWindow) -> None:
    journey.do("find")
    panel = opened(journey).find_panel
    QTest.keyClicks(panel.wanted_line, "bill")
    press(panel.wanted_line, "Return")
    assert [opened(journey).document.elements[each].describe() for each in opened(journey).selection.ids] == [
        "phase “Billing”"
    ]
    press(panel.wanted_line, "Return")
    assert opened(journey).selection.ids == ("bill",)
    assert opened(journey).map.found.shown.current == "bill"
    press(panel.wanted_line, "Escape")
    assert not panel.isVisible()
    assert not opened(journey).map.found.shown.counts
    assert opened(journey).map.hasFocus()


def test_closing_find_leads_back_to_the_map_or_to_where_one_was_in_another_view(journey: MainWindow) -> None:
    workspace = opened(journey)
    workspace.toolbar.run_button.setFocus()
    journey.do("find")
    press(journey, "Escape")
    assert workspace.map.hasFocus()
    journey.do("view-table")
    table = workspace.others.page("table")
    assert isinstance(table, TableView)
    table.grid.setFocus()
    journey.do("find")
    press(journey, "Escape")
    assert table.grid.hasFocus()


@pytest.mark.parametrize(("key", "chosen"), [("rename", "bill"), ("insert-into", "offer-pack"), ("add-phase", "bill")])
def test_what_is_named_on_the_map_is_named_there_from_every_view(journey: MainWindow, key: str, chosen: str) -> None:
    journey.do("view-table")
    opened(journey).selection.set([chosen])
    journey.do(key)
    assert editor(journey).isVisible()
    assert editor(journey).hasFocus()


def test_find_goes_on_into_another_journey_and_replaces_there(journey: MainWindow) -> None:
    document = opened(journey).document
    made = make_detail(document, "bill")
    add_touchpoint(document, made.id, "Paper bill")
    journey.do("replace")
    QTest.keyClicks(opened(journey).find_panel.wanted_line, "Paper bill")
    press(opened(journey).find_panel.wanted_line, "Return")
    QApplication.processEvents()
    panel = opened(journey).find_panel
    assert opened(journey).journey == made.id
    assert panel.wanted_line.hasFocus()
    QTest.keyClicks(panel.by_line, "Envelope")
    panel.replace_all.click()
    assert "Envelope" in [each.name for each in document.of(Touchpoint)]
    journey.do("undo")
    assert "Paper bill" in [each.name for each in document.of(Touchpoint)]


def test_what_nobody_answers_for_is_selected_without_what_nobody_here_can_fix(journey: MainWindow) -> None:
    journey.do("unowned")
    assert set(opened(journey).selection.ids) == {"offer", "pack", "bill"}


def test_when_everything_is_owned_that_is_said(journey: MainWindow, qtbot: QtBot) -> None:
    for name in ("Get an offer", "Welcome pack", "First bill"):
        select(journey, name)
        to_front(journey)
        opened(journey).map.setFocus()
        press(journey, "O")
        type_name(journey, "Sales")
    journey.do("unowned")
    assert opened(journey).selection.ids == ()
    assert journey.notice.text == "Every touchpoint has somebody who answers for it."


@pytest.mark.parametrize("key", ["outline", "strip", "panel"])
def test_what_is_shown_or_hidden_stays_so_in_the_next_journey(journey: MainWindow, file: Path, key: str) -> None:
    before = getattr(journey.memory.settings, f"{key}_visible")
    journey.action_set[key].trigger()
    assert getattr(journey.memory.settings, f"{key}_visible") is not before
    journey.open_file(file)
    assert journey.action_set[key].isChecked() is not before


def test_heat_and_influences_follow_their_actions(journey: MainWindow) -> None:
    workspace = opened(journey)
    for key, shown in (
        ("heat", lambda: workspace.map.numbers.heat),
        ("influences", lambda: workspace.map.influences_shown),
    ):
        assert shown()
        journey.action_set[key].trigger()
        assert not shown()
        journey.action_set[key].trigger()
        assert shown()


@pytest.mark.parametrize("tool", list(ToolName))
def test_each_tool_is_taken_up(journey: MainWindow, tool: ToolName) -> None:
    journey.action_set[f"tool-{tool.value}"].trigger()
    assert opened(journey).map.tool is tool
    assert journey.action_set[f"tool-{tool.value}"].isChecked()


def test_about_this_journey_shows_what_can_be_said_of_it(journey: MainWindow) -> None:
    select(journey, "First bill")
    journey.action_set["panel"].trigger()
    journey.do("describe")
    assert opened(journey).selection.ids == ()
    assert opened(journey).panel.isVisible()
    assert opened(journey).panel.shown == "Inspect"


def test_zooming_is_shown_in_the_status_line(journey: MainWindow) -> None:
    journey.do("zoom-full")
    assert opened(journey).status.zoom.text().startswith("100")
    journey.do("zoom-in")
    assert not opened(journey).status.zoom.text().startswith("100")


def test_the_small_map_is_switched_and_remembered(journey: MainWindow) -> None:
    opened(journey).map.setFocus()
    press(journey, "M")
    assert "comes up when you zoom in" in journey.notice.text
    opened(journey).map.zoom_to(3.0)
    assert opened(journey).map.minimap.isVisible()
    assert journey.memory.settings.minimap_visible
    press(journey, "M")
    assert not opened(journey).map.minimap.isVisible()


def test_what_is_selected_is_zoomed_to(journey: MainWindow) -> None:
    opened(journey).map.zoom_to(0.3)
    select(journey, "First bill")
    journey.do("zoom-selection")
    assert opened(journey).map.frame.scale == 1.0
    journey.do("zoom-out")
    journey.do("zoom-full")
    assert opened(journey).map.frame.scale == 1.0


def test_the_side_panel_folds_away_and_comes_back(journey: MainWindow) -> None:
    workspace = opened(journey)
    for shown in (False, True):
        journey.action_set["panel"].trigger()
        assert workspace.panel.isVisible() is shown
        assert workspace.memory.settings.panel_visible is shown
