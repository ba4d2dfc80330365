"""Short messages that ask for nothing, and the banner that offers lost work back."""

import math
import re
from collections.abc import Collection, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.controls.buttons import Button, Choice, IconButton
from ui.controls.empty import Icon
from ui.controls.floating import FloatingBar
from ui.controls.look import Look
from ui.controls.text import Label, LinkButton
from ui.controls.voice import announce

_STAYS_MS = 8000
_MS_A_LETTER = 70
_GAP = 16
_WIDEST = 640
_MOST_LETTERS = 600
_LONG_NAME = re.compile("“([^“”]{60})[^“”]+”")


class Say(Protocol):
    """Says something in passing, as `NoticeBar.say` does."""

    def __call__(self, text: str, action: str = "", token: object = None) -> None:
        """Say it, with the word of a link and what the link stands for."""


class NoticeBar(FloatingBar):
    """A bar at the bottom of its host such as "Deleted 3 touchpoints. Undo".

    It leaves after eight seconds, or when it can have been read, whichever is later; it stays while the pointer is over
    it or the focus in it, and a new message takes the place of the one before.
    """

    acted = Signal(object)  # the token given with the message, when its link was pressed

    def __init__(self, look: Look, host: QWidget, stays_ms: int = _STAYS_MS) -> None:
        super().__init__(host)
        self._token: object = None
        self._hovered = False
        self._look = look
        self._label = Label(look, "", "body", wraps=True)
        self._link = LinkButton(look, "")
        self._close = IconButton(look, "close", "Close this message", size="control_compact")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._stays_ms = stays_ms
        self._timer.timeout.connect(self.hide)
        self._build()

    def say(self, text: str, action: str = "", token: object = None) -> None:
        """Show a message, with the word of a link that takes it back; `token` comes back with `acted`.

        Names in it are cut where they are endless, and so is the whole.
        """
        text = _LONG_NAME.sub(r"“\1…”", text)
        text = text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…"
        self._token = token
        self._timer.setInterval(max(self._stays_ms, len(text) * _MS_A_LETTER))
        self._label.setText(text)
        self._link.setText(action)
        self._link.setAccessibleName(action)
        self._link.setVisible(bool(action))
        self.setAccessibleName(f"{text} {action}".strip())
        self.appear()
        announce(self, self.accessibleName())
        self._wait()

    def withdraw(self, tokens: Collection[str]) -> None:
        """Take the message away if its link has one of these tokens, which mean something else by now."""
        if self._token in tokens:
            self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    @property
    def link(self) -> LinkButton:
        """The link of the message in force."""
        return self._link

    @property
    def waiting(self) -> bool:
        """Whether its time is running."""
        return self._timer.isActive()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self._timer.stop()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = False
        self._wait()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._wait()
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(_GAP, 8, 8, 8)
        row.setSpacing(_GAP)
        for widget in (self._label, self._link, self._close):
            row.addWidget(widget)
        self._link.clicked.connect(self._act)
        self._close.clicked.connect(self.hide)
        for widget in (self._link, self._close):
            # a click leaves the focus where somebody works, for the bar goes with it
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            widget.installEventFilter(self)

    @override
    def place(self) -> None:
        """Take the room that the words need, on more than one line where they are many."""
        beside = self._close.sizeHint().width() + 3 * _GAP
        if self._link.text():
            beside += self._link.sizeHint().width() + _GAP
        whole = math.ceil(QFontMetricsF(self._look.font("body")).horizontalAdvance(self.text)) + 2
        width = min(whole, self._look.scaled(_WIDEST), max(1, self._host.width() - 2 * _GAP - beside))
        self._label.setFixedSize(width, self._label.heightForWidth(width))
        super().place()

    def _act(self) -> None:
        self.hide()
        self.acted.emit(self._token)

    def _wait(self) -> None:
        """Let the time run, unless somebody is at it."""
        held = QApplication.focusWidget() in (self._link, self._close)
        if self.isVisible() and not self._hovered and not held:
            self._timer.start()


class Banner(QFrame):
    """A framed message on the warning ground with a title, a text and buttons, of which the last is the main one."""

    chosen = Signal(object)  # the key of the button pressed

    def __init__(
        self,
        look: Look,
        icon: str,
        title: str,
        text: str,
        buttons: Sequence[Choice],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner")
        self.setAccessibleName(title)
        self.buttons: dict[str, Button] = {}
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(look, title, "body_strong", "text", True))
        words.addWidget(Label(look, text, "body", "text", True))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(Icon(look, icon, "warn"))
        row.addLayout(words, 1)
        for choice in buttons:
            button = Button(look, choice.text, "primary" if choice is buttons[-1] else "outlined", choice.icon)
            button.setProperty("key", choice.key)
            button.clicked.connect(self._pressed)
            self.buttons[choice.key] = button
            row.addWidget(button)

    def _pressed(self) -> None:
        self.chosen.emit(self.sender().property("key"))
