"""What hands can do to a window: each gesture is a row of single events, drawn before any of them is made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Final

import shiboken6
from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.hostile import HOSTILE
from tests.torture.monkey.stage import Stage
from ui.actions import ACTIONS
from workbench.storage.clips import MIME_TYPE

PLAIN: Final = Qt.KeyboardModifier.NoModifier
LEFT: Final = Qt.MouseButton.LeftButton
_BUTTONS: Final = (LEFT, LEFT, LEFT, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton)
_HELD: Final = (PLAIN,) * 5 + (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_AIMS: Final = ("card",) * 5 + ("map",) * 4 + ("control",) * 3 + ("window",) * 2
_KEYS: Final = (
    *("Left", "Right", "Up", "Down", "Return", "Tab", "Backtab", "Escape", "Space", "Delete", "Backspace", "F2"),
    *("Home", "End", "PgUp", "PgDown", "Menu", "F6", "Shift+Return", "Shift+Left", "Shift+Right", "Ctrl+Home"),
    *(
        "Alt+Left",
        "Alt+Right",
        "Alt+Up",
        "Alt+Down",
        "Alt+Shift+Right",
        "Ctrl+A",
        "Ctrl+C",
        "Ctrl+V",
        "Ctrl+X",
        "Ctrl+D",
    ),
    *("Ctrl+D", "Ctrl+Z", "Ctrl+Z", "Ctrl+Y", "W", "/", "?", "Ctrl+Del", "Ctrl+Space", "Alt+F", "F10"),
)
_RARE: Final = ("quit", "close", "start", "new", "open", "save-as", "import-log")
"""Actions that leave the journey, so that most of what is done is done inside one."""

_WORDS: Final = (
    "First bill",
    "Call the shop",
    "Wait for a technician",
    "Ärger mit Überweisung",
    "x",
    "",
    "0",
    "50%",
    "a > b",
)
_TEXTS: Final = (
    *HOSTILE,
    "Order\n\tGet an offer\n\tSign > Pay\nSetup\n\tUnpack",
    "Name\tPhase\tOwner\nGet an offer\tOrder\tSales\nNobody\tNowhere\t\n",
    "Id\tName\noffer\tA\noffer\tB\n",
    "Names and\tother\nthings\t",
    "n" * 10_000,
    "שלום " * 500,
    "e\u0301" * 3000,
    "\0\x01\x02\x7f",
    "\ud800 alone",
    "1;2;3\n" * 100,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One event; what it is about was drawn before, where it goes is found when it is made."""

    told: str
    do: Callable[[Stage], None]


def gesture(dice: Random) -> list[Step]:
    """Draw one gesture, the common ones more often."""
    (chosen,) = dice.choices(list(WEIGHTS), list(WEIGHTS.values()))
    return chosen(dice)


def hover(dice: Random) -> list[Step]:
    return [_to(dice.choice(_AIMS), dice.random(), dice.random()) for _ in range(dice.randrange(1, 4))]


def click(dice: Random) -> list[Step]:
    aim, across, down = _aim(dice)
    button, held = dice.choice(_BUTTONS), dice.choice(_HELD)
    return [_button("press", button, held, aim, across, down), _button("release", button, held, aim, across, down)]


def double_click(dice: Random) -> list[Step]:
    aim, across, down = _aim(dice)

    def do(stage: Stage) -> None:
        # the four events of a double click go to one window, which must not close at the first
        if stage.top is stage.window:
            QTest.mouseDClick(stage.handle, LEFT, PLAIN, stage.spot(aim, across, down))

    return [Step(f"double click at {aim} {across:.3f} {down:.3f}", do)]


def drag(dice: Random) -> list[Step]:
    """Press, go to a few places and let go; now and then with Escape in between."""
    button, held = dice.choice((LEFT, LEFT, LEFT, LEFT, Qt.MouseButton.MiddleButton)), dice.choice(_HELD)
    aim, across, down = _aim(dice)
    end_aim, end_across, end_down = _aim(dice)
    near = dice.random() < 0.3
    if near:
        end_aim, end_across, end_down = aim, min(across + 0.05, 0.999), min(down + 0.05, 0.999)
    ways = [(min(across + (end_across - across) * part, 0.999), down + (end_down - down) * part) for part in (0.3, 0.7)]
    given_up = [_key("Escape")] if dice.random() < 0.15 else []
    return [
        _to(aim, across, down),
        _button("press", button, held, aim, across, down),
        *(_to("map" if end_aim == "map" else "window", *way) for way in ways),
        _to(end_aim, end_across, end_down),
        *given_up,
        _button("release", button, held, end_aim, end_across, end_down),
    ]


