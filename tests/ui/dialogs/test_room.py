from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ui.dialogs.room import take_room


class Wishing(QWidget):
    """Wishes for a size and is content with none."""

    def __init__(self, wish: QSize) -> None:
        super().__init__()
        self._wish = wish

    @override
    def sizeHint(self) -> QSize:
        return self._wish


def dialog_with(wish: QSize, qtbot: QtBot) -> QDialog:
    made = QDialog()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(Wishing(wish))
    take_room(made)
    return made


def test_a_dialog_is_as_large_as_it_wishes_where_the_screen_has_room(qtbot: QtBot) -> None:
    screen = QGuiApplication.primaryScreen().availableSize()
    wish = QSize(300, round(screen.height() * 0.85))
    assert dialog_with(wish, qtbot).size() == wish


def test_a_dialog_that_wishes_for_more_than_the_screen_leaves_a_rim(qtbot: QtBot) -> None:
    screen = QGuiApplication.primaryScreen().availableSize()
    made = dialog_with(screen * 3, qtbot)
    assert (made.width() < screen.width(), made.height() < screen.height()) == (True, True)
