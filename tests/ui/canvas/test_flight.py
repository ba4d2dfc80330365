import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.canvas.flight import Flight, between
from ui.canvas.frame import Frame
from ui.controls.look import Look

HERE, THERE = Frame(0.5, -100, 40), Frame(2.0, -900, -300)


def test_it_begins_here_and_ends_exactly_there() -> None:
    assert between(HERE, THERE, 0) == HERE
    assert between(HERE, THERE, 1) == THERE


def test_the_scale_grows_evenly_and_one_pixel_stays_in_place() -> None:
    half = between(HERE, THERE, 0.5)
    assert half.scale == pytest.approx(1.0)
    # the pixel over the same place of the map in both frames
    pixel = HERE.x - HERE.scale * (THERE.x - HERE.x) / (THERE.scale - HERE.scale)
    place = HERE.to_map(pixel, 0)[0]
    assert THERE.to_widget(place, 0)[0] == pytest.approx(pixel)
    assert half.to_widget(place, 0)[0] == pytest.approx(pixel, abs=1)


def test_at_one_scale_it_goes_straight() -> None:
    assert between(Frame(1.0, 0, 0), Frame(1.0, -100, 50), 0.25) == Frame(1.0, -25, 12)


def test_where_movement_is_reduced_it_is_there_at_once(look: Look) -> None:
    shown: list[Frame] = []
    owner = QObject()
    Flight(look, shown.append, owner).begin(HERE, THERE)
    assert shown == [THERE]


def test_else_it_passes_through_what_lies_between(qapp: QApplication, look: Look) -> None:
    look.themes.set_reduce_motion(False)
    shown: list[Frame] = []
    owner = QObject()
    flight = Flight(look, shown.append, owner)
    flight.begin(HERE, THERE)
    flight.setCurrentTime(120)
    assert HERE.scale < shown[-1].scale < THERE.scale
    flight.setCurrentTime(flight.duration())
    assert shown[-1] == THERE
    flight.stop()
