"""The map and the charts on paper colours, for files and slides."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QImage

from ui.canvas.picture import map_picture
from ui.controls.look import Look
from ui.icons import IconSource
from ui.panels.chart_numbers import Chart, ChartNumbers, has_data
from ui.panels.charts import chart_picture
from ui.shell.telling import map_numbers
from ui.theme import ThemeSource
from workbench.domain.document import Document
from workbench.simulation.run import Outcome

_CHART = QSize(960, 460)


def paper_look(icons: IconSource) -> Look:
    """Return the light look, whatever the window wears."""
    return Look(ThemeSource(QGuiApplication.styleHints(), "light"), icons)


def map_on_paper(
    document: Document, journey: str, outcome: Outcome | None, with_fix: bool, paper: Look, density: float
) -> QImage:
    """Return the whole map with heads, title and legend; `density` device px a logical px."""
    numbers = map_numbers(outcome, with_fix, heat=True, stale=False)
    return map_picture(document, journey, numbers, paper, density=density)


def charts_on_paper(numbers: ChartNumbers, paper: Look) -> dict[str, QImage]:
    """Return every chart that has something to draw, by its name."""
    theme = paper.themes.print_theme()
    return {chart.value: chart_picture(chart, numbers, theme, _CHART) for chart in Chart if has_data(chart, numbers)}
