import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.cut_list import CutList
from ui.panels.cuts import Cuts
from workbench.domain.improvements import Aspect
from workbench.domain.values import Quantity
from workbench.editing.ownership import assign
from workbench.editing.structure import delete, rename, set_fields


@pytest.fixture
def cut_list(desk: Desk, look: Look, qtbot: QtBot) -> CutList:
    made = CutList(desk.document, desk.journey, desk.selection, look)
    qtbot.addWidget(made)
    made.resize(320, 400)
    made.show()
    desk.selection.set([desk["Welcome pack"]])
    return made


def test_a_key_on_a_slider_tells_the_cut_and_its_end(cut_list: CutList, desk: Desk, qtbot: QtBot) -> None:
    heard: list[Cuts] = []
    cut_list.changed.connect(heard.append)
    track = cut_list.sliders[desk["Welcome pack"]].track
    track.setFocus()
    qtbot.keyClick(track, Qt.Key.Key_PageDown)
    assert heard == [
        Cuts({desk["Welcome pack"]: -0.1}, final=False),
        Cuts({desk["Welcome pack"]: -0.1}, final=True),
    ]


def test_dragging_the_phase_slider_tells_cuts_of_the_phase(cut_list: CutList, desk: Desk, qtbot: QtBot) -> None:
    heard: list[Cuts] = []
    cut_list.changed.connect(heard.append)
    track = cut_list.sliders[desk["Delivery"]].track
    qtbot.mousePress(track, Qt.MouseButton.LeftButton, pos=QPoint(int(track.thumb_x()), 12))
    qtbot.mouseMove(track, QPoint(9, 12))
    qtbot.mouseRelease(track, Qt.MouseButton.LeftButton, pos=QPoint(9, 12))
    assert heard[-1].final
    assert heard[-1].changes == {desk["Delivery"]: -1.0}


def test_sliders_with_a_cut_stay_when_something_else_is_selected(cut_list: CutList, desk: Desk) -> None:
    cut_list.set_cuts({desk["Welcome pack"]: -0.5})
    slider = cut_list.sliders[desk["Welcome pack"]]
    desk.selection.set([desk["First bill"]])
    assert list(cut_list.sliders) == [desk["Welcome pack"], desk["Billing"], desk["First bill"]]
    assert cut_list.sliders[desk["Welcome pack"]] is slider
    assert slider.cut == 50


def test_what_no_slider_shows_is_said_and_goes_with_reset(cut_list: CutList, desk: Desk) -> None:
    nicer = Aspect(desk["Welcome pack"], "soothing")
    cut_list.set_cuts({desk["Welcome pack"]: -0.5, nicer: 1.0})
    assert "at “Welcome pack” how much a success soothes: 100\u202f% more" in cut_list.beside.text()
    cut_list.sliders[desk["Welcome pack"]].cut_by.emit(desk["Welcome pack"], 20, True)
    assert cut_list.cuts == {desk["Welcome pack"]: -0.2, nicer: 1.0}
    cut_list.reset.click()
    assert cut_list.cuts == {}
    assert cut_list.beside.isHidden()


def test_what_no_slider_shows_goes_with_what_it_is_about(cut_list: CutList, desk: Desk) -> None:
    cut_list.set_cuts({Aspect(desk["First bill"], "severity"): -0.5})
    heard: list[Cuts] = []
    cut_list.changed.connect(heard.append)
    delete(desk.document, [desk["First bill"]])
    cut_list.refresh()
    assert heard == [Cuts({})]


def test_reset_brings_everything_back_at_once(cut_list: CutList, desk: Desk, qtbot: QtBot) -> None:
    heard: list[Cuts] = []
    cut_list.set_cuts({desk["Welcome pack"]: -0.5, desk["First bill"]: -0.2})
    cut_list.changed.connect(heard.append)
    qtbot.mouseClick(cut_list.reset, Qt.MouseButton.LeftButton)
    assert heard == [Cuts()]
    assert not cut_list.reset.isEnabled()


