"""A journey with everything on it, to be drawn."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.canvas.journeys import Sketch, everything
from tests.ui.exporting.subjects import subject_of
from ui.exporting.drawing import Subject
from ui.icons import IconSource


@pytest.fixture
def sketch() -> Sketch:
    return everything()


@pytest.fixture
def icons(qapp: QApplication) -> IconSource:
    return IconSource()


@pytest.fixture
def subject(qapp: QApplication, sketch: Sketch) -> Subject:
    return subject_of(sketch)
