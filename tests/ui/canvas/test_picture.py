from PySide6.QtGui import QColor

from tests.ui.canvas.journeys import an_empty_sketch, everything, numbers_of
from ui.canvas.geometry import MapGeometry
from ui.canvas.numbers import MapNumbers
from ui.canvas.picture import map_picture
from ui.controls.look import Look


def test_the_picture_covers_all_cards_and_lines(look: Look) -> None:
    sketch = everything()
    bounds = MapGeometry(sketch.document, sketch.journey).bounds
    image = map_picture(sketch.document, sketch.journey, numbers_of(sketch), look)
    assert image.width() >= bounds.width
    assert image.height() >= bounds.height + look.theme.size["phase_head"]


def test_the_picture_is_as_dense_as_asked(look: Look) -> None:
    sketch = everything()
    once = map_picture(sketch.document, sketch.journey, numbers_of(sketch), look)
    twice = map_picture(sketch.document, sketch.journey, numbers_of(sketch), look, density=2.0)
    assert twice.devicePixelRatio() == 2.0
    assert (twice.width(), twice.height()) == (2 * once.width(), 2 * once.height())


def test_the_scale_sets_the_size_of_the_cards(look: Look) -> None:
    sketch = everything()
    full = map_picture(sketch.document, sketch.journey, MapNumbers(), look)
    half = map_picture(sketch.document, sketch.journey, MapNumbers(), look, scale=0.5)
    assert half.height() < full.height()


def test_the_same_map_gives_the_same_picture(look: Look) -> None:
    sketch = everything()
    pictures = [map_picture(sketch.document, sketch.journey, numbers_of(sketch), look) for _ in range(2)]
    assert pictures[0] == pictures[1]


def test_a_title_of_its_own_changes_only_the_headline(look: Look) -> None:
    sketch = everything()
    own = map_picture(sketch.document, sketch.journey, numbers_of(sketch), look)
    other = map_picture(sketch.document, sketch.journey, numbers_of(sketch), look, title="With a better form")
    below = own.rect().adjusted(0, 52, 0, 0)
    assert own != other
    assert own.copy(below) == other.copy(below)


def test_an_empty_journey_still_makes_a_picture(look: Look) -> None:
    sketch = an_empty_sketch()
    image = map_picture(sketch.document, sketch.journey, MapNumbers(), look)
    assert image.width() >= 560
    assert QColor(image.pixel(5, image.height() - 5)) == look.colour("band_before")


def test_influences_can_be_left_out_of_the_picture_and_its_legend(look: Look) -> None:
    sketch = everything()
    with_them, without = (
        map_picture(sketch.document, sketch.journey, MapNumbers(), look, influences=shown) for shown in (True, False)
    )
    assert with_them.size() == without.size()
    assert with_them != without


def test_a_title_too_long_for_the_headline_is_elided_and_cuts_nothing_else(look: Look) -> None:
    sketch = everything()
    short, long = (
        map_picture(sketch.document, sketch.journey, MapNumbers(), look, title=title)
        for title in ("Broadband", "Broadband for a household that moves " * 20)
    )
    assert short.size() == long.size()
    assert short.copy(short.rect().adjusted(0, 52, 0, 0)) == long.copy(long.rect().adjusted(0, 52, 0, 0))


def test_large_type_makes_a_higher_headline_and_higher_heads(look: Look) -> None:
    sketch = everything()
    normal = map_picture(sketch.document, sketch.journey, MapNumbers(), look)
    look.themes.set_type_scale(1.5)
    large = map_picture(sketch.document, sketch.journey, MapNumbers(), look)
    assert large.height() - normal.height() == (78 - 52) + (126 - 84)
