import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.pointing import click, drag, on, pixel, press
from ui.canvas.board import ToolName
from ui.canvas.hits import Hit, Part
from ui.canvas.numbers import MapNumbers
from ui.canvas.view import MapView
from workbench.domain.places import Place
from workbench.editing import structure
from workbench.editing.areas import Extent, add_note

NO_KEY, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def wheel(
    view: MapView,
    turned: QPoint,
    keys: Qt.KeyboardModifier = NO_KEY,
    pixels: QPoint | None = None,
    phase: Qt.ScrollPhase = Qt.ScrollPhase.NoScrollPhase,
) -> None:
    at = QPointF(300, 300)
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        pixels or QPoint(),
        turned,
        Qt.MouseButton.NoButton,
        keys,
        phase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_the_wheel_scrolls_and_with_shift_sideways(view: MapView, sketch: Sketch) -> None:
    view.zoom_to(4.0)
    view.centre_on(sketch.ids["Form"])
    before = view.frame
    wheel(view, QPoint(0, -120))
    assert (view.frame.x, view.frame.y) == (before.x, before.y - 72)
    wheel(view, QPoint(0, -120), Qt.KeyboardModifier.ShiftModifier)
    assert view.frame.x == before.x - 72


def test_two_fingers_pan_by_pixels(view: MapView, sketch: Sketch) -> None:
    view.zoom_to(4.0)
    view.centre_on(sketch.ids["Form"])
    before = view.frame
    wheel(view, QPoint(-40, -40), pixels=QPoint(-7, -9))
    assert (view.frame.x - before.x, view.frame.y - before.y) == (-7, -9)


def test_the_wheel_with_control_zooms_round_the_pointer(view: MapView, sketch: Sketch) -> None:
    view.zoom_to(3.0)
    view.centre_on(sketch.ids["Form"])
    before = view.frame.to_map(300, 300)
    wheel(view, QPoint(0, 120), Qt.KeyboardModifier.ControlModifier)
    assert view.frame.scale == pytest.approx(3.45)
    assert view.frame.to_map(300, 300) == pytest.approx(before, abs=0.5)


@pytest.mark.parametrize(("fingers", "coasting", "zooms"), [(NO_KEY, CTRL, False), (CTRL, NO_KEY, True)])
def test_what_coasts_goes_on_as_the_fingers_left_it(
    view: MapView, sketch: Sketch, fingers: Qt.KeyboardModifier, coasting: Qt.KeyboardModifier, zooms: bool
) -> None:
    view.zoom_to(2.0)
    view.centre_on(sketch.ids["Form"])
    wheel(view, QPoint(0, 20), fingers, QPoint(0, 10), Qt.ScrollPhase.ScrollUpdate)
    left = view.frame.scale
    wheel(view, QPoint(0, 20), coasting, QPoint(0, 10), Qt.ScrollPhase.ScrollMomentum)
    assert (view.frame.scale > left) is zooms


def test_a_pinch_zooms(view: MapView) -> None:
    at = QPointF(300, 300)
    device = QPointingDevice.primaryPointingDevice()
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, device, 2, at, at, view.mapToGlobal(at), 0.25, QPointF()
    )
    QApplication.sendEvent(view, event)
    assert view.frame.scale == pytest.approx(1.25)


def test_hovering_finds_cards_and_leaving_forgets_them(view: MapView, sketch: Sketch) -> None:
    QTest.mouseMove(view, on(view, sketch, "Form"))
    assert view.hovered == Hit(Part.CARD, sketch.ids["Form"])
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert view.hovered.part is Part.NOTHING


@pytest.mark.parametrize(
    ("tool", "cursor"),
    [
        (ToolName.SELECT, Qt.CursorShape.ArrowCursor),
        (ToolName.PAN, Qt.CursorShape.OpenHandCursor),
        (ToolName.TOUCHPOINT, Qt.CursorShape.CrossCursor),
        (ToolName.LINK, Qt.CursorShape.CrossCursor),
    ],
)
def test_the_cursor_says_what_a_press_would_do(view: MapView, tool: ToolName, cursor: Qt.CursorShape) -> None:
    view.use(tool)
    QTest.mouseMove(view, pixel(view, 76, 470))
    assert view.cursor().shape() is cursor


def test_a_click_on_a_head_selects_the_phase(view: MapView, sketch: Sketch) -> None:
    click(view, QPoint(200, 30))
    assert view.selection.ids == (sketch.ids["Order"],)
    click(view, QPoint(800, 30))
    assert view.selection.ids == ()


def test_the_map_and_the_current_card_can_be_spoken(view: MapView, sketch: Sketch) -> None:
    view.set_numbers(MapNumbers({sketch.ids["Form"]: 81.0}))
    assert view.accessibleName() == "Map of A household gets broadband, 5 touchpoints"
    view.selection.set([sketch.ids["Form"]])
    said = "Form, Order, 81 breakdowns, nobody answers for it, 1 in, 1 out"
    assert view.accessibleDescription() == said
    view.selection.clear()
    assert view.accessibleDescription() == ""
    structure.delete(sketch.document, [sketch.ids["Form"]])
    assert view.accessibleName() == "Map of A household gets broadband, 4 touchpoints"


