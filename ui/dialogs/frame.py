"""What every dialog looks like: a title, what it is about, and buttons with the main one last."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.buttons import Button
from ui.controls.look import Look
from ui.controls.text import Label
from ui.controls.touch_scroll import TouchScroll
from ui.dialogs.room import room_of

WIDTH: Final = 480
WIDE: Final = 640
_MARGIN: Final = 24
BAR_ROOM: Final = 12
"""What a scroll bar and the gap beside it take of the margin in px."""


class DialogFrame(QDialog):
    """A dialog of the look: Escape cancels, the main button is the default."""

    def __init__(self, look: Look, title: str, width: int = WIDTH, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        TouchScroll(self, look)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(min(look.scaled(width), room_of(self).width()))
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.body.setContentsMargins(0, 0, BAR_ROOM, 0)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setContentsMargins(0, 0, BAR_ROOM, 0)
        self.buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN - BAR_ROOM, _MARGIN)
        column.setSpacing(16)
        column.addWidget(Label(look, title, "sentence", "text", True))
        column.addLayout(self.body, 1)
        column.addLayout(self.buttons)

    def widen_body(self) -> None:
        """Let the body reach into the margin, for a bar that scrolls it: its content then ends where the buttons do."""
        self.body.setContentsMargins(0, 0, 0, 0)

    def run(self) -> bool:
        """Wait for the answer and return whether it was the main one; the dialog goes at the next turn."""
        accepted = self.exec() == QDialog.DialogCode.Accepted
        # its parent lives as long as the program, and would keep every dialog ever shown
        self.deleteLater()
        return accepted

    def say(self, text: str, colour: str = "text") -> Label:
        """Add a paragraph."""
        label = Label(self.look, text, "body", colour, True)
        self.body.addWidget(label)
        return label

    def add_cancel(self, text: str = "Cancel") -> Button:
        """Add the button that changes nothing."""
        button = Button(self.look, text, "outlined")
        button.clicked.connect(self.reject)
        self.buttons.addWidget(button)
        return button

    def add_main(self, text: str, icon: str = "") -> Button:
        """Add the one main button; Enter presses it."""
        button = Button(self.look, text, "primary", icon)
        button.setDefault(True)
        button.clicked.connect(self.accept)
        self.buttons.addWidget(button)
        return button


class Question(DialogFrame):
    """A question with a few answers; `answer` is the key of the one pressed, empty if none."""

    def __init__(
        self, look: Look, title: str, text: str, answers: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(look, title, parent=parent)
        self.answer = ""
        self.say(text)
        self._keys: dict[Button, str] = {}
        for key, word in answers:
            is_main = key == answers[-1][0]
            button = Button(look, word, "primary" if is_main else "outlined")
            button.setDefault(is_main)
            button.clicked.connect(self._pressed)
            self._keys[button] = key
            self.buttons.addWidget(button)

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.answer = self._keys[button]
        self.accept()


def ask(look: Look, title: str, text: str, answers: Sequence[tuple[str, str]], parent: QWidget | None = None) -> str:
    """Put a question and return the key of the answer, or nothing where it was waved away."""
    question = Question(look, title, text, answers, parent)
    question.run()
    return question.answer


def tell(look: Look, title: str, text: str, parent: QWidget | None = None) -> None:
    """Say what went wrong and what to do."""
    ask(look, title, text, (("close", "Close"),), parent)
