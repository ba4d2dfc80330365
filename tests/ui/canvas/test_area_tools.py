from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.noted import frame_on, note_on
from tests.ui.canvas.pointing import LEFT, PLAIN, click, drag, on, pixel, press
from ui.canvas.area_editor import AreaEditor
from ui.canvas.area_tools import NOTE_SIDE, enlarged, round_about
from ui.canvas.board import ToolName
from ui.canvas.boxes import Box
from ui.canvas.view import MapView
from workbench.domain.elements import Frame, Note
from workbench.editing.areas import SMALLEST
from workbench.editing.locking import set_locked

GROUND = (80.0, 460.0)
BOX = Box(16.0, 400.0, 144.0, 528.0)


def written(view: MapView, words: str) -> None:
    """Type into the open editor and keep it."""
    field = view.findChild(AreaEditor)
    assert field is not None
    assert field.isVisible()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)


def box_of(view: MapView, area: str) -> Box:
    found = view.plan.areas.box(area)
    assert found is not None
    return found


def test_a_click_with_the_note_tool_sticks_a_note_there_in_one_step(view: MapView, sketch: Sketch) -> None:
    press(view, Qt.Key.Key_N)
    assert view.tool is ToolName.NOTE
    click(view, pixel(view, *GROUND))
    assert not sketch.document.of(Note)
    written(view, "Ask legal")
    (note,) = sketch.document.of(Note)
    assert (note.text, note.phase, view.selection.ids, view.tool) == (
        "Ask legal",
        sketch.ids["Need"],
        (note.id,),
        ToolName.SELECT,
    )
    assert box_of(view, note.id).width == NOTE_SIDE
    assert sketch.history.undo_label == "Add note “Ask legal”"
    sketch.history.undo()
    assert sketch.history.undo_label is None


def test_by_keys_alone_a_note_lies_beside_the_selected_card_or_in_sight(view: MapView, sketch: Sketch) -> None:
    view.selection.set([sketch.ids["Search"]])
    press(view, Qt.Key.Key_N)
    press(view, Qt.Key.Key_Return)
    written(view, "Here")
    (note,) = sketch.document.of(Note)
    assert box_of(view, note.id).left >= view.plan.cards[sketch.ids["Search"]].right
    view.selection.clear()
    press(view, Qt.Key.Key_N)
    press(view, Qt.Key.Key_Return)
    written(view, "There")
    assert [each.text for each in sketch.document.of(Note)] == ["Here", "There"]
    assert view.sight.meets(box_of(view, sketch.document.of(Note)[1].id))


def test_a_frame_is_drawn_from_corner_to_corner_and_named(view: MapView, sketch: Sketch) -> None:
    press(view, Qt.Key.Key_G)
    drag(view, pixel(view, 40, 400), pixel(view, 280, 560))
    assert not sketch.document.of(Frame)
    written(view, "Workshop")
    (frame,) = sketch.document.of(Frame)
    assert box_of(view, frame.id) == Box(40, 400, 280, 560)
    assert sketch.history.undo_label == "Add frame “Workshop”"


@pytest.mark.parametrize(
    "make", [lambda view: press(view, Qt.Key.Key_Return), lambda view: click(view, QPoint(60, 600))]
)
def test_enter_or_a_click_frames_what_is_selected(
    view: MapView, sketch: Sketch, make: Callable[[MapView], None]
) -> None:
    chosen = [sketch.ids["Form"], sketch.ids["Contract"]]
    view.selection.set(chosen)
    press(view, Qt.Key.Key_G)
    make(view)
    written(view, "Workshop")
    (frame,) = sketch.document.of(Frame)
    assert box_of(view, frame.id) == round_about(view.plan, chosen)


def test_with_nothing_selected_a_click_makes_a_frame_of_the_usual_size(view: MapView, sketch: Sketch) -> None:
    press(view, Qt.Key.Key_G)
    click(view, pixel(view, *GROUND))
    written(view, "Workshop")
    assert box_of(view, sketch.document.of(Frame)[0].id).width > 2 * SMALLEST


@pytest.mark.parametrize("tool", [Qt.Key.Key_N, Qt.Key.Key_G])
def test_escape_leaves_no_trace_of_a_note_or_frame(view: MapView, sketch: Sketch, tool: Qt.Key) -> None:
    before = dict(sketch.document.elements)
    press(view, tool)
    click(view, pixel(view, *GROUND))
    field = view.findChild(AreaEditor)
    assert field is not None
    QTest.keyClicks(field, "Never")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    press(view, tool)
    drag(view, pixel(view, *GROUND), pixel(view, 200, 600), drop=False)
    press(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, PLAIN, pixel(view, 200, 600))
    assert dict(sketch.document.elements) == before
    assert sketch.history.undo_label is None


