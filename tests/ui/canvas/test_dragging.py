import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.pointing import LEFT, PLAIN, box, drag, on, pixel, press
from ui.canvas.board import Marks
from ui.canvas.routes import LineKind
from ui.canvas.view import MapView
from workbench.domain.elements import Influence, Transition
from workbench.domain.places import COLUMN_PITCH, ROW_PITCH, Place
from workbench.editing import structure

EMPTY_GROUND = (76.0, 460.0)


def test_dragging_a_card_moves_it_to_the_phase_under_it(view: MapView, sketch: Sketch) -> None:
    drag(view, on(view, sketch, "Search"), on(view, sketch, "Search") + QPoint(2 * int(COLUMN_PITCH), 150))
    moved = sketch.touchpoint("Search")
    assert (moved.phase, moved.x, moved.y) == (sketch.ids["Use"], 0.0, 144.0)


def test_several_cards_move_in_one_step_and_undo_puts_all_back(view: MapView, sketch: Sketch) -> None:
    view.selection.set([sketch.ids["Form"], sketch.ids["Contract"]])
    before = [sketch.touchpoint(name) for name in ("Form", "Contract")]
    drag(view, on(view, sketch, "Form"), on(view, sketch, "Form") + QPoint(0, 240))
    assert [sketch.touchpoint(name).y for name in ("Form", "Contract")] == [336.0, 432.0]
    sketch.history.undo()
    assert [sketch.touchpoint(name) for name in ("Form", "Contract")] == before
    assert sketch.history.undo_label is None


def test_a_whole_map_can_be_dragged_and_keeps_its_shape(view: MapView, sketch: Sketch) -> None:
    before = {card: place.top for card, place in view.plan.cards.items()}
    view.select_all()
    drag(view, on(view, sketch, "Form"), on(view, sketch, "Form") + QPoint(0, 96))
    assert {card: place.top - 96 for card, place in view.plan.cards.items()} == before
    assert sketch.history.undo_label == "Move 5 touchpoints"


def test_a_pinned_card_stays_and_the_map_says_why(view: MapView, sketch: Sketch) -> None:
    structure.set_fields(sketch.document, sketch.ids["Form"], pinned=True)
    told: list[object] = []
    view.refused.connect(told.append)
    drag(view, on(view, sketch, "Form"), on(view, sketch, "Form") + QPoint(0, 240))
    assert sketch.touchpoint("Form").y == ROW_PITCH
    assert told == ["“Form” is pinned; unpin it before moving it."]


@pytest.mark.parametrize(("held", "said"), [("pinned", "“Form” is pinned"), ("locked", "“Form” is locked")])
def test_what_will_not_move_says_so_while_it_is_dragged(view: MapView, sketch: Sketch, held: str, said: str) -> None:
    structure.set_fields(sketch.document, sketch.ids["Form"], **{held: True})
    view.selection.set([sketch.ids["Form"], sketch.ids["Search"]])
    drag(view, on(view, sketch, "Form"), on(view, sketch, "Form") + QPoint(0, 240), drop=False)
    assert view.marks.caption is not None
    assert (view.marks.caption.text, view.marks.caption.refused, view.marks.ghosts) == (said, True, ())
    assert view.cursor().shape() is Qt.CursorShape.ForbiddenCursor


def test_a_card_dragged_onto_another_comes_to_rest_beside_it(view: MapView, sketch: Sketch) -> None:
    drag(view, on(view, sketch, "Search"), on(view, sketch, "Router"))
    assert sketch.touchpoint("Search").y == ROW_PITCH
    structure.move(sketch.document, {sketch.ids["Search"]: Place(sketch.ids["Need"])})
    assert not box(view, sketch, "Search").meets(box(view, sketch, "Router"))


def test_a_change_from_elsewhere_ends_a_gesture_without_harm(view: MapView, sketch: Sketch) -> None:
    start = on(view, sketch, "Form")
    drag(view, start, start + QPoint(0, 200), drop=False)
    structure.delete(sketch.document, [sketch.ids["Form"]])
    QTest.mouseMove(view, start + QPoint(0, 230))
    QTest.mouseRelease(view, LEFT, PLAIN, start + QPoint(0, 230))
    assert "Form" not in sketch.names()
    assert view.selection.ids == ()


def line_of(sketch: Sketch, source: str, target: str) -> Transition:
    ids = sketch.ids
    ways = sketch.document.of(Transition)
    return next(each for each in ways if (each.source, each.target) == (ids[source], ids[target]))


def over(view: MapView, line: Transition) -> QPoint:
    return pixel(view, *view.plan.lines[line.id].curve.middle)


