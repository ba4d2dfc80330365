"""Random work in the window, all of it by real keys and a real pointer."""

import random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.helpers.program import editor, opened, press, type_name
from ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier


def gesture(window: MainWindow, dice: random.Random) -> None:
    """Make one gesture on the map of the open journey."""
    opened(window).map.setFocus()
    several = len(opened(window).map.plan.cards) > 3
    choices = [add_next, rename, drag, undo, redo, add_at_pointer, save, delete if several else add_next]
    dice.choice(choices)(window, dice)


def add_next(window: MainWindow, dice: random.Random) -> None:
    press(window, dice.choice(("Left", "Right", "Up", "Down")))
    press(window, "Return")
    _name(window, dice)


def add_at_pointer(window: MainWindow, dice: random.Random) -> None:
    view = opened(window).map
    at = QPoint(dice.randrange(20, view.width() - 20), dice.randrange(120, view.height() - 20))
    QTest.mouseDClick(view, LEFT, PLAIN, at)
    _name(window, dice)


def rename(window: MainWindow, dice: random.Random) -> None:
    press(window, dice.choice(("Left", "Right", "Up", "Down")))
    press(window, "F2")
    _name(window, dice)


def delete(window: MainWindow, dice: random.Random) -> None:
    press(window, dice.choice(("Left", "Right")))
    press(window, "Delete")


def drag(window: MainWindow, dice: random.Random) -> None:
    view = opened(window).map
    box = dice.choice(list(view.plan.cards.values()))
    x, y = view.frame.to_widget(*box.middle)
    begin, end = QPoint(round(x), round(y)), QPoint(dice.randrange(view.width()), dice.randrange(120, view.height()))
    QTest.mousePress(view, LEFT, PLAIN, begin)
    QTest.mouseMove(view, (begin + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT, PLAIN, end)


def undo(window: MainWindow, dice: random.Random) -> None:
    press(window, "Ctrl+Z")


def redo(window: MainWindow, dice: random.Random) -> None:
    press(window, "Ctrl+Y")


def save(window: MainWindow, dice: random.Random) -> None:
    if dice.random() < 0.3:
        press(window, "Ctrl+S")


def _name(window: MainWindow, dice: random.Random) -> None:
    if editor(window).isVisible():
        type_name(window, f"Step {dice.randrange(1000)}")
    if editor(window).isVisible():
        press(window, "Escape")
