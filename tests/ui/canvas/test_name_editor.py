import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.pointing import editor, press, type_name
from ui.canvas.board import NewCard, NewPhase, Renamed
from ui.canvas.laid_over import KeyHint
from ui.canvas.name_editor import Ending
from ui.canvas.view import MapView
from workbench.domain.places import Place

SHIFT = Qt.KeyboardModifier.ShiftModifier
PLACE = QRect(100, 100, 156, 36)


@pytest.mark.parametrize(
    ("key", "modifier", "expected"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, Ending.NEXT),
        (Qt.Key.Key_Enter, SHIFT, Ending.NEXT_PHASE),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, Ending.BRANCH),
        (Qt.Key.Key_Tab, SHIFT, Ending.PREVIOUS_PHASE),
        (Qt.Key.Key_Backtab, SHIFT, Ending.PREVIOUS_PHASE),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, Ending.ESCAPE),
    ],
)
def test_each_key_leaves_the_editor_for_another_place(
    view: MapView, key: Qt.Key, modifier: Qt.KeyboardModifier, expected: Ending
) -> None:
    left: list[object] = []
    editor(view).left.connect(left.append)
    editor(view).open_at(PLACE, "", "Name", "Enter: keep")
    QTest.keyClick(editor(view), key, modifier)
    assert left == [expected]


def test_it_opens_with_the_text_selected_and_says_its_keys_to_a_screen_reader(view: MapView, qtbot: QtBot) -> None:
    editor(view).open_at(PLACE, "First bill", "Name", "Enter: keep")
    assert editor(view).selectedText() == "First bill"
    assert (editor(view).accessibleName(), editor(view).accessibleDescription()) == ("Name", "Enter: keep")
    editor(view).hide()


def test_the_keys_follow_the_editor(view: MapView, sketch: Sketch) -> None:
    view.begin_naming(Renamed(sketch.ids["Form"]))
    (hint,) = [each for each in view.findChildren(KeyHint) if each.isVisible()]
    before = hint.pos()
    editor(view).put_at(editor(view).geometry().translated(30, 40))
    assert hint.pos() - before == QPoint(30, 40)
    press(editor(view), Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (NewCard(Place(None)), "Enter: next · Tab: branch · Shift+Enter: next phase · Esc: stop"),
        (NewPhase(), "Enter: keep · Esc: stop"),
    ],
)
def test_the_keys_stand_beside_the_editor_and_go_with_it(
    view: MapView, named: NewCard | NewPhase, expected: str
) -> None:
    view.begin_naming(named)
    (hint,) = [each for each in view.findChildren(KeyHint) if each.isVisible()]
    assert hint.text == expected
    assert view.rect().contains(hint.geometry())
    assert not hint.geometry().intersects(editor(view).geometry())
    type_name(view, "", Qt.Key.Key_Escape)
    assert not hint.isVisible()


def test_at_the_lower_edge_the_keys_stand_above_the_editor(view: MapView) -> None:
    hint = view.findChild(KeyHint)
    assert hint is not None
    hint.say("Enter: keep", QRect(100, view.height() - 40, 156, 36))
    assert hint.geometry().bottom() < view.height() - 40


def test_the_editor_stays_over_its_card_while_the_map_moves(view: MapView, sketch: Sketch) -> None:
    view.zoom_to(3.0)
    view.centre_on(sketch.ids["Form"])
    view.begin_naming(Renamed(sketch.ids["Form"]))
    before = editor(view).pos()
    view.pan(-40, -20)
    assert editor(view).pos() - before == QPoint(-40, -20)
    type_name(view, "", Qt.Key.Key_Escape)
