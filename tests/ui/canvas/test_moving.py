import pytest

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.noted import frame_on, note_on
from ui.canvas.area_tools import round_about
from ui.canvas.areas import holds_wholly
from ui.canvas.boxes import Box
from ui.canvas.geometry import MapGeometry
from ui.canvas.moving import ABOVE, carried, landing, resting
from workbench.domain.places import COLUMN_PITCH
from workbench.editing import structure


def plan_of(sketch: Sketch) -> MapGeometry:
    return MapGeometry(sketch.document, sketch.journey)


@pytest.fixture
def framed(sketch: Sketch) -> str:
    """A frame round the form and the contract, with a note in it."""
    box = round_about(plan_of(sketch), [sketch.ids["Form"], sketch.ids["Contract"]])
    assert box is not None
    sketch.ids["note"] = note_on(sketch, Box(box.left + 8, box.bottom - 60, box.left + 80, box.bottom - 8)).id
    return frame_on(sketch, box).id


def test_a_frame_carries_what_lies_wholly_inside_and_nothing_else(sketch: Sketch, framed: str) -> None:
    inside = {sketch.ids[each] for each in ("Form", "Contract", "note")}
    assert set(carried(plan_of(sketch), [framed])) == {framed, *inside}
    structure.move(sketch.document, landing(plan_of(sketch), [sketch.ids["Form"]], 0, 500))
    assert sketch.ids["Form"] not in carried(plan_of(sketch), [framed])


def test_frames_within_frames_come_along_with_what_they_hold(sketch: Sketch, framed: str) -> None:
    outer = frame_on(sketch, Box(0, -ABOVE, 2 * COLUMN_PITCH, 600))
    assert {framed, sketch.ids["Form"], sketch.ids["Search"]} <= set(carried(plan_of(sketch), [outer.id]))


def test_lines_and_phases_are_not_carried(sketch: Sketch) -> None:
    assert carried(plan_of(sketch), [sketch.ids["Order"], *plan_of(sketch).lines]) == ()


def test_a_frame_stays_round_its_cards_wherever_they_come_to_rest(sketch: Sketch, framed: str) -> None:
    plan = plan_of(sketch)
    before = plan.areas.box(framed)
    structure.move(sketch.document, landing(plan, carried(plan, [framed]), COLUMN_PITCH + 31, 401))
    moved, box = plan_of(sketch), plan_of(sketch).areas.box(framed)
    assert before is not None
    assert box is not None
    assert (box.left - before.left, box.width, box.height) == (COLUMN_PITCH, before.width, before.height)
    assert all(holds_wholly(box, moved.cards[sketch.ids[each]]) for each in ("Form", "Contract"))
    assert sketch.ids["note"] in moved.areas.inside(box)


def test_notes_without_cards_rest_on_the_grid_and_keep_their_distance(sketch: Sketch) -> None:
    one, other = note_on(sketch, Box(16, 240, 144, 368)), note_on(sketch, Box(157, 243, 285, 371))
    plan = plan_of(sketch)
    structure.move(sketch.document, landing(plan, [one.id, other.id], 13, 9))
    first, second = plan_of(sketch).areas.box(one.id), plan_of(sketch).areas.box(other.id)
    assert first is not None
    assert second is not None
    assert (first.left, first.top) == (32, 248)
    assert (second.left - first.left, second.top - first.top) == (141, 3)


def test_nothing_comes_to_rest_off_the_map(sketch: Sketch) -> None:
    note = note_on(sketch, Box(16, 240, 144, 368))
    place = landing(plan_of(sketch), [note.id], -900, -900)[note.id]
    assert (place.phase, place.x, place.y) == (sketch.ids["Need"], 0, -ABOVE)
    assert resting(Box(-9, -90, 10, 10)) == Box(0, -ABOVE, 19, 100 - ABOVE)
