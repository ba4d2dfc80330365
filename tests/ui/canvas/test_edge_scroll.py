import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtTest import QTest

from tests.helpers.fingers import screen
from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.pointing import LEFT, PLAIN, box, drag, edge, on, press
from ui.canvas.edge_scroll import EdgeScroll, speed
from ui.canvas.view import MapView

BODY = QRect(0, 60, 800, 600)


def scroller(view: MapView) -> EdgeScroll:
    return view.findChildren(EdgeScroll)[0]


@pytest.fixture
def large(view: MapView, sketch: Sketch) -> MapView:
    """The map at 300 %, the first card in its upper left."""
    view.zoom_to(3.0)
    view.centre_on(sketch.ids["Search"])
    return view


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ((400, 300), (0.0, 0.0)),
        ((0, 300), (12.0, 0.0)),
        ((-24, 300), (24.0, 0.0)),
        ((-900, 300), (24.0, 0.0)),
        ((799, 300), (-12.0, 0.0)),
        ((400, 60), (0.0, 12.0)),
        ((400, 683), (0.0, -24.0)),
        ((-12, 671), (18.0, -18.0)),
    ],
)
def test_the_map_moves_the_faster_the_deeper_the_pointer_is(
    at: tuple[float, float], expected: tuple[float, float]
) -> None:
    assert speed(BODY, QPointF(*at)) == expected


def test_a_card_held_at_the_edge_goes_on_with_the_map(large: MapView, sketch: Sketch) -> None:
    corner = QPoint(large.width() + 20, 400)
    drag(large, on(large, sketch, "Search"), corner, drop=False)
    assert scroller(large).active
    before = large.frame.x
    for _ in range(20):
        scroller(large).step()
    assert large.frame.x < before - 300
    QTest.mouseRelease(large, LEFT, PLAIN, corner)
    assert not scroller(large).active
    assert sketch.touchpoint("Search").phase == sketch.ids["Use"]


def test_a_line_and_a_band_reach_beyond_what_shows(large: MapView, sketch: Sketch) -> None:
    below = QPoint(30, large.height() + 10)
    drag(large, edge(large, sketch, "Search"), below, drop=False)
    assert scroller(large).active
    press(large, Qt.Key.Key_Escape)
    QTest.mouseRelease(large, LEFT, PLAIN, below)
    start = on(large, sketch, "Search") - QPoint(round(3 * box(large, sketch, "Search").width / 2) + 14, 0)
    drag(large, start, QPoint(large.width() + 30, large.height() + 30), drop=False)
    for _ in range(60):
        scroller(large).step()
    assert set(large.selection.ids) >= {sketch.ids["Search"], sketch.ids["Form"], sketch.ids["Contract"]}


def test_it_stops_at_the_end_of_the_map_and_when_the_gesture_is_given_up(large: MapView, sketch: Sketch) -> None:
    corner = QPoint(large.width() + 20, 400)
    drag(large, on(large, sketch, "Search"), corner, drop=False)
    while scroller(large).active:
        scroller(large).step()
    right = large.frame.to_map(large.width(), 0)[0]
    assert right == pytest.approx(large.plan.bounds.right, abs=1)
    press(large, Qt.Key.Key_Escape)
    QTest.mouseMove(large, corner)
    assert not scroller(large).active


def test_a_press_at_the_edge_that_is_no_drag_scrolls_nothing(large: MapView) -> None:
    QTest.mousePress(large, LEFT, PLAIN, QPoint(4, 400))
    QTest.mouseMove(large, QPoint(5, 400))
    assert not scroller(large).active


def test_a_finger_at_the_edge_scrolls_as_well(large: MapView, sketch: Sketch) -> None:
    start, corner = on(large, sketch, "Search"), QPoint(large.width() - 2, 400)
    QTest.touchEvent(large, screen()).press(0, start).commit()
    QTest.touchEvent(large, screen()).move(0, corner).commit()
    assert scroller(large).active
    QTest.touchEvent(large, screen()).release(0, corner).commit()
    assert not scroller(large).active
