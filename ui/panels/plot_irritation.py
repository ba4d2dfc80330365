"""Irritation through the phases as curves."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.controls.curve import monotone_slopes
from ui.panels.chart_numbers import ChartNumbers
from ui.panels.plots import GRID, Plot
from ui.theme import Theme

Floats = npt.NDArray[np.float64]
_CURVE_STEPS: Final = 12


class IrritationPlot(Plot):
    """Curves that are smooth and without overshoot, with the line at which the glass is full."""

    def __init__(self, theme: Theme, type_scale: float, parent: QWidget | None = None) -> None:
        super().__init__(theme, type_scale, parent)
        self._full = self.rule(angle=0)
        self._before, self._after = self.line(), self.line()
        self._word = self.label("The glass is full", "danger", (0, 1))
        self.item.getAxis("left").setGrid(GRID)
        self.restyle(theme, type_scale)

    @override
    def restyle(self, theme: Theme, type_scale: float) -> None:
        super().restyle(theme, type_scale)
        self._full.setPen(self.pen("danger", 1, Qt.PenStyle.DashLine))
        self._before.setPen(self.pen("irritation", 2))
        self._after.setPen(self.pen("accent", 3))
        self._word.setColor(theme.colours["danger"])
        self._word.setFont(self.font_of("small"))

    def show_numbers(self, numbers: ChartNumbers) -> None:
        """Show other numbers on the fixed scale from 0 to 10."""
        self._before.setData(*smooth(numbers.irritation))
        self._after.setVisible(bool(numbers.irritation_with_fix))
        if numbers.irritation_with_fix:
            self._after.setData(*smooth(numbers.irritation_with_fix))
        shown = numbers.threshold is not None
        self._full.setVisible(shown)
        self._word.setVisible(shown)
        if numbers.threshold is not None:
            self._full.setValue(numbers.threshold)
            self._word.setPos(-0.4, numbers.threshold)
        self.item.getAxis("bottom").setTicks([list(enumerate(numbers.phases))])
        self.item.getAxis("left").setTicks([[(0, "0"), (5, "5"), (10, "10")]])
        # room below, for pyqtgraph leaves out a number that is not wholly beside the plot
        self.show_range(-0.5, len(numbers.phases) - 0.5, -0.7, 10.6)


def smooth(values: Sequence[float]) -> tuple[Floats, Floats]:
    """Return a monotone cubic through the values at 0, 1, 2…, as points of a broken line; it never overshoots."""
    ys = np.asarray(values, dtype=float)
    if len(ys) < 2:
        return np.arange(len(ys), dtype=float), ys
    slopes = np.asarray(monotone_slopes([float(at) for at in range(len(ys))], list(values)))
    xs = np.linspace(0, len(ys) - 1, (len(ys) - 1) * _CURVE_STEPS + 1)
    left = np.minimum(xs.astype(int), len(ys) - 2)
    t = xs - left
    rise = ys[left + 1] - ys[left]
    bend = slopes[left] + slopes[left + 1] - 2 * rise
    curve = ys[left] + t * (slopes[left] + t * (3 * rise - 2 * slopes[left] - slopes[left + 1] + t * bend))
    return xs, curve
