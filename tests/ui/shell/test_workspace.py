"""One open journey: what is said of its file, and how its parts act together."""

import errno
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.faulty_disk import FaultyDisk
from tests.helpers.program import Dialogs, Program, click, names, opened, press, select, to_front
from ui.main_window import MainWindow
from workbench.editing.structure import rename


def saved(window: MainWindow) -> str:
    return opened(window).toolbar.saved.text


def test_a_change_is_kept_within_a_moment_and_saved_on_request(journey: MainWindow, qtbot: QtBot) -> None:
    assert saved(journey) == "Saved"
    rename(opened(journey).document, "bill", "Second bill")
    # the disk can be quicker than whoever looks
    assert saved(journey) in ("Keeping…", "Kept, not saved")
    assert journey.isWindowModified()
    qtbot.waitUntil(lambda: saved(journey) == "Kept, not saved")
    journey.do("save")
    assert saved(journey) == "Saved"
    assert not journey.isWindowModified()


def test_undoing_to_what_the_file_holds_is_saved_again(journey: MainWindow, qtbot: QtBot) -> None:
    rename(opened(journey).document, "bill", "Second bill")
    journey.do("undo")
    qtbot.waitUntil(lambda: saved(journey) == "Saved")
    assert not journey.isWindowModified()


def test_changes_that_cannot_be_kept_are_said_so_until_they_are(
    program: Program, dialogs: Dialogs, file: Path, qtbot: QtBot
) -> None:
    disk = FaultyDisk()
    window = program.start(files=disk)
    window.open_file(file)
    disk.fail("open", errno.ENOSPC, 1_000)
    rename(opened(window).document, "bill", "Second bill")
    qtbot.waitUntil(lambda: saved(window) == "Not kept")
    advice = opened(window).safety.bar.shown
    assert advice is not None
    assert "full" in advice.text
    rename(opened(window).document, "bill", "Third bill")
    opened(window).session.keep().result()
    QApplication.processEvents()
    assert saved(window) == "Not kept"
    disk.mend()
    rename(opened(window).document, "bill", "Fourth bill")
    qtbot.waitUntil(lambda: saved(window) == "Kept, not saved")