def test_a_note_is_dragged_and_stays_selected(view: MapView, sketch: Sketch) -> None:
    note = note_on(sketch, BOX)
    drag(view, pixel(view, *BOX.middle), pixel(view, *BOX.middle) + QPoint(160, 40))
    assert box_of(view, note.id) == BOX.moved(160, 40)
    assert view.selection.ids == (note.id,)
    assert sketch.history.undo_label == "Move note “Ask legal”"


def test_a_frame_takes_its_cards_along_in_one_step_and_escape_puts_all_back(view: MapView, sketch: Sketch) -> None:
    box = round_about(view.plan, [sketch.ids["Router"]])
    assert box is not None
    frame = frame_on(sketch, box)
    before = dict(sketch.document.elements)
    name = pixel(view, box.left + 40, box.top + 8)
    drag(view, name, name + QPoint(0, 96), drop=False)
    press(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, PLAIN, name + QPoint(0, 96))
    assert dict(sketch.document.elements) == before
    drag(view, name, name + QPoint(0, 96))
    assert sketch.touchpoint("Router").y == 96
    assert box_of(view, frame.id) == box.moved(0, 96)
    sketch.history.undo()
    assert dict(sketch.document.elements) == before


def test_within_a_frame_the_ground_is_still_the_map(view: MapView, sketch: Sketch) -> None:
    frame = frame_on(sketch, Box(8, 380, 300, 640))
    note = note_on(sketch, Box(40, 440, 144, 520))
    drag(view, pixel(view, 24, 424), pixel(view, 160, 560))
    assert view.selection.ids == (note.id,)
    click(view, pixel(view, 100, 388))
    assert view.selection.ids == (frame.id,)


def test_a_grip_makes_it_larger_in_one_step_and_never_too_small(view: MapView, sketch: Sketch) -> None:
    note = note_on(sketch, BOX)
    view.selection.set([note.id])
    corner = pixel(view, BOX.right, BOX.bottom)
    drag(view, corner, corner + QPoint(64, 32))
    assert box_of(view, note.id) == Box(BOX.left, BOX.top, BOX.right + 64, BOX.bottom + 32)
    assert sketch.history.undo_label == "Resize note “Ask legal”"
    corner = pixel(view, BOX.left, BOX.top)
    drag(view, corner, corner + QPoint(180, 150))
    resized = box_of(view, note.id)
    assert (resized.width, resized.height) == (SMALLEST, SMALLEST)
    assert (resized.right, resized.bottom) == (BOX.right + 64, BOX.bottom + 32)


def test_escape_while_resizing_leaves_it_as_it_was(view: MapView, sketch: Sketch) -> None:
    note = note_on(sketch, BOX)
    view.selection.set([note.id])
    label = sketch.history.undo_label
    corner = pixel(view, BOX.right, BOX.bottom)
    drag(view, corner, corner + QPoint(64, 32), drop=False)
    press(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, PLAIN, corner + QPoint(64, 32))
    assert box_of(view, note.id) == BOX
    assert sketch.history.undo_label == label


def test_what_is_locked_stays_and_the_map_tells_what_to_unlock(view: MapView, sketch: Sketch) -> None:
    note = note_on(sketch, BOX)
    set_locked(sketch.document, [note.id, sketch.ids["Form"]], locked=True)
    met: list[object] = []
    view.met_lock.connect(lambda problem: met.append((str(problem), problem.element)))
    drag(view, pixel(view, *BOX.middle), pixel(view, *BOX.middle) + QPoint(160, 40))
    drag(view, on(view, sketch, "Form"), on(view, sketch, "Form") + QPoint(0, 240))
    view.selection.set([note.id])
    press(view, Qt.Key.Key_Delete)
    assert box_of(view, note.id) == BOX
    assert met == [
        ("Note “Ask legal” is locked; unlock it before moving it.", note.id),
        ("Touchpoint “Form” is locked; unlock it before moving it.", sketch.ids["Form"]),
        ("Note “Ask legal” is locked; unlock it before removing it.", note.id),
    ]


def test_only_notes_and_frames_are_enlarged(view: MapView, sketch: Sketch) -> None:
    note = note_on(sketch, BOX)
    assert enlarged(view.plan, note.id, 24, 0) == Box(BOX.left, BOX.top, BOX.right + 24, BOX.bottom)
    assert enlarged(view.plan, note.id, -216, 0) == Box(BOX.left, BOX.top, BOX.left + SMALLEST, BOX.bottom)
    assert enlarged(view.plan, sketch.ids["Form"], 24, 0) is None
    assert round_about(view.plan, []) is None


def test_a_frame_above_the_first_row_comes_into_sight(view: MapView, sketch: Sketch) -> None:
    view.selection.set([sketch.ids["Router"]])
    press(view, Qt.Key.Key_G)
    press(view, Qt.Key.Key_Return)
    written(view, "Workshop")
    assert view.sight.top <= box_of(view, sketch.document.of(Frame)[0].id).top
