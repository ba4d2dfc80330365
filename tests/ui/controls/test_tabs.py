from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.painted import words_painted
from ui.controls.look import Look
from ui.controls.tabs import PanelTabs

TITLES = ("Overview", "Inspect", "Simulate")


def test_arrows_go_from_tab_to_tab(look: Look, qtbot: QtBot) -> None:
    tabs = PanelTabs(look, "Side panel", TITLES)
    qtbot.addWidget(tabs)
    tabs.show()
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.tabText(tabs.currentIndex()) == "Inspect"
    assert tabs.accessibleName() == "Side panel"


def test_choosing_a_tab_moves_none_of_the_others(look: Look, qtbot: QtBot) -> None:
    tabs = PanelTabs(look, "Side panel", TITLES)
    qtbot.addWidget(tabs)
    tabs.resize(360, 40)
    before = [tabs.tabRect(at) for at in range(3)]
    tabs.setCurrentIndex(2)
    assert [tabs.tabRect(at) for at in range(3)] == before
    assert words_painted(tabs) == list(TITLES)
