from collections.abc import Iterator
from itertools import count

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui.canvas.boxes import Box
from ui.canvas.frame import Frame
from ui.canvas.tiles import TILE, TileLayer, Tiles

BOUNDS = Box(0, 0, 3000, 2000)
WINDOW = Box(0, 0, 1000, 500)


class Brush:
    """Paints every asked area and remembers it."""

    def __init__(self, colour: str = "red") -> None:
        self.areas: list[Box] = []
        self.colour = QColor(colour)

    def __call__(self, painter: QPainter, area: Box, scale: float) -> None:
        self.areas.append(area)
        painter.fillRect(
            round(area.left * scale),
            round(area.top * scale),
            round(area.width * scale),
            round(area.height * scale),
            self.colour,
        )


@pytest.fixture
def seconds() -> Iterator[float]:
    """A clock that goes on by a second whenever it is looked at."""
    return map(float, count())


@pytest.fixture
def tiles(qapp: QApplication, seconds: Iterator[float]) -> Tiles:
    made = Tiles(lambda: next(seconds))
    made.show(1.0, 1.0, 0.0)
    return made


def drawn(tiles: Tiles, frame: Frame) -> QImage:
    image = QImage(1000, 500, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    tiles.draw(painter, frame, Box(*frame.to_map(0, 0), *frame.to_map(1000, 500)), Box(0, 0, 1000, 500))
    painter.end()
    return image


def finish(tiles: Tiles, brush: Brush, area: Box = WINDOW) -> None:
    while tiles.work(area, BOUNDS, brush, 0.5):
        pass


def test_a_slice_ends_when_its_time_is_over_and_the_middle_comes_first(tiles: Tiles) -> None:
    brush = Brush()
    assert tiles.work(WINDOW, BOUNDS, brush, 0.5)
    assert brush.areas == [Box(256, 0, 512, 256)]
    assert not tiles.is_sharp(WINDOW)


def test_work_comes_to_an_end_with_all_that_shows_and_the_whole_map_painted(tiles: Tiles) -> None:
    brush = Brush()
    finish(tiles, brush)
    assert tiles.is_sharp(WINDOW)
    assert not tiles.has_gaps(BOUNDS)
    done = len(brush.areas)
    finish(tiles, brush)
    assert len(brush.areas) == done


def test_while_the_map_moves_the_overview_is_left_for_later(tiles: Tiles) -> None:
    brush = Brush()
    for _ in range(100):
        assert tiles.work(WINDOW, BOUNDS, brush, 0.5, overview=False)
    assert tiles.is_sharp(WINDOW)
    assert tiles.has_gaps(BOUNDS)


def test_only_what_was_invalidated_is_painted_again(tiles: Tiles) -> None:
    finish(tiles, Brush())
    tiles.invalidate(Box(600, 100, 610, 110))
    assert tiles.is_stale(WINDOW)
    assert not tiles.is_stale(Box(0, 0, 200, 200))
    again = Brush()
    tiles.sharpen(WINDOW, again, 60.0)
    assert again.areas == [Box(584, 84, 626, 126)]
    assert tiles.is_sharp(WINDOW)


def test_at_another_scale_the_old_tiles_serve_until_there_are_new_ones(tiles: Tiles) -> None:
    finish(tiles, Brush("red"))
    tiles.show(2.0, 1.0, 0.0)
    frame = Frame(2.0, 0, 0)
    assert not tiles.has_gaps(Box(0, 0, 500, 250))
    assert drawn(tiles, frame).pixelColor(500, 250) == QColor("red")
    tiles.sharpen(Box(0, 0, 500, 250), Brush("blue"), 60.0)
    assert drawn(tiles, frame).pixelColor(500, 250) == QColor("blue")


def test_another_end_of_the_ground_makes_the_tiles_out_of_date(tiles: Tiles) -> None:
    finish(tiles, Brush())
    tiles.show(1.0, 1.0, 0.0)
    assert not tiles.is_stale(WINDOW)
    tiles.show(1.0, 1.0, 4000.0)
    assert tiles.is_stale(WINDOW)


def test_tiles_lie_side_by_side_without_gaps_when_they_are_stretched(qapp: QApplication) -> None:
    layer = TileLayer(1.0)
    for key in layer.keys_in(Box(0, 0, 600, 600)):
        layer.paint(key, Brush("red"))
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    layer.draw(painter, 0.437, (3.0, 5.0), Box(0, 0, 300, 300))
    painter.end()
    assert {image.pixelColor(at, at).name() for at in range(6, 300)} == {"#ff0000"}


def test_dense_screens_get_tiles_of_as_many_device_pixels(qapp: QApplication) -> None:
    layer, brush = TileLayer(2.0, ratio=2.0), Brush()
    layer.paint((0, 0), brush)
    assert layer.tiles[0, 0].width() == TILE
    assert brush.areas == [Box(0, 0, TILE / 2, TILE / 2)]


def test_tiles_that_never_filled_the_window_do_not_take_the_place_of_those_that_did(tiles: Tiles) -> None:
    finish(tiles, Brush("red"))
    drawn(tiles, Frame())
    tiles.show(2.0, 1.0, 0.0)
    tiles.sharpen(Box(0, 0, 500, 250), Brush("blue"), 0.5)
    tiles.show(3.0, 1.0, 0.0)
    near = drawn(tiles, Frame(3.0, 0, 0))
    assert {near.pixelColor(at, 250).name() for at in range(0, 1000, 50)} == {"#ff0000"}


def test_a_sketch_fills_whatever_shows_at_whatever_scale(tiles: Tiles) -> None:
    assert tiles.has_gaps(BOUNDS)
    tiles.sketch(BOUNDS, BOUNDS, Brush(), 60.0)
    for scale in (0.3, 2.0):
        tiles.show(scale, 1.0, 0.0)
        assert not tiles.has_gaps(BOUNDS)
        assert not tiles.is_sharp(BOUNDS)


def test_a_sketch_takes_no_longer_than_it_may(tiles: Tiles) -> None:
    brush = Brush()
    tiles.sketch(BOUNDS, BOUNDS, brush, 0.5)
    assert len(brush.areas) == 1


def test_what_has_taken_long_to_prepare_is_painted_in_the_next_slice(tiles: Tiles) -> None:
    brush, prepared = Brush(), list[Box]()

    def prepare(area: Box, scale: float) -> None:
        prepared.append(area)
        assert scale == 1.0

    assert tiles.work(WINDOW, BOUNDS, brush, 0.5, prepare=prepare)
    assert (brush.areas, prepared) == ([], [Box(256, 0, 512, 256)])
    assert tiles.work(WINDOW, BOUNDS, brush, 1.5, prepare=prepare)
    assert brush.areas == prepared[-1:]
