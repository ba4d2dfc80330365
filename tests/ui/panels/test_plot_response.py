from dataclasses import replace

from pytestqt.qtbot import QtBot

from tests.ui.panels.test_chart_numbers import NUMBERS
from ui.controls.look import Look
from ui.panels.plot_response import ResponsePlot


def test_the_disc_stands_on_the_curve_at_the_cut(look: Look, qtbot: QtBot) -> None:
    plot = ResponsePlot(look.theme, 1.0)
    qtbot.addWidget(plot)
    plot.show_numbers(replace(NUMBERS, cut=0.4))
    xs, ys = plot._here.getData()
    assert (list(xs), list(ys)) == ([40.0], [80.0])
    assert plot._word.toPlainText() == "80"
