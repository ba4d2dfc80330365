"""What the actions do to an open journey."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.helpers.program import Dialogs, opened, press, select, to_front, type_name
from ui.canvas.board import ToolName
from ui.dialogs.find import FindDialog
from ui.main_window import MainWindow


def find_bill(dialog: FindDialog) -> bool:
    dialog.line.setText("bill")
    return True


def test_find_goes_to_the_touchpoint_from_any_view(journey: MainWindow, dialogs: Dialogs) -> None:
    journey.do("view-table")
    dialogs.work.append(find_bill)
    journey.do("find")
    assert opened(journey).selection.ids == ("bill",)
    assert opened(journey).toolbar.views.key == "map"


def test_the_map_is_exported_whole_and_on_paper(journey: MainWindow, dialogs: Dialogs, tmp_path: Path) -> None:
    dialogs.choose_file(tmp_path / "map")
    journey.do("theme-dark")
    journey.do("export-picture")
    image = QImage(str(tmp_path / "map.png"))
    assert image.pixelColor(1, 1).lightness() > 200
    assert "map.png" in journey.notice.text


def test_a_picture_that_cannot_be_written_is_said(journey: MainWindow, dialogs: Dialogs, tmp_path: Path) -> None:
    dialogs.choose_file(tmp_path / "missing" / "map.png")
    journey.do("export-picture")
    assert "could not be written" in journey.notice.text


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
