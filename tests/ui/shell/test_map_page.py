"""The page of the map: what stands above and below it gives way where there is little room."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk, furnished
from ui.canvas.name_editor import NameEditor
from ui.controls.look import Look
from ui.live import LiveState
from ui.shell.map_page import MapPage
from workbench.editing.structure import delete
from workbench.simulation.build import build
from workbench.simulation.run import Simulator


@pytest.fixture
def desk() -> Desk:
    return furnished()


@pytest.fixture
def page(desk: Desk, look: Look, qtbot: QtBot) -> Iterator[MapPage]:
    made = MapPage(desk.document, desk.journey, desk.selection, look)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    yield made
    made.map.close_map()


def counted(desk: Desk) -> LiveState:
    outcome = Simulator(build(desk.document, desk.journey)).compare({})
    return LiveState(outcome, "", True)


@pytest.mark.parametrize(("height", "shown"), [(900, True), (700, True), (600, False)])
def test_a_low_window_has_a_low_strip_or_none(page: MapPage, look: Look, height: int, shown: bool) -> None:
    page.resize(1200, height)
    QApplication.processEvents()
    size = look.theme.size
    assert page.strip.isVisible() is shown
    assert page.strip.height() == size["irritation_strip" if height >= 800 else "irritation_strip_small"] or not shown


def test_the_strip_shows_only_where_it_is_wanted_and_something_can_be_counted(page: MapPage, desk: Desk) -> None:
    page.set_strip_wanted(False)
    assert not page.strip.isVisible()
    page.set_strip_wanted(True)
    assert page.strip.isVisible()
    page.show_state(LiveState(None, "There is no way to the end.", True))
    assert not page.strip.isVisible()


def test_the_strip_stands_under_the_columns_and_its_discs_lead_to_them(page: MapPage, desk: Desk) -> None:
    page.show_state(counted(desk))
    assert [page.strip.column_text(at).split(":")[0] for at in range(3)] == ["Awareness", "Delivery", "Billing"]
    page.map.zoom_to(3.0)
    before = page.map.frame
    page.strip.visit(0)
    assert page.map.frame != before
    assert 0 <= page.map.column_centres()[0] <= page.map.width()


def test_cards_are_coloured_unless_they_are_to_be_plain(page: MapPage, desk: Desk) -> None:
    page.show_state(counted(desk))
    assert page.map.numbers.heat
    page.set_heat(False)
    assert not page.map.numbers.heat
    assert page.map.numbers.value(desk["First bill"]) is not None


def test_an_empty_map_invites_to_begin_and_says_nothing_else(page: MapPage, desk: Desk) -> None:
    assert page.headline.isVisible()
    assert not page.invitation.isVisible()
    delete(desk.document, [desk[name] for name in ("Neighbour's tip", "Welcome pack", "First bill", "Hotline")])
    delete(desk.document, [desk[name] for name in ("Awareness", "Delivery", "Billing")])
    QApplication.processEvents()
    assert page.invitation.isVisible()
    assert not page.headline.isVisible()
    assert not page.strip.isVisible()
    page.invitation.begin.click()
    assert page.map.findChild(NameEditor).isVisible()
