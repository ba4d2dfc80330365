from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from tests.ui.panels.test_chart_numbers import NUMBERS
from ui.controls.look import Look
from ui.panels.plot_irritation import IrritationPlot, smooth


@given(st.lists(st.floats(0, 10), min_size=2, max_size=12))
def test_the_smooth_curve_meets_its_points_and_never_overshoots(values: list[float]) -> None:
    xs, ys = smooth(values)
    assert ys.min() >= min(values) - 1e-9
    assert ys.max() <= max(values) + 1e-9
    assert np.allclose(np.interp(np.arange(len(values)), xs, ys), values)


def test_without_a_threshold_there_is_no_line(look: Look, qtbot: QtBot) -> None:
    plot = IrritationPlot(look.theme, 1.0)
    qtbot.addWidget(plot)
    plot.show_numbers(NUMBERS)
    assert plot._full.isVisible()
    plot.show_numbers(replace(NUMBERS, threshold=None, irritation_with_fix=()))
    assert not plot._full.isVisible()
    assert not plot._after.isVisible()
