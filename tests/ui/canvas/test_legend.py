from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from tests.ui.canvas.journeys import Sketch, an_empty_sketch, everything
from tests.ui.canvas.noted import frame_on
from ui.canvas.boxes import Box
from ui.canvas.geometry import MapGeometry
from ui.canvas.ink import Ink
from ui.canvas.legend import entries_of, legend_width, paint_legend
from ui.controls.legend import WORDS
from ui.controls.look import Look


def test_the_legend_names_only_what_the_map_has(sketch: Sketch) -> None:
    assert entries_of(MapGeometry(sketch.document, sketch.journey)) == ("flow", "failure_demand", "influence")
    assert entries_of(MapGeometry(sketch.document, sketch.journey), influences=False) == ("flow", "failure_demand")
    empty = an_empty_sketch()
    assert entries_of(MapGeometry(empty.document, empty.journey)) == ()


def test_notes_and_frames_are_told_of_where_there_are_any() -> None:
    empty = an_empty_sketch()
    frame_on(empty, Box(0, 0, 90, 90))
    assert entries_of(MapGeometry(empty.document, empty.journey)) == ("frame",)
    whole = everything()
    assert entries_of(MapGeometry(whole.document, whole.journey)) == tuple(WORDS)


def test_the_legend_is_exactly_as_wide_as_it_says(look: Look) -> None:
    ink, entries = Ink(look), tuple(WORDS)
    width = legend_width(ink, entries, heat=True)
    image = QImage(1200, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_legend(painter, ink, 0, 20, entries, heat=True)
    painter.end()
    used = [x for x in range(1200) if any(image.pixelColor(x, y) != Qt.GlobalColor.white for y in range(40))]
    assert abs(max(used) - width) < 4
