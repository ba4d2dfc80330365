"""Every key and gesture on one sheet."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from ui.controls.look import Look
from ui.controls.text import Label
from ui.dialogs.frame import WIDE, DialogFrame

GESTURES: Final = (
    ("Enter", "the next touchpoint, connected, in the same phase"),
    ("Tab, Shift+Tab", "while naming: on to the next phase, or back"),
    ("Double-click", "on the ground: a new touchpoint; on a card: rename it"),
    ("Drag from a card’s edge", "connect it; on empty ground a new card appears"),
    ("Arrows", "to the nearest card; with Alt they move it"),
    ("Space held, or middle button", "move the map"),
    ("Ctrl+wheel, pinch", "zoom round the pointer"),
    ("Escape", "stop whatever is going on, without a trace"),
)


class KeysDialog(DialogFrame):
    """Two columns: the key, and what it does."""

    def __init__(self, look: Look, shortcuts: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(look, "Keys and gestures", WIDE, parent)
        table = QWidget()
        table.setProperty("ground", "panel")
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (key, what) in enumerate((*GESTURES, *shortcuts)):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(Label(look, key, "body_strong"), row, 0, top)
            grid.addWidget(Label(look, what, "body", "text", True), row, 1, top)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(table)
        scroll.setMinimumHeight(look.scaled(420))
        scroll.setAccessibleName("Keys and gestures")
        self.body.addWidget(scroll, 1)
        self.add_main("Close")