def wheel(dice: Random) -> list[Step]:
    aim, across, down = _aim(dice)
    turned = QPoint(dice.choice((0, 0, 120, -120)), dice.choice((120, -120, 240, -15)))
    held, pixels = dice.choice(_HELD), dice.choice((QPoint(), QPoint(), QPoint(3, -40)))

    def do(stage: Stage) -> None:
        QTest.wheelEvent(stage.handle, stage.spot(aim, across, down), turned, pixels, held)

    return [Step(f"wheel {turned.toTuple()} {held.name} at {aim} {across:.3f} {down:.3f}", do)] * dice.randrange(1, 5)


def key(dice: Random) -> list[Step]:
    return [_key(dice.choice(_KEYS))] * dice.choice((1, 1, 1, 2, 4))


def shortcut(dice: Random) -> list[Step]:
    spec = dice.choice([each for each in ACTIONS if each.keys])
    if spec.key in _RARE and dice.random() < 0.8:
        spec = dice.choice([each for each in ACTIONS if each.keys and each.key not in _RARE])
    return [_key(dice.choice(spec.keys))]


def action(dice: Random) -> list[Step]:
    """Take an action that has no key as its menu would."""
    return [_do(dice.choice([each for each in ACTIONS if not each.keys]).key)]


def typing(dice: Random) -> list[Step]:
    """Type a name where the focus is, and leave it by some key."""
    letters = dice.choice(_WORDS)[: dice.randrange(1, 25)]
    return [
        *(_letter(each) for each in letters),
        _key(dice.choice(("Return", "Return", "Tab", "Escape", "Shift+Return"))),
    ]


def first_name(dice: Random) -> list[Step]:
    """Begin a name as somebody would who draws."""
    return [
        _key(dice.choice(("Left", "Right", "Up", "Down"))),
        _key(dice.choice(("Return", "F2", "P", "N"))),
        *typing(dice),
    ]


def compose(dice: Random) -> list[Step]:
    """Put in a whole text as an input method does."""
    text = dice.choice(_TEXTS)
    return [
        Step(f"compose {text[:20]!r}", partial(_compose, text)),
        _key(dice.choice(("Return", "Return", "Escape", "Tab"))),
    ]


def paste(dice: Random) -> list[Step]:
    text, kind = dice.choice(_TEXTS), dice.choice(("text", "text", "text", "clip", "html"))
    noise = dice.randbytes(200)

    def do(_: Stage) -> None:
        data = QMimeData()
        if kind == "clip":
            data.setData(MIME_TYPE, QByteArray(noise))
        elif kind == "html":
            data.setHtml(text)
        data.setText(text)
        QGuiApplication.clipboard().setMimeData(data)

    return [Step(f"clipboard {kind} {text[:20]!r}", do), _key("Ctrl+V")]


def touch(dice: Random) -> list[Step]:
    """Put a finger on the window, move it and lift it, unless something lies over it."""
    aim, across, down = _aim(dice)
    far = dice.random() * 0.3

    def at(stage: Stage, part: float) -> QPoint:
        return stage.spot(aim, min(across + far * part, 0.999), min(down + far * part, 0.999))

    def begin(stage: Stage) -> None:
        stage.is_touched = stage.top is stage.window
        if stage.is_touched:
            QTest.touchEvent(stage.window, stage.finger).press(0, at(stage, 0)).commit()

    def move(stage: Stage) -> None:
        if stage.is_touched:
            QTest.touchEvent(stage.window, stage.finger).move(0, at(stage, 1)).commit()

    def end(stage: Stage) -> None:
        if stage.is_touched:
            stage.is_touched = False
            QTest.touchEvent(stage.window, stage.finger).release(0, at(stage, 1)).commit()

    where = f"at {aim} {across:.3f} {down:.3f}"
    moves = [Step(f"finger moves {where}", move)] * dice.randrange(3)
    return [Step(f"finger down {where}", begin), *moves, Step(f"finger up {where}", end)]


