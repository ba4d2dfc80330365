"""Content that may be taller than the room it has."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

GUTTER: Final = 10
"""What the scroll bar takes of the width in px, whether it is shown or not."""


class Scrolled(QScrollArea):
    """Scrolls its content up and down, never sideways, on the content's own ground and without a frame.

    The content's width never depends on its height: a picture that is lower where it is narrower would else drive the
    bar away that made it narrow, which brings it back without end. The keyboard goes past the area to what it holds;
    where that takes no focus, give it a focus policy.
    """

    def __init__(self, content: QWidget, ground: str = "panel", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        content.setProperty("ground", ground)
        # what its layout keeps free at the right is counted from this area's edge, as it is where there is no bar
        content.setContentsMargins(0, 0, -GUTTER, 0)
        self.setProperty("ground", ground)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().rangeChanged.connect(self._show_bar)
        self._show_bar(0, 0)
        self.setWidget(content)

    def _show_bar(self, lowest: int, highest: int) -> None:
        """Paint the bar only where there is something to scroll: the style leaves out one that is disabled."""
        self.verticalScrollBar().setEnabled(highest > lowest)
