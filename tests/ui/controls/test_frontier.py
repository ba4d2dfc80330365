import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.painted import words_painted
from ui.controls.frontier import FrontierChart, FrontierNumbers, Step, label_left, taken, ticks
from ui.controls.look import Look
from ui.icons import IconSource
from ui.theme import ThemeSource

NUMBERS = FrontierNumbers(
    steps=(Step(0.0, 0.0, ""), Step(1000.0, 20.0, "+ Welcome pack"), Step(4000.0, 32.0, "+ Call back")),
    below=((2000.0, 5.0),),
    budget=2500.0,
    unit="breakdowns fewer per 1,000 customers",
    currency="EUR",
)


@pytest.fixture
def chart(qapp: QApplication, qtbot: QtBot) -> FrontierChart:
    made = FrontierChart(Look(ThemeSource(qapp.styleHints(), "light", reduce_motion=True), IconSource()))
    qtbot.addWidget(made)
    made.resize(420, 300)
    made.show_numbers(NUMBERS)
    made.show()
    return made


def test_the_step_in_force_is_the_last_one_that_the_budget_reaches(chart: FrontierChart) -> None:
    assert taken(NUMBERS) == 1
    assert chart.accessibleDescription() == ("1,000 EUR: 20 breakdowns fewer per 1,000 customers, + Welcome pack")


@pytest.mark.parametrize(
    ("x", "line", "left"),
    [
        (200, 350, 108),  # away from the line it ends above its disc
        (200, 200, 96),  # on the line it stands before it
        (200, 190, 194),  # behind the line it stands behind it
        (20, 60, 64),  # where there is no room before the line it stands behind it
        (395, 380, 276),  # where there is none behind it, before it
        (10, 350, 30),  # never over the axis
    ],
)
def test_a_label_keeps_off_the_line_of_the_budget(x: float, line: float, left: float) -> None:
    assert label_left(x, 100, (30, 400), line) == left


def test_a_click_on_a_disc_takes_its_price(chart: FrontierChart) -> None:
    wanted: list[object] = []
    chart.budget_wanted.connect(wanted.append)
    QTest.mouseClick(
        chart, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, chart.place(4000.0, 32.0).toPoint()
    )
    assert wanted == [4000.0]


def test_a_click_far_from_all_discs_takes_nothing(chart: FrontierChart) -> None:
    wanted: list[object] = []
    chart.budget_wanted.connect(wanted.append)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(300, 200))
    assert wanted == []


def test_arrows_walk_the_steps_and_enter_takes_one(chart: FrontierChart) -> None:
    wanted: list[object] = []
    chart.budget_wanted.connect(wanted.append)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_End, Qt.Key.Key_Right):
        QTest.keyClick(chart, key)
    QTest.keyClick(chart, Qt.Key.Key_Space)
    assert wanted == [0.0, 4000.0]


def test_more_money_lies_further_right_and_more_effect_higher(chart: FrontierChart) -> None:
    first, last = chart.place(1000.0, 20.0), chart.place(4000.0, 32.0)
    assert first.x() < last.x()
    assert first.y() > last.y()


def test_it_is_painted_in_every_state(chart: FrontierChart) -> None:
    for stale in (False, True):
        chart.show_numbers(NUMBERS, stale)
        assert "your budget 2,500" in words_painted(chart)
    chart.show_numbers(None)
    assert chart.accessibleDescription() == ""


@pytest.mark.parametrize(
    ("most", "found"), [(104.0, [0, 50, 100]), (36_000.0, [0, 10_000, 20_000, 30_000]), (0.5, [0, 0.2, 0.4])]
)
def test_ticks_are_round_numbers_within_the_axis(most: float, found: list[float]) -> None:
    assert ticks(most, 4) == pytest.approx(found)