def resize(dice: Random) -> list[Step]:
    width, height = dice.randrange(900, 1921), dice.randrange(500, 1081)
    return [Step(f"resize {width} {height}", lambda stage: stage.window.resize(width, height))]


def view(dice: Random) -> list[Step]:
    chosen = dice.choice(("table", "owners", "charts", "plan"))
    return [_do(f"view-{chosen}"), *(step for _ in range(3) for step in gesture(dice)), _do("view-map")]


def theme(dice: Random) -> list[Step]:
    return [_do(dice.choice(("theme-light", "theme-dark", "theme-system", "large-type")))]


def detail(dice: Random) -> list[Step]:
    """Go into another journey of the project and out again."""
    return [_key("Right"), _do(dice.choice(("make-detail", "open-detail"))), *gesture(dice), _do("open-outer")]


def focus(dice: Random) -> list[Step]:
    """Go back to the map, as most of the work is there."""

    def do(stage: Stage) -> None:
        if stage.map is not None:
            stage.map.setFocus()

    return [Step("focus", do)]


Gesture = Callable[[Random], Sequence[Step]]

WEIGHTS: Final[dict[Callable[[Random], list[Step]], int]] = {
    click: 14,
    drag: 10,
    hover: 8,
    key: 14,
    shortcut: 12,
    wheel: 6,
    first_name: 6,
    focus: 6,
    typing: 4,
    double_click: 4,
    action: 3,
    touch: 3,
    paste: 3,
    compose: 2,
    view: 2,
    detail: 1,
    theme: 1,
    resize: 1,
}


def _aim(dice: Random) -> tuple[str, float, float]:
    return dice.choice(_AIMS), dice.random(), dice.random()


def _to(aim: str, across: float, down: float) -> Step:
    def do(stage: Stage) -> None:
        QTest.mouseMove(stage.handle, stage.spot(aim, across, down))

    return Step(f"move at {aim} {across:.3f} {down:.3f}", do)


def _button(what: str, button: Qt.MouseButton, held: Qt.KeyboardModifier, aim: str, across: float, down: float) -> Step:
    make = QTest.mousePress if what == "press" else QTest.mouseRelease

    def do(stage: Stage) -> None:
        make(stage.handle, button, held, stage.spot(aim, across, down))

    return Step(f"{what} {button.name} {held.name} at {aim} {across:.3f} {down:.3f}", do)


def _key(keys: str) -> Step:
    combination = QKeySequence.fromString(keys)[0]

    def do(stage: Stage) -> None:
        _strike(stage, combination.key(), combination.keyboardModifiers())

    return Step(f"key {keys}", do)


def _strike(stage: Stage, key: Qt.Key | str, held: Qt.KeyboardModifier) -> None:
    """Press a key and let it go, which another window may hear if the first one has gone with the key."""
    if held & Qt.KeyboardModifier.AltModifier and stage.top.windowType() is Qt.WindowType.Popup:
        # a menu goes with Alt alone; the key that follows would be pressed in a window that is no more
        QTest.keyPress(stage.handle, Qt.Key.Key_Alt)
    QTest.keyPress(stage.handle, key, held)
    left = stage.handle
    if shiboken6.isValid(left):
        QTest.keyRelease(left, key, held)


def _letter(letter: str) -> Step:
    if letter.isascii():
        return Step(f"letter {letter!r}", lambda stage: _strike(stage, letter, PLAIN))
    return Step(f"letter {letter!r}", partial(_compose, letter))


def _compose(text: str, _stage: Stage) -> None:
    focus = QApplication.focusWidget()
    if focus is not None and focus.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(focus, event)


def _do(key: str) -> Step:
    def do(stage: Stage) -> None:
        if stage.top is stage.window and stage.window.action_set[key].isEnabled():
            stage.window.action_set[key].trigger()

    return Step(f"action {key}", do)
