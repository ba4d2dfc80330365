from dataclasses import replace

import pytest
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from tests.ui.panels.test_chart_numbers import NUMBERS
from ui.controls.look import Look
from ui.panels.plot_phases import PhasePlot


def test_as_it_is_sets_the_scale_of_the_bars(look: Look, qtbot: QtBot) -> None:
    plot = PhasePlot(look.theme, 1.0)
    qtbot.addWidget(plot)
    plot.show_numbers(NUMBERS)
    before = plot.item.viewRange()
    plot.show_numbers(replace(NUMBERS, with_fix=(1, 1)))
    assert plot.item.viewRange() == before
    plot.show_numbers(replace(NUMBERS, with_fix=()))
    assert not plot._after.isVisible()


@pytest.mark.parametrize(("width", "type_scale"), [(420, 1.0), (420, 1.5), (900, 1.25)])
def test_the_numbers_behind_the_longest_bar_have_room(look: Look, qtbot: QtBot, width: int, type_scale: float) -> None:
    plot = PhasePlot(look.theme, type_scale)
    qtbot.addWidget(plot)
    plot.resize(width, 300)
    plot.show_numbers(NUMBERS)
    right = plot.item.getViewBox().viewRange()[0][1]
    px_a_unit = (width - plot.item.getAxis("left").width()) / right
    words = QFontMetricsF(plot.font_of("body")).horizontalAdvance(f"{max(NUMBERS.as_is):.0f}")
    assert (right - max(NUMBERS.as_is)) * px_a_unit > words


def test_words_stand_behind_the_longer_bar_and_name_only_what_differs(look: Look, qtbot: QtBot) -> None:
    plot = PhasePlot(look.theme, 1.0)
    qtbot.addWidget(plot)
    plot.show_numbers(replace(NUMBERS, phases=("A", "B"), as_is=(58, 96), with_fix=(58, 120)))
    assert [text.toPlainText() for text in plot._texts] == ["58", "96 → 120"]
    assert [text.pos().x() for text in plot._texts] == [58, 120]
    plot.show_numbers(replace(NUMBERS, phases=("A", "B"), as_is=(0.02, 0), with_fix=()))
    assert [text.toPlainText() for text in plot._texts] == ["<0.1", "0"]
    plot.show_numbers(replace(NUMBERS, phases=("A",), as_is=(58,), with_fix=()))
    assert [text.isVisible() for text in plot._texts] == [True, False]