def test_walking_by_keys_keeps_the_current_card_in_sight(view: MapView, sketch: Sketch) -> None:
    structure.move(sketch.document, {sketch.ids["Hotline"]: Place(sketch.ids["Use"], 0, 600)})
    view.zoom_to(1.0)
    view.selection.set([sketch.ids["Router"]])
    press(view, Qt.Key.Key_Down)
    assert view.selection.ids == (sketch.ids["Hotline"],)
    assert view.rect().contains(on(view, sketch, "Hotline"))


def test_everything_can_be_selected_and_deleted(view: MapView, sketch: Sketch) -> None:
    note = add_note(sketch.document, sketch.journey, "Ask legal", Extent(Place(None), 128, 128))
    view.select_all()
    assert set(view.selection.ids) == {note.id, *view.plan.cards}
    assert view.selection.current in view.plan.cards
    view.delete_selection()
    assert view.is_empty
    assert not view.plan.areas.shown
    sketch.history.undo()
    assert len(view.plan.cards) == 5


def test_what_a_verb_refuses_is_told_and_anything_else_is_not_hidden(view: MapView) -> None:
    told: list[object] = []
    view.refused.connect(told.append)
    assert view.attempt(lambda: structure.rename(view.document, view.journey, "  ")) is None
    assert told == ["A name cannot be empty; type at least one letter."]
    with pytest.raises(KeyError):
        view.attempt(lambda: structure.rename(view.document, "nobody", "x"))


def test_every_gesture_is_painted_without_a_warning(view: MapView, sketch: Sketch) -> None:
    view.selection.set([sketch.ids["Form"]])
    for name in ("Form", "Router"):
        QTest.mouseMove(view, on(view, sketch, name))
        view.grab()
    line = next(each for each in view.plan.lines.values() if each.source == sketch.ids["Search"])
    QTest.mouseMove(view, pixel(view, *line.curve.middle))
    assert view.hovered == Hit(Part.LINE, line.id)
    still = view.grab().toImage()
    view.selection.set([line.id])
    assert view.grab().toImage() != still
    press(view, Qt.Key.Key_Escape)
    assert view.selection.ids == ()


def test_the_right_button_starts_nothing(view: MapView, sketch: Sketch) -> None:
    at = on(view, sketch, "Form")
    QTest.mouseClick(view, Qt.MouseButton.RightButton, NO_KEY, at)
    assert view.selection.ids == ()
    assert sketch.history.undo_label is None


def ask_for_menu(view: MapView, at: QPoint) -> list[QPoint]:
    """Ask for the menu as the right button does; where it was asked for on the widget."""
    asked: list[QPoint] = []
    view.menu_wanted.connect(asked.append)
    QApplication.sendEvent(view, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at)))
    return [view.mapFromGlobal(each) for each in asked]


def test_the_menu_is_asked_for_what_is_under_the_pointer(view: MapView, sketch: Sketch) -> None:
    at = on(view, sketch, "Form")
    assert ask_for_menu(view, at) == [at]
    assert view.selection.ids == (sketch.ids["Form"],)
    ask_for_menu(view, QPoint(200, 30))
    assert view.selection.ids == (sketch.ids["Order"],)
    ask_for_menu(view, pixel(view, 76, 460))
    assert view.selection.ids == ()


def test_on_one_of_several_selected_cards_the_menu_is_for_all_of_them(view: MapView, sketch: Sketch) -> None:
    view.select_all()
    ask_for_menu(view, on(view, sketch, "Form"))
    assert set(view.selection.ids) == set(view.plan.cards)


def test_in_the_middle_of_a_gesture_there_is_no_menu(view: MapView, sketch: Sketch) -> None:
    start = on(view, sketch, "Form")
    drag(view, start, start + QPoint(0, 100), drop=False)
    assert ask_for_menu(view, start) == []
    press(view, Qt.Key.Key_Escape)


def test_a_wheel_that_turns_sideways_scrolls_sideways(view: MapView, sketch: Sketch) -> None:
    view.zoom_to(4.0)
    view.centre_on(sketch.ids["Form"])
    before = view.frame
    wheel(view, QPoint(-120, 0))
    assert (view.frame.x, view.frame.y) == (before.x - 72, before.y)


def test_the_map_that_has_the_focus_looks_different_also_where_a_card_is_selected(
    view: MapView, sketch: Sketch
) -> None:
    view.activateWindow()
    assert QTest.qWaitForWindowActive(view)
    view.selection.set([sketch.ids["Form"]])
    view.clearFocus()
    without = view.grab().toImage()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.grab().toImage() != without
    QTest.mousePress(view, Qt.MouseButton.LeftButton, NO_KEY, on(view, sketch, "Form"))
    press(view, Qt.Key.Key_Shift)
    assert not view._overlay().wears_focus
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, NO_KEY, on(view, sketch, "Form"))
