"""The map and the charts on paper colours, for files and slides."""

from PySide6.QtGui import QGuiApplication, QImage

from ui.canvas.picture import map_picture
from ui.controls.look import Look
from ui.icons import IconSource
from ui.shell.telling import map_numbers
from ui.theme import ThemeSource
from workbench.domain.document import Document
from workbench.simulation.run import Outcome


def paper_look() -> Look:
    """Return the light look, whatever the window wears."""
    return Look(ThemeSource(QGuiApplication.styleHints(), "light"), IconSource())


def map_on_paper(document: Document, journey: str, outcome: Outcome | None, with_fix: bool, density: float) -> QImage:
    """Return the whole map with heads, title and legend; `density` device px a logical px."""
    numbers = map_numbers(outcome, with_fix, heat=True, stale=False)
    return map_picture(document, journey, numbers, paper_look(), density=density)
