"""The line over the map: its words give way first, then the legend, which is never cut."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.shell.headline import Headline


@pytest.fixture
def headline(look: Look, qtbot: QtBot) -> Headline:
    made = Headline(look)
    qtbot.addWidget(made)
    made.say("A household wants a line that works", "Eleven phases")
    made.show()
    return made


@pytest.mark.parametrize("width", [1400, 1000, 500, 400, 300, 250, 120])
def test_a_legend_that_shows_can_be_read_to_its_end(headline: Headline, width: int) -> None:
    headline.resize(width, headline.height())
    QApplication.processEvents()
    legend = headline.legend
    assert not legend.isVisible() or legend.geometry().right() < headline.width()
    assert legend.width() >= legend.sizeHint().width() or not legend.isVisible()


def test_the_legend_comes_back_with_the_room(headline: Headline) -> None:
    headline.resize(200, headline.height())
    assert not headline.legend.isVisible()
    headline.resize(900, headline.height())
    assert headline.legend.isVisible()


def test_in_a_low_window_there_is_one_line(headline: Headline) -> None:
    headline.set_low(low=True)
    low = headline.height()
    headline.set_low(low=False)
    assert (headline.sub_line.isVisible(), low < headline.height()) == (True, True)
