from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.shell.toolbar import TitleButton

TITLE = "A household & its way to broadband"


def titled(look: Look, qtbot: QtBot, spare: int) -> TitleButton:
    button = TitleButton(look)
    qtbot.addWidget(button)
    button.set_title(TITLE)
    button.resize(QFontMetrics(look.font("heading")).horizontalAdvance(TITLE) + spare, 40)
    button.show()
    return button


def test_a_title_that_has_room_is_written_whole_and_needs_no_tip(look: Look, qtbot: QtBot) -> None:
    button = titled(look, qtbot, spare=24)
    assert button.text() == TITLE.replace("&", "&&")
    assert button.toolTip() == ""


def test_a_title_without_room_for_its_padding_ends_with_dots_and_is_told_whole(look: Look, qtbot: QtBot) -> None:
    button = titled(look, qtbot, spare=8)
    assert button.text().endswith("…")
    assert button.toolTip() == "<p>A household &amp; its way to broadband</p>"
    assert button.accessibleName() == f"{TITLE}, about this journey"
