"""A whole program a test, and a guard that nothing of it stays."""

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.leftovers import leftovers
from tests.helpers.program import Dialogs, Program, to_front
from tests.helpers.projects import broadband, save_project
from ui import solving
from ui.controls.look import Look
from ui.disk import Disk
from ui.icons import IconSource
from ui.main_window import MainWindow
from ui.theme import ThemeSource


@pytest.fixture(autouse=True)
def _nothing_is_left_behind() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert QApplication.instance() is None or leftovers(before) == []


@pytest.fixture
def all_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on every journey is solved aside, as a large one is."""
    monkeypatch.setattr(solving, "MOST_STATES_AT_ONCE", 0)


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """The light look without movement, worn by no application."""
    return Look(ThemeSource(qapp.styleHints(), "light", reduce_motion=True), IconSource())


@pytest.fixture
def disk(qapp: QApplication) -> Iterator[Disk]:
    """The threads for files, closed at the end."""
    made = Disk()
    yield made
    made.close()


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    """The program over a state folder of its own."""
    made = Program(qapp, tmp_path)
    yield made
    made.end()


@pytest.fixture
def dialogs(monkeypatch: pytest.MonkeyPatch) -> Dialogs:
    """Dialogs that are answered at once; a question without a planned answer fails the test."""
    return Dialogs(monkeypatch)


@pytest.fixture
def window(program: Program, dialogs: Dialogs) -> MainWindow:
    """A window at its start screen."""
    return program.start()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A journey of four touchpoints in three phases, saved."""
    return save_project(tmp_path / "broadband.journey", broadband())


@pytest.fixture
def journey(window: MainWindow, file: Path, qtbot: QtBot) -> MainWindow:
    """A window with that journey open and its results there."""
    assert window.open_file(file)
    return with_results(window, qtbot)


@pytest.fixture
def blank(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window with an empty journey of eleven phases."""
    window.do("new")
    to_front(window)
    qtbot.waitUntil(lambda: window.workspace is not None and window.workspace.map.hasFocus())
    return window


@pytest.fixture
def sample(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window with the first sample open and its results there."""
    window.files.open_sample(window.start_page.cards[0].sample)
    return with_results(window, qtbot)


def with_results(window: MainWindow, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(lambda: window.workspace is not None and window.workspace.results.can_run)
    to_front(window)
    return window


@pytest.fixture(scope="module", autouse=True)
def no_half_collected_widgets() -> Iterator[None]:
    """Collect garbage between modules only, and only after Qt has deleted every window.

    The cyclic collector clears a widget's attributes before Qt has deleted it; an event that reaches it in between
    finds an object without its fields.  In the program every workspace is deleted by Qt, never by the collector.
    """
    gc.disable()
    yield
    application = QApplication.instance()
    if isinstance(application, QApplication):
        for widget in application.topLevelWidgets():
            widget.close()
            widget.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        # what is left there crashes the offscreen platform, and no other, when the process ends
        application.clipboard().clear()
    gc.collect()
    gc.enable()
