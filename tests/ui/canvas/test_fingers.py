"""Fingers on the real widget."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QNativeGestureEvent, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.helpers.fingers import finger, screen
from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.pointing import LEFT, PLAIN, box, edge, editor, on, pixel, press
from ui.canvas.board import NewCard, ToolName
from ui.canvas.view import MapView
from workbench.domain.elements import Transition
from workbench.domain.places import COLUMN_PITCH, Place

GROUND = (76.0, 460.0)


def two_fingers(view: MapView, *pairs: tuple[QPoint, QPoint]) -> None:
    """Two fingers go from pair to pair of points and are lifted."""
    QTest.touchEvent(view, screen()).press(0, pairs[0][0]).press(1, pairs[0][1]).commit()
    for one, other in pairs[1:]:
        QTest.touchEvent(view, screen()).move(0, one).move(1, other).commit()
    QTest.touchEvent(view, screen()).release(0, pairs[-1][0]).release(1, pairs[-1][1]).commit()


def test_a_tap_selects_a_card_a_line_a_phase_or_nothing(view: MapView, sketch: Sketch) -> None:
    finger(view, on(view, sketch, "Form"))
    assert view.selection.ids == (sketch.ids["Form"],)
    flow = next(each for each in sketch.document.of(Transition) if each.source == sketch.ids["Search"])
    finger(view, pixel(view, *view.plan.lines[flow.id].curve.middle))
    assert view.selection.ids == (flow.id,)
    finger(view, QPoint(200, 30))
    assert view.selection.ids == (sketch.ids["Order"],)
    finger(view, pixel(view, *GROUND))
    assert view.selection.ids == ()
    assert sketch.history.undo_label is None


def test_two_taps_rename_a_card_or_make_one_on_the_ground(view: MapView, sketch: Sketch) -> None:
    for _ in range(2):
        finger(view, on(view, sketch, "Form"))
    assert (editor(view).isVisible(), editor(view).text()) == (True, "Form")
    press(editor(view), Qt.Key.Key_Escape)
    finger(view, pixel(view, *GROUND))
    assert not editor(view).isVisible()
    finger(view, pixel(view, *GROUND) + QPoint(9, 9))
    assert (editor(view).isVisible(), editor(view).text()) == (True, "")


def test_taps_apart_from_each_other_are_two_taps(view: MapView, sketch: Sketch) -> None:
    finger(view, on(view, sketch, "Form"))
    finger(view, on(view, sketch, "Search"))
    view._fingers._again.stop()
    finger(view, on(view, sketch, "Search"))
    assert not editor(view).isVisible()


def test_a_finger_hits_a_card_that_is_smaller_than_itself(view: MapView, sketch: Sketch) -> None:
    view.zoom_to(0.2)
    card = box(view, sketch, "Search")
    beside = pixel(view, card.left, card.bottom) + QPoint(0, 18)
    finger(view, beside)
    assert view.selection.ids == (sketch.ids["Search"],)


def test_dragging_a_card_moves_it_in_one_step(view: MapView, sketch: Sketch) -> None:
    start = on(view, sketch, "Search")
    finger(view, start, start + QPoint(100, 80), start + QPoint(2 * int(COLUMN_PITCH), 150))
    assert sketch.touchpoint("Search").phase == sketch.ids["Use"]
    sketch.history.undo()
    assert sketch.history.undo_label is None


def test_a_finger_on_the_edge_of_a_card_moves_it_as_well(view: MapView, sketch: Sketch) -> None:
    start = edge(view, sketch, "Search") - QPoint(4, 0)
    finger(view, start, start + QPoint(0, 240))
    assert sketch.touchpoint("Search").y > 0


def test_from_beside_a_selected_card_a_finger_draws_a_line(view: MapView, sketch: Sketch) -> None:
    view.selection.set([sketch.ids["Search"]])
    start = edge(view, sketch, "Search") + QPoint(8, 0)
    finger(view, start, start + QPoint(40, 40), on(view, sketch, "Contract"))
    made = sketch.document.get(Transition, str(view.selection.current))
    assert (made.source, made.target) == (sketch.ids["Search"], sketch.ids["Contract"])


def test_dragging_the_ground_moves_the_map(view: MapView, sketch: Sketch) -> None:
    view.zoom_to(3.0)
    view.centre_on(sketch.ids["Form"])
    before = view.frame
    ground = QPoint(20, 400)
    finger(view, ground, ground + QPoint(-15, -30), ground + QPoint(-30, -60))
    assert (view.frame.x - before.x, view.frame.y - before.y) == (-30, -60)
    assert view.selection.ids == ()


def test_a_trembling_finger_still_taps(view: MapView, sketch: Sketch) -> None:
    start, before = on(view, sketch, "Form"), view.frame
    finger(view, start, start + QPoint(4, 3), start + QPoint(2, 4))
    assert view.selection.ids == (sketch.ids["Form"],)
    assert sketch.history.undo_label is None
    assert view.frame == before


def test_two_fingers_zoom_round_what_lies_between_them_and_carry_it_along(view: MapView, sketch: Sketch) -> None:
    view.zoom_to(2.0)
    view.centre_on(sketch.ids["Form"])
    between = view.frame.to_map(400, 400)
    two_fingers(
        view,
        (QPoint(350, 400), QPoint(450, 400)),
        (QPoint(330, 395), QPoint(460, 395)),
        (QPoint(310, 390), QPoint(470, 390)),
    )
    assert view.frame.scale == pytest.approx(3.2)
    assert view.frame.to_map(390, 390) == pytest.approx(between, abs=0.5)
    assert view.selection.ids == ()


def test_a_second_finger_ends_the_drag_of_the_first_without_a_trace(view: MapView, sketch: Sketch) -> None:
    before, start = dict(sketch.document.elements), on(view, sketch, "Form")
    finger(view, start, start + QPoint(0, 150), lift=False)
    QTest.touchEvent(view, screen()).stationary(0).press(1, start + QPoint(200, 200)).commit()
    QTest.touchEvent(view, screen()).move(0, start).move(1, start + QPoint(220, 220)).commit()
    QTest.touchEvent(view, screen()).release(0, start).release(1, start + QPoint(220, 220)).commit()
    assert dict(sketch.document.elements) == before
    assert view.selection.ids == ()


def test_a_long_press_asks_for_the_menu_of_what_is_under_it(view: MapView, sketch: Sketch, qtbot: QtBot) -> None:
    QGuiApplication.styleHints().setMousePressAndHoldInterval(60)
    at = on(view, sketch, "Form")
    with qtbot.waitSignal(view.menu_wanted) as asked:
        finger(view, at, lift=False)
    QTest.touchEvent(view, screen()).release(0, at).commit()
    QGuiApplication.styleHints().setMousePressAndHoldInterval(-1)
    assert asked.args is not None
    assert (asked.args[0] - view.mapToGlobal(at)).manhattanLength() <= 4
    assert view.selection.ids == (sketch.ids["Form"],)


def test_a_tap_elsewhere_keeps_the_name_that_was_being_typed(view: MapView, sketch: Sketch) -> None:
    view.begin_naming(NewCard(Place(sketch.ids["Need"], 0, 384)))
    QTest.keyClicks(editor(view), "Sees a poster")
    finger(view, on(view, sketch, "Router"))
    assert "Sees a poster" in sketch.names()
    assert view.selection.ids == (sketch.ids["Router"],)
    assert view.hasFocus()


def test_a_finger_on_what_lies_over_the_map_is_meant_for_that(view: MapView, sketch: Sketch) -> None:
    button = QPushButton("Over the map", view)
    button.setGeometry(200, 200, 120, 40)
    button.setCheckable(True)
    button.show()
    view.selection.set([sketch.ids["Form"]])
    at = button.rect().center()
    QTest.touchEvent(button, screen()).press(0, at, button).commit()
    QTest.touchEvent(button, screen()).release(0, at, button).commit()
    assert (button.isChecked(), view.selection.ids) == (True, (sketch.ids["Form"],))


def test_the_tool_in_use_works_by_finger(view: MapView, sketch: Sketch) -> None:
    view.use(ToolName.TOUCHPOINT)
    finger(view, pixel(view, *GROUND))
    assert editor(view).isVisible()
    press(editor(view), Qt.Key.Key_Escape)
    view.use(ToolName.LINK)
    finger(view, on(view, sketch, "Search"))
    finger(view, on(view, sketch, "Hotline"))
    made = sketch.document.get(Transition, str(view.selection.current))
    assert (made.source, made.target) == (sketch.ids["Search"], sketch.ids["Hotline"])


@pytest.mark.parametrize(("before", "after"), [(2.0, None), (0.5, 1.0)])
def test_a_double_tap_of_two_fingers_on_the_touchpad_shows_all_or_the_full_size(
    view: MapView, before: float, after: float | None
) -> None:
    view.fit()
    fitting = view.frame.scale
    view.zoom_to(before)
    at = QPointF(300, 300)
    device = QPointingDevice.primaryPointingDevice()
    smart = Qt.NativeGestureType.SmartZoomNativeGesture
    QApplication.sendEvent(view, QNativeGestureEvent(smart, device, 2, at, at, view.mapToGlobal(at), 0.0, QPointF()))
    assert view.frame.scale == (after or fitting)


def test_fingers_on_a_touchpad_move_the_map_by_its_wheel_alone(view: MapView) -> None:
    pad = QTest.createTouchDevice(QPointingDevice.DeviceType.TouchPad)
    before = view.frame
    QTest.touchEvent(view, pad).press(0, QPoint(300, 300)).press(1, QPoint(340, 300)).commit()
    QTest.touchEvent(view, pad).move(0, QPoint(200, 300)).move(1, QPoint(440, 320)).commit()
    QTest.touchEvent(view, pad).release(0, QPoint(200, 300)).release(1, QPoint(440, 320)).commit()
    assert view.frame == before


def test_a_pen_is_left_to_be_taken_as_a_mouse(view: MapView) -> None:
    at, device = QPointF(300, 300), QPointingDevice.primaryPointingDevice()
    event = QTabletEvent(
        QEvent.Type.TabletPress, device, at, view.mapToGlobal(at), 0.5, 0, 0, 0, 0, 0, PLAIN, LEFT, LEFT
    )
    QApplication.sendEvent(view, event)
    assert not event.isAccepted()
