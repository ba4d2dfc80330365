"""Somebody who works with the keyboard alone: real keys in the real window, and how long a person takes for them.

The times are those of the keystroke-level model (Card, Moran and Newell 1980): 0.28 s a key for somebody who types
forty words a minute, which is no fast typist, and 1.35 s to think before each thing that is named.
"""

from dataclasses import dataclass, field
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

KEY = 0.28
THOUGHT = 1.35
_MODIFIERS = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier)

TEN = (
    *("Get an offer", "Compare prices", "Sign contract", "Welcome mail", "Router arrives"),
    *("First login", "Line drops", "Call hotline", "Technician visit", "First bill"),
)
"""Ten steps in a household's way to broadband."""

FIVE_PHASES = ("Attract", "Order", "Set up", "Use", "Leave")
FORTY = (
    *(
        "See an advert",
        "Ask a friend",
        "Open website",
        "Read reviews",
        "Check address",
        "Pick a plan",
        "Ask in chat",
        "Save offer",
    ),
    *(
        "Start order",
        "Enter address",
        "Choose date",
        "Prove identity",
        "Enter bank",
        "Read terms",
        "Sign contract",
        "Get receipt",
    ),
    *(
        "Welcome mail",
        "Track parcel",
        "Router arrives",
        "Read manual",
        "Plug it in",
        "Line is dead",
        "Call hotline",
        "Fitter comes",
    ),
    *(
        "First login",
        "Test speed",
        "First bill",
        "Query the bill",
        "Film stutters",
        "Chat with bot",
        "Get refund",
        "Add a phone",
    ),
    *(
        "Price rises",
        "Compare offers",
        "Call to cancel",
        "Hear an offer",
        "Say no again",
        "Return router",
        "Final bill",
        "Tell a friend",
    ),
)
"""Eight steps for each of five phases."""


@dataclass
class Typist:
    """Presses keys wherever the focus is; `seconds` is what that takes a person, `handled` what each takes us, in s."""

    window: QWidget
    keys: int = 0
    thoughts: int = 0
    handled: list[float] = field(default_factory=list[float])

    @property
    def seconds(self) -> float:
        return self.keys * KEY + self.thoughts * THOUGHT

    def press(self, keys: str) -> None:
        """Press one combination; holding a key such as Shift is a key more."""
        combination = QKeySequence.fromString(keys)[0]
        held = combination.keyboardModifiers()
        self._press(combination.key(), held, 1 + sum(bool(held & each) for each in _MODIFIERS))

    def name(self, text: str, end: str = "Return") -> None:
        """Think of a name, type it and end it with a key."""
        self.thoughts += 1
        for letter in text:
            self._press(letter, Qt.KeyboardModifier.NoModifier, 2 if letter.isupper() else 1)
        self.press(end)

    def _press(self, key: Qt.Key | str, held: Qt.KeyboardModifier, pressed: int) -> None:
        self.keys += pressed
        handle = self.window.windowHandle()
        assert handle is not None
        begun = perf_counter()
        QTest.keyClick(handle, key, held)
        # what is painted now, people wait for
        QApplication.processEvents()
        self.handled.append(perf_counter() - begun)


def draw_ten(typist: Typist) -> None:
    """From the start screen to ten connected touchpoints."""
    typist.press("Ctrl+N")
    typist.press("Return")
    for name in TEN:
        typist.name(name)
    typist.press("Escape")


def draw_forty(typist: Typist) -> None:
    """From the start screen to five phases with eight touchpoints each."""
    for key in ("Tab", "Tab", "Return"):
        typist.press(key)
    for phase in FIVE_PHASES:
        typist.press("P")
        typist.name(phase)
    typist.press("Return")
    for number, name in enumerate(FORTY, 1):
        typist.name(name, "Shift+Return" if number % 8 == 0 else "Return")
    typist.press("Escape")
