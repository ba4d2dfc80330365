"""The table of actions: each findable by key, none doubled, each enabled when it makes sense."""

import sys
from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from ui.actions import ACTIONS, ActionSet, WindowState, key_groups
from ui.controls.look import Look
from ui.icons import IconSource
from ui.menus import MENUS, add_menus
from ui.theme import ThemeSource

Role = QAction.MenuRole


@pytest.fixture
def host(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def action_set(host: QMainWindow, qapp: QApplication) -> ActionSet:
    return ActionSet(host, Look(ThemeSource(qapp.styleHints(), "light"), IconSource()))


def test_no_two_actions_share_a_name_or_a_key() -> None:
    assert max(Counter(spec.key for spec in ACTIONS).values()) == 1
    assert max(Counter(key for spec in ACTIONS for key in spec.keys).values()) == 1
    assert all(spec.text and spec.menu in MENUS for spec in ACTIONS)


@pytest.mark.parametrize("platform", ["darwin", "win32", "linux"])
def test_no_two_actions_share_a_key_on_any_system(platform: str) -> None:
    keys = [QKeySequence.fromString(key).toString() for spec in ACTIONS for key in spec.keys_on(platform)]
    assert max(Counter(keys).values()) == 1
    assert all(keys)


def test_a_mac_keeps_its_own_keys() -> None:
    """Those that hide, minimise and set it up, switch windows, look for things, and those that type letters."""
    keys = {key for spec in ACTIONS for key in spec.keys_on("darwin")}
    assert not keys & {"Ctrl+H", "Ctrl+M", "Ctrl+Tab", "Ctrl+Space", "Ctrl+`", "Ctrl+,", "Ctrl+Alt+H", "Ctrl+Shift+Q"}
    assert not {key for key in keys if key.startswith("Alt+")}
    assert keys >= {"Ctrl+Shift+Z", "Ctrl+Q", "Ctrl+W", "Ctrl+Alt+F"}


def test_a_mac_shows_its_keys_and_moves_no_action_that_only_sounds_like_one_of_its_own(
    host: QMainWindow, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    actions = ActionSet(host, Look(ThemeSource(qapp.styleHints(), "light"), IconSource()))
    assert actions["redo"].shortcut().toString() == "Ctrl+Shift+Z"
    assert ("Ctrl+Alt+F", "Replace") in dict(key_groups())["Edit"]
    moved = {spec.key: role for spec in ACTIONS if (role := actions[spec.key].menuRole()) is not Role.NoRole}
    assert moved == {"about": Role.AboutRole, "quit": Role.QuitRole}


def test_a_letter_acts_on_the_map_alone() -> None:
    letters = [spec for spec in ACTIONS if any(len(key) == 1 and key.isalnum() for key in spec.keys)]
    assert letters
    assert all(spec.on_map for spec in letters)


def test_the_keys_of_the_map_act_only_where_it_has_the_focus(action_set: ActionSet) -> None:
    for spec in ACTIONS:
        context = action_set[spec.key].shortcutContext()
        assert (context == Qt.ShortcutContext.WidgetShortcut) == spec.on_map


def test_a_key_that_is_held_repeats_steps_but_neither_switches_nor_tools(action_set: ActionSet) -> None:
    assert {key: action_set[key].autoRepeat() for key in ("undo", "nudge-left", "zoom-in", "heat", "tool-zoom")} == {
        "undo": True,
        "nudge-left": True,
        "zoom-in": True,
        "heat": False,
        "tool-zoom": False,
    }


def test_every_action_stands_in_a_menu(action_set: ActionSet, host: QMainWindow) -> None:
    menus = add_menus(host.menuBar())
    action_set.fill(menus)
    listed = [action.data() for menu in menus.values() for action in menu.actions() if not action.isSeparator()]
    assert sorted(listed) == sorted(spec.key for spec in ACTIONS)


def test_a_menu_has_the_icons_of_the_theme_in_force_when_it_shows(
    host: QMainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    look = Look(ThemeSource(qapp.styleHints(), "light"), IconSource())
    actions = ActionSet(host, look)
    menus = add_menus(host.menuBar())
    actions.fill(menus)
    assert actions["open"].icon().isNull()
    menus["File"].aboutToShow.emit()
    light = actions["open"].icon().pixmap(16).toImage()
    look.themes.choose("dark")
    menus["File"].aboutToShow.emit()
    assert actions["open"].icon().pixmap(16).toImage() != light
    assert actions["undo"].icon().isNull()


def test_undo_says_what_it_would_take_back(action_set: ActionSet) -> None:
    action_set.update_for(WindowState(is_open=True, undo="Move touchpoint"))
    assert (action_set["undo"].text(), action_set["redo"].text()) == ("Undo move touchpoint", "Redo")
    assert action_set["undo"].isEnabled()
    assert not action_set["redo"].isEnabled()


@pytest.mark.parametrize(
    ("state", "enabled", "disabled"),
    [
        (WindowState(), "open", "save"),
        (WindowState(is_open=True), "save", "fit"),
        (WindowState(is_open=True, shows_map=True), "fit", "delete"),
        (WindowState(is_open=True, selected=1), "delete", "run"),
        (WindowState(is_open=True, can_run=True), "run", "as-is"),
        (WindowState(is_open=True, has_fix=True), "as-is", "run"),
    ],
)
def test_an_action_is_enabled_when_it_makes_sense(
    action_set: ActionSet, state: WindowState, enabled: str, disabled: str
) -> None:
    action_set.update_for(state)
    assert action_set[enabled].isEnabled()
    assert not action_set[disabled].isEnabled()


def test_an_action_tells_its_name_and_showing_it_as_on_tells_nothing(action_set: ActionSet, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(action_set.triggered):
        action_set.check("heat", checked=True)
    with qtbot.waitSignal(action_set.triggered) as told:
        action_set["help"].trigger()
    assert told.args == ["help"]


def test_some_keys_of_the_map_can_be_lent_to_another_view(action_set: ActionSet, host: QMainWindow) -> None:
    action_set.lend(host, ("copy", "paste"))
    assert [action.data() for action in host.actions()] == ["copy", "paste"]
