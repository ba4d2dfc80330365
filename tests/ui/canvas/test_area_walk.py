from PySide6.QtCore import Qt

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.noted import frame_on, note_on
from tests.ui.canvas.pointing import press
from ui.canvas.area_walk import beyond
from ui.canvas.boxes import Box
from ui.canvas.geometry import Direction, MapGeometry
from ui.canvas.view import MapView


def test_at_the_rim_an_arrow_leads_on_to_a_note_and_back_to_the_card(view: MapView, sketch: Sketch) -> None:
    note = note_on(sketch, Box(16, 400, 144, 528))
    view.selection.set([sketch.ids["Search"]])
    press(view, Qt.Key.Key_Down)
    assert view.selection.ids == (note.id,)
    assert view.accessibleDescription() == "note, Ask legal"
    press(view, Qt.Key.Key_Up)
    assert view.selection.ids == (sketch.ids["Search"],)


def test_between_cards_an_arrow_still_leads_to_cards(view: MapView, sketch: Sketch) -> None:
    note_on(sketch, Box(170, 170, 298, 230))
    view.selection.set([sketch.ids["Form"]])
    press(view, Qt.Key.Key_Down)
    assert view.selection.ids == (sketch.ids["Contract"],)


def test_a_frame_lies_where_its_name_is(sketch: Sketch) -> None:
    frame = frame_on(sketch, Box(8, 500, 300, 800))
    plan = MapGeometry(sketch.document, sketch.journey)
    assert beyond(plan, sketch.ids["Search"], Direction.DOWN) == frame.id
    assert beyond(plan, frame.id, Direction.DOWN) is None
    assert beyond(plan, frame.id, Direction.UP) in plan.cards


def test_without_notes_there_is_nothing_beyond_the_rim(sketch: Sketch) -> None:
    plan = MapGeometry(sketch.document, sketch.journey)
    assert all(beyond(plan, card, direction) is None for card in plan.cards for direction in Direction)
