"""How far a long piece of work is, and a way to stop it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.controls.buttons import Button
from ui.controls.floating import FloatingBar
from ui.controls.look import Look
from ui.controls.text import Label

_WIDTH = 360
_PATIENCE_MS = 400
_STEPS = 1000


class ProgressLine(FloatingBar):
    """A bar at the bottom of its host, over everything else; what is soon over never shows it."""

    cancelled = Signal()

    def __init__(self, look: Look, host: QWidget, patience_ms: int = _PATIENCE_MS) -> None:
        super().__init__(host)
        self._doing = ""
        self._label = Label(look, "", "body")
        self.bar = QProgressBar()
        self.stop = Button(look, "Cancel", "quiet", size="control_compact")
        self._timer = QTimer(self, singleShot=True, interval=patience_ms)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._label)
        words.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 10)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.stop)
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("How far it is")
        self.setFixedWidth(look.scaled(_WIDTH))
        self._timer.timeout.connect(self.appear)
        self.stop.clicked.connect(self.cancelled)

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def begin(self, doing: str) -> None:
        """Say what is going on, such as “Painting the picture”, once it takes a while."""
        self._doing = doing
        self.show_share(0.0)
        self._timer.start()

    def show_share(self, share: float) -> None:
        """Show how far it is, 0 to 1."""
        self._label.setText(f"{self._doing}, {100 * share:.0f}\N{THIN SPACE}%")
        self.bar.setValue(round(_STEPS * share))

    def end(self) -> None:
        """Go away."""
        self._timer.stop()
        self.hide()


class ProgressRow(QWidget):
    """How far a piece of work is, in one line among the other parts of a card, with a button to give it up."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.doing = Label(look, "", "small", "text_2")
        self.bar = QProgressBar()
        self.stop = Button(look, "Cancel", "quiet", size="control_compact")
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part, stretch in ((self.doing, 0), (self.bar, 1), (self.stop, 0)):
            row.addWidget(part, stretch)
        self.hide()

    def show_share(self, share: float, doing: str) -> None:
        """Say what is going on and how far it is, 0 to 1."""
        self.doing.setText(doing)
        self.bar.setValue(round(_STEPS * share))
        self.show()
