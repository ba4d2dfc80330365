from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from ui.actions import ActionSet
from ui.controls.buttons import IconButton
from ui.controls.look import Look
from ui.shell.rail import ToolRail


def test_every_button_of_the_rail_does_its_action(look: Look, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = ActionSet(window, look)
    rail = ToolRail(look, actions, window)
    done: list[object] = []
    actions.triggered.connect(done.append)
    for button in rail.findChildren(IconButton):
        button.click()
    assert done[:3] == ["tool-select", "tool-pan", "tool-lasso"]
    assert done[-3:] == ["heat", "influences", "outline"]
    assert [actions[str(key)].text() for key in done] == [
        button.accessibleName() for button in rail.findChildren(IconButton)
    ]
