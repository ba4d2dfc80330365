"""What is taller than its room is scrolled up and down, and only so."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ui.controls.look import Look
from ui.controls.scrolled import GUTTER, Scrolled


@pytest.fixture
def content() -> QWidget:
    made = QWidget()
    made.setMinimumSize(300, 900)
    return made


def test_content_is_scrolled_down_and_never_sideways(content: QWidget, qtbot: QtBot) -> None:
    scrolled = Scrolled(content)
    qtbot.addWidget(scrolled)
    scrolled.resize(200, 400)
    scrolled.show()
    assert scrolled.verticalScrollBar().maximum() == 500
    assert not scrolled.horizontalScrollBar().isVisible()


@pytest.mark.parametrize("high", [400, 1000])
def test_content_is_as_wide_whether_or_not_there_is_something_to_scroll(
    content: QWidget, high: int, qtbot: QtBot
) -> None:
    scrolled = Scrolled(content)
    qtbot.addWidget(scrolled)
    scrolled.setStyleSheet(f"QScrollBar:vertical {{ width: {GUTTER}px; }}")
    scrolled.resize(500, high)
    scrolled.show()
    assert content.width() == 500 - GUTTER
    assert scrolled.verticalScrollBar().isEnabled() == (high == 400)


class Picture(QWidget):
    """Keeps its shape, so that it is lower where it is narrower."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setMinimumHeight(self.width())


def test_a_picture_that_just_fits_comes_to_rest(qtbot: QtBot) -> None:
    content, picture = QWidget(), Picture()
    QVBoxLayout(content).addWidget(picture)
    scrolled = Scrolled(content)
    qtbot.addWidget(scrolled)
    scrolled.show()
    for high in range(490, 510):
        scrolled.resize(500, high)
        qtbot.waitUntil(lambda: picture.height() >= picture.width() > 400)
        assert scrolled.verticalScrollBar().isEnabled() == (high < content.minimumSizeHint().height())


def test_the_gutter_is_what_the_theme_gives_the_bar(look: Look) -> None:
    assert look.theme.size["scroll"] == GUTTER


def test_both_stand_on_one_ground_and_the_keyboard_goes_past(content: QWidget, qtbot: QtBot) -> None:
    scrolled = Scrolled(content, "window")
    qtbot.addWidget(scrolled)
    assert (scrolled.property("ground"), content.property("ground")) == ("window", "window")
    assert scrolled.focusPolicy() == Qt.FocusPolicy.NoFocus
