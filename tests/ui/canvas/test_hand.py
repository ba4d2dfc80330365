import pytest
from PySide6.QtCore import Qt

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.pointing import on
from ui.canvas.board import ToolName
from ui.canvas.hand import Hand
from ui.canvas.tools import pointer_at
from ui.canvas.view import MapView

LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton


@pytest.fixture
def hand(view: MapView) -> Hand:
    return Hand(view)


def test_each_tool_goes_by_its_own_name(hand: Hand) -> None:
    for name in ToolName:
        hand.take(name)
        assert hand.tool.name is name
        assert hand.now is hand.tool


def test_the_middle_button_pans_and_the_left_one_uses_the_tool(hand: Hand) -> None:
    hand.take(ToolName.LASSO)
    assert hand.press(LEFT) is hand.tool
    assert hand.press(RIGHT) is None
    assert not hand.is_panning
    panning = hand.press(MIDDLE)
    assert panning is not None
    assert (panning.name, hand.tool.name) == (ToolName.PAN, ToolName.LASSO)
    assert hand.is_panning
    assert hand.now is panning
    assert hand.press(LEFT) is panning
    hand.stop_panning()
    assert hand.now is hand.tool


def test_the_release_goes_to_the_tool_that_took_the_press_and_only_once(hand: Hand) -> None:
    tool = hand.tool
    assert hand.let_go() is None
    hand.hold(tool)
    hand.take(ToolName.LASSO)
    assert hand.is_holding
    assert hand.let_go() is tool
    assert hand.let_go() is None
    assert not hand.is_holding


def test_what_is_given_up_leaves_nothing_to_release(view: MapView, hand: Hand, sketch: Sketch) -> None:
    hand.hold(hand.tool)
    assert not hand.is_drawing
    hand.tool.press(pointer_at(view.frame, on(view, sketch, "Form").toPointF()))
    assert hand.is_drawing
    hand.pan()
    hand.give_up()
    assert not hand.tool.busy
    assert not hand.is_drawing
    assert not hand.is_panning
    assert hand.let_go() is None
