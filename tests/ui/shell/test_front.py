"""The first picture: painted once, told once, and the place of the window kept."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from ui.actions import WindowState
from ui.controls.look import Look
from ui.settings import Memory, SettingsFile
from ui.shell.front import Front


@pytest.fixture
def front(look: Look, tmp_path: Path, qtbot: QtBot) -> Front:
    made = Front(look, Memory(SettingsFile(tmp_path)))
    qtbot.addWidget(made)
    return made


def test_the_first_picture_is_told_once(front: Front, qtbot: QtBot) -> None:
    told: list[bool] = []
    front.painted.connect(lambda: told.append(True))
    QApplication.processEvents()
    assert told == []
    front.show()
    qtbot.waitUntil(lambda: bool(told))
    front.hide()
    front.show()
    front.grab()
    QApplication.processEvents()
    assert told == [True]


def test_the_menus_are_filled_behind_the_first_picture(front: Front, qtbot: QtBot) -> None:
    menus = front.menuBar().findChildren(QMenu)
    assert len(menus) > 5
    assert all(menu.isEmpty() for menu in menus)
    with qtbot.waitSignal(front.painted):
        front.show()
    assert not any(menu.isEmpty() for menu in menus)
    enabled = {key for key, action in front.action_set._actions.items() if action.isEnabled()}
    assert "open" in enabled
    assert "save" not in enabled
    assert front.action_set["theme-light"].isChecked()


def test_an_action_is_told_by_its_key(front: Front) -> None:
    told: list[object] = []
    front.acted.connect(told.append)
    front.action_set["help"].trigger()
    assert told == ["help"]


def test_what_is_open_is_named_and_marked(front: Front) -> None:
    front.show_state(WindowState(is_open=True), "Stars [*] in a title", is_modified=True)
    assert front.windowTitle() == "Stars [*][*] in a title[*] – Journey Workbench"
    assert front.isWindowModified()
    assert front.action_set["save"].isEnabled()
    front.show_state(WindowState())
    assert front.windowTitle() == "Journey Workbench"
    assert not front.action_set["save"].isEnabled()


def test_a_journey_on_its_way_is_announced_without_the_start_screen(front: Front) -> None:
    front.expect("broadband")
    front.show()
    assert front.windowTitle() == "broadband – Journey Workbench"
    assert not front.start_page.isVisible()


def test_the_place_and_the_look_are_kept_for_the_next_time(front: Front, look: Look, qtbot: QtBot) -> None:
    front.resize(1100, 700)
    front.keep_choices()
    again = Front(look, front.memory)
    qtbot.addWidget(again)
    # Qt takes off what is wider than the screen, but not what is lower than it
    assert again.height() == 700
    assert front.memory.settings.theme == "light"
