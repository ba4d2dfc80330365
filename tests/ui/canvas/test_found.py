import pytest
from PySide6.QtGui import QImage, QPainter

from tests.ui.canvas.journeys import Sketch
from ui.canvas.found import Found, FoundMarks, paint_found, paint_found_heads
from ui.canvas.frame import Frame
from ui.canvas.ink import Ink
from ui.canvas.view import MapView
from ui.controls.look import Look


def painted(view: MapView, look: Look, found: Found, scale: float = 1.0) -> QImage:
    image = QImage(900, 700, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_found(painter, view.plan, Ink(look), scale, view.plan.bounds, found)
    painter.end()
    return image


def test_marks_are_told_once_when_they_change() -> None:
    told: list[bool] = []
    marks = FoundMarks(lambda: told.append(True))
    marks.mark({"a": 1}, "a")
    marks.mark({"a": 1}, "a")
    assert marks.shown == Found({"a": 1}, "a")
    assert len(told) == 1


def test_nothing_found_paints_nothing(view: MapView, look: Look) -> None:
    blank = painted(view, look, Found())
    assert painted(view, look, Found({"gone": 2})) == blank
    assert blank.pixel(5, 5) == 0


@pytest.mark.parametrize("scale", [1.0, 0.1])
def test_what_is_found_is_marked_and_the_current_one_otherwise(
    view: MapView, look: Look, sketch: Sketch, scale: float
) -> None:
    card = sketch.ids["Form"]
    pictures = [painted(view, look, found, scale) for found in (Found(), Found({card: 1}), Found({card: 1}, card))]
    assert pictures[0] != pictures[1]
    assert pictures[1] != pictures[2]


@pytest.mark.parametrize(("pitch", "writes"), [(1.0, True), (0.3, False)])
def test_a_phase_is_marked_on_its_head_with_its_count_where_there_is_room(
    view: MapView, look: Look, sketch: Sketch, pitch: float, writes: bool
) -> None:
    phase = next(column.phase for column in view.plan.columns if column.phase is not None)

    def heads(found: Found) -> QImage:
        image = QImage(900, 84, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        paint_found_heads(painter, view.plan.columns, Ink(look), Frame(pitch, 0, 0), (900, 84), found)
        painter.end()
        return image

    assert heads(Found()) == heads(Found({sketch.ids["Form"]: 3}))
    assert len({heads(each).bits().tobytes() for each in (Found(), Found({phase: 1}), Found({phase: 1}, phase))}) == 3
    assert (heads(Found({phase: 1})) != heads(Found({phase: 8}))) is writes


def test_the_count_is_written_where_there_is_room(view: MapView, look: Look, sketch: Sketch) -> None:
    card = sketch.ids["Form"]
    assert painted(view, look, Found({card: 1})) != painted(view, look, Found({card: 8}))
    assert painted(view, look, Found({card: 1}), 0.1) == painted(view, look, Found({card: 8}), 0.1)
