"""Every menu has its title before anything lies in it."""

from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from ui.menus import MENUS, add_menus


def test_the_bar_shows_every_title_in_order_before_a_menu_holds_anything(qtbot: QtBot) -> None:
    host = QMainWindow()
    qtbot.addWidget(host)
    menus = add_menus(host.menuBar())
    assert [action.text() for action in host.menuBar().actions()] == list(MENUS)
    assert all(menus[name].title() == name and menus[name].isEmpty() for name in MENUS)
    assert all(action.isVisible() for action in host.menuBar().actions())
