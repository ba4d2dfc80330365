"""A small journey, a look, and the map of that journey in a window that nobody sees."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.canvas.journeys import Sketch, a_sketch
from ui.bridge import Selection
from ui.canvas.frame import Frame
from ui.canvas.view import MapView
from ui.controls.look import Look
from ui.icons import IconSource
from ui.theme import ThemeName, ThemeSource


@pytest.fixture
def sketch() -> Sketch:
    return a_sketch()


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return look_of(qapp, "light")


@pytest.fixture
def dark_look(qapp: QApplication) -> Look:
    return look_of(qapp, "dark")


@pytest.fixture
def view(qtbot: QtBot, look: Look, sketch: Sketch) -> Iterator[MapView]:
    shown = MapView(sketch.document, sketch.journey, Selection(), look)
    qtbot.addWidget(shown)
    shown.resize(900, 700)
    shown.show()
    shown.setFocus()
    # at full size from the top left, so that places on the map are easily told from pixels
    shown.show_frame(Frame(1.0, 0, shown.height()))
    yield shown
    shown.close_map()


def look_of(application: QApplication, name: ThemeName) -> Look:
    return Look(ThemeSource(application.styleHints(), name, reduce_motion=True), IconSource())
