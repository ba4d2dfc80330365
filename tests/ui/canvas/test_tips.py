import pytest
from PySide6.QtCore import QPoint

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.pointing import on, pixel
from ui.canvas.selecting import SelectTool
from ui.canvas.tips import tip_at
from ui.canvas.view import MapView
from workbench.editing import structure


def test_a_card_is_told_as_it_is_spoken(view: MapView, sketch: Sketch) -> None:
    told = tip_at(view, SelectTool(view), on(view, sketch, "Form"))
    assert told == "<p>Form, Order, nobody answers for it, 1 in, 1 out</p>"


def test_a_head_is_told_by_its_whole_name_as_typed(view: MapView, sketch: Sketch) -> None:
    structure.rename(sketch.document, sketch.ids["Order"], "Order & <b>agreement</b>")
    assert tip_at(view, SelectTool(view), QPoint(200, 30)) == "<p>Order &amp; &lt;b&gt;agreement&lt;/b&gt;</p>"


@pytest.mark.parametrize("place", [(76.0, 460.0), (5000.0, 460.0)])
def test_of_the_ground_there_is_nothing_to_tell(view: MapView, place: tuple[float, float]) -> None:
    assert tip_at(view, SelectTool(view), pixel(view, *place)) == ""


def test_beside_the_heads_there_is_nothing_to_tell(view: MapView) -> None:
    assert tip_at(view, SelectTool(view), QPoint(890, 30)) == ""
