import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.controls.travel import Travel


@pytest.fixture
def travel(look: Look, qtbot: QtBot) -> Travel:
    widget = QWidget()
    qtbot.addWidget(widget)
    return Travel(look, widget)


def test_numbers_set_out_where_they_stood_and_arrive(travel: Travel, look: Look) -> None:
    look.themes.set_reduce_motion(False)
    travel.begin(travels=True)
    assert travel.share == 0.0
    travel.setCurrentTime(travel.duration())
    assert travel.share == 1.0


def test_setting_out_anew_begins_at_the_start(travel: Travel, look: Look) -> None:
    look.themes.set_reduce_motion(False)
    travel.begin(travels=True)
    travel.setCurrentTime(travel.duration() // 2)
    assert 0.0 < travel.share < 1.0
    travel.begin(travels=True)
    assert travel.share == 0.0


@pytest.mark.parametrize(("reduced", "travels"), [(True, True), (False, False)])
def test_without_movement_numbers_are_there_at_once(travel: Travel, look: Look, reduced: bool, travels: bool) -> None:
    look.themes.set_reduce_motion(reduced)
    travel.begin(travels=travels)
    assert travel.share == 1.0
    assert travel.state() is Travel.State.Stopped
