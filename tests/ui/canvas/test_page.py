"""The page that exports, clipboard and posters show."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtGui import QImage, QPainter

from tests.ui.canvas.journeys import Sketch, an_empty_sketch, everything, numbers_of
from ui.canvas.boxes import Box
from ui.canvas.geometry import MapGeometry
from ui.canvas.ink import Ink
from ui.canvas.numbers import MapNumbers
from ui.canvas.page import Dressing, Irritation, Page
from ui.controls.look import Look
from workbench.domain.places import Place, phases_in_order
from workbench.editing import areas


def page(sketch: Sketch, look: Look, scale: float = 1.0, **dressing: object) -> Page:
    made = Dressing(**({"numbers": numbers_of(sketch)} | dressing))  # pyright: ignore[reportArgumentType]
    return Page(sketch.document, sketch.journey, made, Ink(look), scale)


def noted() -> Sketch:
    sketch = everything()
    extent = areas.Extent(Place(sketch.ids["Order"], 0.0, 300.0), 200.0, 120.0)
    areas.add_frame(sketch.document, sketch.journey, "Round it all", extent)
    areas.add_note(sketch.document, sketch.journey, "Ask the team\nabout this", extent)
    return sketch


def irritation(sketch: Sketch) -> Irritation:
    phases = [each.id for each in phases_in_order(sketch.document, sketch.journey)]
    return Irritation([*phases, "gone"], [1.0, 2.0, 3.0, 4.0], threshold=8.0)


def test_pieces_come_in_the_order_in_which_they_are_painted(look: Look) -> None:
    sketch = everything()
    made = page(sketch, look, irritation=irritation(sketch), foot="Today")
    groups = list(dict.fromkeys(piece.group for piece in made.pieces()))
    assert groups == ["ground", "frames", "lines", "names", "cards", "notes", "headline", "phases", "strip", "foot"]
    assert {piece.title for piece in made.pieces() if piece.group == "cards"} == {
        face.name for face in made.scene.faces.values()
    }


def test_frames_lie_under_the_lines_their_names_over_them_and_notes_over_the_cards(look: Look) -> None:
    sketch = noted()
    pieces = [(piece.group, piece.title) for piece in page(sketch, look).pieces()]
    groups = list(dict.fromkeys(group for group, _ in pieces))
    assert groups[:6] == ["ground", "frames", "lines", "names", "cards", "notes"]
    assert ("frames", "Round it all") in pieces
    assert ("notes", "Ask the team\nabout this") in pieces


@pytest.mark.parametrize("draw", [everything, noted], ids=lambda make: make.__name__)
def test_the_pieces_together_make_the_page(look: Look, draw: Callable[[], Sketch]) -> None:
    sketch = draw()
    made = page(sketch, look, irritation=irritation(sketch))
    images = [QImage(made.width, made.height, QImage.Format.Format_RGB32) for _ in range(2)]
    whole, pieced = (QPainter(image) for image in images)
    made.paint(whole)
    for piece in made.pieces():
        piece.paint(pieced)
    whole.end()
    pieced.end()
    assert images[0] == images[1]


def test_how_many_pieces_there_may_be_is_known_before_they_are_looked_for(look: Look) -> None:
    for sketch in (noted(), an_empty_sketch()):
        made = page(sketch, look)
        assert len(list(made.pieces())) <= made.most_pieces <= len(list(made.pieces())) + 4


def test_a_part_has_only_the_pieces_that_meet_it(look: Look) -> None:
    made = page(everything(), look)
    left = {piece.title for piece in made.pieces(Box(0, 0, 150, made.height)) if piece.group == "cards"}
    assert left == {"Search"}
    above = {piece.group for piece in made.pieces(Box(0, 0, made.width, 40))}
    assert above == {"ground", "headline"}


def test_the_legend_has_a_line_of_its_own_where_there_is_no_room_beside_the_title(look: Look) -> None:
    sketch = everything()
    narrow = page(sketch, look)
    assert narrow.width >= 560
    plain = page(sketch, look, numbers=MapNumbers(heat=False), influences=False)
    assert narrow.height > plain.height or narrow.width > plain.width


def test_the_strip_stands_under_the_phases_that_are_on_the_map(look: Look) -> None:
    sketch = everything()
    made = page(sketch, look, irritation=irritation(sketch))
    bare = page(sketch, look)
    assert made.height - bare.height == look.theme.size["irritation_strip"]
    unknown = page(sketch, look, irritation=Irritation(["gone"], [1.0]))
    assert unknown.height == bare.height


@pytest.mark.parametrize("made_of", [everything, an_empty_sketch])
def test_the_strip_ends_with_the_ground_of_the_last_phase(made_of: Callable[[], Sketch], look: Look) -> None:
    sketch = made_of()
    columns = MapGeometry(sketch.document, sketch.journey).columns
    phases = [each.phase for each in columns if each.phase is not None]
    made = page(sketch, look, irritation=Irritation(phases, [1.0] * len(phases)))
    assert made._strip is not None
    end = made._strip._curve([1.0] * len(phases), 0, made.width).boundingRect().right()
    # behind the phases there may be a column of what has no place yet
    assert (end == made.width) is (columns[-1].phase is not None)


def test_heads_tell_whole_names_and_lie_side_by_side(look: Look) -> None:
    heads = list(page(everything(), look).heads())
    assert [name for name, _ in heads][:3] == ["Need", "Order", "Use"]
    assert all(one.right == other.left for (_, one), (_, other) in pairwise(heads))


@pytest.mark.parametrize("large", [False, True])
def test_a_small_preview_of_a_large_map_is_painted_as_its_size_allows(
    look: Look, monkeypatch: pytest.MonkeyPatch, large: bool
) -> None:
    monkeypatch.setattr("ui.canvas.page._LARGE", 0 if large else 100)
    scales = list[float]()
    monkeypatch.setattr("ui.canvas.page.paint_map", lambda *arguments: scales.append(arguments[-1]))
    made = page(everything(), look)
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    made.paint(painter, shrink=0.25)
    painter.end()
    assert scales == [0.25 if large else 1.0]


def test_getting_ready_asks_for_every_part_of_the_map_once(look: Look) -> None:
    made = page(everything(), look)
    shares = list(made.prepare())
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_an_empty_journey_has_a_page_too(look: Look) -> None:
    made = page(an_empty_sketch(), look)
    assert [piece for piece in made.pieces() if piece.group == "cards"] == []
    assert made.height > 100
