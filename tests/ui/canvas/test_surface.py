from itertools import pairwise

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.canvas.journeys import Sketch, an_empty_sketch, everything, numbers_of
from tests.ui.canvas.pictures import largest_difference
from ui.bridge import Selection
from ui.canvas.ink import Ink
from ui.canvas.numbers import MapNumbers
from ui.canvas.painting import Scene, paint_map
from ui.canvas.surface import MapSurface
from ui.controls.look import Look
from workbench.domain.places import Place
from workbench.editing import structure


def picture(surface: MapSurface) -> QImage:
    """What shows when there was time to paint all of it."""
    surface.settle()
    return surface.grab().toImage()


def shown(qtbot: QtBot, look: Look, sketch: Sketch, width: int = 900, height: int = 700) -> MapSurface:
    surface = MapSurface(sketch.document, sketch.journey, Selection(), look)
    qtbot.addWidget(surface)
    surface.resize(width, height)
    surface.show()
    surface.grab()
    return surface


@pytest.fixture
def surface(qtbot: QtBot, look: Look, sketch: Sketch) -> MapSurface:
    return shown(qtbot, look, sketch)


def test_an_edit_never_changes_the_scale_under_the_users_hands(surface: MapSurface, sketch: Sketch) -> None:
    surface.fit()
    before = surface.frame
    structure.move(sketch.document, {sketch.ids["Hotline"]: Place(sketch.ids["Use"], 0, 4800)})
    assert surface.frame == before
    surface.fit()
    assert surface.frame.scale < before.scale


def test_being_empty_is_told_when_it_changes(qtbot: QtBot, look: Look) -> None:
    sketch = an_empty_sketch()
    surface = shown(qtbot, look, sketch)
    told: list[bool] = []
    surface.emptiness_changed.connect(told.append)
    assert surface.is_empty
    sketch.add("Search", "Need")
    sketch.add("Compare", "Need", 96)
    sketch.history.undo()
    sketch.history.undo()
    assert told == [False, True]


@pytest.mark.parametrize("scale", [1.0, 0.7, 0.5, 0.3])
def test_a_patched_picture_is_the_one_that_would_be_painted_anew(qtbot: QtBot, look: Look, scale: float) -> None:
    sketch = everything()
    surface = shown(qtbot, look, sketch)
    surface.set_numbers(numbers_of(sketch))
    surface.zoom_to(scale)
    surface.settle()
    document, ids = sketch.document, sketch.ids
    for edit in (
        lambda: structure.move(document, {ids["Router"]: Place(ids["Use"], 0, 120)}),
        lambda: structure.rename(document, ids["Search"], "Looks for an offer on the way home"),
        lambda: structure.connect(document, ids["Search"], ids["Router"]),
        lambda: structure.set_fields(document, ids["Hotline"], moment_of_truth=True),
        lambda: structure.delete(document, [ids["Contract"]]),
        sketch.history.undo,
        lambda: surface.pan(-13, -7),
    ):
        edit()
        patched = picture(surface)
        surface.set_heat_visible(False)
        surface.set_heat_visible(True)
        assert largest_difference(patched, picture(surface)) <= 2


def test_new_numbers_are_painted_and_equal_ones_change_nothing(surface: MapSurface, sketch: Sketch) -> None:
    before = picture(surface)
    surface.set_numbers(MapNumbers({sketch.ids["Form"]: 81.0}))
    after = picture(surface)
    assert after != before
    surface.set_numbers(MapNumbers({sketch.ids["Form"]: 81.0}))
    assert picture(surface) == after


def test_lifted_cards_leave_the_still_picture_and_come_back(surface: MapSurface, sketch: Sketch) -> None:
    before = picture(surface)
    surface.lift([sketch.ids["Form"]])
    assert picture(surface) != before
    surface.lift(())
    assert picture(surface) == before


def test_so_do_more_cards_than_have_their_lines_looked_for(qtbot: QtBot, look: Look) -> None:
    sketch = an_empty_sketch()
    cards = [sketch.add(f"Step {at}", "Need", 96.0 * at) for at in range(40)]
    for one, other in pairwise(cards):
        structure.connect(sketch.document, one, other)
    surface = shown(qtbot, look, sketch)
    surface.zoom_to(0.5)
    before = picture(surface)
    surface.lift(cards)
    without = picture(surface)
    surface.set_influences_visible(False)
    assert picture(surface) == without != before
    surface.lift(())
    surface.set_influences_visible(True)
    assert picture(surface) == before


def test_a_change_of_theme_and_of_type_is_followed(surface: MapSurface) -> None:
    themes = surface.look.themes
    light = picture(surface)
    themes.choose("dark")
    dark = picture(surface)
    themes.set_type_scale(1.5)
    assert len({image.pixel(5, 300) for image in (light, dark)}) == 2
    assert surface.body.top() == 126
    themes.choose("light")
    themes.set_type_scale(1.0)
    assert picture(surface) == light


def test_a_map_that_was_closed_no_longer_follows(surface: MapSurface, sketch: Sketch) -> None:
    surface.close_map()
    structure.delete(sketch.document, [sketch.ids["Form"]])
    # nor does it go on painting what is gone
    QTest.qWait(20)
    assert sketch.ids["Form"] in surface.plan.cards


def test_tiles_show_what_the_map_paints_in_one_piece(qtbot: QtBot, look: Look) -> None:
    sketch = everything()
    surface = shown(qtbot, look, sketch)
    surface.set_numbers(numbers_of(sketch))
    surface.zoom_to(1.0)
    shown_picture = picture(surface)
    scene = Scene(surface.plan, surface.faces, surface.numbers)
    image = QImage(surface.size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.translate(surface.frame.x, surface.frame.y)
    paint_map(painter, scene, Ink(look), surface.frame.visible(surface.width(), surface.height()), 1.0)
    painter.end()
    inside = QRect(0, surface.body.top(), 456, surface.body.height())
    assert largest_difference(shown_picture.copy(inside), image.copy(inside)) <= 8


def test_a_map_at_rest_becomes_sharp_by_itself(qtbot: QtBot, look: Look, sketch: Sketch) -> None:
    wanted, surface = (shown(qtbot, look, sketch) for _ in range(2))
    for each in (wanted, surface):
        each.zoom_to(0.7)
    sharp = picture(wanted)
    qtbot.waitUntil(lambda: surface.grab().toImage() == sharp)
