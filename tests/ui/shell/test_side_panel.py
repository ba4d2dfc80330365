"""The panel at the right: nothing is made before it is asked for, and what its panels want is heard outside."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import furnished
from ui.controls.look import Look
from ui.shell.side_panel import TABS, SidePanel

TELLING = {"act_wanted", "scenario_wanted", "cuts_changed", "kept", "refused", "number_wanted", "fix_wanted"}


@pytest.fixture
def panel(look: Look, qtbot: QtBot) -> SidePanel:
    desk = furnished()
    made = SidePanel(desk.document, desk.journey, desk.selection, look)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_is_never_narrower_than_what_stands_in_it_in_large_type(panel: SidePanel, look: Look) -> None:
    narrowest = panel.minimumWidth()
    look.themes.set_type_scale(1.5)
    panel.setStyleSheet("* { font-size: 20px; }")
    for tab in TABS:
        panel.turn_to(tab)
    assert panel.minimumWidth() == round(1.5 * narrowest) < panel.maximumWidth()
    button = panel.overview.findChildren(QPushButton)[0]
    assert button.sizeHint().width() < panel.minimumWidth()


def test_in_a_small_window_it_claims_no_more_than_there_is(panel: SidePanel, look: Look) -> None:
    narrowest = panel.minimumWidth()
    look.themes.set_type_scale(1.5)
    panel.set_room(narrowest + 20)
    assert panel.minimumWidth() == narrowest + 20
    panel.set_room(0)
    assert panel.minimumWidth() == narrowest


def test_each_panel_is_made_when_its_tab_is_turned_to(panel: SidePanel) -> None:
    places = (panel.late_overview, panel.late_inspector, panel.late_simulate, panel.late_explain)
    panel.turn_to("Simulate")
    assert [each.is_made for each in places] == [False, False, True, False]
    for tab, place in zip(TABS, places, strict=True):
        panel.turn_to(tab)
        assert panel.shown == tab
        assert place.is_made
        assert place.isVisible()


@pytest.mark.parametrize(
    ("place", "names"),
    [
        (
            "overview",
            "act_wanted best_fix_wanted plan_wanted scenario_wanted explanation_wanted touchpoint_wanted sample_wanted",
        ),
        ("simulate", "cuts_changed kept refused number_wanted touchpoint_wanted sample_wanted"),
        ("explain", "fix_wanted touchpoint_wanted"),
    ],
)
def test_what_a_panel_wants_is_heard_whenever_it_came_to_be(panel: SidePanel, place: str, names: str) -> None:
    for name in names.split():
        heard: list[tuple[object, ...]] = []
        getattr(panel, name).connect(lambda *said, heard=heard: heard.append(said))
        said = ("this",) if name in TELLING else ()
        getattr(getattr(panel, place), name).emit(*said)
        assert heard == [said], name
