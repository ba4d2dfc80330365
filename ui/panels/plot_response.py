"""How late breakdowns answer to a cut, as a line."""

from typing import Final

import numpy as np
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.controls.labels import figure
from ui.panels.chart_numbers import ChartNumbers
from ui.panels.plots import GRID, Plot, nice_top
from ui.theme import Theme

_TICKS: Final = tuple((cut, f"{cut}\N{THIN SPACE}%") for cut in (0, 25, 50, 75, 100))
_HALF_TICK: Final = 20


class ResponsePlot(Plot):
    """Late breakdowns against how much the early failure is cut, with a disc where the slider stands."""

    def __init__(self, theme: Theme, type_scale: float, parent: QWidget | None = None) -> None:
        super().__init__(theme, type_scale, parent)
        self._line = self.line()
        self._here = self.discs(size=12)
        self._word = self.label("", "text", (0.5, 1.4))
        self.item.getAxis("left").setGrid(GRID)
        self.restyle(theme, type_scale)

    @override
    def restyle(self, theme: Theme, type_scale: float) -> None:
        super().restyle(theme, type_scale)
        # the last tick's word reaches past the end of the axis
        self.item.layout.setContentsMargins(1, 1, round(_HALF_TICK * type_scale), 1)
        self._line.setPen(self.pen("text_2", 2))
        self._here.setPen(self.pen("panel", 2))
        self._here.setBrush(QBrush(theme.colours["accent"]))
        self._word.setColor(theme.colours["accent"])
        self._word.setFont(self.font_of("body_strong"))

    def show_numbers(self, numbers: ChartNumbers) -> None:
        """Show other numbers; the scale begins at nought, for a curve is compared with nothing at all."""
        cuts = 100 * np.asarray(numbers.cuts, dtype=float)
        late = np.asarray(numbers.late, dtype=float)
        self._line.setData(cuts, late)
        here = float(np.interp(100 * numbers.cut, cuts, late))
        self._here.setData([100 * numbers.cut], [here])
        self._word.setText(figure(here))
        self._word.setPos(min(96.0, max(4.0, 100 * numbers.cut)), here)
        top = nice_top(float(late.max(initial=0.0)))
        self.item.getAxis("bottom").setTicks([list(_TICKS)])
        self.item.getAxis("left").setTicks([[(part * top, figure(part * top)) for part in (0, 0.5, 1)]])
        # room below, for pyqtgraph leaves out a number that is not wholly beside the plot
        self.show_range(-4, 104, -0.05 * top, top * 1.08)
