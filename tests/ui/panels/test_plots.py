from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from tests.ui.panels.test_chart_numbers import NUMBERS
from ui.controls.look import Look
from ui.panels.chart_numbers import Chart
from ui.panels.plots import CurvePlot, PhasePlot, ResponsePlot, SpreadPlot, make_plot, nice_top, plot_image, smooth
from ui.theme import load_theme


@given(st.lists(st.floats(0, 10), min_size=2, max_size=12))
def test_the_smooth_curve_meets_its_points_and_never_overshoots(values: list[float]) -> None:
    xs, ys = smooth(values)
    assert ys.min() >= min(values) - 1e-9
    assert ys.max() <= max(values) + 1e-9
    assert np.allclose(np.interp(np.arange(len(values)), xs, ys), values)


@given(st.floats(1e-3, 1e6))
def test_an_axis_ends_just_above_its_highest_value(value: float) -> None:
    assert value <= nice_top(value) <= 2.0001 * value


def test_an_axis_of_noughts_still_has_an_end() -> None:
    assert nice_top(0) == 1.0


@pytest.mark.parametrize("chart", Chart)
def test_items_are_kept_while_numbers_change(chart: Chart, look: Look, qtbot: QtBot) -> None:
    plot = make_plot(chart, look.theme, 1.0)
    qtbot.addWidget(plot)
    plot.resize(400, 300)
    plot.show()
    plot.show_numbers(NUMBERS, moving=False)
    before = list(plot.item.items)
    plot.show_numbers(
        replace(NUMBERS, with_fix=(10, 20), irritation_with_fix=(1.0, 2.0), late=(90, 50, 10)), moving=True
    )
    assert list(plot.item.items) == before


def test_as_it_is_sets_the_scale_of_the_bars(look: Look, qtbot: QtBot) -> None:
    plot = PhasePlot(look.theme, 1.0)
    qtbot.addWidget(plot)
    plot.show_numbers(NUMBERS, moving=False)
    before = plot.item.viewRange()
    plot.show_numbers(replace(NUMBERS, with_fix=(1, 1)), moving=True)
    assert plot.item.viewRange() == before
    plot.show_numbers(replace(NUMBERS, with_fix=()), moving=False)
    assert not plot._after.isVisible()


def test_the_disc_stands_on_the_curve_at_the_cut(look: Look, qtbot: QtBot) -> None:
    plot = ResponsePlot(look.theme, 1.0)
    qtbot.addWidget(plot)
    plot.show_numbers(replace(NUMBERS, cut=0.4), moving=False)
    xs, ys = plot._here.getData()
    assert (list(xs), list(ys)) == ([40.0], [80.0])
    assert plot._word.toPlainText() == "80"


def test_bins_stand_side_by_side_and_steps_lie_over_them(look: Look, qtbot: QtBot) -> None:
    plot = SpreadPlot(Chart.TIME, look.theme, 1.0)
    qtbot.addWidget(plot)
    plot.show_numbers(NUMBERS, moving=False)
    assert plot._before.opts["x0"].tolist() == [0.0, 20.0, 40.0]
    assert plot._before.opts["height"] == pytest.approx([10.0, 50.0, 40.0])
    assert plot._most.value() == 58
    assert plot._after.isVisible()
    plot.show_numbers(replace(NUMBERS, time=None), moving=False)
    assert plot._before.opts["x0"].tolist() == [0.0, 20.0, 40.0]
    assert NUMBERS.time is not None
    plot.show_numbers(replace(NUMBERS, time=replace(NUMBERS.time, with_fix=None)), moving=False)
    assert not plot._after.isVisible()


def test_without_a_threshold_there_is_no_line(look: Look, qtbot: QtBot) -> None:
    plot = CurvePlot(look.theme, 1.0)
    qtbot.addWidget(plot)
    plot.show_numbers(NUMBERS, moving=False)
    assert plot._full.isVisible()
    plot.show_numbers(replace(NUMBERS, threshold=None, irritation_with_fix=()), moving=False)
    assert not plot._full.isVisible()
    assert not plot._after.isVisible()


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
    plot.show_numbers(NUMBERS, moving=False)
    plot.restyle(dark, 1.25)
    assert plot.backgroundBrush().color() == dark.colours["panel"]
    assert plot.item.getAxis("bottom").textPen().color() == dark.colours["text_2"]
    assert plot.font_of("body").pixelSize() > 13


def test_moving_draws_fast_and_resting_draws_fine(look: Look, qtbot: QtBot) -> None:
    plot = CurvePlot(look.theme, 1.0)
    qtbot.addWidget(plot)
    plot.show_numbers(NUMBERS, moving=True)
    assert not plot._after.opts["antialias"]
    plot.show_numbers(NUMBERS, moving=False)
    assert plot._after.opts["antialias"]


def test_the_hatching_keeps_the_screen_s_scale(look: Look, qtbot: QtBot) -> None:
    plot = PhasePlot(look.theme, 1.0)
    qtbot.addWidget(plot)
    plot.resize(400, 300)
    plot.show()
    plot.show_numbers(NUMBERS, moving=False)
    plot.grab()
    across, _ = plot.item.getViewBox().viewPixelSize()
    assert plot._before.opts["brush"].transform().m11() == pytest.approx(across, rel=0.01)
    plot.resize(800, 300)
    plot.grab()
    assert plot._before.opts["brush"].transform().m11() < across


@pytest.mark.parametrize(("width", "type_scale"), [(420, 1.0), (420, 1.5), (900, 1.25)])
def test_the_numbers_behind_the_longest_bar_have_room(look: Look, qtbot: QtBot, width: int, type_scale: float) -> None:
    plot = PhasePlot(look.theme, type_scale)
    qtbot.addWidget(plot)
    plot.resize(width, 300)
    plot.show_numbers(NUMBERS, moving=False)
    right = plot.item.getViewBox().viewRange()[0][1]
    px_a_unit = (width - plot.item.getAxis("left").width()) / right
    words = QFontMetricsF(plot.font_of("body")).horizontalAdvance(f"{max(NUMBERS.as_is):.0f}")
    assert (right - max(NUMBERS.as_is)) * px_a_unit > words
