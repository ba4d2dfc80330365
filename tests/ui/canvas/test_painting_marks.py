import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from tests.ui.canvas.journeys import Sketch
from ui.canvas.board import Caption, LiveLine, Marks
from ui.canvas.boxes import Box
from ui.canvas.cards import CardFaces
from ui.canvas.curves import straight
from ui.canvas.geometry import MapGeometry
from ui.canvas.ink import Ink
from ui.canvas.numbers import MapNumbers
from ui.canvas.painting import Scene
from ui.canvas.painting_marks import paint_caption, paint_marks
from ui.canvas.routes import LineKind
from ui.controls.look import Look
from workbench.domain.elements import Transition

SIZE = 600


def painted(sketch: Sketch, look: Look, marks: Marks) -> QImage:
    """The marks and their caption on white."""
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    geometry = MapGeometry(sketch.document, sketch.journey)
    scene = Scene(geometry, CardFaces(sketch.document, sketch.journey), MapNumbers())
    painter = QPainter(image)
    painter.setClipRect(image.rect())
    paint_marks(painter, scene, Ink(look), 1.0, marks)
    if marks.caption is not None:
        paint_caption(painter, Ink(look), 1.0, marks.caption)
    painter.end()
    return image


def extent(image: QImage) -> tuple[int, int, int, int]:
    """The box of all that is not white: left, top, right, bottom."""
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(SIZE, SIZE)
    rows, columns = np.nonzero(pixels != QColor("white").rgb())
    return int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max())


LOOP = ((10.0, 10.0), (200.0, 10.0), (200.0, 100.0), (100.0, 60.0), (10.0, 100.0))


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (Marks(band=Box(50, 60, 150, 160)), (50, 60, 150, 160)),
        (Marks(loop=LOOP), (10, 10, 200, 100)),
        (Marks(ghosts=(Box(12, 200, 140, 276),)), (12, 200, 140, 276)),
        (Marks(lines=(LiveLine(LineKind.FLOW, straight((50, 300), (250, 300))),)), (50, 297, 250, 303)),
    ],
)
def test_every_mark_is_painted_where_it_is(
    sketch: Sketch, look: Look, marks: Marks, expected: tuple[int, int, int, int]
) -> None:
    assert extent(painted(sketch, look, marks)) == pytest.approx(expected, abs=3)


@pytest.mark.parametrize(("is_new", "colour"), [(True, "accent"), (False, "flow")])
def test_a_line_that_is_being_drawn_stands_out_from_those_that_follow_a_card(
    sketch: Sketch, look: Look, is_new: bool, colour: str
) -> None:
    live = LiveLine(LineKind.FLOW, straight((50, 300), (250, 300)), is_new)
    assert painted(sketch, look, Marks(lines=(live,))).pixelColor(150, 299) == look.colour(colour)


def test_a_loop_leaves_out_what_it_goes_round(sketch: Sketch, look: Look) -> None:
    image = painted(sketch, look, Marks(loop=LOOP))
    white = QColor("white")
    assert image.pixelColor(100, 30) != white
    assert image.pixelColor(100, 90) == white


def test_the_line_into_which_a_card_would_go_is_highlighted(sketch: Sketch, look: Look) -> None:
    flow = next(each for each in sketch.document.of(Transition) if each.source == sketch.ids["Search"])
    x, y = MapGeometry(sketch.document, sketch.journey).lines[flow.id].curve.middle
    image = painted(sketch, look, Marks(line=flow.id))
    assert image.pixelColor(round(x), round(y)) == look.colour("accent")
    assert painted(sketch, look, Marks(line="gone")) == painted(sketch, look, Marks())


@pytest.mark.parametrize("at", [(100, 100), (590, 300), (300, 590), (598, 598), (2, 300)])
def test_a_caption_stays_inside_the_map_and_off_the_pointer(sketch: Sketch, look: Look, at: tuple[int, int]) -> None:
    image = painted(sketch, look, Marks(caption=Caption("Connects to “First bill”", *at)))
    left, top, right, bottom = extent(image)
    assert left > 0
    assert right < SIZE - 1
    assert bottom < SIZE - 1
    assert not (left <= at[0] <= right and top <= at[1] <= bottom)


@pytest.mark.parametrize("at", [(300, 900), (300, -400), (-300, 300), (1500, 300)])
def test_a_caption_is_seen_even_when_the_pointer_has_left_the_map(
    sketch: Sketch, look: Look, at: tuple[int, int]
) -> None:
    left, top, right, bottom = extent(painted(sketch, look, Marks(caption=Caption("New touchpoint here", *at))))
    assert 0 < left < right < SIZE - 1
    assert 0 < top < bottom < SIZE - 1


def test_a_caption_as_long_as_a_name_can_be_is_elided(sketch: Sketch, look: Look) -> None:
    left, _, right, _ = extent(painted(sketch, look, Marks(caption=Caption("x" * 10_000, 10, 10))))
    assert right - left < 460


def test_a_refusal_looks_different_from_a_promise(sketch: Sketch, look: Look) -> None:
    promise = painted(sketch, look, Marks(caption=Caption("Same words", 50, 50)))
    assert painted(sketch, look, Marks(caption=Caption("Same words", 50, 50, refused=True))) != promise
