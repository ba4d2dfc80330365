import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ui.actions import ActionSet
from ui.controls.look import Look
from ui.shell.status import StatusLine


class Arranged(QObject):
    """Counts how often a widget's contents were to be laid out."""

    def __init__(self, watched: QObject) -> None:
        super().__init__()
        self.times = 0
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.LayoutRequest
        return False


@pytest.fixture
def status(look: Look, qtbot: QtBot) -> StatusLine:
    window = QMainWindow()
    qtbot.addWidget(window)
    made = StatusLine(look, ActionSet(window, look))
    window.setCentralWidget(made)
    window.show()
    QApplication.processEvents()
    return made


def test_another_zoom_is_told_without_laying_anything_out(status: StatusLine) -> None:
    arranged = Arranged(status)
    for scale in (0.02, 0.37, 1.0, 4.0):
        status.show_zoom(scale)
        QApplication.processEvents()
    assert status.zoom.text().startswith("400")
    assert arranged.times == 0


@pytest.mark.parametrize("type_scale", [1.0, 1.25, 1.5])
def test_the_largest_zoom_has_room_at_every_type_setting(status: StatusLine, look: Look, type_scale: float) -> None:
    look.themes.set_type_scale(type_scale)
    QApplication.sendEvent(status, QEvent(QEvent.Type.StyleChange))
    status.show_zoom(4.0)
    metrics = QFontMetricsF(look.font("small_strong"))
    assert metrics.horizontalAdvance(status.zoom.text()) <= status.zoom.maximumWidth()
    assert metrics.height() <= status.zoom.maximumHeight()


def test_guesses_and_the_check_are_said_and_what_is_not_known_is_left_out(status: StatusLine) -> None:
    status.show_guesses(2, "Every number is measured")
    status.show_check("Both engines agree", agrees=True)
    assert (status.guesses.text(), status.check.text()) == ("Rests on 2 guesses", "Both engines agree")
    status.show_guesses(0, "Every number is measured")
    status.show_check("", agrees=True)
    assert (status.guesses.text(), status.check.text()) == ("Every number is measured", "")
