"""The way of the window over the map, from what it shows to what it is to show."""

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, QVariantAnimation

from ui.canvas.frame import Frame
from ui.controls.look import Look


class Flight(QVariantAnimation):
    """Leads from one frame to another in even steps of size; at once where movement is reduced."""

    def __init__(self, look: Look, show: Callable[[Frame], None], parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._show = show
        self._from = self._to = Frame()
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.valueChanged.connect(self._step)

    def begin(self, start: Frame, end: Frame) -> None:
        """Set out from `start`, wherever the last flight has got to."""
        self.stop()
        length = self._look.duration("slow")
        if not length:
            self._show(end)
            return
        self._from, self._to = start, end
        self.setDuration(length)
        self.setEasingCurve(self._look.theme.curve("in_out"))
        self.start()

    def _step(self, share: float) -> None:
        self._show(between(self._from, self._to, share))


def between(start: Frame, end: Frame, share: float) -> Frame:
    """Return the frame at a share (0 to 1) of the way: the scale grows evenly, one pixel of the map stays in place."""
    if share >= 1:
        return end
    if start.scale == end.scale:
        moved = share
        scale = end.scale
    else:
        scale = math.exp((1 - share) * math.log(start.scale) + share * math.log(end.scale))
        moved = (scale - start.scale) / (end.scale - start.scale)
    x, y = (round(one + moved * (other - one)) for one, other in ((start.x, end.x), (start.y, end.y)))
    return Frame(scale, x, y)
