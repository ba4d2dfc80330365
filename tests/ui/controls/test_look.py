from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

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


def test_movement_takes_no_time_where_it_is_reduced(look: Look) -> None:
    assert look.duration("result") == 0
    look.themes.set_reduce_motion(False)
    assert look.duration("result") == 320
