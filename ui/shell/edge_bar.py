"""What lies along the edges of the window: bars that are as thick as their text wants them."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from ui.controls.look import Look


class EdgeBar(QFrame):
    """A bar whose thickness is a size of the theme, by name, and grows with the type.

    `edge` is the side on which a line parts it from the rest: at the left or right of a bar that stands upright.
    """

    def __init__(self, look: Look, ground: str, edge: str, size: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_upright = edge in ("left", "right")
        self._size = size
        self.setProperty("ground", ground)
        self.setProperty("edge", edge)
        self._take_size()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._take_size()

    def _take_size(self) -> None:
        px = self._look.scaled(self._look.theme.size[self._size])
        if self._is_upright:
            self.setFixedWidth(px)
        else:
            self.setFixedHeight(px)
