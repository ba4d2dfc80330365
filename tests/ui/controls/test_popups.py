import shiboken6
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.controls.popups import open_at, open_below


def test_a_menu_opens_below_its_button_and_leaves_nothing_behind(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    button = QPushButton("More", host)
    button.setGeometry(20, 10, 90, 30)
    host.show()
    menu = QMenu(host)
    menu.addAction("Rename")
    open_below(menu, button)
    assert menu.isVisible()
    assert menu.pos() == button.mapToGlobal(QPoint(0, 30))
    menu.close()
    qtbot.waitUntil(lambda: not shiboken6.isValid(menu))


def test_a_menu_opens_where_it_was_asked_for(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    menu = QMenu(host)
    menu.addAction("Rename")
    open_at(menu, QPoint(120, 80))
    assert menu.pos() == QPoint(120, 80)
    menu.close()
    qtbot.waitUntil(lambda: not shiboken6.isValid(menu))
