"""How customers differ, as bins."""

from typing import Final

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.controls.labels import figure
from ui.panels.chart_numbers import Chart, ChartNumbers
from ui.panels.plots import GRID, Plot, nice_top
from ui.theme import Theme

_STEPS: Final = 6


class SpreadPlot(Plot):
    """Standing bars, one a bin, as it is (hatched), and with the fix a line of steps over them."""

    def __init__(self, chart: Chart, theme: Theme, type_scale: float, parent: QWidget | None = None) -> None:
        super().__init__(theme, type_scale, parent)
        self._chart = chart
        self._before = self.hatched_bars(x0=[0.0], x1=[0.0], y0=0, height=[0.0])
        self._after = self.line(stepMode="center")
        self._most = self.rule(angle=90)
        self._word = self.label("One in twenty is beyond", "text_2", (0, 0))
        self.item.getAxis("left").setGrid(GRID)
        self.restyle(theme, type_scale)

    @override
    def restyle(self, theme: Theme, type_scale: float) -> None:
        super().restyle(theme, type_scale)
        self._after.setPen(self.pen("accent", 2))
        self._most.setPen(self.pen("text_2", 1, Qt.PenStyle.DashLine))
        self._word.setColor(theme.colours["text_2"])
        self._word.setFont(self.font_of("small"))

    def show_numbers(self, numbers: ChartNumbers) -> None:
        """Show other numbers; the tail beyond the last bin is left out."""
        spread = numbers.spread(self._chart)
        if spread is None:
            return
        edges = np.asarray(spread.edges, dtype=float)
        before = 100 * np.asarray(spread.as_is.shares, dtype=float)
        after = 100 * np.asarray(spread.with_fix.shares if spread.with_fix else (), dtype=float)
        self._before.setOpts(x0=edges[:-1], x1=edges[1:], height=before)
        self._after.setVisible(after.size > 0)
        if after.size:
            self._after.setData(edges, after)
        top = nice_top(max(float(before.max(initial=0.0)), float(after.max(initial=0.0))))
        self._most.setValue(spread.as_is.most)
        # the words lie on the side that has room for them
        self._word.setAnchor((1 if 2 * spread.as_is.most > edges[0] + edges[-1] else 0, 0))
        self._word.setPos(spread.as_is.most, top * 1.19)
        step = nice_top((edges[-1] - edges[0]) / _STEPS)
        ticks = np.arange(np.ceil(edges[0] / step), np.floor(edges[-1] / step) + 1) * step
        self.item.getAxis("bottom").setTicks([[(each, figure(each)) for each in ticks.tolist()]])
        shares = [(part * top, f"{figure(part * top)}\N{THIN SPACE}%") for part in (0, 0.5, 1)]
        self.item.getAxis("left").setTicks([shares])
        self.show_range(edges[0], edges[-1], -0.07 * top, top * 1.2)
