import pytest
from PySide6.QtGui import QImage, QPainter

from tests.ui.canvas.journeys import an_empty_sketch
from ui.canvas.cards import CardFaces
from ui.canvas.frame import Frame
from ui.canvas.geometry import MapGeometry
from ui.canvas.heads import Heads, heads_height, names_px, paint_heads
from ui.canvas.ink import Ink
from ui.canvas.numbers import MapNumbers
from ui.canvas.painting import Scene
from ui.controls.look import Look
from workbench.editing import structure


def test_heads_are_lower_over_a_low_map_and_grow_with_the_type(look: Look) -> None:
    assert heads_height(look, 900) == 84
    assert heads_height(look, 599) == 68
    look.themes.set_type_scale(1.5)
    assert heads_height(look, 900) == 126


@pytest.mark.parametrize("scale", [1.0, 0.6, 0.3, 0.1])
def test_heads_are_painted_at_every_scale_with_and_without_a_fix(look: Look, scale: float) -> None:
    plain = heads(look, scale, MapNumbers())
    as_is = heads(look, scale, MapNumbers({"first": 96.0}))
    fixed = heads(look, scale, MapNumbers({"first": 96.0}, {"first": 65.0}))
    assert len({plain.cacheKey(), as_is.cacheKey(), fixed.cacheKey()}) == 3
    assert (as_is != plain) == (scale >= 0.3)
    assert (fixed != as_is) == (scale >= 0.3)


def test_all_names_are_small_as_soon_as_one_is_too_long_for_its_narrow_column(look: Look) -> None:
    sketch, ink = an_empty_sketch(), Ink(look)

    def size(scale: float, height: float = 84) -> float:
        return names_px(MapGeometry(sketch.document, sketch.journey).columns, ink, scale, height)

    assert [size(scale) for scale in (1.0, 0.5, 0.3)] == [13.0, 13.0, 13.0]
    structure.set_fields(sketch.document, sketch.ids["Use"], name="Recommendation", short_name="")
    assert [size(scale) for scale in (1.0, 0.5, 0.3)] == [13.0, 0.0, 0.0]
    structure.set_fields(sketch.document, sketch.ids["Use"], short_name="Tell")
    assert [size(scale) for scale in (1.0, 0.5)] == [13.0, 13.0]


def test_a_name_of_two_lines_is_measured_by_its_words_where_there_is_room_for_two(look: Look) -> None:
    sketch, ink = an_empty_sketch(), Ink(look)
    structure.set_fields(sketch.document, sketch.ids["Use"], name="Renew again or recommend", short_name="")
    columns = MapGeometry(sketch.document, sketch.journey).columns
    assert names_px(columns, ink, 0.7, 84) == 13.0
    assert names_px(columns, ink, 0.7, 68) == 0.0


@pytest.mark.parametrize("scale", [1.0, 0.5])
def test_a_last_phase_that_is_drawn_out_says_what_it_says_without(look: Look, scale: float) -> None:
    sketch = an_empty_sketch()
    structure.set_fields(sketch.document, sketch.ids["Use"], name="Use it day by day, year by year", short_name="Use")
    geometry = MapGeometry(sketch.document, sketch.journey)
    pictures = []
    for ground_to in (0.0, 600.0):
        scene = Scene(geometry, CardFaces(sketch.document, sketch.journey), MapNumbers(), ground_to=ground_to)
        image = QImage(800, 84, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        paint_heads(painter, scene, Ink(look), Frame(scale), (800, 84))
        painter.end()
        # without what stands over the stage, and the line at the end of the column
        pictures.append(image.copy(0, 24, round(geometry.columns[-1].right * scale) - 1, 60))
    assert pictures[0] == pictures[1]


def test_a_selected_phase_is_marked(look: Look) -> None:
    image = heads(look, 1.0, MapNumbers(), marked=("first",))
    assert image.pixelColor(140, 40) == look.colour("accent_soft")
    assert image.pixelColor(300, 40) == look.colour("band_during")


def test_a_line_parts_the_heads_from_what_has_scrolled_under_them(look: Look) -> None:
    assert heads(look, 1.0, MapNumbers(), scrolled=True).pixelColor(700, 83) == look.colour("line")
    assert heads(look, 1.0, MapNumbers()).pixelColor(700, 83) == look.colour("canvas")


@pytest.mark.parametrize("scale", [1.0, 0.6])
def test_heads_of_a_panned_map_are_those_that_would_be_painted_there(look: Look, scale: float) -> None:
    sketch, ink, kept = an_empty_sketch(), Ink(look), Heads()
    geometry = MapGeometry(sketch.document, sketch.journey)
    scene = Scene(geometry, CardFaces(sketch.document, sketch.journey), MapNumbers())
    for x in (0, 0, 0, -13, -150, -700, 40):
        pictures: list[QImage] = []
        for paint in (kept.paint, paint_heads):
            image = QImage(800, 84, QImage.Format.Format_RGB32)
            painter = QPainter(image)
            paint(painter, scene, ink, Frame(scale, x), (800, 84), (), True)
            painter.end()
            pictures.append(image)
        assert pictures[0] == pictures[1]


def heads(
    look: Look, scale: float, numbers: MapNumbers, marked: tuple[str, ...] = (), scrolled: bool = False
) -> QImage:
    sketch = an_empty_sketch()
    first = sketch.ids["Need"]
    structure.set_fields(sketch.document, first, name="Awareness of a new need", short_name="Need")
    named = {"first": first}
    own = {named[key]: value for key, value in numbers.as_is.items()}
    fixed = {named[key]: value for key, value in numbers.with_fix.items()} if numbers.with_fix is not None else None
    geometry = MapGeometry(sketch.document, sketch.journey)
    scene = Scene(geometry, CardFaces(sketch.document, sketch.journey), MapNumbers(own, fixed))
    image = QImage(800, 84, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_heads(painter, scene, Ink(look), Frame(scale), (800, 84), [named[each] for each in marked], scrolled)
    painter.end()
    return image
