"""The map and the charts on paper colours, for files and slides."""

from datetime import datetime

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from ui.canvas.page import Dressing, Irritation
from ui.canvas.picture import map_picture
from ui.controls.look import Look
from ui.exporting.drawing import Subject
from ui.panels.chart_numbers import Chart, ChartNumbers, has_data
from ui.panels.charts import chart_picture
from ui.shell import telling
from workbench.domain.document import Document
from workbench.simulation.run import Outcome

_CHART = QSize(960, 460)


def drawn_subject(document: Document, journey: str, outcome: Outcome | None, with_fix: bool, now: datetime) -> Subject:
    """Return a journey with its numbers, as it is drawn on a day; without an outcome the cards bear no numbers."""
    numbers = telling.map_numbers(outcome, with_fix, heat=True, stale=False)
    day = f"{now.astimezone():%d %B %Y}".lstrip("0")
    return Subject(document, journey, numbers, _irritation(document, journey, outcome, with_fix), day)


def map_on_paper(
    document: Document, journey: str, outcome: Outcome | None, with_fix: bool, paper: Look, density: float
) -> QImage:
    """Return the whole map with heads, title and legend; `density` device px a logical px."""
    numbers = telling.map_numbers(outcome, with_fix, heat=True, stale=False)
    return map_picture(document, journey, Dressing(numbers), paper, density=density)


def charts_on_paper(numbers: ChartNumbers, paper: Look) -> dict[str, QImage]:
    """Return every chart that has something to draw, by its name."""
    theme = paper.themes.print_theme()
    return {chart.value: chart_picture(chart, numbers, theme, _CHART) for chart in Chart if has_data(chart, numbers)}


def _irritation(document: Document, journey: str, outcome: Outcome | None, with_fix: bool) -> Irritation | None:
    if outcome is None:
        return None
    fix = telling.irritation(outcome, outcome.scenario) if with_fix and outcome.cuts else ()
    as_is, glass = telling.irritation(outcome, outcome.baseline), telling.threshold(document, journey)
    return Irritation(outcome.case.phases, as_is, fix, glass)
