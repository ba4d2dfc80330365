from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.panels.test_chart_numbers import NUMBERS
from ui.controls.look import Look
from ui.panels.chart_numbers import Chart
from ui.panels.plot_spread import SpreadPlot


def test_bins_stand_side_by_side_and_steps_lie_over_them(look: Look, qtbot: QtBot) -> None:
    plot = SpreadPlot(Chart.TIME, look.theme, 1.0)
    qtbot.addWidget(plot)
    plot.show_numbers(NUMBERS)
    assert plot._before.opts["x0"].tolist() == [0.0, 20.0, 40.0]
    assert plot._before.opts["height"] == pytest.approx([10.0, 50.0, 40.0])
    assert plot._most.value() == 58
    assert plot._after.isVisible()
    plot.show_numbers(replace(NUMBERS, time=None))
    assert plot._before.opts["x0"].tolist() == [0.0, 20.0, 40.0]
    assert NUMBERS.time is not None
    plot.show_numbers(replace(NUMBERS, time=replace(NUMBERS.time, with_fix=None)))
    assert not plot._after.isVisible()
