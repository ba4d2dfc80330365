import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.pointing import PLAIN, editor, pixel
from ui.canvas.board import ToolName
from ui.canvas.frame import LARGEST_FIT
from ui.canvas.view import MapView
from ui.canvas.zooming import show_selected

LEFT = Qt.MouseButton.LeftButton


def drag(view: MapView, start: tuple[int, int], end: tuple[int, int]) -> None:
    QTest.mousePress(view, LEFT, pos=QPoint(*start))
    QTest.mouseMove(view, QPoint(*end))
    QTest.mouseRelease(view, LEFT, pos=QPoint(*end))


def test_a_box_drawn_with_the_zoom_tool_fills_the_map(view: MapView) -> None:
    QTest.keyClick(view, Qt.Key.Key_Z)
    assert view.tool is ToolName.ZOOM
    view.zoom_to(1.0)
    corners = [view.frame.to_map(*corner) for corner in ((20, 250), (420, 350))]
    drag(view, (20, 250), (420, 350))
    assert view.frame.scale == pytest.approx((900 - 48) / 400)
    sight = view.sight
    assert all(sight.holds(*corner) for corner in corners)
    assert view.tool is ToolName.SELECT


def test_a_click_looks_closer_at_the_place(view: MapView) -> None:
    view.use(ToolName.ZOOM)
    view.zoom_to(2.0)
    scale, place = view.frame.scale, view.frame.to_map(300, 300)
    drag(view, (300, 300), (301, 300))
    assert view.frame.scale == pytest.approx(1.5 * scale)
    assert view.frame.to_map(300, 300) == pytest.approx(place, abs=2)


def test_escape_in_the_middle_of_the_box_changes_nothing(view: MapView) -> None:
    view.use(ToolName.ZOOM)
    before = view.frame
    QTest.mousePress(view, LEFT, pos=QPoint(200, 250))
    QTest.mouseMove(view, QPoint(400, 350))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, pos=QPoint(400, 350))
    assert view.frame == before


def test_what_is_selected_is_shown_in_the_middle_at_no_more_than_full_size(view: MapView, sketch: Sketch) -> None:
    view.zoom_to(0.4)
    card = sketch.ids["Form"]
    show_selected(view, (card,))
    assert view.frame.scale == 1.0
    assert view.sight.holds(*view.plan.cards[card].middle)


def test_without_a_selection_the_whole_map_is_shown(view: MapView) -> None:
    view.zoom_to(3.0)
    show_selected(view, ())
    assert view.frame.scale == LARGEST_FIT


def test_a_double_click_with_the_tool_looks_closer_once_and_names_nothing(view: MapView) -> None:
    view.use(ToolName.ZOOM)
    at, before = pixel(view, 76, 460), view.frame.scale
    for expected in (False, True):
        QTest.mouseClick(view, LEFT, PLAIN, at)
        QTest.mouseDClick(view, LEFT, PLAIN, at)
        assert editor(view).isVisible() is expected
    assert view.frame.scale > before
