"""What the window is waiting for, told quietly."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.controls.floating import FloatingBar
from ui.controls.look import Look
from ui.controls.text import Label


class BusyLine(FloatingBar):
    """A word such as “Saving…” at the bottom of its host, over everything else and out of the pointer's way."""

    def __init__(self, look: Look, host: QWidget) -> None:
        super().__init__(host)
        self._label = Label(look, "", "body_strong")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self._label)

    @property
    def text(self) -> str:
        """What it says, nothing while it is hidden."""
        return self._label.text()

    def say(self, doing: str) -> None:
        """Say what is going on; nothing ends it."""
        self._label.setText(doing)
        self.setAccessibleName(doing)
        if doing:
            self.appear()
        else:
            self.hide()
