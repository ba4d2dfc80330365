import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.pointing import LEFT, click, drag, on, pixel, press, type_name
from ui.canvas.board import ToolName
from ui.canvas.view import MapView

EMPTY_GROUND = (76.0, 460.0)


def test_the_touchpoint_tool_makes_a_card_where_it_is_clicked(view: MapView, sketch: Sketch) -> None:
    press(view, Qt.Key.Key_T)
    QTest.mouseMove(view, pixel(view, *EMPTY_GROUND))
    click(view, pixel(view, *EMPTY_GROUND))
    assert view.tool is ToolName.SELECT
    type_name(view, "Sees a poster", Qt.Key.Key_Return)
    made = sketch.touchpoint("Sees a poster")
    assert (made.phase, made.y) == (sketch.ids["Need"], 432.0)


def test_the_pan_tool_drags_the_map(view: MapView, sketch: Sketch) -> None:
    view.zoom_to(3.0)
    view.centre_on(sketch.ids["Form"])
    view.use(ToolName.PAN)
    before = view.frame
    drag(view, QPoint(400, 400), QPoint(380, 340))
    assert (view.frame.x - before.x, view.frame.y - before.y) == (-20, -60)
    assert sketch.history.undo_label is None


@pytest.mark.parametrize("button", [Qt.MouseButton.MiddleButton, None])
def test_the_middle_button_and_the_space_bar_pan_whatever_the_tool(
    view: MapView, sketch: Sketch, button: Qt.MouseButton | None
) -> None:
    view.zoom_to(3.0)
    view.centre_on(sketch.ids["Form"])
    before, start = view.frame, on(view, sketch, "Form")
    if button is None:
        QTest.keyPress(view, Qt.Key.Key_Space)
    drag(view, start, start - QPoint(30, 30), button=button or LEFT)
    QTest.keyRelease(view, Qt.Key.Key_Space)
    assert (view.frame.x - before.x, view.frame.y - before.y) == (-30, -30)
    assert view.tool is ToolName.SELECT
    assert sketch.history.undo_label is None
