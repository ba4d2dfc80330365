import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.listening import announcements
from ui.controls.buttons import Choice
from ui.controls.look import Look
from ui.controls.notice import Banner, NoticeBar


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    # In a window with nothing else to focus, Qt would put the focus into the bar at once
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setFocus()
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def notice(look: Look, host: QWidget) -> NoticeBar:
    made = NoticeBar(look, host)
    made.say("Deleted 3 touchpoints.", "Undo", token=7)
    return made


def test_it_waits_and_then_leaves(notice: NoticeBar) -> None:
    assert (notice.isVisible(), notice.waiting) == (True, True)
    notice._timer.timeout.emit()
    assert not notice.isVisible()


def test_a_message_is_told_to_those_who_listen(notice: NoticeBar, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = announcements(monkeypatch)
    notice.say("Deleted 2 touchpoints.", "Undo")
    assert heard == ["Deleted 2 touchpoints. Undo"]


def test_many_words_take_more_lines_and_never_more_than_the_host_has(notice: NoticeBar, host: QWidget) -> None:
    low = notice.height()
    notice.say("There is much to be said about this. " * 8)
    assert notice.height() > low
    host.resize(400, 600)
    assert notice.width() <= 400
    assert notice.geometry().bottom() < 600
    notice.say("Little.")
    assert notice.height() == low


def test_many_words_stay_until_they_can_have_been_read(notice: NoticeBar) -> None:
    short = notice._timer.interval()
    notice.say("There is much to be said about this. " * 8)
    assert notice._timer.interval() > short


def test_it_stays_while_the_pointer_is_over_it(notice: NoticeBar) -> None:
    at = QPointF(5, 5)
    QApplication.sendEvent(notice, QEnterEvent(at, at, at))
    assert not notice.waiting
    QApplication.sendEvent(notice, QEvent(QEvent.Type.Leave))
    assert notice.waiting


def test_it_stays_while_its_link_has_the_focus(notice: NoticeBar, host: QWidget, qtbot: QtBot) -> None:
    host.activateWindow()
    notice.link.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(notice.link.hasFocus)
    assert not notice.waiting
    notice.link.clearFocus()
    assert notice.waiting


def test_its_link_gives_the_token_back_and_takes_it_away(notice: NoticeBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(notice.acted) as heard:
        qtbot.mouseClick(notice.link, Qt.MouseButton.LeftButton)
    assert heard.args == [7]
    assert not notice.isVisible()


def test_a_new_message_takes_the_place_of_the_old_one(notice: NoticeBar) -> None:
    notice.say("Saved as scenario.")
    assert (notice.text, notice.link.isVisible(), notice.accessibleName()) == (
        *("Saved as scenario.", False, "Saved as scenario."),
    )


def test_escape_sends_it_away(notice: NoticeBar, qtbot: QtBot) -> None:
    qtbot.keyClick(notice, Qt.Key.Key_Escape)
    assert not notice.isVisible()


def test_it_stays_at_the_bottom_of_its_host(notice: NoticeBar, host: QWidget) -> None:
    host.resize(500, 300)
    assert notice.geometry().bottom() < 300
    assert notice.geometry().bottom() > 250
    assert abs(notice.geometry().center().x() - 250) <= 1


def test_a_banner_tells_which_button_was_pressed(look: Look, qtbot: QtBot) -> None:
    banner = Banner(
        look, "history", "It was still open.", "Kept.", [Choice("compare", "Compare"), Choice("back", "Back")]
    )
    qtbot.addWidget(banner)
    with qtbot.waitSignal(banner.chosen) as heard:
        qtbot.mouseClick(banner.buttons["back"], Qt.MouseButton.LeftButton)
    assert heard.args == ["back"]
    assert [banner.buttons[key].property("kind") for key in ("compare", "back")] == ["outlined", "primary"]


def test_an_endless_name_is_cut_and_so_is_an_endless_message(notice: NoticeBar, host: QWidget) -> None:
    notice.say(f"Deleted “{'Wort ' * 2000}” and “Bill”.", "Undo", token=7)
    assert notice.text == f"Deleted “{'Wort ' * 12}…” and “Bill”."
    notice.say("n" * 10_000)
    assert len(notice.text) == 600
    assert notice.height() < host.height()


def test_a_click_leaves_the_focus_where_it_was(notice: NoticeBar, host: QWidget) -> None:
    QTest.mouseClick(notice.link, Qt.MouseButton.LeftButton)
    assert not notice.isVisible()
    assert host.hasFocus()


def test_a_message_is_withdrawn_whose_link_means_something_else_by_now(notice: NoticeBar) -> None:
    notice.say("Deleted.", "Undo", "undo")
    notice.withdraw(("redo",))
    assert notice.isVisible()
    notice.withdraw(("undo", "redo"))
    assert not notice.isVisible()
