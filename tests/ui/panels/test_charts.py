from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.panels.test_chart_numbers import NUMBERS
from ui.controls.look import Look
from ui.panels.chart_numbers import Chart
from ui.panels.charts import ResultCharts, chart_picture
from ui.theme import load_theme


@pytest.fixture
def charts(look: Look, qtbot: QtBot) -> ResultCharts:
    made = ResultCharts(look)
    qtbot.addWidget(made)
    made.resize(998, 800)
    made.show_numbers(NUMBERS)
    return made


def test_nothing_to_draw_says_so_and_offers_a_touchpoint(look: Look, qtbot: QtBot) -> None:
    charts = ResultCharts(look)
    qtbot.addWidget(charts)
    charts.show()
    assert charts.empty.isVisible()
    assert charts.empty.button is not None
    with qtbot.waitSignal(charts.touchpoint_wanted):
        qtbot.mouseClick(charts.empty.button, Qt.MouseButton.LeftButton)
    charts.show_numbers(NUMBERS)
    assert not charts.empty.isVisible()


def test_the_focus_stays_in_the_charts_when_the_first_numbers_come(look: Look, qtbot: QtBot) -> None:
    window = QWidget()
    column, charts, other = QVBoxLayout(window), ResultCharts(look), QPushButton("Elsewhere")
    for each in (charts, other):
        column.addWidget(each)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    assert charts.empty.button is not None
    charts.empty.button.setFocus()
    charts.show_numbers(NUMBERS)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Charts"


def test_plots_are_made_when_the_view_is_first_shown(charts: ResultCharts) -> None:
    assert all(card.plot is None for card in charts.cards.values())
    charts.show()
    plots = [card.plot for card in charts.cards.values()]
    assert None not in plots
    charts.hide()
    charts.show()
    assert [card.plot for card in charts.cards.values()] == plots


def test_the_headline_is_the_finding(charts: ResultCharts) -> None:
    assert charts.cards[Chart.PHASES].headline.text() == "The fix prevents 35 of 154 breakdowns"
    charts.show_numbers(replace(NUMBERS, with_fix=()))
    assert charts.cards[Chart.PHASES].headline.text() == "Billing breaks down most: 96 of 154 breakdowns"


def test_a_chart_without_numbers_is_left_out(charts: ResultCharts) -> None:
    charts.show()
    charts.show_numbers(replace(NUMBERS, cuts=(), late=()))
    assert not charts.cards[Chart.RESPONSE].isVisible()
    assert charts.cards[Chart.PHASES].isVisible()


def test_a_chart_turns_into_a_table_and_back(charts: ResultCharts, qtbot: QtBot) -> None:
    charts.show()
    card = charts.cards[Chart.PHASES]
    qtbot.mouseClick(card.as_table, Qt.MouseButton.LeftButton)
    assert card.shows_table
    charts.show_numbers(replace(NUMBERS, with_fix=(50, 60)))
    cell = card.table.item(1, 2)
    assert cell is not None
    assert cell.text() == "60"
    qtbot.mouseClick(card.as_table, Qt.MouseButton.LeftButton)
    assert not card.shows_table
    assert card.as_table.text() == "Show as table"


def test_copy_gives_a_picture_and_cells(charts: ResultCharts, qtbot: QtBot) -> None:
    charts.show()
    qtbot.mouseClick(charts.cards[Chart.PHASES].copy, Qt.MouseButton.LeftButton)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text().splitlines()[2] == "Billing\t96\t65"
    assert not clipboard.image().isNull()


def test_a_narrow_view_has_one_column(charts: ResultCharts, qtbot: QtBot) -> None:
    charts.show()
    bars, response = charts.cards[Chart.PHASES], charts.cards[Chart.RESPONSE]
    qtbot.waitUntil(lambda: bars.y() == response.y() and bars.x() < response.x())
    charts.resize(700, 800)
    qtbot.waitUntil(lambda: bars.x() == response.x() and bars.y() < response.y())


def test_a_picture_has_its_finding_above_the_plot() -> None:
    theme = load_theme("light")
    image = chart_picture(Chart.IRRITATION, NUMBERS, theme, QSize(480, 300), 1.0)
    assert (image.width(), image.height()) == (480, 300)
    head = {image.pixelColor(x, y).name() for x in range(16, 300) for y in range(16, 36)}
    assert len(head) > 3


def test_other_numbers_are_shown_by_the_same_plots(charts: ResultCharts) -> None:
    charts.show()
    plots = [card.plot for card in charts.cards.values()]
    charts.show_numbers(replace(NUMBERS, with_fix=(40, 50)))
    assert [card.plot for card in charts.cards.values()] == plots
    assert charts.cards[Chart.PHASES].headline.text() == "The fix prevents 64 of 154 breakdowns"


def test_the_whole_chart_is_read_out(charts: ResultCharts) -> None:
    spoken = charts.cards[Chart.PHASES].accessibleDescription()
    assert spoken == "Phase, As it is, With the fix\nDelivery, 58, 54\nBilling, 96, 65"


def test_the_first_chart_takes_the_whole_width_where_none_stands_beside_it(charts: ResultCharts) -> None:
    charts.resize(1200, 800)
    charts.show()
    beside = charts.cards[Chart.PHASES].width()
    charts.show_numbers(replace(NUMBERS, late=(), cuts=()))
    QApplication.processEvents()
    assert charts.cards[Chart.RESPONSE].isHidden()
    assert charts.cards[Chart.PHASES].width() > 1.8 * beside
    charts.show_numbers(NUMBERS)
    QApplication.processEvents()
    assert charts.cards[Chart.PHASES].width() < 0.6 * charts.width()


def test_numbers_that_are_taken_away_leave_the_empty_state(charts: ResultCharts, qtbot: QtBot) -> None:
    charts.show()
    charts.show_numbers(None)
    assert charts.empty.isVisible()
    charts.cards[Chart.RESPONSE].copy_all()
