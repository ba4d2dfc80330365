"""F4 walks through the areas of the window, in the order in which Tab meets them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.helpers.listening import announcements
from tests.helpers.program import opened, press
from ui.main_window import MainWindow


def area_of_focus(window: MainWindow) -> str:
    here = opened(window).areas.around(QApplication.focusWidget())
    assert here is not None
    return here


def walk(window: MainWindow, key: str, steps: int) -> list[str]:
    visited = []
    for _ in range(steps):
        press(window, key)
        visited.append(area_of_focus(window))
    return visited


def tab_stops(window: MainWindow) -> list[QWidget]:
    """Every widget that Tab reaches from the toolbar on, in order."""
    first = opened(window).toolbar
    chain: list[QWidget] = [first]
    while (following := chain[-1].nextInFocusChain()) is not first:
        chain.append(following)
    return [
        each for each in chain if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def areas_by_tab(window: MainWindow) -> list[str]:
    areas = opened(window).areas
    names = [name for each in tab_stops(window) if (name := areas.around(each))]
    return [name for name, before in zip(names, [None, *names], strict=False) if name != before]


ON_MAP = ["Toolbar", "Tools", "Outline", "View of the journey", "Irritation", "Side panel", "Status"]


def test_f4_walks_through_every_area_and_round_again(journey: MainWindow) -> None:
    journey.action_set["outline"].trigger()
    opened(journey).toolbar.title.setFocus()
    assert walk(journey, "F4", 7) == [*ON_MAP[1:], "Toolbar"]
    assert walk(journey, "Shift+F4", 2) == ["Status", "Side panel"]


def test_an_area_that_is_hidden_is_passed_over(journey: MainWindow) -> None:
    journey.action_set["strip"].trigger()
    journey.action_set["panel"].trigger()
    opened(journey).map.setFocus()
    assert walk(journey, "F4", 3) == ["Status", "Toolbar", "Tools"]


def test_an_area_is_entered_where_it_was_left(journey: MainWindow) -> None:
    workspace = opened(journey)
    workspace.toolbar.run_button.setFocus()
    press(journey, "F4")
    press(journey, "Shift+F4")
    assert QApplication.focusWidget() is workspace.toolbar.run_button


def test_a_place_that_has_gone_is_forgotten(journey: MainWindow) -> None:
    workspace = opened(journey)
    extra = QWidget(workspace.status)
    extra.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    extra.show()
    extra.setFocus()
    press(journey, "F4")
    delete(extra)
    assert walk(journey, "Shift+F4", 1) == ["Status"]


def test_without_a_focus_the_first_or_the_last_area_takes_it(journey: MainWindow) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    focus.clearFocus()
    assert walk(journey, "F4", 1) == ["Toolbar"]
    toolbar = QApplication.focusWidget()
    assert toolbar is not None
    toolbar.clearFocus()
    assert walk(journey, "Shift+F4", 1) == ["Status"]


def test_the_area_is_named_to_those_who_listen(
    journey: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(journey).map.setFocus()
    heard = announcements(monkeypatch)
    press(journey, "F4")
    qtbot.waitUntil(lambda: heard == ["Irritation"])


@pytest.mark.parametrize("view", ["map", "table", "owners", "plan"])
def test_tab_meets_the_areas_from_top_left_to_bottom_right(journey: MainWindow, view: str) -> None:
    journey.action_set["outline"].trigger()
    journey.do(f"view-{view}")
    QApplication.processEvents()
    expected = {
        "map": ON_MAP,
        "plan": ["Toolbar", "Outline", "View of the journey"],
    }.get(view, ["Toolbar", "Outline", "View of the journey", "Side panel"])
    assert areas_by_tab(journey) == expected


@pytest.mark.parametrize("selected", [(), ("bill",), ("p1",), ("offer-pack",), ("bill", "pack"), ("storm",)])
def test_tab_goes_on_from_the_last_area_to_the_first_whatever_is_inspected(
    journey: MainWindow, selected: tuple[str, ...]
) -> None:
    workspace = opened(journey)
    workspace.selection.set(selected)
    workspace.panel.turn_to("Inspect")
    QApplication.processEvents()
    workspace.map.setFocus()
    assert walk(journey, "Shift+F4", 1) == ["Tools"]
    stops = walk(journey, "Tab", 80)
    met = [area for area, before in zip(stops, ["Tools", *stops], strict=False) if area != before]
    assert met[:5] == [*ON_MAP[3:], "Toolbar"]
