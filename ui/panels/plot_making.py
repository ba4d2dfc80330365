"""The plot for a chart, in a window or as a picture."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from ui.panels.chart_numbers import Chart, ChartNumbers
from ui.panels.plot_irritation import IrritationPlot
from ui.panels.plot_phases import PhasePlot
from ui.panels.plot_response import ResponsePlot
from ui.panels.plot_spread import SpreadPlot
from ui.panels.plot_tornado import TornadoPlot
from ui.theme import Theme

AnyPlot = PhasePlot | IrritationPlot | ResponsePlot | TornadoPlot | SpreadPlot


def make_plot(chart: Chart, theme: Theme, type_scale: float) -> AnyPlot:
    """Return the plot for a chart."""
    if chart in (Chart.TIME, Chart.COST):
        return SpreadPlot(chart, theme, type_scale)
    kinds: dict[Chart, type[PhasePlot | IrritationPlot | ResponsePlot | TornadoPlot]] = {
        Chart.PHASES: PhasePlot,
        Chart.IRRITATION: IrritationPlot,
        Chart.RESPONSE: ResponsePlot,
        Chart.TORNADO: TornadoPlot,
    }
    return kinds[chart](theme, type_scale)


def plot_image(chart: Chart, numbers: ChartNumbers, theme: Theme, size: QSize, ratio: float = 2.0) -> QImage:
    """Return a chart's plot as a picture of `size` logical px, without a window."""
    plot = make_plot(chart, theme, 1.0)
    plot.resize(size)
    plot.show_numbers(numbers)
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
