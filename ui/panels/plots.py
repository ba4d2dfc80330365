"""The only file that knows pyqtgraph: a plot whose items are made once and given new numbers."""

from typing import Any, Final

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPen, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

# after PySide6, for pyqtgraph takes whichever Qt it finds imported
import pyqtgraph as pg  # isort: skip

from ui.controls.patterns import hatch_brush
from ui.theme import Theme, font

Bars = pg.BarGraphItem
Line = pg.PlotDataItem
Rule = pg.InfiniteLine
Discs = pg.ScatterPlotItem
Words = pg.TextItem

GRID: Final = 255
"""How strong the rules behind a plot are, as pyqtgraph counts it."""


class Plot(pg.PlotWidget):
    """A plot on the panel's ground with thin rules, no frame and no mouse of its own."""

    def __init__(self, theme: Theme, type_scale: float, parent: QWidget | None = None) -> None:
        # a menu that nobody opens takes as long to make as the rest
        super().__init__(parent, enableMenu=False)
        self.theme = theme
        self.type_scale = type_scale
        self._range: tuple[float, float, float, float] | None = None
        self._hatched: list[Bars] = []
        self.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAntialiasing(True)
        self.disableAutoRange()
        self.item.getViewBox().sigTransformChanged.connect(self._hatch)

    @property
    def item(self) -> Any:
        """The plot inside the widget; it takes the methods of its view box only while it runs, so it has no type."""
        return self.getPlotItem()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 180)

    def restyle(self, theme: Theme, type_scale: float) -> None:
        """Take over another theme or type setting."""
        self.theme = theme
        self.type_scale = type_scale
        self.setBackground(theme.colours["panel"])
        for name in ("left", "bottom"):
            axis = self.item.getAxis(name)
            axis.setPen(QPen(theme.colours["line"], 1))
            axis.setTextPen(QPen(theme.colours["text_2"]))
            axis.setTickFont(self.font_of("body"))
            axis.setStyle(tickLength=0, tickTextOffset=8, hideOverlappingLabels=False)
            # the rules lie under the data
            axis.setZValue(self.item.getViewBox().zValue() - 1)
        for each in self._hatched:
            each.setOpts(pen=self.pen("bar_before", 1))
        self._hatch()

    def font_of(self, role: str) -> QFont:
        """The font of a role at the type setting."""
        return font(self.theme, role, self.type_scale)

    def pen(self, role: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        """A pen in a role's colour whose width does not scale with the axes."""
        made = QPen(self.theme.colours[role], width, style)
        made.setCosmetic(True)
        return made

    def show_range(self, left: float, right: float, bottom: float, top: float) -> None:
        """Fix what is to be seen; ranges that stay are not set again, for that lays everything out anew."""
        if (left, right, bottom, top) != self._range:
            self._range = (left, right, bottom, top)
            self.item.setXRange(left, right, padding=0)
            self.item.setYRange(bottom, top, padding=0)

    def bars(self, **places: object) -> Bars:
        """Return bars in the plot; `places` are pyqtgraph's own words for where they begin and end."""
        made = pg.BarGraphItem(**places)
        self.addItem(made)
        return made

    def hatched_bars(self, **places: object) -> Bars:
        """Return bars in the plot that are hatched, as what stands for the journey as it is."""
        made = self.bars(**places)
        self._hatched.append(made)
        return made

    def line(self, **form: object) -> Line:
        """Return a line in the plot; `form` says in pyqtgraph's words how it goes from point to point."""
        made = pg.PlotDataItem(antialias=True, **form)
        self.addItem(made)
        return made

    def rule(self, angle: int) -> Rule:
        """Return a straight line across the whole plot, at an angle in degrees."""
        made = pg.InfiniteLine(angle=angle, movable=False)
        self.addItem(made)
        return made

    def discs(self, size: float) -> Discs:
        """Return discs of `size` px in the plot."""
        made = pg.ScatterPlotItem(size=size)
        self.addItem(made)
        return made

    def label(self, text: str, role: str, anchor: tuple[float, float]) -> Words:
        """Return a text in the plot; `anchor` is the point of it that lies on its position."""
        item = pg.TextItem(text, color=self.theme.colours[role], anchor=anchor)
        item.setFont(self.font_of("body"))
        self.item.addItem(item, ignoreBounds=True)
        return item

    def _hatch(self) -> None:
        """Keep hatching at the screen's scale, for a brush is stretched with the axes."""
        for each in self._hatched:
            brush = hatch_brush(self.theme.colours["bar_before"], self.devicePixelRatioF())
            across, down = self.item.getViewBox().viewPixelSize()
            brush.setTransform(brush.transform() * QTransform.fromScale(across, down))
            each.setOpts(brush=brush)


def nice_top(value: float) -> float:
    """Return the next number that reads well at the end of an axis, such as 1, 1.5, 2 or 3 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(value))
    return float(next(step * power for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if step * power >= value))
