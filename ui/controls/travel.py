"""The way of painted numbers from where they stood to where they belong."""

from PySide6.QtCore import QVariantAnimation
from PySide6.QtWidgets import QWidget

from ui.controls.look import Look


class Travel(QVariantAnimation):
    """How far the numbers of a widget have come: `share` rises to 1, and the widget is painted at every step."""

    def __init__(self, look: Look, widget: QWidget) -> None:
        super().__init__(widget)
        self._look = look
        self._widget = widget
        self.share = 1.0
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.valueChanged.connect(self._step)

    def begin(self, travels: bool) -> None:
        """Set out anew; without `travels`, and where movement is reduced, be there at once."""
        self.stop()
        length = self._look.duration("result") if travels else 0
        self.share = 0.0 if length else 1.0
        if length:
            self.setDuration(length)
            self.setEasingCurve(self._look.theme.curve("out"))
            self.start()

    def _step(self, share: float) -> None:
        self.share = share
        self._widget.update()
