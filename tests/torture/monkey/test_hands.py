"""What is done is drawn beforehand: the same dice make the same events, whatever the window is like."""

from itertools import islice
from random import Random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.torture.monkey.hands import WEIGHTS, Step, gesture, key
from tests.torture.monkey.rig import EVENTS, steps_of
from ui.actions import ACTIONS


class Screen(QWidget):
    """A window that remembers which keys it heard, and what of a stage a key needs."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[int] = []

    @property
    def top(self) -> QWidget:
        return QApplication.activePopupWidget() or self

    @property
    def handle(self) -> QWindow:
        return self.top.windowHandle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.heard.append(event.key())


def told(steps: list[Step]) -> list[str]:
    return [step.told for step in steps]


def test_the_same_dice_make_the_same_events() -> None:
    assert told(gesture(Random("7 3"))) == told(gesture(Random("7 3")))
    assert len({tuple(told(gesture(Random(number)))) for number in range(50)}) > 40


def test_a_row_that_is_begun_in_the_middle_goes_on_as_the_whole_one() -> None:
    whole = told(list(islice(steps_of(5, 0), 300)))
    assert told(list(islice(steps_of(5, 120), 180))) == whole[120:]


def test_every_kind_of_gesture_comes_up_and_makes_at_least_one_event() -> None:
    dice = Random(1)
    for made in WEIGHTS:
        assert all(made(dice) for _ in range(20))


def test_every_action_of_the_window_is_tried_in_a_whole_run() -> None:
    keys = {f"key {key}": spec.key for spec in ACTIONS for key in spec.keys}
    named = {f"action {spec.key}": spec.key for spec in ACTIONS}
    steps = islice(steps_of(1, 0), EVENTS)
    tried = {found for step in steps if (found := keys.get(step.told) or named.get(step.told))}
    assert tried == {spec.key for spec in ACTIONS}


def test_whatever_is_pressed_is_let_go_again() -> None:
    for number in range(300):
        steps = told(gesture(Random(number)))
        down = sum(step.startswith(("press ", "finger down")) for step in steps)
        up = sum(step.startswith(("release ", "finger up")) for step in steps)
        assert down == up


def test_a_menu_that_goes_with_alt_leaves_the_key_to_the_window_below(qtbot: QtBot) -> None:
    screen = Screen()
    qtbot.addWidget(screen)
    screen.show()
    menu = QMenu(screen)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction("Copy")
    menu.popup(QPoint(10, 10))
    step = next(step for number in range(999) for step in key(Random(number)) if step.told == "key Alt+Up")
    step.do(screen)
    assert QApplication.activePopupWidget() is None
    assert Qt.Key.Key_Up in screen.heard