def test_the_menu_offers_what_can_be_fixed_and_has_no_slider(cut_list: CutList, desk: Desk) -> None:
    menu = QMenu()
    cut_list.fill(menu)
    offered = {phase.text(): [each.text() for each in phase.menu().actions()] for phase in menu.actions()}
    assert offered == {"Billing": ["First bill", "Hotline"]}


def test_an_added_touchpoint_gets_a_slider_and_the_focus(cut_list: CutList, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitExposed(cut_list):
        cut_list.activateWindow()
    cut_list.try_out(desk["Hotline"])
    assert desk["Hotline"] in cut_list.sliders
    assert cut_list.focusWidget() is cut_list.sliders[desk["Hotline"]].track


def test_a_deleted_touchpoint_loses_its_cut(cut_list: CutList, desk: Desk) -> None:
    heard: list[Cuts] = []
    cut_list.set_cuts({desk["Welcome pack"]: -0.5})
    cut_list.changed.connect(heard.append)
    delete(desk.document, [desk["Welcome pack"]])
    assert heard == [Cuts({})]
    assert desk["Welcome pack"] not in cut_list.sliders


def test_names_and_owners_follow_the_document(cut_list: CutList, desk: Desk) -> None:
    cut_list.set_cuts({desk["Welcome pack"]: -0.5})
    rename(desk.document, desk["Welcome pack"], "Welcome box")
    assign(desk.document, [desk["Welcome pack"]], desk.department("Finance").id)
    lever = cut_list.sliders[desk["Welcome pack"]].lever
    assert (lever.name, lever.owner) == ("Welcome box", "Finance")
    assert cut_list.sliders[desk["Welcome pack"]].cut == 50


def test_suggestions_stand_in_while_nothing_is_selected(cut_list: CutList, desk: Desk) -> None:
    cut_list.suggest([desk["Hotline"]])
    assert desk["Hotline"] not in cut_list.sliders
    desk.selection.clear()
    assert list(cut_list.sliders) == [desk["Hotline"]]


def test_choosing_from_the_menu_adds_a_slider(cut_list: CutList, desk: Desk) -> None:
    menu = QMenu()
    cut_list.fill(menu)
    menu.triggered.connect(cut_list._chosen)
    menu.actions()[0].menu().actions()[1].trigger()
    assert desk["Hotline"] in cut_list.sliders


def test_the_button_opens_the_menu_below_itself(cut_list: CutList, qtbot: QtBot) -> None:
    qtbot.mouseClick(cut_list.add, Qt.MouseButton.LeftButton)
    menu = cut_list.findChild(QMenu)
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    assert menu.y() >= cut_list.add.mapToGlobal(QPoint(0, 0)).y()
    menu.close()


def test_a_touchpoint_that_slips_out_of_our_control_says_so(cut_list: CutList, desk: Desk) -> None:
    desk.selection.set([desk["Neighbour's tip"]])
    assert cut_list._note.text() == "Neighbour's tip: outside our control: shown, never fixed."
    assert cut_list.sliders == {}


def test_cuts_of_a_scenario_are_shown_and_not_told(cut_list: CutList, desk: Desk, told: list[object]) -> None:
    cut_list.changed.connect(told.append)
    cut_list.set_cuts({desk["Hotline"]: -0.25, desk["First bill"]: 0.0})
    assert cut_list.sliders[desk["Hotline"]].cut == 25
    assert cut_list.cuts == {desk["Hotline"]: -0.25}
    assert told == []


def test_another_chance_of_failure_moves_the_tick_and_keeps_the_cut(cut_list: CutList, desk: Desk) -> None:
    cut_list.set_cuts({desk["Welcome pack"]: -0.5})
    slider = cut_list.sliders[desk["Welcome pack"]]
    before = slider.track.thumb_x()
    set_fields(desk.document, desk["Welcome pack"], failure=Quantity(0.6))
    assert cut_list.sliders[desk["Welcome pack"]] is slider
    assert slider.track.thumb_x() > before
    assert slider.cut == 50
