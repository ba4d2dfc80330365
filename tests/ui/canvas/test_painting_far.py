import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from tests.ui.canvas.journeys import Sketch, everything
from ui.canvas.boxes import Box
from ui.canvas.geometry import MapGeometry
from ui.canvas.ink import Ink
from ui.canvas.painting_far import paint_far_cards, paint_far_lines, paint_far_rings, paint_hairlines
from ui.canvas.painting_lines import COLOURS
from ui.controls.look import Look

EVERYWHERE = Box(-1e4, -1e4, 1e4, 1e4)


def blank() -> QImage:
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("magenta"))
    return image


@pytest.mark.parametrize("scale", [0.3, 0.1])
def test_cards_are_blocks_of_their_heat_and_owner(look: Look, sketch: Sketch, scale: float) -> None:
    geometry = MapGeometry(sketch.document, sketch.journey)
    image, ids = blank(), sketch.ids
    painter = QPainter(image)
    groups = {(5, 0): [ids["Form"]], (0, None): [ids["Contract"], ids["Router"]]}
    paint_far_cards(painter, geometry, groups, Ink(look), scale)
    painter.end()
    form, contract = (geometry.cards[ids[name]] for name in ("Form", "Contract"))
    assert _at(image, form.right - 20, form.bottom - 12, scale) == look.theme.heat[5].fill
    assert _at(image, contract.right - 20, contract.bottom - 12, scale) == look.colour("card")
    owner = _at(image, form.left + 5, form.bottom - 12, scale)
    assert (owner == look.theme.departments[0].fill) == (scale == 0.3)
    search = geometry.cards[ids["Search"]]
    assert _at(image, *search.middle, scale) == QColor("magenta")


def test_hairlines_have_the_colour_of_their_kind(look: Look) -> None:
    sketch = everything()
    joins, ways = MapGeometry(sketch.document, sketch.journey).lines.plain_meeting(EVERYWHERE)
    for join, way in zip(joins, ways, strict=True):
        image = blank()
        painter = QPainter(image)
        painter.translate(0, 40)
        paint_hairlines(painter, Ink(look), [join.kind], way[None], 0.15)
        painter.end()
        seen = {image.pixelColor(x, y).name() for x in range(150) for y in range(150)} - {"#ff00ff"}
        assert seen == {look.colour(COLOURS[join.kind]).name()}


def test_far_lines_run_along_their_curves(look: Look, sketch: Sketch) -> None:
    for line in MapGeometry(sketch.document, sketch.journey).lines.values():
        image = blank()
        painter = QPainter(image)
        painter.translate(0, 40)
        paint_far_lines(painter, Ink(look), [line], 0.3)
        painter.end()
        x, y = line.curve.middle
        near = {
            image.pixelColor(round(x * 0.3) + dx, round(y * 0.3) + 40 + dy).name() for dx in (0, 1) for dy in (0, 1)
        }
        assert near != {"#ff00ff"}


def test_nothing_far_away_is_nothing_to_paint(look: Look, sketch: Sketch) -> None:
    image = blank()
    painter = QPainter(image)
    paint_far_lines(painter, Ink(look), [], 0.3)
    paint_hairlines(painter, Ink(look), [], np.empty((0, 4, 2)), 0.1)
    paint_far_cards(painter, MapGeometry(sketch.document, sketch.journey), {}, Ink(look), 0.1)
    painter.end()
    assert image == blank()


def _at(image: QImage, x: float, y: float, scale: float) -> QColor:
    return image.pixelColor(round(x * scale), round(y * scale))


def test_far_rings_lie_round_their_cards_and_leave_them_free(look: Look, sketch: Sketch) -> None:
    geometry = MapGeometry(sketch.document, sketch.journey)
    chosen, other = (geometry.cards[sketch.ids[name]] for name in ("Form", "Search"))
    image, scale = blank(), 0.1
    painter = QPainter(image)
    painter.translate(20, 40)
    painter.setPen(QColor("blue"))
    paint_far_rings(painter, [chosen], scale, 3.0)
    paint_far_rings(painter, [], scale, 3.0)
    painter.end()
    left, top = round(chosen.left * scale) + 20, round(chosen.top * scale) + 40
    assert image.pixelColor(left - 3, top + 2) == QColor("blue")
    assert image.pixelColor(left + 2, top - 3) == QColor("blue")
    assert image.pixelColor(left + 2, top + 2) == QColor("magenta")
    assert image.pixelColor(round(other.left * scale) + 17, round(other.middle[1] * scale) + 40) == QColor("magenta")
