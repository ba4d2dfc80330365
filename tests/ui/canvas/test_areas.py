import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.canvas.journeys import Sketch, a_sketch
from tests.ui.canvas.noted import areas_of, frame_on, note_on
from ui.canvas.areas import GRID, holds_wholly, settled
from ui.canvas.boxes import Box
from ui.canvas.geometry import MapGeometry
from workbench.domain.places import COLUMN_PITCH
from workbench.editing import structure

NOTE = Box(170.0, 300.0, 298.0, 428.0)
PLACES = st.floats(0, 2000, allow_subnormal=False)


@pytest.fixture
def geometry(sketch: Sketch) -> MapGeometry:
    made = MapGeometry(sketch.document, sketch.journey)
    sketch.document.subscribe(lambda published: made.patch(published.changes) and None)
    return made


def test_an_area_lies_where_it_was_put_and_belongs_to_the_phase_in_which_it_begins(
    sketch: Sketch, geometry: MapGeometry
) -> None:
    note = note_on(sketch, NOTE)
    assert geometry.areas.box(note.id) == NOTE
    assert (note.phase, note.x) == (sketch.ids["Order"], NOTE.left - COLUMN_PITCH)


@given(PLACES, st.floats(-40, 2000), st.floats(48, 900), st.floats(48, 900))
def test_any_box_is_found_again_as_the_document_says_it(left: float, top: float, width: float, height: float) -> None:
    sketch = a_sketch()
    box = Box(left, top, left + width, top + height)
    frame = frame_on(sketch, box)
    found = areas_of(sketch).box(frame.id)
    assert found is not None
    assert found.middle == pytest.approx(box.middle)


def test_a_phase_that_moves_takes_its_notes_along(sketch: Sketch, geometry: MapGeometry) -> None:
    note = note_on(sketch, NOTE)
    structure.reorder_phase(sketch.document, sketch.ids["Order"], sketch.ids["Need"])
    assert geometry.areas.box(note.id) == NOTE.moved(-COLUMN_PITCH, 0)


def test_without_its_phase_a_note_waits_behind_the_phases(sketch: Sketch, geometry: MapGeometry) -> None:
    note = note_on(sketch, NOTE)
    structure.delete(sketch.document, [sketch.ids["Order"]])
    box = geometry.areas.box(note.id)
    assert box is not None
    assert box.left == 2 * COLUMN_PITCH + NOTE.left - COLUMN_PITCH


def test_only_what_changed_is_painted_again(sketch: Sketch, geometry: MapGeometry) -> None:
    note, other = note_on(sketch, NOTE), note_on(sketch, NOTE.moved(150, 0))
    patches = []
    sketch.document.subscribe(lambda published: patches.append(geometry.patch(published.changes)))
    structure.rename(sketch.document, note.id, "Ask them")
    assert set(patches[-1].stale) == {NOTE}
    structure.delete(sketch.document, [other.id])
    assert geometry.areas.box(other.id) is None
    assert not patches[-1].cards


def test_notes_come_over_each_other_by_place_and_frames_by_size(sketch: Sketch, geometry: MapGeometry) -> None:
    small, large = frame_on(sketch, Box(10, 10, 200, 200)), frame_on(sketch, Box(0, 0, 600, 600))
    note = note_on(sketch, Box(20, 20, 60, 60))
    everywhere = Box(0, 0, 900, 900)
    assert [frame for frame, _ in geometry.areas.frames_in(everywhere)] == [large, small]
    assert geometry.areas.notes_in(everywhere) == [(note, Box(20, 20, 68, 68))]
    assert set(geometry.areas.inside(Box(10, 10, 200, 200))) == {small.id, note.id}


def test_the_map_reaches_as_far_as_its_notes(sketch: Sketch, geometry: MapGeometry) -> None:
    note_on(sketch, Box(700.0, 1200.0, 900.0, 1300.0))
    assert geometry.bounds.right >= 900
    assert geometry.bounds.bottom >= 1300


def test_areas_of_another_journey_are_not_shown(sketch: Sketch, geometry: MapGeometry) -> None:
    other = structure.add_journey(sketch.document, "Other")
    stranger = Sketch(sketch.document, other.id, sketch.history)
    note_on(stranger, Box(0, 0, 100, 100))
    assert not geometry.areas.shown
    assert geometry.areas.extent is None


@given(st.floats(-500, 2000), st.floats(-500, 2000))
def test_a_box_that_has_settled_lies_on_the_map_and_settles_no_further(left: float, top: float) -> None:
    box = settled(Box(left, top, left + 100, top + 100), -40.0)
    assert box.left >= 0
    assert box.top >= -40
    assert box.left % GRID == 0
    assert settled(box, -40.0) == box


def test_a_box_holds_itself_and_nothing_that_looks_out() -> None:
    box = Box(0, 0, 10, 10)
    assert holds_wholly(box, box)
    assert not holds_wholly(box, box.moved(1, 0))
