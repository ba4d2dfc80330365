import pytest
from PySide6.QtGui import QImage, QPainter

from tests.ui.canvas.journeys import an_empty_sketch
from ui.canvas.cards import CardFaces
from ui.canvas.frame import Frame
from ui.canvas.geometry import MapGeometry
from ui.canvas.heads import heads_height, paint_heads
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


def test_a_selected_phase_is_marked(look: Look) -> None:
    image = heads(look, 1.0, MapNumbers(), marked=("first",))
    assert image.pixelColor(140, 40) == look.colour("accent_soft")
    assert image.pixelColor(300, 40) == look.colour("band_during")


def test_a_line_parts_the_heads_from_what_has_scrolled_under_them(look: Look) -> None:
    assert heads(look, 1.0, MapNumbers(), scrolled=True).pixelColor(700, 83) == look.colour("line")
    assert heads(look, 1.0, MapNumbers()).pixelColor(700, 83) == look.colour("canvas")


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
