from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from tests.ui.canvas.journeys import Sketch, everything
from ui.canvas.geometry import MapGeometry
from ui.canvas.ink import Ink
from ui.canvas.legend import kinds_of, legend_width, paint_legend
from ui.canvas.routes import LineKind
from ui.controls.look import Look


def test_the_legend_names_only_what_the_map_has(sketch: Sketch) -> None:
    geometry = MapGeometry(sketch.document, sketch.journey)
    assert kinds_of(geometry.lines.values()) == (LineKind.FLOW, LineKind.FAILURE_DEMAND, LineKind.INFLUENCE)
    whole = everything()
    assert set(kinds_of(MapGeometry(whole.document, whole.journey).lines.values())) == set(LineKind)


def test_the_legend_is_exactly_as_wide_as_it_says(look: Look) -> None:
    ink, kinds = Ink(look), tuple(LineKind)
    width = legend_width(ink, kinds, heat=True)
    image = QImage(1200, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_legend(painter, ink, 0, 20, kinds, heat=True)
    painter.end()
    used = [x for x in range(1200) if any(image.pixelColor(x, y) != Qt.GlobalColor.white for y in range(40))]
    assert abs(max(used) - width) < 4
