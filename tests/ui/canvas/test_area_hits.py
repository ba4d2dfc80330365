import pytest

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.noted import areas_of, frame_on, note_on
from ui.canvas.area_hits import corner_near, frame_at, over_cards
from ui.canvas.boxes import Box
from ui.canvas.hits import Hit, Part
from workbench.editing.locking import set_locked

BOX = Box(20.0, 300.0, 220.0, 500.0)


def test_the_uppermost_note_is_hit(sketch: Sketch) -> None:
    note_on(sketch, BOX)
    upper = note_on(sketch, BOX.moved(10, 10))
    areas = areas_of(sketch)
    assert over_cards(areas, *BOX.middle, 5, ()) == Hit(Part.NOTE, upper.id)
    assert over_cards(areas, 900, 900, 5, ()) is None


def test_only_what_alone_is_selected_and_not_locked_has_grips(sketch: Sketch) -> None:
    frame, note = frame_on(sketch, BOX), note_on(sketch, BOX.moved(300, 0))
    at = (BOX.right + 3, BOX.bottom - 3)
    assert over_cards(areas_of(sketch), *at, 5, [frame.id]) == Hit(Part.GRIP, frame.id)
    assert over_cards(areas_of(sketch), *at, 2, [frame.id]) is None
    assert over_cards(areas_of(sketch), *at, 5, [frame.id, note.id]) is None
    set_locked(sketch.document, [frame.id], locked=True)
    assert over_cards(areas_of(sketch), *at, 5, [frame.id]) is None


@pytest.mark.parametrize(
    ("x", "y", "is_hit"),
    [
        (BOX.left + 100, BOX.top + 10, True),
        (BOX.left + 2, BOX.top + 100, True),
        (BOX.right + 3, BOX.top + 100, True),
        (BOX.left + 100, BOX.bottom - 1, True),
        (BOX.left + 100, BOX.top + 100, False),
        (BOX.right + 30, BOX.top + 100, False),
    ],
)
def test_a_frame_is_hit_at_its_name_and_its_edge_not_within(sketch: Sketch, x: float, y: float, is_hit: bool) -> None:
    frame = frame_on(sketch, BOX)
    assert frame_at(areas_of(sketch), x, y, 6, 1.0) == (frame.id if is_hit else None)


def test_of_two_frames_the_smaller_is_hit(sketch: Sketch) -> None:
    frame_on(sketch, BOX.grown(1))
    inner = frame_on(sketch, BOX)
    assert frame_at(areas_of(sketch), BOX.left, BOX.middle[1], 6, 1.0) == inner.id


@pytest.mark.parametrize(
    ("across", "down"), [("left", "top"), ("right", "top"), ("left", "bottom"), ("right", "bottom")]
)
def test_the_nearest_corner_is_found(across: str, down: str) -> None:
    corner = getattr(BOX, across), getattr(BOX, down)
    assert corner_near(BOX, *(0.9 * at + 0.1 * middle for at, middle in zip(corner, BOX.middle, strict=True))) == corner
