"""What stands in place of the places found where there are none: what was looked through, and how to go on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.buttons import Button
from ui.controls.look import Look
from ui.controls.text import Label, LinkButton
from workbench.editing.finding import Wanted, Where

_LEFT = Qt.AlignmentFlag.AlignLeft
_EVERYWHERE = "Search looks at names, questions, notes and owners."
_LONGEST_NAME = 24


class FoundNothing(QWidget):
    """Says of a search without a hit what it looked at, offers to look wider, and to make what is missing."""

    touchpoint_wanted = Signal()
    wider_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(look, "", "heading", "text", True)
        self.text = Label(look, _EVERYWHERE, "body", "text_2", True)
        self.wider = LinkButton(look, "Look in all texts")
        self.make = Button(look, "", "outlined", "tool-touchpoint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        for part in (self.title, self.text):
            column.addWidget(part)
        for part in (self.wider, self.make):
            column.addWidget(part, 0, _LEFT)
        column.addStretch(1)
        self.make.clicked.connect(self.touchpoint_wanted)
        self.wider.clicked.connect(self.wider_wanted)

    def show_for(self, wanted: Wanted) -> None:
        """Tell of another search that it found nothing."""
        name = _shortened(wanted.text)
        self.title.setText(f"Nothing called “{name}”")
        self.text.setText(looked_at(wanted))
        self.wider.setVisible(wanted != Wanted(wanted.text))
        self.make.setText(f"Create touchpoint “{name}”")
        self.make.setAccessibleName(self.make.text())
        self.make.setVisible(bool(wanted.text.strip()))


def looked_at(wanted: Wanted) -> str:
    """Return which texts a search looked at, and what else it asked of them."""
    narrowed = [
        *(["with these capitals"] if wanted.case else []),
        *(["as a whole word"] if wanted.whole_words else []),
    ]
    if wanted.where is Where.EVERYWHERE:
        return " ".join([_EVERYWHERE, *([f"It looked only {' and '.join(narrowed)}."] if narrowed else [])])
    return f"Search looked only at {', '.join([wanted.where.value, *narrowed])}."


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1].rstrip()}…"
