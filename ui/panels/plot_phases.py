"""Breakdowns phase by phase as bars."""

from typing import Final

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.controls.labels import written
from ui.panels.chart_numbers import ChartNumbers
from ui.panels.plots import Plot, Words
from ui.theme import Theme

_BEFORE, _AFTER = 0.30, 0.34
_NAMES_WIDTH: Final = 92
_WORDS_GAP: Final = 12


class PhasePlot(Plot):
    """Two bars a phase, lying, the phases from top to bottom."""

    def __init__(self, theme: Theme, type_scale: float, parent: QWidget | None = None) -> None:
        self._most, self._rows, self._words = 1.0, 0, 0.0
        super().__init__(theme, type_scale, parent)
        self._before = self.hatched_bars(x0=0, y=[0.0], height=_BEFORE, width=[0.0])
        self._after = self.bars(x0=0, y=[0.0], height=_AFTER, width=[0.0])
        self._texts: list[Words] = []
        self.item.invertY(True)
        self.item.hideAxis("bottom")
        self.item.getAxis("left").setWidth(round(_NAMES_WIDTH * type_scale))
        self.restyle(theme, type_scale)

    @override
    def restyle(self, theme: Theme, type_scale: float) -> None:
        super().restyle(theme, type_scale)
        self._after.setOpts(brush=QBrush(theme.colours["bar_after"]), pen=QPen(Qt.PenStyle.NoPen))
        self.item.getAxis("left").setWidth(round(_NAMES_WIDTH * type_scale))
        self.item.getAxis("left").setTextPen(QPen(theme.colours["text"]))
        self.item.getAxis("left").setPen(QPen(QColor(0, 0, 0, 0)))
        for text in self._texts:
            text.setColor(theme.colours["text"])
            text.setFont(self.font_of("body"))

    def show_numbers(self, numbers: ChartNumbers) -> None:
        """Show other numbers; as it is sets the scale, so that it stays whatever the fix does."""
        rows = np.arange(len(numbers.phases), dtype=float)
        before = np.asarray(numbers.as_is, dtype=float)
        after = np.asarray(numbers.with_fix or np.zeros(0), dtype=float)
        shift = (_AFTER + 0.04) / 2 if len(after) else 0.0
        self._before.setOpts(y=rows - shift, width=before, x0=np.zeros_like(before))
        self._after.setVisible(len(after) > 0)
        if len(after):
            self._after.setOpts(y=rows + (_BEFORE + 0.04) / 2, width=after, x0=np.zeros_like(after))
        self.item.getAxis("left").setTicks([list(enumerate(numbers.phases))])
        self._most = max(float(before.max(initial=0.0)), float(after.max(initial=0.0)) / 1.3, 1e-9)
        self._rows = len(rows)
        metrics = QFontMetricsF(self.font_of("body"))
        self._words = max((metrics.horizontalAdvance(_change(value, value)) for value in numbers.as_is), default=0.0)
        self._leave_room()
        self._write(numbers)

    @override
    def resizeEvent(self, ev: QResizeEvent | None) -> None:
        super().resizeEvent(ev)
        if self._rows:
            self._leave_room()

    def _leave_room(self) -> None:
        """Give the words behind the longest bar the px they take, whatever the width and the type."""
        wide = max(1.0, self.width() - self.item.getAxis("left").width())
        bars = max(wide / 3, wide - self._words - _WORDS_GAP)
        self.show_range(0, self._most * wide / bars, -0.6, self._rows - 0.4)

    def _write(self, numbers: ChartNumbers) -> None:
        while len(self._texts) < len(numbers.phases):
            self._texts.append(self.label("", "text", (0, 0.5)))
        for at, text in enumerate(self._texts):
            text.setVisible(at < len(numbers.phases))
            if at >= len(numbers.phases):
                continue
            before, reach = written(numbers.as_is[at]), numbers.as_is[at]
            words = before
            if numbers.with_fix:
                after = written(numbers.with_fix[at])
                words = before if before == after else _change(numbers.as_is[at], numbers.with_fix[at])
                reach = max(reach, numbers.with_fix[at])
            if words != text.toPlainText():
                text.setText(words)
            text.setPos(reach, at)


def _change(before: float, after: float) -> str:
    return f"{written(before)} → {written(after)}"
