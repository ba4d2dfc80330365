from PySide6.QtCore import QPoint

from tests.ui.canvas.journeys import Sketch
from ui.canvas.boxes import Box
from ui.canvas.cover import Cover
from ui.canvas.geometry import MapGeometry
from ui.canvas.ink import Ink
from ui.controls.look import Look

EVERYWHERE = Box(-500, -500, 3000, 3000)


def middle(geometry: MapGeometry, sketch: Sketch, name: str, scale: float = 1.0) -> QPoint:
    x, y = geometry.cards[sketch.ids[name]].middle
    return QPoint(round(x * scale), round(y * scale))


def test_cards_that_stay_cover_their_ground_and_lifted_ones_do_not(look: Look, sketch: Sketch) -> None:
    geometry = MapGeometry(sketch.document, sketch.journey)
    region = Cover(geometry, Ink(look), 0.7, {sketch.ids["Form"]}).region(EVERYWHERE)
    assert region.contains(middle(geometry, sketch, "Router", 0.7))
    assert not region.contains(middle(geometry, sketch, "Form", 0.7))
    left, top, right, bottom = geometry.cards[sketch.ids["Router"]]
    assert not region.contains(QPoint(round(0.7 * left) - 2, round(0.7 * top) - 2))
    assert not region.contains(QPoint(round(0.7 * right) + 2, round(0.7 * bottom) + 2))


def test_cards_that_come_into_sight_cover_theirs_too(look: Look, sketch: Sketch) -> None:
    sketch.add("Far below", "Need", 9600)
    geometry = MapGeometry(sketch.document, sketch.journey)
    cover, far = Cover(geometry, Ink(look), 1.0, frozenset()), middle(geometry, sketch, "Far below")
    assert not cover.region(Box(0, 0, 300, 300)).contains(far)
    assert cover.region(Box(0, 9500, 300, 9800)).contains(far)


def test_from_afar_nothing_is_covered(look: Look, sketch: Sketch) -> None:
    geometry = MapGeometry(sketch.document, sketch.journey)
    assert Cover(geometry, Ink(look), 0.2, frozenset()).region(EVERYWHERE).isEmpty()
