"""How far single numbers move the effect of a fix, as bars from end to end."""

from typing import Final

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.controls.labels import figure
from ui.panels.chart_numbers import ChartNumbers, Swing
from ui.panels.plots import Plot, Words
from ui.theme import Theme

_WORDS_GAP: Final = 12
_SWING: Final = 0.6
_NAMES_PART: Final = 0.45


class TornadoPlot(Plot):
    """One lying bar a number, from its low end (hatched) over what is likely to its high end (solid)."""

    def __init__(self, theme: Theme, type_scale: float, parent: QWidget | None = None) -> None:
        self._rows = 0
        super().__init__(theme, type_scale, parent)
        self._low = self.hatched_bars(x0=[0.0], x1=[0.0], y=[0.0], height=_SWING)
        self._high = self.bars(x0=[0.0], x1=[0.0], y=[0.0], height=_SWING)
        self._likely = self.rule(angle=90)
        self._word = self.label("", "accent", (-0.1, 0))
        self._names: list[Words] = []
        self._ends: list[Words] = []
        self.item.invertY(True)
        for axis in ("left", "bottom"):
            self.item.hideAxis(axis)
        self._numbers: ChartNumbers | None = None
        self.restyle(theme, type_scale)

    @override
    def restyle(self, theme: Theme, type_scale: float) -> None:
        super().restyle(theme, type_scale)
        self._high.setOpts(brush=QBrush(theme.colours["text_2"]), pen=QPen(Qt.PenStyle.NoPen))
        self._likely.setPen(self.pen("accent", 2))
        self._word.setColor(theme.colours["accent"])
        self._word.setFont(self.font_of("body_strong"))
        for text in (*self._names, *self._ends):
            text.setColor(theme.colours["text"])
            text.setFont(self.font_of("body"))

    def show_numbers(self, numbers: ChartNumbers) -> None:
        """Show other numbers."""
        self._numbers = numbers
        likely = numbers.prevented
        rows = np.arange(len(numbers.swings), dtype=float)
        low = np.array([each.low for each in numbers.swings])
        high = np.array([each.high for each in numbers.swings])
        self._low.setOpts(x0=np.full_like(low, likely), x1=low, y=rows)
        self._high.setOpts(x0=np.full_like(high, likely), x1=high, y=rows)
        self._likely.setValue(likely)
        self._word.setText(f"likely {figure(likely)}")
        self._word.setPos(likely, len(rows) - 0.5)
        self._rows = len(rows)
        self._write(numbers)
        if self._rows:
            self._leave_room()

    @override
    def resizeEvent(self, ev: QResizeEvent | None) -> None:
        super().resizeEvent(ev)
        if self._rows:
            self._leave_room()

    def _leave_room(self) -> None:
        """Give the names a part of the width at the left, and the ends of the bars room for their numbers."""
        assert self._numbers is not None
        metrics = QFontMetricsF(self.font_of("body"))
        ends = [each for swing in self._numbers.swings for each in (swing.low, swing.high)] + [self._numbers.prevented]
        least, most = min(ends), max(ends)
        wide = max(1.0, self.width())
        longest = max(metrics.horizontalAdvance(_named(swing)) for swing in self._numbers.swings)
        names = min(_NAMES_PART * wide, longest)
        room = max(metrics.horizontalAdvance(figure(end)) for end in ends) + _WORDS_GAP
        bars = max(wide / 4, wide - names - 2 * room - _WORDS_GAP)
        scale = max(most - least, 1e-9) / bars
        left = least - (names + room + _WORDS_GAP) * scale
        self.show_range(left, left + wide * scale, -0.6, self._rows + 0.3)
        for at, (text, swing) in enumerate(zip(self._names, self._numbers.swings, strict=False)):
            shown = metrics.elidedText(_named(swing), Qt.TextElideMode.ElideRight, names + 1)
            if shown != text.toPlainText():
                text.setText(shown)
            text.setPos(left, at)

    def _write(self, numbers: ChartNumbers) -> None:
        for texts, each in ((self._names, 1), (self._ends, 2)):
            while len(texts) < each * len(numbers.swings):
                texts.append(self.label("", "text", (0, 0.5)))
            for at, text in enumerate(texts):
                text.setVisible(at < each * len(numbers.swings))
        for at, swing in enumerate(numbers.swings):
            self._names[at].setText(_named(swing))
            for text, end, other in zip(
                self._ends[2 * at : 2 * at + 2], (swing.low, swing.high), (swing.high, swing.low), strict=True
            ):
                text.setText(figure(end))
                text.setAnchor((1, 0.5) if end < other else (0, 0.5))
                text.setPos(end, at)


def _named(swing: Swing) -> str:
    return f"{swing.name}, {swing.origin}"
