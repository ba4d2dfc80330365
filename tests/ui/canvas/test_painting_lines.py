import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPen

from tests.ui.canvas.journeys import everything
from tests.ui.canvas.pictures import largest_difference
from ui.canvas.boxes import Box
from ui.canvas.curves import straight
from ui.canvas.geometry import Line, MapGeometry
from ui.canvas.ink import Ink
from ui.canvas.painting_lines import (
    line_width,
    paint_curve,
    paint_flows,
    paint_highlighted,
    paint_label,
    paint_line,
)
from ui.canvas.routes import LineKind
from ui.controls.look import Look
from workbench.domain.places import CARD_WIDTH, COLUMN_PITCH


def lines() -> list[Line]:
    sketch = everything()
    return list(MapGeometry(sketch.document, sketch.journey).lines.values())


def of_kind(kind: LineKind, share: float = 1.0) -> Line:
    return Line("l", kind, "a", "b", share, straight((0, 0), (100, 0)))


def test_a_line_is_wider_for_the_way_that_more_customers_take() -> None:
    widths = [line_width(of_kind(LineKind.FLOW, share)) for share in (0.0, 0.3, 1.0)]
    assert widths[0] == 1.2
    assert widths == sorted(set(widths))
    assert line_width(of_kind(LineKind.FLOW, 50.0)) == 6.0


@pytest.mark.parametrize("kind", [LineKind.GIVE_UP, LineKind.INFLUENCE])
def test_dots_and_dashes_have_one_width(kind: LineKind) -> None:
    assert line_width(of_kind(kind, 0.1)) == line_width(of_kind(kind, 1.0)) == 2.0


def test_every_kind_of_line_leaves_a_mark(look: Look) -> None:
    blank = picture()
    for line in lines():
        assert drawn(look, line, highlighted=False) != blank
        assert drawn(look, line, highlighted=True) != blank


def test_failure_demand_is_a_double_line(look: Look) -> None:
    image = drawn(look, Line("l", LineKind.FAILURE_DEMAND, "a", "b", 0.3, straight((10, 50), (300, 50))))
    column = [image.pixelColor(150, y).name() for y in range(40, 60)]
    red = look.colour("failure_demand").name()
    assert red in column
    between = column[column.index(red) : len(column) - column[::-1].index(red)]
    assert any(colour != red for colour in between)


@pytest.mark.parametrize("type_scale", [1.0, 1.25])
@pytest.mark.parametrize("scale", [1.0, 0.62])
def test_the_word_at_a_way_out_stands_left_of_its_bar_and_right_of_the_card_beside(
    look: Look, scale: float, type_scale: float
) -> None:
    look.themes.set_type_scale(type_scale)
    sketch = everything()
    geometry = MapGeometry(sketch.document, sketch.journey)
    out = next(line for line in geometry.lines.values() if line.leaves)
    plain, worded = drawn(look, out, worded=False, scale=scale), drawn(look, out, scale=scale)
    x, y = (round(part * scale) for part in out.curve.end)
    differing = [at for at in range(700) if plain.pixel(at, 100 + y) != worded.pixel(at, 100 + y)]
    card = geometry.cards[out.source]
    assert differing
    assert max(differing) < x
    assert min(differing) >= max(out.box.left, card.left - (COLUMN_PITCH - CARD_WIDTH)) * scale


def test_labels_and_live_curves_are_painted(look: Look) -> None:
    blank = picture()
    image = picture()
    painter = QPainter(image)
    paint_curve(painter, straight((10, 10), (200, 80)), QPen(Qt.GlobalColor.black, 2), 1.0)
    paint_label(painter, Ink(look), "30 % of customers", 200, 100)
    painter.end()
    assert image != blank
    assert image.pixelColor(150, 92).name() == look.colour("panel").name()


@pytest.mark.parametrize("scale", [1.0, 0.62, 0.5])
def test_flows_are_painted_together_as_each_of_them(look: Look, scale: float) -> None:
    flows = [line for line in lines() if line.kind is LineKind.FLOW and not line.leaves]
    flows += [of_kind(LineKind.FLOW, share) for share in (0.2, 1.7)]
    together, alone, part = picture(), picture(), picture()
    painter = QPainter(alone)
    for line in flows:
        paint_line(painter, Ink(look), line, scale)
    painter.end()
    for image, area in ((together, Box(-999, -999, 9999, 9999)), (part, Box(0, 0, 300, 300))):
        painter = QPainter(image)
        paint_flows(painter, Ink(look), flows, area, scale)
        painter.end()
    edge = round(300 * scale)
    assert largest_difference(together, alone) <= 48
    assert together != picture()
    assert largest_difference(part.copy(0, 0, edge, edge), together.copy(0, 0, edge, edge)) == 0


def picture() -> QImage:
    image = QImage(700, 700, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return image


def drawn(look: Look, line: Line, highlighted: bool = False, worded: bool = True, scale: float = 1.0) -> QImage:
    image = picture()
    painter = QPainter(image)
    painter.translate(0, 100)
    if line.curve.start == (10, 50):
        painter.translate(0, -100)
    if highlighted:
        paint_highlighted(painter, Ink(look), line, look.colour("accent"), 1.0)
    else:
        paint_line(painter, Ink(look), line, scale, worded)
    painter.end()
    return image
