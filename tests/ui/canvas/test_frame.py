import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.canvas.boxes import Box
from ui.canvas.frame import LARGEST, LARGEST_FIT, SMALLEST, Frame, closest, fitted

ROOM = Box(0, 68, 900, 700)
BOUNDS = Box(0, -28, 1672, 600)

scales = st.floats(0.05, 4.0)


@given(scales, st.integers(-500, 500), st.integers(-500, 500), st.floats(-500, 500), st.floats(-500, 500))
def test_going_to_the_map_and_back_ends_where_it_began(scale: float, x: int, y: int, px: float, py: float) -> None:
    frame = Frame(scale, x, y)
    back = frame.to_widget(*frame.to_map(px, py))
    assert abs(back[0] - px) < 1e-6
    assert abs(back[1] - py) < 1e-6


@given(scales, st.integers(0, 900), st.integers(0, 700))
def test_zooming_keeps_what_is_under_the_pointer(scale: float, px: int, py: int) -> None:
    before = Frame(1.0, -100, 40)
    after = before.zoomed(scale, px, py)
    x, y = after.to_widget(*before.to_map(px, py))
    assert abs(x - px) <= 0.5
    assert abs(y - py) <= 0.5


def test_zoom_has_limits() -> None:
    assert Frame().zoomed(1000, 0, 0).scale == LARGEST
    assert Frame().zoomed(0, 0, 0).scale == SMALLEST


def test_fitting_shows_everything_and_enlarges_a_small_map_a_little() -> None:
    fit = fitted(BOUNDS, ROOM)
    shown = fit.box_on_widget(BOUNDS)
    assert shown.left >= ROOM.left
    assert shown.right <= ROOM.right + 1
    assert shown.top >= ROOM.top - 1
    assert shown.bottom <= ROOM.bottom
    assert fitted(Box(0, -28, 300, 100), ROOM).scale == LARGEST_FIT


@given(scales, st.integers(-100_000, 100_000), st.integers(-100_000, 100_000))
def test_the_map_cannot_be_lost(scale: float, x: int, y: int) -> None:
    shown = Frame(scale, x, y).kept(BOUNDS, ROOM).box_on_widget(BOUNDS)
    assert shown.right > ROOM.left + 100 * scale
    assert shown.left < ROOM.right
    assert shown.bottom + 1 > ROOM.top
    assert shown.top < ROOM.bottom


def test_showing_moves_no_further_than_needed() -> None:
    frame = Frame(1.0, 0, 96)
    assert frame.showing(Box(10, 0, 100, 50), ROOM) == frame
    moved = frame.showing(Box(1000, 0, 1100, 50), ROOM)
    assert (moved.x, moved.y) == (-200, 96)


def test_centring_brings_a_place_to_the_middle_of_the_room() -> None:
    assert Frame(2.0).centred(100, 50, ROOM).to_widget(100, 50) == ROOM.middle


def test_a_box_is_shown_as_large_as_there_is_room_for_and_in_the_middle() -> None:
    room = Box(0, 100, 900, 700)
    near = closest(Box(1000, 500, 1200, 600), room)
    assert near.scale == pytest.approx(4.0)
    assert near.to_widget(1100, 550) == pytest.approx(room.middle, abs=1)
    assert closest(Box(0, 0, 4000, 100), room).scale == pytest.approx((900 - 48) / 4000)
    assert closest(Box(0, 0, 100, 100), room, largest=1.0).scale == 1.0
    assert closest(Box(5, 5, 5, 5), room, largest=2.0).scale == 2.0
