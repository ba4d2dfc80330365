import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.noted import frame_on, note_on
from tests.ui.canvas.pointing import press
from ui.canvas.area_editor import AreaEditor
from ui.canvas.board import NewFrame, NewNote
from ui.canvas.boxes import Box
from ui.canvas.view import MapView
from workbench.domain.elements import Frame, Note
from workbench.editing import structure

BOX = Box(16.0, 400.0, 144.0, 528.0)
ENDS = (Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier)


def field(view: MapView) -> AreaEditor:
    found = view.findChild(AreaEditor)
    assert found is not None
    return found


@pytest.mark.parametrize("modifier", ENDS)
def test_enter_begins_a_line_in_a_note_and_with_a_modifier_keeps_it(
    view: MapView, sketch: Sketch, modifier: Qt.KeyboardModifier
) -> None:
    view.begin_naming(NewNote(BOX))
    QTest.keyClicks(field(view), "First")
    QTest.keyClick(field(view), Qt.Key.Key_Return)
    QTest.keyClicks(field(view), "second")
    QTest.keyClick(field(view), Qt.Key.Key_Return, modifier)
    assert [each.text for each in sketch.document.of(Note)] == ["First\nsecond"]
    assert not field(view).isVisible()
    assert view.hasFocus()


def test_enter_keeps_the_name_of_a_frame(view: MapView, sketch: Sketch) -> None:
    view.begin_naming(NewFrame(BOX))
    QTest.keyClicks(field(view), "Workshop")
    QTest.keyClick(field(view), Qt.Key.Key_Return)
    assert [each.name for each in sketch.document.of(Frame)] == ["Workshop"]


def test_letters_that_are_keys_of_the_map_are_letters_while_writing(view: MapView, sketch: Sketch) -> None:
    view.begin_naming(NewNote(BOX))
    QTest.keyClicks(field(view), "vtling p")
    QTest.keyClick(field(view), Qt.Key.Key_Delete)
    assert field(view).toPlainText() == "vtling p"
    assert view.tool == "select"


def test_f2_or_enter_writes_a_note_anew_as_one_step(view: MapView, sketch: Sketch) -> None:
    note = note_on(sketch, BOX, "Old")
    view.selection.set([note.id])
    for key, words in ((Qt.Key.Key_F2, "New"), (Qt.Key.Key_Return, "Newer")):
        press(view, key)
        assert field(view).toPlainText() == sketch.document.get(Note, note.id).text
        QTest.keyClicks(field(view), words)
        QTest.keyClick(field(view), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert sketch.document.get(Note, note.id).text == "Newer"
    assert sketch.history.undo_label == "Change note “New”"


def test_words_are_kept_when_the_focus_goes_and_dropped_by_escape(view: MapView, sketch: Sketch) -> None:
    frame = frame_on(sketch, BOX)
    view.selection.set([frame.id])
    view.rename_selection()
    QTest.keyClicks(field(view), "Dropped")
    QTest.keyClick(field(view), Qt.Key.Key_Escape)
    assert sketch.document.get(Frame, frame.id).name == "Workshop"
    view.rename_selection()
    QTest.keyClicks(field(view), "Kept")
    view.setFocus()
    assert sketch.document.get(Frame, frame.id).name == "Kept"


@pytest.mark.parametrize("words", ["", "  "])
def test_without_words_nothing_is_made(view: MapView, sketch: Sketch, words: str) -> None:
    view.begin_naming(NewNote(BOX))
    QTest.keyClicks(field(view), words)
    view.setFocus()
    assert not sketch.document.of(Note)
    assert sketch.history.undo_label is None


def test_words_that_are_refused_stay_to_be_mended(view: MapView, sketch: Sketch) -> None:
    told: list[object] = []
    view.refused.connect(told.append)
    view.begin_naming(NewNote(BOX))
    field(view).setPlainText("x" * 10_001)
    QTest.keyClick(field(view), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert told == ["This note has 10,001 characters; the longest possible has 10,000."]
    assert field(view).isVisible()
    assert len(field(view).toPlainText()) == 10_001


def test_the_editor_follows_the_map_and_goes_with_what_it_is_about(view: MapView, sketch: Sketch) -> None:
    note = note_on(sketch, BOX)
    view.selection.set([note.id])
    view.rename_selection()
    before = field(view).geometry()
    view.zoom_to(1.4)
    assert field(view).geometry() != before
    structure.delete(sketch.document, [note.id])
    assert not field(view).isVisible()


def test_naming_a_card_and_writing_a_note_use_editors_of_their_own(view: MapView, sketch: Sketch) -> None:
    view.selection.set([sketch.ids["Form"]])
    view.rename_selection()
    assert not field(view).isVisible()
