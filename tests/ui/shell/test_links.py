import gc

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.shell.links import ButtonOfAction, action_button


def test_a_press_triggers_the_action_and_the_button_shows_whether_it_is_on(qtbot: QtBot, look: Look) -> None:
    action = QAction("Heat")
    action.setCheckable(True)
    button = action_button(look, action, "heat")
    qtbot.addWidget(button)
    button.click()
    assert action.isChecked()
    action.setChecked(False)
    assert not button.isChecked()


def test_a_button_can_be_pressed_only_while_its_action_can_be_done(qtbot: QtBot) -> None:
    action, button = QAction("Run"), QPushButton("Run")
    qtbot.addWidget(button)
    action.setEnabled(False)
    ButtonOfAction(button, action)
    assert not button.isEnabled()
    # nobody but the button holds the link
    gc.collect()
    action.setEnabled(True)
    assert button.isEnabled()


def test_a_button_tells_the_name_and_the_key_of_its_action(qtbot: QtBot, look: Look) -> None:
    action = QAction("Zoom in")
    action.setShortcut("F7")
    button = action_button(look, action, "plus", "control_compact")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Zoom in"
    assert button.toolTip() == "<p>Zoom in (F7)</p>"
    assert not button.isCheckable()