def test_save_as_is_one_click_away_from_changes_that_are_not_kept(
    program: Program, dialogs: Dialogs, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    disk = FaultyDisk()
    window = program.start(files=disk)
    window.open_file(file)
    disk.fail("open", errno.EROFS, 1_000)
    rename(opened(window).document, "bill", "Second bill")
    qtbot.waitUntil(lambda: saved(window) == "Not kept")
    disk.mend()
    dialogs.choose_file(tmp_path / "rescued.journey")
    banner = opened(window).safety.bar.banner
    assert banner is not None
    banner.buttons["save-as"].click()
    assert (tmp_path / "rescued.journey").exists()
    assert saved(window) == "Saved"


@pytest.mark.parametrize(
    ("key", "view"), [("Alt+2", "table"), ("Alt+3", "owners"), ("Alt+4", "charts"), ("Alt+1", "map")]
)
def test_each_view_has_a_key_and_says_which_it_is(journey: MainWindow, key: str, view: str) -> None:
    press(journey, key)
    workspace = opened(journey)
    assert workspace.toolbar.views.key == view
    checked = [each for each in ("map", "table", "owners", "charts") if journey.action_set[f"view-{each}"].isChecked()]
    assert checked == [view]
    assert workspace.window_state().shows_map == (view == "map")


def test_pressing_the_key_of_the_tool_in_use_keeps_it_shown_as_in_use(journey: MainWindow) -> None:
    opened(journey).map.setFocus()
    for key in ("V", "V", "T", "T"):
        press(journey, key)
    tools = ("select", "pan", "touchpoint", "link", "influence")
    assert [tool for tool in tools if journey.action_set[f"tool-{tool}"].isChecked()] == ["touchpoint"]


def test_selecting_something_turns_the_panel_from_the_whole_to_it(journey: MainWindow) -> None:
    panel = opened(journey).panel
    assert panel.shown == "Overview"
    select(journey, "First bill")
    assert panel.shown == "Inspect"
    panel.turn_to("Simulate")
    select(journey, "Welcome pack")
    assert panel.shown == "Simulate"


def test_the_width_that_was_dragged_stays_when_the_window_changes_its_size(journey: MainWindow) -> None:
    workspace = opened(journey)
    sizes = workspace.split.sizes()
    workspace.split.moveSplitter(sum(sizes) - 420, 2)
    width = workspace.panel.width()
    assert width != sizes[2]
    journey.resize(1400, 800)
    QApplication.processEvents()
    assert abs(workspace.panel.width() - width) <= 2
    assert journey.memory.settings.panel_width == width


def test_an_outline_comes_with_its_whole_width_and_leaves_the_panel_its_own(journey: MainWindow) -> None:
    workspace = opened(journey)
    journey.resize(1366, 768)
    QApplication.processEvents()
    panel = workspace.panel.width()
    journey.action_set["outline"].trigger()
    QApplication.processEvents()
    assert workspace.outline.width() == journey.look.theme.size["outline"]
    assert workspace.panel.width() == panel


def test_letters_do_nothing_to_the_map_while_something_is_typed(journey: MainWindow, qtbot: QtBot) -> None:
    select(journey, "First bill")
    workspace = opened(journey)
    tool, heat = workspace.map.tool, workspace.map_page.heat
    before = dict(workspace.document.elements)
    workspace.map.setFocus()
    press(journey, "F2")
    for key in "VTLIPHJAO":
        press(journey, key)
    press(journey, "Backspace")
    press(journey, "Escape")
    assert (workspace.map.tool, workspace.map_page.heat) == (tool, heat)
    assert dict(workspace.document.elements) == before


def test_deleting_can_be_taken_back_from_the_message(journey: MainWindow) -> None:
    select(journey, "First bill")
    opened(journey).map.setFocus()
    press(journey, "Delete")
    assert "First bill" not in names(journey)
    assert "First bill" in journey.notice.text
    click(journey.notice.link)
    assert "First bill" in names(journey)


def test_an_empty_map_offers_a_sample(blank: MainWindow, qtbot: QtBot) -> None:
    click(opened(blank).map_page.invitation.sample)
    qtbot.waitUntil(lambda: opened(blank).session.title == "A household gets broadband")


def test_an_empty_map_offers_to_write_a_list(blank: MainWindow) -> None:
    click(opened(blank).map_page.invitation.outline)
    assert opened(blank).outline.isVisible()
    assert blank.action_set["outline"].isChecked()


def test_opening_another_journey_ends_the_one_before(journey: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    before = opened(journey)
    journey.open_file(tmp_path / "broadband.journey")
    to_front(journey)
    assert opened(journey) is not before
    assert not list((tmp_path / "state").glob("*.journal"))


def test_the_plan_has_the_width_to_itself_and_the_panel_comes_back_after_it(journey: MainWindow) -> None:
    workspace = opened(journey)
    workspace.panel.overview.plan.click()
    assert workspace.shows_plan
    assert workspace.panel.isHidden()
    journey.do("view-map")
    assert not workspace.panel.isHidden()


def test_a_panel_opened_beside_the_plan_is_no_choice_for_the_other_views(journey: MainWindow) -> None:
    journey.action_set["panel"].trigger()
    journey.do("plan")
    journey.action_set["panel"].trigger()
    assert not opened(journey).panel.isHidden()
    journey.do("view-map")
    assert opened(journey).panel.isHidden()


@pytest.mark.parametrize("scale", [1.0, 1.25])
def test_everything_beside_the_map_fits_the_smallest_window(journey: MainWindow, scale: float) -> None:
    workspace = opened(journey)
    for view in ("table", "plan", "map"):
        workspace.show_view(view)
    journey.resize(journey.minimumSize())
    for key in ("outline", "find"):
        workspace.actions_of_window[key].trigger()
    journey.look.themes.set_type_scale(scale)
    QApplication.processEvents()
    assert workspace.outline.isVisible()
    assert workspace.find_panel.isVisible()
    panel = workspace.panel
    assert panel.mapTo(journey, panel.rect().topRight()).x() < journey.width()
