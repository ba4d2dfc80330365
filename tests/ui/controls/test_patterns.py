from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from ui.controls.look import Look
from ui.controls.patterns import hatch_brush, heat_brush
from ui.theme import HeatStop


def covered(stop: HeatStop, ratio: float = 1.0) -> float:
    """Share of ink that a level's pattern lays over its ground."""
    image = QImage(48, 48, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.fillRect(image.rect(), heat_brush(stop, ratio))
    painter.end()
    pixels = [image.pixelColor(x, y).alphaF() for x in range(48) for y in range(48)]
    return sum(pixels) / len(pixels)


def test_each_heat_level_is_denser_than_the_one_below(look: Look) -> None:
    shares = [covered(stop) for stop in look.theme.heat]
    assert shares[0] == 0
    assert shares == sorted(shares)
    assert len(set(shares)) == len(shares)


def test_a_dense_screen_gets_a_finer_tile_of_the_same_size(look: Look) -> None:
    brush = heat_brush(look.theme.heat[3], 2.0)
    assert brush.textureImage().width() * brush.transform().m11() == look.theme.heat[3].pattern.pitch


def test_hatching_is_in_the_ink_it_is_given(qapp: object) -> None:
    tile = hatch_brush(QColor(200, 0, 0)).textureImage()
    solid = [tile.pixelColor(x, x) for x in range(tile.width())]
    assert all(pixel.red() > 150 and pixel.green() == 0 for pixel in solid if pixel.alpha() > 200)
