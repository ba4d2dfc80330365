import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication

from ui.canvas.layer import StillLayer


class Brush:
    """Paints every asked area and remembers it."""

    def __init__(self) -> None:
        self.areas: list[QRect] = []

    def __call__(self, painter: QPainter, area: QRect) -> None:
        self.areas.append(area)
        painter.fillRect(area, QColor("red"))


@pytest.fixture
def layer(qapp: QApplication) -> StillLayer:
    made = StillLayer()
    made.resize(QSize(100, 80), 1.0)
    return made


def test_a_new_layer_is_painted_whole_and_then_not_again(layer: StillLayer) -> None:
    brush = Brush()
    layer.picture(brush)
    layer.picture(brush)
    assert brush.areas == [QRect(0, 0, 100, 80)]


def test_only_what_was_invalidated_is_painted_again(layer: StillLayer) -> None:
    layer.picture(Brush())
    layer.invalidate(QRect(90, 70, 50, 50))
    layer.invalidate(QRect(95, 75, 2, 2))
    layer.invalidate(QRect(500, 500, 5, 5))
    brush = Brush()
    layer.picture(brush)
    assert brush.areas == [QRect(90, 70, 10, 10)]


def test_scrolling_paints_only_what_comes_into_sight(layer: StillLayer) -> None:
    layer.picture(Brush())
    layer.scroll(-10, 5, QRect(0, 20, 100, 60))
    assert set_of(layer) == {(90, 20, 10, 60), (0, 20, 100, 5)}


def test_scrolling_further_than_the_area_paints_all_of_it(layer: StillLayer) -> None:
    layer.picture(Brush())
    layer.scroll(200, 0, QRect(0, 20, 100, 60))
    assert set_of(layer) == {(0, 20, 100, 60)}


def test_many_small_areas_are_painted_as_one(layer: StillLayer) -> None:
    layer.picture(Brush())
    for at in range(20):
        layer.invalidate(QRect(5 * at, 0, 3, 3))
    brush = Brush()
    layer.picture(brush)
    assert brush.areas == [QRect(0, 0, 98, 3)]


def set_of(layer: StillLayer) -> set[tuple[int, int, int, int]]:
    return {(area.x(), area.y(), area.width(), area.height()) for area in layer.dirty}
