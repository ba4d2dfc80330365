from PySide6.QtCore import Qt

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.noted import note_on
from tests.ui.canvas.pointing import editor, press
from ui.canvas.area_editor import AreaEditor
from ui.canvas.boxes import Box
from ui.canvas.view import MapView


def shown(view: MapView) -> tuple[bool, bool]:
    """Whether the line for names and the field for notes show."""
    field = view.findChild(AreaEditor)
    assert field is not None
    return editor(view).isVisible(), field.isVisible()


def test_each_thing_gets_its_words_in_the_editor_that_it_needs(view: MapView, sketch: Sketch) -> None:
    note = note_on(sketch, Box(16, 400, 144, 528))
    for thing, expected in ((sketch.ids["Form"], (True, False)), (sketch.ids["Use"], (True, False))):
        view.selection.set([thing])
        view.rename_selection()
        assert shown(view) == expected
        press(editor(view), Qt.Key.Key_Escape)
    view.selection.set([note.id])
    view.rename_selection()
    assert shown(view) == (False, True)


def test_what_can_get_no_words_opens_no_editor(view: MapView) -> None:
    view.selection.set([next(iter(view.plan.lines))])
    view.rename_selection()
    assert shown(view) == (False, False)
