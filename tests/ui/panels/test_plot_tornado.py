from dataclasses import replace

import pytest
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from tests.ui.panels.test_chart_numbers import NUMBERS
from ui.controls.look import Look
from ui.panels.chart_numbers import Swing
from ui.panels.plot_tornado import TornadoPlot

SWUNG = replace(
    NUMBERS, prevented=20.0, swings=(Swing("Failure at Bill", "guess", 5.0, 40.0), Swing("Severity", "log", 30.0, 18.0))
)


def shown(look: Look, qtbot: QtBot) -> TornadoPlot:
    made = TornadoPlot(look.theme, 1.0)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show_numbers(SWUNG)
    return made


def test_bars_reach_from_what_is_likely_to_both_ends(look: Look, qtbot: QtBot) -> None:
    plot = shown(look, qtbot)
    assert plot._low.opts["x0"].tolist() == plot._high.opts["x0"].tolist() == [20.0, 20.0]
    assert plot._low.opts["x1"].tolist() == [5.0, 30.0]
    assert plot._high.opts["x1"].tolist() == [40.0, 18.0]
    assert (plot._likely.value(), plot._word.toPlainText()) == (20.0, "likely 20")


def test_each_end_bears_its_number_outside_of_the_bar(look: Look, qtbot: QtBot) -> None:
    plot = shown(look, qtbot)
    assert [text.toPlainText() for text in plot._ends] == ["5", "40", "30", "18"]
    assert [text.pos().x() for text in plot._ends] == [5.0, 40.0, 30.0, 18.0]
    assert [text.anchor.x() for text in plot._ends] == [1, 0, 0, 1]


def test_names_stand_at_the_left_with_their_origin_and_leave_the_bars_room(look: Look, qtbot: QtBot) -> None:
    plot = shown(look, qtbot)
    assert [text.toPlainText() for text in plot._names] == ["Failure at Bill, guess", "Severity, log"]
    left = plot.item.viewRange()[0][0]
    assert all(text.pos().x() == pytest.approx(left) for text in plot._names)
    px_a_unit = plot.width() / (plot.item.viewRange()[0][1] - left)
    words = QFontMetricsF(plot.font_of("body")).horizontalAdvance("Failure at Bill, guess5")
    assert (5.0 - left) * px_a_unit > words


def test_a_name_too_long_for_its_part_of_the_width_ends_with_dots(look: Look, qtbot: QtBot) -> None:
    plot = shown(look, qtbot)
    plot.show_numbers(replace(SWUNG, swings=(Swing("A very long name " * 9, "guess", 5.0, 40.0),)))
    assert plot._names[0].toPlainText().endswith("…")
    assert [text.isVisible() for text in (*plot._names, *plot._ends)] == [True, False, True, True, False, False]
