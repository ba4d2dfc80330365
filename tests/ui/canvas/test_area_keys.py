from PySide6.QtCore import Qt

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.noted import frame_on, note_on
from tests.ui.canvas.pointing import press
from ui.canvas.area_tools import round_about
from ui.canvas.boxes import Box
from ui.canvas.placing import STEP
from ui.canvas.view import MapView
from workbench.domain.elements import Note
from workbench.domain.places import COLUMN_PITCH

ALT = Qt.KeyboardModifier.AltModifier
ALT_SHIFT = ALT | Qt.KeyboardModifier.ShiftModifier
BOX = Box(16.0, 400.0, 144.0, 528.0)


def test_alt_and_an_arrow_move_a_note_by_a_step(view: MapView, sketch: Sketch) -> None:
    note = note_on(sketch, BOX)
    view.selection.set([note.id])
    press(view, Qt.Key.Key_Right, ALT)
    press(view, Qt.Key.Key_Down, ALT)
    assert view.plan.areas.box(note.id) == BOX.moved(STEP, STEP)


def test_a_frame_with_cards_moves_aside_by_a_phase(view: MapView, sketch: Sketch) -> None:
    box = round_about(view.plan, [sketch.ids["Search"]])
    assert box is not None
    frame = frame_on(sketch, box)
    view.selection.set([frame.id])
    press(view, Qt.Key.Key_Right, ALT)
    assert view.plan.areas.box(frame.id) == box.moved(COLUMN_PITCH, 0)
    assert sketch.touchpoint("Search").phase == sketch.ids["Order"]
    sketch.history.undo()
    assert view.plan.areas.box(frame.id) == box


def test_alt_shift_and_an_arrow_make_it_larger_and_smaller(view: MapView, sketch: Sketch) -> None:
    note = note_on(sketch, BOX)
    view.selection.set([note.id])
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        press(view, key, ALT_SHIFT)
    assert view.plan.areas.box(note.id) == Box(BOX.left, BOX.top, BOX.right + STEP, BOX.bottom + STEP)
    view.selection.set([sketch.ids["Form"]])
    label = sketch.history.undo_label
    press(view, Qt.Key.Key_Right, ALT_SHIFT)
    assert sketch.history.undo_label == label


def test_delete_takes_a_note_away(view: MapView, sketch: Sketch) -> None:
    note = note_on(sketch, BOX)
    view.selection.set([note.id])
    press(view, Qt.Key.Key_Delete)
    assert not sketch.document.of(Note)
    assert view.plan.areas.box(note.id) is None
