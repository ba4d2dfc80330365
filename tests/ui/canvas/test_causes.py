from PySide6.QtGui import QColor, QImage, QPainter

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.test_overlay import FRAME, NOTHING, painted, scene_of
from ui.bridge import Selection
from ui.canvas.board import Marks
from ui.canvas.boxes import Box
from ui.canvas.causes import NO_CAUSES, Causes, Explained, disc_size, paint_causes
from ui.canvas.ink import Ink
from ui.canvas.overlay import OverlayState
from ui.canvas.surface import MapSurface
from ui.controls.look import Look


def shown(sketch: Sketch, look: Look, causes: Causes = NO_CAUSES, way: tuple[str, ...] = ()) -> QImage:
    return painted(sketch, look, OverlayState(Marks(), (), NOTHING, causes=causes, way=way))


def card(sketch: Sketch, name: str) -> Box:
    return scene_of(sketch).geometry.cards[sketch.ids[name]].moved(0, FRAME.y)


def test_the_area_of_a_mark_tells_its_part_and_the_smallest_can_still_be_seen() -> None:
    assert disc_size(0.25) == disc_size(1.0) / 2
    assert disc_size(0.0001) == disc_size(0.0) == 8.0


def test_a_cause_wears_a_disc_at_its_corner_and_the_place_an_outline(sketch: Sketch, look: Look) -> None:
    form, contract = (sketch.ids[name] for name in ("Form", "Contract"))
    image = shown(sketch, look, Causes(frozenset({contract}), {form: 2.0, "gone": 9.0}))
    corner = card(sketch, "Form")
    assert image.pixelColor(int(corner.left), int(corner.bottom)) == look.colour("text")
    place = card(sketch, "Contract")
    assert image.pixelColor(int(place.middle[0]), int(place.top) + 1) == look.colour("danger")


def test_a_large_disc_says_its_number_as_long_as_cards_have_a_shape(sketch: Sketch, look: Look) -> None:
    def marked(scale: float, number: float) -> QImage:
        image = QImage(300, 300, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.translate(20, 40)
        paint_causes(painter, scene_of(sketch), Ink(look), scale, Causes(filled={sketch.ids["Form"]: number}))
        painter.end()
        return image

    assert marked(0.3, 55.0) != marked(0.3, 81.0)
    assert marked(0.1, 55.0) == marked(0.1, 81.0)


def test_everything_off_the_way_steps_back(sketch: Sketch, look: Look) -> None:
    plain, told = shown(sketch, look), shown(sketch, look, way=(sketch.ids["Form"],))
    assert plain.pixelColor(2, 690) == QColor("white") != told.pixelColor(2, 690)
    form = card(sketch, "Form")
    assert told.pixelColor(int(form.middle[0]), int(form.top) + 2) == look.colour("card")


def test_causes_are_marked_only_while_heat_is_shown(sketch: Sketch, look: Look) -> None:
    surface = MapSurface(sketch.document, sketch.journey, Selection(), look)
    causes = Causes(frozenset({sketch.ids["Form"]}), {sketch.ids["Form"]: 2.0})
    surface.explained.mark(causes)
    assert surface.causes is causes
    surface.set_heat_visible(visible=False)
    assert surface.causes is NO_CAUSES
    surface.close_map()
    surface.deleteLater()


def test_only_what_is_something_else_is_painted_again() -> None:
    changes: list[None] = []
    explained = Explained(lambda: changes.append(None))
    for causes in (Causes(frozenset({"form"})), Causes(frozenset({"form"})), NO_CAUSES):
        explained.mark(causes)
    assert len(changes) == 2
    for way in (["form"], ("form",), ()):
        explained.show_way(way)
    assert (len(changes), explained.way) == (4, ())
