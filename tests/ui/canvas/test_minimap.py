import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.canvas.journeys import Sketch
from ui.canvas.minimap import Minimap
from ui.canvas.view import MapView
from workbench.domain.places import Place
from workbench.editing.structure import add_touchpoint

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def minimap(view: MapView, qtbot: QtBot) -> Minimap:
    qtbot.waitSignal(view.rested).wait()
    view.minimap.set_wanted(True)
    view.zoom_to(3.0)
    return view.minimap


def middle_of_sight(view: MapView) -> tuple[float, float]:
    return view.sight.middle


def test_it_lies_in_the_corner_and_shows_the_whole_map(minimap: Minimap, view: MapView) -> None:
    assert view.rect().contains(minimap.geometry())
    assert minimap.geometry().right() > view.width() - 20
    assert minimap.rect().toRectF().contains(minimap.window_box())


def test_it_is_there_only_while_part_of_the_map_is_out_of_sight(minimap: Minimap, view: MapView) -> None:
    assert minimap.isVisible()
    view.fit()
    assert not minimap.isVisible()
    view.zoom_to(3.0)
    assert minimap.isVisible()
    minimap.set_wanted(False)
    assert not minimap.isVisible()


def test_its_window_is_the_part_that_shows(minimap: Minimap, view: MapView) -> None:
    before = minimap.window_box()
    view.zoom_to(4.0)
    assert minimap.window_box().width() < before.width()
    left = minimap.window_box().left()
    view.pan(-200, 0)
    assert minimap.window_box().left() > left


def test_a_press_goes_there_and_a_drag_follows(minimap: Minimap, view: MapView) -> None:
    QTest.mousePress(minimap, LEFT, pos=QPoint(minimap.width() - 10, minimap.height() // 2))
    right = middle_of_sight(view)
    QTest.mouseMove(minimap, QPoint(10, minimap.height() // 2))
    QTest.mouseRelease(minimap, LEFT, pos=QPoint(10, minimap.height() // 2))
    assert middle_of_sight(view)[0] < right[0]


def test_keys_move_and_zoom_and_escape_gives_the_focus_back(minimap: Minimap, view: MapView) -> None:
    minimap.setFocus()
    frame = view.frame
    QTest.keyClick(minimap, Qt.Key.Key_Left)
    assert view.frame.x > frame.x
    QTest.keyClick(minimap, Qt.Key.Key_Minus)
    assert view.frame.scale < frame.scale
    QTest.keyClick(minimap, Qt.Key.Key_Escape)
    assert view.hasFocus()


def test_it_grows_with_the_map_and_stays_in_its_corner(minimap: Minimap, view: MapView, sketch: Sketch) -> None:
    before = minimap.scale
    for row in range(12):
        place = Place(None, 0.0, 400.0 + 96 * row)
        add_touchpoint(sketch.document, sketch.journey, f"Step {row}", place)
    minimap.refresh()
    assert minimap.scale < before
    view.resize(500, 400)
    assert view.rect().contains(minimap.geometry())


def test_what_is_painted_is_the_maps_own_picture(minimap: Minimap, view: MapView, sketch: Sketch, qtbot: QtBot) -> None:
    minimap.refresh()
    before = minimap.grab().toImage()
    add_touchpoint(sketch.document, sketch.journey, "More", Place(None, 0.0, 0.0))
    qtbot.waitSignal(view.rested).wait()
    assert minimap.grab().toImage() != before
