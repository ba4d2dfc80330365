from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ui.controls.look import Look
from ui.icons import IconSource
from ui.theme import ThemeSource


@pytest.fixture
def undressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application, put back as it was."""
    before = (qapp.palette(), qapp.font())
    yield qapp
    qapp.setStyleSheet("")
    qapp.setPalette(before[0])
    qapp.setFont(before[1])


def test_dressing_again_follows_a_change_of_theme(undressed: QApplication) -> None:
    themes = ThemeSource(undressed.styleHints(), "light")
    look = Look(themes, IconSource())
    look.dress(undressed)
    light = undressed.styleSheet()
    themes.choose("dark")
    assert undressed.styleSheet() != light
    assert undressed.palette().color(QPalette.ColorRole.Window) == look.colour("window")


def test_dressing_again_follows_the_type_setting(undressed: QApplication) -> None:
    themes = ThemeSource(undressed.styleHints(), "light")
    look = Look(themes, IconSource())
    look.dress(undressed)
    themes.set_type_scale(1.5)
    assert undressed.font().pixelSize() == look.font("body").pixelSize() == 20


class Noted(QWidget):
    """Counts how often it is dressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.times = 0

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.times += event.type() == QEvent.Type.StyleChange


def test_a_widget_deep_inside_others_is_not_dressed_once_for_each_of_them(
    undressed: QApplication, qtbot: QtBot
) -> None:
    themes = ThemeSource(undressed.styleHints(), "light")
    look = Look(themes, IconSource())
    look.dress(undressed)
    chain = [Noted()]
    qtbot.addWidget(chain[0])
    for _ in range(10):
        chain.append(Noted(chain[-1]))
    chain[0].show()
    for each in chain:
        each.times = 0
    themes.choose("dark")
    assert 0 < chain[-1].times <= 3


def test_movement_takes_no_time_where_it_is_reduced(look: Look) -> None:
    assert look.duration("result") == 0
    look.themes.set_reduce_motion(False)
    assert look.duration("result") == 320
