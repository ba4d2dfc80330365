"""Random work in the window, all of it by real keys and a real pointer."""

import random
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.helpers.program import editor, opened, press, type_name
from ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
ARROWS = ("Left", "Right", "Up", "Down")
OWNERS = ("Finance", "Field service", "Shop", "Ana", "Nobody yet")

Gesture = Callable[[MainWindow, random.Random], None]


def gesture(window: MainWindow, dice: random.Random) -> None:
    """Make one gesture on the map of the open journey, the common ones more often."""
    opened(window).map.setFocus()
    (chosen,) = dice.choices(list(WEIGHTS), list(WEIGHTS.values()))
    is_scarce = len(opened(window).map.plan.cards) <= 3
    (add_next if is_scarce and chosen in (delete, drag) else chosen)(window, dice)


def add_next(window: MainWindow, dice: random.Random) -> None:
    press(window, dice.choice(ARROWS))
    press(window, "Return")
    _name(window, dice)


def go_on(window: MainWindow, dice: random.Random) -> None:
    """Type a row of names, each ended with Enter, for a branch with Tab, or for the next phase with Shift+Enter."""
    press(window, dice.choice(ARROWS))
    press(window, "Return")
    for _ in range(dice.randrange(1, 4)):
        _name(window, dice, dice.choice(("Return", "Return", "Tab", "Shift+Return")), is_last=False)
    _leave_name(window)


def insert(window: MainWindow, dice: random.Random) -> None:
    """Name a touchpoint in the middle of a way out of a card, where there is one."""
    press(window, dice.choice(ARROWS))
    press(window, "W")
    press(window, "Return")
    _name(window, dice)


def add_at_pointer(window: MainWindow, dice: random.Random) -> None:
    view = opened(window).map
    at = QPoint(dice.randrange(20, view.width() - 20), dice.randrange(120, view.height() - 20))
    QTest.mouseDClick(view, LEFT, PLAIN, at)
    _name(window, dice)


def rename(window: MainWindow, dice: random.Random) -> None:
    press(window, dice.choice(ARROWS))
    press(window, "F2")
    _name(window, dice)


def delete(window: MainWindow, dice: random.Random) -> None:
    press(window, dice.choice(ARROWS))
    press(window, dice.choice(("Delete", "Ctrl+Del")))


def drag(window: MainWindow, dice: random.Random) -> None:
    view = opened(window).map
    box = dice.choice(list(view.plan.cards.values()))
    x, y = view.frame.to_widget(*box.middle)
    begin, end = QPoint(round(x), round(y)), QPoint(dice.randrange(view.width()), dice.randrange(120, view.height()))
    QTest.mousePress(view, LEFT, PLAIN, begin)
    QTest.mouseMove(view, (begin + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT, PLAIN, end)


def name_owner(window: MainWindow, dice: random.Random) -> None:
    press(window, dice.choice(ARROWS))
    press(window, "O")
    if not opened(window).map.hasFocus():
        type_name(window, dice.choice(OWNERS))


def undo(window: MainWindow, dice: random.Random) -> None:
    press(window, "Ctrl+Z")


def redo(window: MainWindow, dice: random.Random) -> None:
    press(window, "Ctrl+Y")


def save(window: MainWindow, dice: random.Random) -> None:
    press(window, "Ctrl+S")


WEIGHTS: dict[Gesture, int] = {
    add_next: 5,
    go_on: 3,
    rename: 5,
    drag: 5,
    undo: 5,
    redo: 4,
    name_owner: 3,
    delete: 3,
    add_at_pointer: 3,
    insert: 2,
    save: 2,
}


def _name(window: MainWindow, dice: random.Random, end: str = "Return", is_last: bool = True) -> None:
    if editor(window).isVisible():
        type_name(window, f"Step {dice.randrange(1000)}", end)
    if is_last:
        _leave_name(window)


def _leave_name(window: MainWindow) -> None:
    if editor(window).isVisible():
        press(window, "Escape")
