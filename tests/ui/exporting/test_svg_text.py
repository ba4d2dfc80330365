"""Texts of a drawing: each line one text, whole, in its place and its direction."""

import re
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from ui.exporting.svg_text import TextPainter, is_right_to_left, xml_text

SVG = "{http://www.w3.org/2000/svg}"
HEBREW = "\u05e9\u05dc\u05d5\u05dd"
ARABIC = "\u0645\u0631\u062d\u0628\u0627"


class Drawing:
    """What a painter with texts makes, and a font for it."""

    def __init__(self) -> None:
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        generator = QSvgGenerator()
        generator.setOutputDevice(self._buffer)
        generator.setSize(QSize(400, 200))
        generator.setViewBox(QRectF(0, 0, 400, 200))
        self._generator = generator
        self.painter = TextPainter(generator)
        self.font = QFont("sans-serif")
        self.font.setPixelSize(20)
        self.painter.setFont(self.font)

    def length(self, text: str) -> float:
        return QFontMetricsF(self.font).horizontalAdvance(text)

    def root(self) -> ElementTree.Element:
        self.painter.end()
        return ElementTree.fromstring(self.painter.lettered(bytes(self._buffer.data().data()).decode()))

    def texts(self) -> list[ElementTree.Element]:
        return list(self.root().iter(f"{SVG}text"))


@pytest.fixture
def drawing(qapp: QApplication) -> Drawing:
    return Drawing()


@pytest.mark.parametrize(
    "line",
    [
        "plain",
        "7",
        f"{HEBREW} <b> {ARABIC} 12",
        f"Ask {HEBREW}, then {ARABIC}",
        "\u65e5\u672c\u8a9e\u306e\u9577\u3044\u540d\u524d",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 family",
        "</text><script>alert(1)</script>",
        "  blanks   stay ",
    ],
)
def test_a_line_is_one_text_whatever_is_in_it(drawing: Drawing, line: str) -> None:
    drawing.painter.drawText(QPointF(10, 50), line)
    (text,) = drawing.texts()
    assert "".join(text.itertext()) == line
    assert float(text.get("textLength", "")) == pytest.approx(drawing.length(line), abs=0.1)
    assert float(text.get("y", "")) == 50


def test_a_line_from_the_right_says_so_and_keeps_its_place_wherever_that_is_ignored(drawing: Drawing) -> None:
    drawing.painter.drawText(QPointF(10, 50), HEBREW)
    drawing.painter.drawText(QPointF(10, 90), "left")
    right, left = drawing.texts()
    assert (right.get("direction"), right.get("text-anchor")) == ("rtl", "middle")
    assert float(right.get("x", "")) == pytest.approx(10 + drawing.length(HEBREW) / 2, abs=0.1)
    assert (left.get("direction"), left.get("text-anchor"), left.get("x")) == (None, None, "10")


def test_a_text_in_a_box_stands_where_it_would_by_itself(drawing: Drawing) -> None:
    drawing.painter.drawText(QRectF(100, 40, 200, 60), Qt.AlignmentFlag.AlignCenter, "in the middle")
    (text,) = drawing.texts()
    assert float(text.get("x", "")) == pytest.approx(200 - drawing.length("in the middle") / 2, abs=1)
    metrics = QFontMetricsF(drawing.font)
    assert float(text.get("y", "")) == pytest.approx(70 + (metrics.ascent() - metrics.descent()) / 2, abs=1)


def test_a_struck_text_has_a_line_as_long_as_itself(drawing: Drawing) -> None:
    drawing.font.setStrikeOut(True)
    drawing.painter.setFont(drawing.font)
    drawing.painter.drawText(QPointF(10, 50), "12,345")
    assert drawing.painter.font().strikeOut()
    (line,) = drawing.root().iter(f"{SVG}polyline")
    (left, over), (right, same) = (map(float, each.split(",")) for each in line.get("points", "").split())
    assert right - left == pytest.approx(drawing.length("12,345"), abs=1)
    assert over == same < 50


def test_who_begins_at_the_right_is_told_by_the_first_letter_that_says_so() -> None:
    assert is_right_to_left(f"12 <{HEBREW}> a")
    assert is_right_to_left(ARABIC)
    assert not is_right_to_left(f"a {HEBREW}")
    assert not is_right_to_left(f"\u2068{HEBREW}\u2069 \u00b7 November")
    assert not is_right_to_left("12 345")


@pytest.mark.parametrize("bad", ["\x00", "\x01", "\x0b", "\x1f", "\ufffe", "\uffff", chr(0xD800), chr(0xDFFF)])
def test_what_xml_forbids_is_replaced(bad: str) -> None:
    told = xml_text(f"a{bad}b")
    assert told == "a\ufffdb"
    assert ElementTree.fromstring(f"<t>{told}</t>").text == "a\ufffdb"


def test_markup_is_what_it_looks_like() -> None:
    assert not re.search('[<>"]', xml_text('<a href="x">&amp;'))
