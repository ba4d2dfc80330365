"""What stands under the fixes before any set of them was looked for: what the search will show."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.empty import Icon
from ui.controls.look import Look
from ui.controls.text import Label

_PROMISES: Final = (
    (
        "budget",
        "The best set for every budget",
        "How many breakdowns each sum prevents, and from where on more money helps little.",
    ),
    ("rank", "What each fix adds", "Alone, and on top of the others: effects overlap and are never added up."),
    ("owners", "Who pays, who saves", "Once and a month, when it pays back, and which departments are on either side."),
    (
        "badge-guess",
        "How sure that is",
        "In how many of 100 worlds, where the guesses turn out otherwise, a fix is worth it.",
    ),
)


class PlanPromise(QFrame):
    """Names the results side by side, in the order in which they will come."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        row = QHBoxLayout()
        row.setSpacing(32)
        for icon, title, text in _PROMISES:
            row.addLayout(_promise(look, icon, title, text), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addWidget(Label(look, "What the search will show", "heading"))
        column.addLayout(row)


def _promise(look: Look, icon: str, title: str, text: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(Icon(look, icon), 0, Qt.AlignmentFlag.AlignLeft)
    column.addWidget(Label(look, title, "body_strong", "text", True))
    column.addWidget(Label(look, text, "body", "text_2", True))
    column.addStretch(1)
    return column