def test_a_card_dropped_on_a_line_is_inserted_there_in_one_step(view: MapView, sketch: Sketch) -> None:
    card = sketch.add("Compares", "Need", 384)
    line, influences = line_of(sketch, "Search", "Form"), sketch.document.of(Influence)
    before = dict(sketch.document.elements)
    drag(view, on(view, sketch, "Compares"), over(view, line), drop=False)
    assert view.marks.line == line.id
    assert view.marks.caption is not None
    assert view.marks.caption.text == "Insert between “Search” and “Form”"
    QTest.mouseRelease(view, LEFT, PLAIN, over(view, line))
    assert line_of(sketch, "Search", "Compares").weight == line.weight
    assert line_of(sketch, "Compares", "Form").source == card
    assert sketch.document.of(Influence) == influences
    sketch.history.undo()
    assert dict(sketch.document.elements) == before


def test_a_step_of_the_chain_dropped_on_a_later_line_changes_its_place_in_it(view: MapView, sketch: Sketch) -> None:
    drag(view, on(view, sketch, "Form"), over(view, line_of(sketch, "Contract", "Router")))
    assert line_of(sketch, "Search", "Contract")
    assert line_of(sketch, "Contract", "Form")
    assert line_of(sketch, "Form", "Router")


def test_its_own_line_and_one_it_cannot_take_leave_a_card_where_it_is_dropped(view: MapView, sketch: Sketch) -> None:
    before = sketch.document.of(Transition)
    for line in (line_of(sketch, "Contract", "Router"), line_of(sketch, "Search", "Form")):
        drag(view, on(view, sketch, "Router"), over(view, line), drop=False)
        assert view.marks.line is None
        QTest.mouseRelease(view, LEFT, PLAIN, over(view, line))
    assert sketch.document.of(Transition) == before


def test_several_cards_are_never_inserted(view: MapView, sketch: Sketch) -> None:
    sketch.add("One", "Need", 384)
    sketch.add("Two", "Need", 480)
    view.selection.set([sketch.ids["One"], sketch.ids["Two"]])
    line = line_of(sketch, "Search", "Form")
    drag(view, on(view, sketch, "One"), over(view, line))
    assert line_of(sketch, "Search", "Form") == line


def test_dragged_cards_stay_under_the_pointer_while_the_map_moves_and_grows(view: MapView, sketch: Sketch) -> None:
    view.zoom_to(2.0)
    view.centre_on(sketch.ids["Form"])
    start = on(view, sketch, "Form")
    drag(view, start, start + QPoint(40, 40), drop=False)
    for change in (lambda: view.pan(-60, -30), lambda: view.zoom_to(1.2)):
        change()
        at = start + QPoint(60, 20)
        QTest.mouseMove(view, at)
        lifted, shift = view.afloat, view.marks.shift
        assert lifted is not None
        corner = lifted.corner.x() + view.frame.x + shift[0] * view.frame.scale
        assert corner <= at.x() <= corner + lifted.picture.width()
    press(view, Qt.Key.Key_Escape)


def test_between_two_that_stand_close_the_lower_one_makes_room(view: MapView, sketch: Sketch) -> None:
    sketch.add("Compares", "Need", 384)
    line = line_of(sketch, "Form", "Contract")
    drag(view, on(view, sketch, "Compares"), over(view, line), drop=False)
    assert view.marks.ghosts == (box(view, sketch, "Contract"),)
    QTest.mouseRelease(view, LEFT, PLAIN, over(view, line))
    assert [sketch.touchpoint(name).y for name in ("Form", "Compares", "Contract")] == [96.0, 192.0, 288.0]


def test_lines_that_follow_a_card_run_under_those_that_stay(view: MapView, sketch: Sketch) -> None:
    sketch.add("Between", "Order")
    structure.connect(sketch.document, sketch.ids["Search"], sketch.ids["Router"])
    drag(view, on(view, sketch, "Search"), on(view, sketch, "Search") + QPoint(0, 40), drop=False)
    view.settle()
    card, shown = box(view, sketch, "Between").grown(-3), view.grab().toImage()
    crossing = [live for live in view.marks.lines if any(card.holds(*at) for at in live.curve.samples.tolist())]
    view.show_marks(Marks(shift=view.marks.shift))
    without = view.grab().toImage()
    rect = QRect(pixel(view, card.left, card.top), pixel(view, card.right, card.bottom))
    assert crossing
    assert shown != without
    assert shown.copy(rect) == without.copy(rect)
    press(view, Qt.Key.Key_Escape)


def test_hidden_influences_do_not_follow_a_card(view: MapView, sketch: Sketch) -> None:
    for shown in (True, False):
        view.set_influences_visible(shown)
        drag(view, on(view, sketch, "Form"), on(view, sketch, "Form") + QPoint(0, 200), drop=False)
        assert any(live.kind is LineKind.INFLUENCE for live in view.marks.lines) is shown
        press(view, Qt.Key.Key_Escape)
