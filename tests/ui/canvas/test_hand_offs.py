"""Discs where customers change hands, and what they keep clear of."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from tests.ui.canvas.journeys import Sketch
from ui.canvas.cards import CardFaces
from ui.canvas.geometry import MapGeometry
from ui.canvas.hand_offs import badges_near, disc_place, hands_off, paint_hand_offs
from ui.canvas.ink import Ink
from ui.canvas.lines import Line
from ui.canvas.numbers import MapNumbers
from ui.canvas.painting import Scene
from ui.controls.look import Look
from workbench.domain.elements import Department, Transition
from workbench.domain.vocabulary import Control
from workbench.editing import ownership, structure


def scene_of(sketch: Sketch) -> Scene:
    geometry = MapGeometry(sketch.document, sketch.journey)
    return Scene(geometry, CardFaces(sketch.document, sketch.journey), MapNumbers())


def line_from(sketch: Sketch, scene: Scene, name: str) -> Line:
    way = next(each for each in sketch.document.of(Transition) if each.source == sketch.ids[name])
    return scene.geometry.lines[way.id]


@pytest.fixture
def owned(sketch: Sketch) -> Sketch:
    for name, card in (("Sales", "Search"), ("Order desk", "Form")):
        ownership.assign(sketch.document, [sketch.ids[card]], ownership.add_department(sketch.document, name).id)
    return sketch


def test_only_lines_between_two_departments_hand_over(owned: Sketch) -> None:
    scene = scene_of(owned)
    assert hands_off(scene, line_from(owned, scene, "Search"))
    assert not hands_off(scene, line_from(owned, scene, "Form")), "nobody answers for the contract"


def test_departments_that_bear_the_same_letters_hand_over_all_the_same(owned: Sketch) -> None:
    sales, _ = owned.document.of(Department)
    for each in owned.document.of(Department):
        structure.set_fields(owned.document, each.id, code=sales.code)
    assert hands_off(scene_of(owned), line_from(owned, scene_of(owned), "Search"))


def test_a_disc_lies_on_the_middle_of_its_line(owned: Sketch, look: Look) -> None:
    scene = scene_of(owned)
    image = QImage(700, 700, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_hand_offs(painter, scene, Ink(look), 1.0, owned.ids["Form"])
    painter.end()
    x, y = line_from(owned, scene, "Search").curve.middle
    assert image.pixelColor(round(x) - 10, round(y)) == look.colour("text")


def test_a_disc_gives_way_to_a_badge_and_stays_on_its_line(owned: Sketch) -> None:
    line = line_from(owned, scene_of(owned), "Search")
    x, y = line.curve.middle
    badge = QRectF(x - 10, y - 16, 20, 20)
    disc = disc_place(line, 24.0, 1.0, [badge])
    assert not disc.intersects(badge)
    centre = disc.center()
    assert min(abs(centre.x() - a) + abs(centre.y() - b) for a, b in line.curve.samples.tolist()) <= 2


def test_where_badges_are_everywhere_a_disc_stays_in_the_middle(owned: Sketch) -> None:
    line = line_from(owned, scene_of(owned), "Search")
    everywhere = [QRectF(-1000, -1000, 3000, 3000)]
    assert disc_place(line, 24.0, 1.0, everywhere) == disc_place(line, 24.0, 1.0, [])


@pytest.mark.parametrize(("scale", "count"), [(1.0, 1), (0.5, 0)])
def test_badges_count_only_at_a_scale_at_which_they_show(owned: Sketch, look: Look, scale: float, count: int) -> None:
    structure.set_fields(owned.document, owned.ids["Form"], control=Control.EXTERNAL)
    scene = scene_of(owned)
    assert len(badges_near(scene, Ink(look), line_from(owned, scene, "Search"), scale)) == count
