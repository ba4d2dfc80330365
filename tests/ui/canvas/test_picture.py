from PySide6.QtGui import QColor, QImage

from tests.ui.canvas.journeys import Sketch, an_empty_sketch, everything, numbers_of
from ui.canvas.geometry import MapGeometry
from ui.canvas.ink import Ink
from ui.canvas.numbers import MapNumbers
from ui.canvas.page import Dressing, Page
from ui.canvas.picture import map_picture, part_of, size_in_pixels
from ui.controls.look import Look


def picture(sketch: Sketch, look: Look, dressing: Dressing | None = None, **size: float) -> QImage:
    return map_picture(sketch.document, sketch.journey, dressing or Dressing(numbers_of(sketch)), look, **size)


def test_the_picture_covers_all_cards_and_lines(look: Look) -> None:
    sketch = everything()
    bounds = MapGeometry(sketch.document, sketch.journey).bounds
    image = picture(sketch, look)
    assert image.width() >= bounds.width
    assert image.height() >= bounds.height + look.theme.size["phase_head"]


def test_the_picture_is_as_dense_as_asked(look: Look) -> None:
    sketch = everything()
    once, twice = picture(sketch, look), picture(sketch, look, density=2.0)
    assert twice.devicePixelRatio() == 2.0
    assert (twice.width(), twice.height()) == (2 * once.width(), 2 * once.height())


def test_the_scale_sets_the_size_of_the_cards(look: Look) -> None:
    sketch = everything()
    full, half = (picture(sketch, look, Dressing(MapNumbers()), scale=scale) for scale in (1.0, 0.5))
    assert half.height() < full.height()


def test_the_same_map_gives_the_same_picture(look: Look) -> None:
    sketch = everything()
    assert picture(sketch, look) == picture(sketch, look)


def test_parts_side_by_side_make_up_the_whole(look: Look) -> None:
    sketch = everything()
    page = Page(sketch.document, sketch.journey, Dressing(numbers_of(sketch)), Ink(look, 2.0))
    width, height = size_in_pixels(page, 2.0)
    whole = part_of(page, 2.0, (0, 0, width, height))
    for left, top in ((0, 0), (301, 0), (301, 407), (0, 407)):
        part = part_of(page, 2.0, (left, top, 300, 200))
        assert part == whole.copy(left, top, 300, 200)


def test_a_title_of_its_own_changes_only_the_headline(look: Look) -> None:
    sketch = everything()
    own = picture(sketch, look)
    other = picture(sketch, look, Dressing(numbers_of(sketch), title="With a better form"))
    below = own.rect().adjusted(0, 52, 0, 0)
    assert own != other
    assert own.copy(below) == other.copy(below)


def test_an_empty_journey_still_makes_a_picture(look: Look) -> None:
    image = picture(an_empty_sketch(), look, Dressing(MapNumbers()))
    assert image.width() >= 560
    assert QColor(image.pixel(5, image.height() - 5)) == look.colour("band_before")


def test_influences_can_be_left_out_of_the_picture_and_its_legend(look: Look) -> None:
    sketch = everything()
    with_them, without = (
        picture(sketch, look, Dressing(MapNumbers(), influences=shown, headline=False)) for shown in (True, False)
    )
    assert with_them.size() == without.size()
    assert with_them != without


def test_a_title_too_long_for_the_headline_is_elided_and_cuts_nothing_else(look: Look) -> None:
    sketch = everything()
    short, long = (
        picture(sketch, look, Dressing(MapNumbers(), title=title))
        for title in ("Broadband", "Broadband for a household that moves " * 20)
    )
    assert short.size() == long.size()
    assert short.copy(short.rect().adjusted(0, 52, 0, 0)) == long.copy(long.rect().adjusted(0, 52, 0, 0))


def test_large_type_makes_a_higher_headline_and_higher_heads(look: Look) -> None:
    sketch = an_empty_sketch()
    normal = picture(sketch, look, Dressing(MapNumbers()))
    look.themes.set_type_scale(1.5)
    large = picture(sketch, look, Dressing(MapNumbers()))
    assert large.height() - normal.height() == (78 - 52) + (126 - 84)
