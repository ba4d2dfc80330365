from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.inspect_area import FrameForm, NoteForm
from workbench.domain.elements import Frame, Note
from workbench.domain.places import Place
from workbench.domain.vocabulary import NoteColour
from workbench.editing.areas import Extent, add_frame, add_note

HERE = Extent(Place(None), 128, 128)


def test_text_colour_and_lock_of_a_note_are_written(desk: Desk, look: Look, qtbot: QtBot) -> None:
    note = add_note(desk.document, desk.journey, "Ask legal", HERE)
    form = NoteForm(desk.document, look)
    qtbot.addWidget(form)
    form.show_elements([note.id])
    form.show()
    form.text.area.setPlainText("Ask legal\nby Friday")
    qtbot.keyClick(form.text.area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    form.colour.committed.emit(NoteColour.BLUE)
    form.locked.click()
    found = desk.document.get(Note, note.id)
    assert (found.text, found.colour, found.locked) == ("Ask legal\nby Friday", NoteColour.BLUE, True)


def test_a_locked_note_keeps_its_words_and_the_field_says_why(desk: Desk, look: Look, qtbot: QtBot) -> None:
    note = add_note(desk.document, desk.journey, "Ask legal", HERE)
    form = NoteForm(desk.document, look)
    qtbot.addWidget(form)
    form.show_elements([note.id])
    form.show()
    form.locked.click()
    form.text.area.setPlainText("Other words")
    qtbot.keyClick(form.text.area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.document.get(Note, note.id).text == "Ask legal"
    assert form.text.error == "Note “Ask legal” is locked; unlock it before changing it."


def test_a_frame_is_renamed_and_locked(desk: Desk, look: Look, qtbot: QtBot) -> None:
    frame = add_frame(desk.document, desk.journey, "Workshop", HERE)
    form = FrameForm(desk.document, look)
    qtbot.addWidget(form)
    form.show_elements([frame.id])
    form.show()
    form.name.line.setText("Workshop in May")
    qtbot.keyClick(form.name.line, Qt.Key.Key_Return)
    form.locked.click()
    found = desk.document.get(Frame, frame.id)
    assert (found.name, found.locked) == ("Workshop in May", True)
