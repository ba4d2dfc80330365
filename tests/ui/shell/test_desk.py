"""The desk: there as soon as anybody needs it, with everything that the first picture did without."""

from pathlib import Path

from PySide6.QtCore import QDir, QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.fingers import finger
from tests.helpers.program import Dialogs, Program, opened, select
from tests.helpers.sessions import workplace
from ui.app import make_look
from ui.jobs import Jobs
from ui.main_window import MainWindow, Surroundings
from ui.shell.start_cards import Wish
from workbench.editing.structure import rename


def test_a_key_pressed_before_the_first_picture_is_obeyed(program: Program, dialogs: Dialogs) -> None:
    look = make_look(program.application, program.settings_file)
    window = MainWindow(Surroundings(look, program.settings_file, lambda: workplace(program.folder)), Jobs())
    program.windows.append(window)
    assert "desk" not in vars(window)
    window.action_set["about"].trigger()
    assert "never uses the network" in dialogs.told[-1]


def test_a_card_pressed_at_once_opens_its_journey(program: Program, dialogs: Dialogs) -> None:
    window = program.start()
    card = window.start_page.cards[0]
    window.start_page.wished.emit(card.wish)
    assert opened(window).session.title == card.sample.title


def test_what_style_sheets_point_at_is_there_before_any_dialog(program: Program, dialogs: Dialogs) -> None:
    window = program.start()
    window.grant(Wish("template"))
    folder = Path(QDir.searchPaths("indicators")[0])
    assert len(list(folder.glob("*.png"))) >= 8
    light = {path.name for path in folder.glob("*.png")}
    window.do("theme-dark")
    assert {path.name for path in folder.glob("*.png")} > light


def test_a_finger_scrolls_what_is_long_in_the_window(journey: MainWindow, qtbot: QtBot) -> None:
    journey.resize(960, 540)
    opened(journey).panel.turn_to("Explain")
    page = opened(journey).panel.explain
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 60)
    at = page.viewport().mapTo(journey, page.viewport().rect().center())
    finger(journey, at, at - QPoint(0, 60))
    assert page.verticalScrollBar().value() == 60


def test_a_window_that_is_waited_for_does_not_close(window: MainWindow) -> None:
    window.disk._doing.append("Saving…")
    assert not window.desk.may_close()
    window.disk._doing.clear()
    assert window.desk.may_close()


def test_what_can_wait_for_the_first_picture_is_done_behind_it(window: MainWindow, qtbot: QtBot) -> None:
    listed: list[bool] = []
    desk = window.desk
    desk._list_files = lambda: listed.append(True)
    desk.settle_in()
    qtbot.waitUntil(lambda: bool(listed))
    qtbot.waitUntil(lambda: desk.warm_up.is_done)


def test_back_on_the_start_screen_nothing_is_named_any_more(journey: MainWindow) -> None:
    journey.do("start")
    QApplication.processEvents()
    assert journey.start_page.isVisible()
    assert journey.windowTitle() == "Journey Workbench"
    assert journey.workspace is None


def test_a_window_closed_before_all_is_there_opens_nothing_any_more(
    program: Program, dialogs: Dialogs, file: Path, qtbot: QtBot
) -> None:
    window = program.start()
    window.bring(file)
    window._behind.start()
    window.close()
    qtbot.wait(50)
    assert window.workspace is None
    assert dialogs.told == []


def test_a_link_that_would_take_back_another_step_by_now_goes(journey: MainWindow, dialogs: Dialogs) -> None:
    workspace = opened(journey)
    select(journey, "First bill")
    journey.do("duplicate")
    assert (journey.notice.isVisible(), journey.notice.link.text()) == (True, "Undo")
    rename(workspace.document, "offer", "Get two offers")
    assert not journey.notice.isVisible()
    journey.do("undo")
    assert journey.notice.isVisible()
    dialogs.answers.append("discard")
    journey.do("start")
    assert not journey.notice.isVisible()
