import pytest
import shiboken6
from PySide6.QtWidgets import QScrollBar
from pytestqt.qtbot import QtBot

from ui.controls.coast import Coast
from ui.controls.look import Look


@pytest.fixture
def bar(qtbot: QtBot) -> QScrollBar:
    made = QScrollBar()
    qtbot.addWidget(made)
    made.setRange(0, 10_000)
    made.setValue(1000)
    return made


@pytest.fixture
def coast(look: Look, bar: QScrollBar) -> Coast:
    look.themes.set_reduce_motion(False)
    made = Coast(look, bar)
    made.take(bar)
    return made


def test_a_bar_goes_against_the_finger_as_far_as_that(coast: Coast, bar: QScrollBar) -> None:
    coast.follow(-30, 10)
    assert bar.value() == 1030
    coast.follow(50, 20)
    assert bar.value() == 950


def test_let_go_it_goes_on_the_same_way_and_comes_to_rest(coast: Coast, bar: QScrollBar) -> None:
    for time in range(0, 60, 10):
        coast.follow(-time, time)
    coast.let_go()
    assert coast.state() is Coast.State.Running
    coast.setCurrentTime(coast.duration())
    assert bar.value() == 1050 + coast.duration() // 2
    assert coast.state() is Coast.State.Stopped


def test_a_finger_that_has_come_to_rest_leaves_it_there(coast: Coast, bar: QScrollBar) -> None:
    coast.follow(-100, 10)
    coast.follow(-200, 20)
    coast.follow(-200, 400)
    coast.let_go()
    assert (bar.value(), coast.state()) == (1200, Coast.State.Stopped)


def test_where_movement_is_reduced_it_stands_when_let_go(coast: Coast, bar: QScrollBar, look: Look) -> None:
    look.themes.set_reduce_motion(True)
    coast.follow(-100, 10)
    coast.follow(-200, 20)
    coast.let_go()
    assert (bar.value(), coast.state()) == (1200, Coast.State.Stopped)


def test_it_is_stopped_for_its_own_bar_only(coast: Coast, bar: QScrollBar) -> None:
    assert not coast.has_stopped(bar)
    coast.follow(-100, 10)
    coast.follow(-200, 20)
    coast.let_go()
    assert not coast.has_stopped(QScrollBar())
    assert coast.has_stopped(bar)
    assert coast.state() is Coast.State.Stopped


def test_a_bar_may_go_while_it_is_held(look: Look, qtbot: QtBot) -> None:
    bar, other = QScrollBar(), QScrollBar()
    qtbot.addWidget(other)
    coast = Coast(look, other)
    coast.take(bar)
    shiboken6.delete(bar)
    coast.follow(-100, 10)
    coast.let_go()
    assert coast.state() is Coast.State.Stopped
