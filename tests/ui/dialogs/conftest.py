import pytest
from PySide6.QtWidgets import QApplication

from ui.controls.look import Look
from ui.icons import IconSource
from ui.theme import ThemeSource


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """The light look, worn by no application."""
    return Look(ThemeSource(qapp.styleHints(), "light", reduce_motion=True), IconSource())
