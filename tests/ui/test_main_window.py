"""The window as a whole: every size, every theme, every key, and nothing that cannot be reached or named."""

import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from tests.helpers.program import Dialogs, Program, opened, press, to_front
from ui.controls.buttons import Segmented
from ui.dialogs.keys import KeysDialog
from ui.main_window import MainWindow
from workbench.domain.problems import DomainProblem
from workbench.editing.structure import rename

SIZES = ((960, 540), (1366, 768), (1920, 1080))
VIEWS = ("map", "table", "owners", "charts")


def inside(widget: QWidget, window: QWidget) -> bool:
    corner = widget.mapTo(window, widget.rect().topLeft())
    return window.rect().contains(widget.rect().translated(corner))


def overlaps(row: QWidget) -> list[str]:
    shown = [each for each in row.children() if isinstance(each, QWidget) and each.isVisible()]
    return [
        f"{type(one).__name__} over {type(other).__name__}"
        for one, other in combinations(shown, 2)
        if one.geometry().intersects(other.geometry())
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_at_every_size_what_is_always_needed_is_there_and_nothing_overlaps(
    journey: MainWindow, size: tuple[int, int], scale: float, qtbot: QtBot
) -> None:
    rename(opened(journey).document, "j", "What a household goes through until its internet is fast")
    qtbot.waitUntil(lambda: opened(journey).toolbar.saved.text == "Kept, not saved")
    journey.look.themes.set_type_scale(scale)
    journey.resize(*size)
    QApplication.processEvents()
    assert (journey.width(), journey.height()) == size
    bar = opened(journey).toolbar
    qtbot.waitUntil(lambda: bar.saved.width() >= bar.saved.sizeHint().width())
    assert overlaps(bar) == []
    for widget in (bar.undo, bar.redo, bar.find_button, bar.run_button, bar.saved):
        assert widget.isVisible()
        assert inside(widget, bar)
        assert widget.width() >= widget.sizeHint().width()
    status = opened(journey).status
    assert overlaps(status) == []
    assert inside(status, journey)
    assert journey.grab().width() > 0


def test_type_made_larger_while_a_journey_is_open_gives_the_bars_their_height(
    program: Program, dialogs: Dialogs, file: Path
) -> None:
    window = program.start()
    window.open_file(file)
    window.do("large-type")
    QApplication.processEvents()
    grown = opened(window)
    sizes = [each.height() for each in (grown.toolbar, grown.status, grown.map_page.headline)] + [grown.rail.width()]
    window.close()
    again = program.start()
    again.open_file(file)
    QApplication.processEvents()
    fresh = opened(again)
    assert sizes == [each.height() for each in (fresh.toolbar, fresh.status, fresh.map_page.headline)] + [
        fresh.rail.width()
    ]


@pytest.mark.parametrize("view", VIEWS)
def test_the_theme_is_changed_with_everything_open(journey: MainWindow, view: str) -> None:
    workspace = opened(journey)
    journey.action_set["outline"].trigger()
    for each in VIEWS:
        journey.do(f"view-{each}")
    journey.do(f"view-{view}")
    for tab in ("Overview", "Inspect", "Simulate"):
        workspace.panel.turn_to(tab)
        for theme in ("theme-dark", "theme-light", "large-type", "theme-system", "large-type"):
            journey.do(theme)
            QApplication.processEvents()
    assert journey.action_set["theme-system"].isChecked()
    assert not journey.action_set["large-type"].isChecked()


def test_the_theme_and_the_type_chosen_are_there_at_the_next_start(program: Program, dialogs: Dialogs) -> None:
    first = program.start()
    first.do("theme-dark")
    first.do("large-type")
    first.close()
    second = program.start()
    assert (second.look.themes.choice, second.look.themes.type_scale) == ("dark", 1.25)
    assert second.action_set["theme-dark"].isChecked()


def test_a_broken_memory_of_the_window_s_place_costs_only_itself(program: Program, dialogs: Dialogs) -> None:
    program.settings_file.path.parent.mkdir()
    program.settings_file.path.write_text(json.dumps({"geometry": "abc", "theme": "dark"}))
    assert program.start().look.themes.choice == "dark"


def test_every_action_does_something_and_no_two_share_a_key(journey: MainWindow) -> None:
    keys: Counter[str] = Counter()
    for action in journey.actions() + [each for menu in journey.menuBar().actions() for each in menu.menu().actions()]:
        assert action.isSeparator() or action.text()
        keys.update(each.toString() for each in action.shortcuts())
    assert [key for key, times in keys.items() if times > 1] == []
    verbs = {**journey.desk._own_verbs, **journey.desk._commands}
    assert verbs.keys() == journey.action_set._actions.keys()


def test_every_enabled_action_can_be_triggered_on_an_open_journey(
    journey: MainWindow, dialogs: Dialogs, qtbot: QtBot
) -> None:
    dialogs.choose_file(None)
    dialogs.work = [give_up] * 9
    leave = {"new", "start", "close", "quit"}
    opened(journey).selection.set(["bill"])
    for key, action in journey.action_set._actions.items():
        if key not in leave:
            action.trigger()
            press(journey, "Escape")
    QApplication.processEvents()
    assert journey.workspace is not None


def test_at_the_start_screen_only_what_makes_sense_is_enabled(window: MainWindow) -> None:
    enabled = {key for key, action in window.action_set._actions.items() if action.isEnabled()}
    assert {"new", "open", "quit", "help"} <= enabled
    assert not enabled & {"save", "undo", "run", "find", "view-map", "delete", "fit"}


def give_up(_dialog: QWidget) -> bool:
    return False


class Shown(QObject):
    """Notes every window that appears."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.kinds.append(type(watched).__name__)
        return False


def test_opening_a_journey_lets_no_other_window_flash_up(window: MainWindow, file: Path) -> None:
    shown = Shown()
    QApplication.instance().installEventFilter(shown)
    window.open_file(file)
    for view in VIEWS:
        window.do(f"view-{view}")
    QApplication.instance().removeEventFilter(shown)
    assert shown.kinds == []


def test_what_a_verb_refuses_is_said_and_changes_nothing(journey: MainWindow) -> None:
    def refuse() -> None:
        raise DomainProblem("A journey needs a title; type one.")

    journey.desk._commands = {"run": refuse}
    journey.do("run")
    assert journey.notice.text == "A journey needs a title; type one."


def test_the_title_tells_the_journey_and_the_mark_what_is_not_saved(journey: MainWindow) -> None:
    assert journey.windowTitle() == "Broadband customer[*] – Journey Workbench"
    rename(opened(journey).document, "j", "Stars [*] in a title")
    assert journey.windowTitle() == "Stars [*][*] in a title[*] – Journey Workbench"
    assert journey.isWindowModified()
    journey.do("undo")
    journey.do("close")
    assert journey.windowTitle() == "Journey Workbench"


def test_the_samples_get_their_pictures_once_the_libraries_are_there(window: MainWindow, qtbot: QtBot) -> None:
    pictures = [card.picture for card in window.start_page.cards]
    qtbot.waitUntil(lambda: all(picture._image is not None for picture in pictures), timeout=20_000)
    light = pictures[0]._image
    window.do("theme-dark")
    qtbot.waitUntil(lambda: pictures[0]._image is not light)


def test_coming_back_from_the_task_bar_begins_nothing_anew(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.warm_up.is_done, timeout=20_000)
    finished: list[bool] = []
    window.warm_up.finished.connect(lambda: finished.append(True))
    window.hide()
    window.show()
    to_front(window)
    qtbot.wait(20)
    assert finished == []


def test_help_lists_every_key(journey: MainWindow, dialogs: Dialogs) -> None:
    seen: list[str] = []

    def read(dialog: KeysDialog) -> bool:
        seen.extend(label.text() for label in dialog.findChildren(QWidget) if hasattr(label, "text"))
        return True

    dialogs.work.append(read)
    journey.do("help")
    assert {"Undo", "Run", "Save", "Name an owner", "F9, Ctrl+\u2060R"} <= set(seen)
    journey.do("about")
    assert "never uses the network" in dialogs.told[-1]


def test_views_are_turned_with_the_arrows_once_tab_has_reached_them(journey: MainWindow) -> None:
    views = opened(journey).toolbar.views
    assert isinstance(views, Segmented)
    views.segment("map").setFocus(Qt.FocusReason.TabFocusReason)
    press(journey, "Right")
    assert views.key == "table"
    assert opened(journey).views.currentWidget() is not opened(journey).map_page
