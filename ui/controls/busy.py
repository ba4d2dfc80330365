"""What the window is waiting for, told quietly."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from ui.controls.look import Look
from ui.controls.text import Label

_FROM_BOTTOM = 16


class BusyLine(QFrame):
    """A word such as “Saving…” at the bottom of its host, over everything else and out of the pointer's way."""

    def __init__(self, look: Look, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._label = Label(look, "", "body_strong")
        self.setProperty("kind", "notice")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self._label)
        host.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, nothing while it is hidden."""
        return self._label.text()

    def say(self, doing: str) -> None:
        """Say what is going on; nothing ends it."""
        self._label.setText(doing)
        self.setAccessibleName(doing)
        self.setVisible(bool(doing))
        if doing:
            self._place()
            self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        self.adjustSize()
        left = (self._host.width() - self.width()) // 2
        self.move(left, self._host.height() - self.height() - _FROM_BOTTOM)
