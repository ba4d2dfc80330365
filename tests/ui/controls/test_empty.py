from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.controls.empty import EmptyState
from ui.controls.look import Look


def test_its_button_and_its_link_each_tell_their_own(look: Look, qtbot: QtBot) -> None:
    empty = EmptyState(look, "run", "Nothing to run yet", "Two are enough.", "Add a touchpoint", "plus", "See a sample")
    qtbot.addWidget(empty)
    assert empty.button is not None
    assert empty.link is not None
    with qtbot.waitSignal(empty.acted), qtbot.assertNotEmitted(empty.followed):
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(empty.followed), qtbot.assertNotEmitted(empty.acted):
        qtbot.mouseClick(empty.link, Qt.MouseButton.LeftButton)


def test_where_there_is_nothing_to_do_there_is_no_button(look: Look, qtbot: QtBot) -> None:
    empty = EmptyState(look, "check", "Nothing to point out", "All touchpoints have an owner.")
    qtbot.addWidget(empty)
    assert (empty.button, empty.link, empty.accessibleName()) == (None, None, "Nothing to point out")
