"""Bars that lie over everything else at the bottom of the window, and have no place in its layouts."""

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

_FROM_BOTTOM: Final = 16


class FloatingBar(QFrame):
    """A framed bar in the middle above its host's lower edge, which it keeps to when the host gets another size."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("kind", "notice")
        host.installEventFilter(self)
        self.hide()

    def place(self) -> None:
        """Take the room that is needed, and stand where the bar belongs."""
        self.adjustSize()
        left = (self._host.width() - self.width()) // 2
        self.move(left, self._host.height() - self.height() - _FROM_BOTTOM)

    def appear(self) -> None:
        """Show the bar in its place, over everything else."""
        self.place()
        self.show()
        self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.place()
        return False
