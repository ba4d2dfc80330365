"""Widgets that paint what was counted, and say by their ink when the map has moved on since."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.controls.look import Look
from ui.override import override

_NARROWEST = 160


class Counted(QWidget):
    """Paints numbers in `number_ink`, which goes grey while they are behind the map."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._stale = False

    @property
    def number_ink(self) -> str:
        """The role of colour in which numbers are written."""
        return "text_2" if self._stale else "text"

    def set_stale(self, stale: bool) -> None:
        """Show that the map has moved on since this was counted."""
        if stale != self._stale:
            self._stale = stale
            self.update()


class CountedChart(Counted):
    """As high as its width asks for; `usual_width` is what it likes best, in px at normal type."""

    def __init__(self, look: Look, usual_width: int, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._usual_width = usual_width
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def sizeHint(self) -> QSize:
        width = self._look.scaled(self._usual_width)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        narrowest = self._look.scaled(_NARROWEST)
        return QSize(narrowest, self.heightForWidth(max(self.width(), narrowest)))
