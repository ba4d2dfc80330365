import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QPainter, QPicture
from pytestqt.qtbot import QtBot

from tests.ui.panels.test_chart_numbers import NUMBERS
from ui.controls.look import Look
from ui.panels.plot_irritation import IrritationPlot
from ui.panels.plot_phases import PhasePlot
from ui.panels.plot_response import ResponsePlot
from ui.panels.plots import Plot, nice_top


@given(st.floats(1e-3, 1e6))
def test_an_axis_ends_just_above_its_highest_value(value: float) -> None:
    assert value <= nice_top(value) <= 2.0001 * value


def test_an_axis_of_noughts_still_has_an_end() -> None:
    assert nice_top(0) == 1.0


def test_the_rules_lie_under_the_data(look: Look, qtbot: QtBot) -> None:
    plot = Plot(look.theme, 1.0)
    qtbot.addWidget(plot)
    plot.restyle(look.theme, 1.0)
    for name in ("left", "bottom"):
        assert plot.item.getAxis(name).zValue() < plot.item.getViewBox().zValue()


@pytest.mark.parametrize("made", [IrritationPlot, ResponsePlot])
def test_an_axis_shows_its_nought_in_a_low_plot_too(
    made: type[IrritationPlot | ResponsePlot], look: Look, qtbot: QtBot
) -> None:
    plot = made(look.theme, 1.0)
    qtbot.addWidget(plot)
    plot.resize(900, 192)
    plot.show()
    plot.show_numbers(NUMBERS)
    plot.grab()
    painter = QPainter(canvas := QPicture())
    _, _, words = plot.item.getAxis("left").generateDrawSpecs(painter)
    painter.end()
    del canvas
    assert "0" in [text for _, _, text in words]


def test_the_hatching_keeps_the_screen_s_scale(look: Look, qtbot: QtBot) -> None:
    plot = PhasePlot(look.theme, 1.0)
    qtbot.addWidget(plot)
    plot.resize(400, 300)
    plot.show()
    plot.show_numbers(NUMBERS)
    plot.grab()
    across, _ = plot.item.getViewBox().viewPixelSize()
    assert plot._before.opts["brush"].transform().m11() == pytest.approx(across, rel=0.01)
    plot.resize(800, 300)
    plot.grab()
    assert plot._before.opts["brush"].transform().m11() < across


def test_a_range_that_stays_is_not_set_again(look: Look, qtbot: QtBot) -> None:
    plot = Plot(look.theme, 1.0)
    qtbot.addWidget(plot)
    plot.show_range(0, 10, 0, 5)
    laid_out: list[object] = []
    plot.item.getViewBox().sigRangeChanged.connect(lambda *told: laid_out.append(told))
    plot.show_range(0, 10, 0, 5)
    assert not laid_out
    plot.show_range(0, 20, -1, 5)
    assert laid_out
    assert plot.item.viewRange() == [[0, 20], [-1, 5]]


def test_lines_are_drawn_smooth_and_pens_keep_their_width(look: Look, qtbot: QtBot) -> None:
    plot = Plot(look.theme, 1.0)
    qtbot.addWidget(plot)
    assert plot.line().opts["antialias"]
    assert plot.pen("accent", 3).isCosmetic()
