"""The stored scenarios beside As-is and With fix."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.program import opened, press
from ui.main_window import MainWindow
from ui.shell.scenario_menu import ScenarioMenu
from workbench.domain.elements import Scenario
from workbench.domain.improvements import Aspect
from workbench.editing.scenarios import keep_scenario
from workbench.editing.structure import delete

NICER = {"pack": -0.5, Aspect("bill", "severity"): -0.4}


def menu_of(window: MainWindow) -> ScenarioMenu:
    return opened(window).toolbar.scenarios


def keep(window: MainWindow) -> Scenario:
    return keep_scenario(opened(window).document, opened(window).journey, "Nicer & kinder", NICER)


def test_without_scenarios_the_button_is_off_and_the_key_says_how_to_make_one(journey: MainWindow) -> None:
    assert not menu_of(journey).isEnabled()
    journey.do("scenarios")
    assert "Keep as scenario" in journey.notice.text


def test_a_chosen_scenario_is_in_force_shown_and_ticked(journey: MainWindow) -> None:
    keep(journey)
    menu = menu_of(journey).menu_of_scenarios()
    (action,) = menu.actions()
    assert (action.text(), action.isChecked()) == ("Nicer && kinder", False)
    action.trigger()
    workspace = opened(journey)
    assert workspace.results.live.cuts == NICER
    assert workspace.map_page.with_fix
    assert workspace.toolbar.fix.key == "fix"
    assert workspace.panel.shown == "Simulate"
    assert "Nicer & kinder" in workspace.panel.simulate.scenario.text()
    assert not workspace.panel.simulate.keep.isEnabled()
    assert menu_of(journey).menu_of_scenarios().actions()[0].isChecked()


def test_two_keys_put_the_first_scenario_in_force(journey: MainWindow, qtbot: QtBot) -> None:
    keep(journey)
    opened(journey).map.setFocus()
    press(journey, "Shift+A")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert opened(journey).results.live.cuts == NICER


def test_another_slider_makes_it_no_scenario_any_more(journey: MainWindow) -> None:
    opened(journey).results.show_scenario(keep(journey))
    simulate = opened(journey).panel.simulate
    simulate.cut_list.sliders["pack"].cut_by.emit("pack", 20, True)
    assert simulate.scenario.isHidden()
    assert simulate.keep.isEnabled()
    assert menu_of(journey).in_force is None


def test_what_is_kept_is_in_force_at_once_and_what_is_deleted_is_offered_no_more(journey: MainWindow) -> None:
    workspace = opened(journey)
    workspace.results.try_small_fix("pack")
    workspace.panel.simulate.keep.click()
    kept = menu_of(journey).in_force
    assert kept is not None
    assert workspace.document.get(Scenario, kept.id).name == "Better: Welcome pack"
    delete(workspace.document, [kept.id])
    assert menu_of(journey).in_force is None
    assert not menu_of(journey).isEnabled()


def test_the_overview_leads_to_the_scenario(journey: MainWindow) -> None:
    keep(journey)
    overview = opened(journey).panel.overview
    overview.refresh()
    overview.scenarios.links[0].click()
    assert opened(journey).results.live.cuts == NICER
