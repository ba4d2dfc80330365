from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.noted import frame_on, note_on
from ui.canvas.boxes import Box
from ui.canvas.numbers import MapNumbers
from ui.canvas.speech import map_name, spoken
from workbench.domain.elements import Influence, Transition
from workbench.editing import ownership, structure
from workbench.editing.detail import make_detail
from workbench.editing.locking import set_locked


def test_a_touchpoint_is_spoken_with_phase_owner_number_badges_and_lines(sketch: Sketch) -> None:
    document, form = sketch.document, sketch.ids["Form"]
    ownership.assign(document, [form], ownership.add_department(document, "Sales").id)
    structure.set_fields(document, form, moment_of_truth=True)
    said = spoken(document, form, MapNumbers({form: 81.0}))
    assert said == "Form, Order, Sales, 81 breakdowns, moment of truth, 1 in, 1 out"


def test_a_phase_is_spoken_with_its_touchpoints(sketch: Sketch) -> None:
    said = spoken(sketch.document, sketch.ids["Need"], MapNumbers({sketch.ids["Need"]: 1.0}))
    assert said == "Need, phase, 1 touchpoint, 1 breakdown"


def test_lines_are_spoken_from_end_to_end(sketch: Sketch) -> None:
    flow, influence = sketch.document.of(Transition)[0], sketch.document.of(Influence)[0]
    assert spoken(sketch.document, flow.id, MapNumbers()) == "flow from Search to Form"
    assert spoken(sketch.document, influence.id, MapNumbers()) == "influence from Form to Router"


def test_the_map_says_what_it_is(sketch: Sketch) -> None:
    assert map_name(sketch.document, sketch.journey) == "Map of A household gets broadband, 5 touchpoints"
    assert spoken(sketch.document, "gone", MapNumbers()) == ""


def test_notes_and_frames_are_spoken_with_their_words_and_their_lock(sketch: Sketch) -> None:
    note, frame = note_on(sketch, Box(0, 0, 90, 90)), frame_on(sketch, Box(0, 0, 90, 90))
    assert spoken(sketch.document, note.id, MapNumbers()) == "note, Ask legal"
    set_locked(sketch.document, [frame.id, sketch.ids["Form"]], locked=True)
    assert spoken(sketch.document, frame.id, MapNumbers()) == "frame, Workshop, locked"
    assert "locked" in spoken(sketch.document, sketch.ids["Form"], MapNumbers())


def test_a_touchpoint_with_a_journey_inside_says_so(sketch: Sketch) -> None:
    make_detail(sketch.document, sketch.ids["Form"])
    assert "opens into a journey" in spoken(sketch.document, sketch.ids["Form"], MapNumbers())
