"""The only file that knows pyqtgraph: plots whose items are made once and given new numbers."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QResizeEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

# after PySide6, for pyqtgraph takes whichever Qt it finds imported
import pyqtgraph as pg  # isort: skip

from ui.controls.curve import monotone_slopes
from ui.controls.patterns import hatch_brush
from ui.controls.text import figure
from ui.panels.chart_numbers import Chart, ChartNumbers, Swing
from ui.theme import Theme, font

Floats = npt.NDArray[np.float64]
_BEFORE, _AFTER = 0.30, 0.34
_NAMES_WIDTH: Final = 92
_WORDS_GAP: Final = 12
_TICKS: Final = tuple((cut, f"{cut}\N{THIN SPACE}%") for cut in (0, 25, 50, 75, 100))
_HALF_TICK: Final = 20
_CURVE_STEPS: Final = 12
_RULES: Final = 255
_SWING: Final = 0.6
_STEPS: Final = 6
_NAMES_PART: Final = 0.45


class Plot(pg.PlotWidget):
    """A plot on the panel's ground with thin rules, no frame and no mouse of its own."""

    def __init__(self, theme: Theme, type_scale: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.type_scale = type_scale
        self._range: tuple[float, float, float, float] | None = None
        self.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self.setMenuEnabled(False)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAntialiasing(True)
        self.disableAutoRange()

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

    def draw_fast(self, fast: bool, *lines: "pg.PlotDataItem") -> None:
        """Draw without antialiasing while a slider moves, with it when it rests."""
        self.setAntialiasing(not fast)
        for line in lines:
            line.opts["antialias"] = not fast

    def hatch(self, bars: "pg.BarGraphItem") -> None:
        """Keep the hatching of bars at the screen's scale, for a brush is stretched with the axes."""
        brush = hatch_brush(self.theme.colours["bar_before"], self.devicePixelRatioF())
        across, down = self.item.getViewBox().viewPixelSize()
        brush.setTransform(brush.transform() * QTransform.fromScale(across, down))
        bars.setOpts(brush=brush)

    def label(self, text: str, role: str, anchor: tuple[float, float]) -> "pg.TextItem":
        """Return a text in the plot; `anchor` is the point of it that lies on its position."""
        item = pg.TextItem(text, color=self.theme.colours[role], anchor=anchor)
        item.setFont(self.font_of("body"))
        self.item.addItem(item, ignoreBounds=True)
        return item


class PhasePlot(Plot):
    """Two bars a phase, lying, the phases from top to bottom."""

    def __init__(self, theme: Theme, type_scale: float, parent: QWidget | None = None) -> None:
        self._most, self._rows, self._words = 1.0, 0, 0.0
        super().__init__(theme, type_scale, parent)
        self._before = pg.BarGraphItem(x0=0, y=[0.0], height=_BEFORE, width=[0.0])
        self._after = pg.BarGraphItem(x0=0, y=[0.0], height=_AFTER, width=[0.0])
        for bars in (self._before, self._after):
            self.addItem(bars)
        self._texts: list[pg.TextItem] = []
        self.item.invertY(True)
        self.item.hideAxis("bottom")
        self.item.getAxis("left").setWidth(round(_NAMES_WIDTH * type_scale))
        self.item.getViewBox().sigTransformChanged.connect(self._hatch)
        self.restyle(theme, type_scale)

    @override
    def restyle(self, theme: Theme, type_scale: float) -> None:
        super().restyle(theme, type_scale)
        self._before.setOpts(pen=self.pen("bar_before", 1))
        self._hatch()
        self._after.setOpts(brush=QBrush(theme.colours["bar_after"]), pen=QPen(Qt.PenStyle.NoPen))
        self.item.getAxis("left").setWidth(round(_NAMES_WIDTH * type_scale))
        self.item.getAxis("left").setTextPen(QPen(theme.colours["text"]))
        self.item.getAxis("left").setPen(QPen(QColor(0, 0, 0, 0)))
        for text in self._texts:
            text.setColor(theme.colours["text"])
            text.setFont(self.font_of("body"))

    def show_numbers(self, numbers: ChartNumbers, moving: bool) -> None:
        """Show other numbers; as it is sets the scale, so that it stays while a slider moves."""
        self.draw_fast(moving)
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

    def _hatch(self) -> None:
        self.hatch(self._before)

    def _write(self, numbers: ChartNumbers) -> None:
        while len(self._texts) < len(numbers.phases):
            self._texts.append(self.label("", "text", (0, 0.5)))
        for at, text in enumerate(self._texts):
            text.setVisible(at < len(numbers.phases))
            if at >= len(numbers.phases):
                continue
            before, reach = figure(numbers.as_is[at]), numbers.as_is[at]
            words = before
            if numbers.with_fix:
                after = figure(numbers.with_fix[at])
                words = before if before == after else _change(numbers.as_is[at], numbers.with_fix[at])
                reach = max(reach, numbers.with_fix[at])
            if words != text.toPlainText():
                text.setText(words)
            text.setPos(reach, at)


class CurvePlot(Plot):
    """Irritation through the phases, smooth and without overshoot, with the line at which the glass is full."""

    def __init__(self, theme: Theme, type_scale: float, parent: QWidget | None = None) -> None:
        super().__init__(theme, type_scale, parent)
        self._full = pg.InfiniteLine(angle=0, movable=False)
        self._before = pg.PlotDataItem()
        self._after = pg.PlotDataItem()
        for each in (self._full, self._before, self._after):
            self.addItem(each)
        self._word = self.label("The glass is full", "danger", (0, 1))
        self.item.getAxis("left").setGrid(_RULES)
        self.restyle(theme, type_scale)

    @override
    def restyle(self, theme: Theme, type_scale: float) -> None:
        super().restyle(theme, type_scale)
        self._full.setPen(self.pen("danger", 1, Qt.PenStyle.DashLine))
        self._before.setPen(self.pen("irritation", 2))
        self._after.setPen(self.pen("accent", 3))
        self._word.setColor(theme.colours["danger"])
        self._word.setFont(self.font_of("small"))

    def show_numbers(self, numbers: ChartNumbers, moving: bool) -> None:
        """Show other numbers on the fixed scale from 0 to 10."""
        self.draw_fast(moving, self._before, self._after)
        self._before.setData(*smooth(numbers.irritation))
        self._after.setVisible(bool(numbers.irritation_with_fix))
        self._after.setPen(self.pen("accent", 1 if moving else 3))
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
        self.show_range(-0.5, len(numbers.phases) - 0.5, -0.2, 10.6)


class ResponsePlot(Plot):
    """Late breakdowns against how much the early failure is cut, with a disc where the slider stands."""

    def __init__(self, theme: Theme, type_scale: float, parent: QWidget | None = None) -> None:
        super().__init__(theme, type_scale, parent)
        self._line = pg.PlotDataItem()
        self._here = pg.ScatterPlotItem(size=12)
        self.addItem(self._line)
        self.addItem(self._here)
        self._word = self.label("", "text", (0.5, 1.4))
        self.item.getAxis("left").setGrid(_RULES)
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

    def show_numbers(self, numbers: ChartNumbers, moving: bool) -> None:
        """Show other numbers; the scale begins at nought, for a curve is compared with nothing at all."""
        self.draw_fast(moving, self._line)
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
        self.show_range(-4, 104, -0.02 * top, top * 1.08)


class TornadoPlot(Plot):
    """One lying bar a number, from its low end (hatched) over what is likely to its high end (solid)."""

    def __init__(self, theme: Theme, type_scale: float, parent: QWidget | None = None) -> None:
        self._rows = 0
        super().__init__(theme, type_scale, parent)
        self._low = pg.BarGraphItem(x0=[0.0], x1=[0.0], y=[0.0], height=_SWING)
        self._high = pg.BarGraphItem(x0=[0.0], x1=[0.0], y=[0.0], height=_SWING)
        self._likely = pg.InfiniteLine(angle=90, movable=False)
        for each in (self._low, self._high, self._likely):
            self.addItem(each)
        self._word = self.label("", "accent", (-0.1, 0))
        self._names: list[pg.TextItem] = []
        self._ends: list[pg.TextItem] = []
        self.item.invertY(True)
        for axis in ("left", "bottom"):
            self.item.hideAxis(axis)
        self.item.getViewBox().sigTransformChanged.connect(self._hatch)
        self._numbers: ChartNumbers | None = None
        self.restyle(theme, type_scale)

    @override
    def restyle(self, theme: Theme, type_scale: float) -> None:
        super().restyle(theme, type_scale)
        self._low.setOpts(pen=self.pen("bar_before", 1))
        self._high.setOpts(brush=QBrush(theme.colours["text_2"]), pen=QPen(Qt.PenStyle.NoPen))
        self._hatch()
        self._likely.setPen(self.pen("accent", 2))
        self._word.setColor(theme.colours["accent"])
        self._word.setFont(self.font_of("body_strong"))
        for text in (*self._names, *self._ends):
            text.setColor(theme.colours["text"])
            text.setFont(self.font_of("body"))

    def show_numbers(self, numbers: ChartNumbers, moving: bool) -> None:
        """Show other numbers."""
        self.draw_fast(moving)
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

    def _hatch(self) -> None:
        self.hatch(self._low)

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


class SpreadPlot(Plot):
    """Standing bars, one a bin, as it is (hatched), and with the fix a line of steps over them."""

    def __init__(self, chart: Chart, theme: Theme, type_scale: float, parent: QWidget | None = None) -> None:
        super().__init__(theme, type_scale, parent)
        self._chart = chart
        self._before = pg.BarGraphItem(x0=[0.0], x1=[0.0], y0=0, height=[0.0])
        self._after = pg.PlotDataItem(stepMode="center")
        self._most = pg.InfiniteLine(angle=90, movable=False)
        for each in (self._before, self._after, self._most):
            self.addItem(each)
        self._word = self.label("One in twenty is beyond", "text_2", (0, 0))
        self.item.getAxis("left").setGrid(_RULES)
        self.item.getViewBox().sigTransformChanged.connect(self._hatch)
        self.restyle(theme, type_scale)

    @override
    def restyle(self, theme: Theme, type_scale: float) -> None:
        super().restyle(theme, type_scale)
        self._before.setOpts(pen=self.pen("bar_before", 1))
        self._hatch()
        self._after.setPen(self.pen("accent", 2))
        self._most.setPen(self.pen("text_2", 1, Qt.PenStyle.DashLine))
        self._word.setColor(theme.colours["text_2"])
        self._word.setFont(self.font_of("small"))

    def show_numbers(self, numbers: ChartNumbers, moving: bool) -> None:
        """Show other numbers; the tail beyond the last bin is left out."""
        spread = numbers.spread(self._chart)
        if spread is None:
            return
        self.draw_fast(moving, self._after)
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
        self.show_range(edges[0], edges[-1], -0.02 * top, top * 1.2)

    def _hatch(self) -> None:
        self.hatch(self._before)


def _named(swing: Swing) -> str:
    return f"{swing.name}, {swing.origin}"


def _change(before: float, after: float) -> str:
    return f"{figure(before)} → {figure(after)}"


AnyPlot = PhasePlot | CurvePlot | ResponsePlot | TornadoPlot | SpreadPlot


def make_plot(chart: Chart, theme: Theme, type_scale: float) -> AnyPlot:
    """Return the plot for a chart."""
    if chart in (Chart.TIME, Chart.COST):
        return SpreadPlot(chart, theme, type_scale)
    kinds: dict[Chart, type[PhasePlot | CurvePlot | ResponsePlot | TornadoPlot]] = {
        Chart.PHASES: PhasePlot,
        Chart.IRRITATION: CurvePlot,
        Chart.RESPONSE: ResponsePlot,
        Chart.TORNADO: TornadoPlot,
    }
    return kinds[chart](theme, type_scale)


def plot_image(chart: Chart, numbers: ChartNumbers, theme: Theme, size: QSize, ratio: float = 2.0) -> QImage:
    """Return a chart's plot as a picture of `size` logical px, without a window."""
    plot = make_plot(chart, theme, 1.0)
    plot.resize(size)
    plot.show_numbers(numbers, moving=False)
    made = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(ratio)
    made.fill(theme.colours["panel"])
    plot.grab()  # lays the axes out, which pyqtgraph does while it is shown only
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plot.render(painter, QRectF(QPointF(0, 0), size))
    painter.end()
    plot.close()
    return made


def nice_top(value: float) -> float:
    """Return the next number above `value` that reads well at the end of an axis: 1, 2, 5 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(value))
    return float(next(step * power for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if step * power >= value))


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
