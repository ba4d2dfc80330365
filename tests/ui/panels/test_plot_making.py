from dataclasses import replace

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from tests.ui.panels.test_chart_numbers import NUMBERS
from ui.controls.look import Look
from ui.panels.chart_numbers import Chart
from ui.panels.plot_making import make_plot, plot_image
from ui.theme import load_theme


@pytest.mark.parametrize("chart", Chart)
def test_items_are_kept_while_numbers_change(chart: Chart, look: Look, qtbot: QtBot) -> None:
    plot = make_plot(chart, look.theme, 1.0)
    qtbot.addWidget(plot)
    plot.resize(400, 300)
    plot.show()
    plot.show_numbers(NUMBERS)
    before = list(plot.item.items)
    plot.show_numbers(replace(NUMBERS, with_fix=(10, 20), irritation_with_fix=(1.0, 2.0), late=(90, 50, 10)))
    assert list(plot.item.items) == before


@pytest.mark.parametrize("chart", Chart)
def test_a_picture_is_made_without_a_window(chart: Chart, qtbot: QtBot) -> None:
    theme = load_theme("light")
    image = plot_image(chart, NUMBERS, theme, QSize(300, 200), 2.0)
    assert (image.width(), image.height()) == (600, 400)
    seen = {image.pixelColor(x, y).name() for x in range(0, 600, 3) for y in range(0, 400, 3)}
    assert theme.colours["panel"].name() in seen
    assert len(seen) > 3


@pytest.mark.parametrize("chart", Chart)
def test_another_theme_reaches_every_item(chart: Chart, qtbot: QtBot) -> None:
    light, dark = load_theme("light"), load_theme("dark")
    plot = make_plot(chart, light, 1.0)
    qtbot.addWidget(plot)
    plot.resize(400, 300)
    plot.show_numbers(NUMBERS)
    plot.restyle(dark, 1.25)
    assert plot.backgroundBrush().color() == dark.colours["panel"]
    assert plot.item.getAxis("bottom").textPen().color() == dark.colours["text_2"]
    assert plot.font_of("body").pixelSize() > 13
