"""The texts of an SVG, each line one text as it was typed, however many fonts and directions it takes to draw it."""

import re
from typing import Any, Final, NamedTuple
from unicodedata import bidirectional
from xml.sax.saxutils import escape

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPaintDevice, QPainter, QPen
from typing_extensions import override

_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLACE: Final = re.compile(r"<text([^>]*)>(\d+)<")


class _Line(NamedTuple):
    text: str
    length: float


class TextPainter(QPainter):
    """Paints a number in the place of each line of text; `lettered` then puts the texts there.

    Qt would cut a line into a text for each font and script in it, and one that runs from right to left into words
    that nothing mirrors or puts in order.  Every text says how long it is, so that another font cannot push it over
    its card.
    """

    def __init__(self, device: QPaintDevice) -> None:
        super().__init__(device)
        self._lines: list[_Line] = []

    @override
    def drawText(self, *arguments: Any) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        place, text = arguments[0], str(arguments[-1])
        font = self.font()
        metrics = QFontMetricsF(font)
        if not isinstance(place, QPointF):
            place, flags, _ = arguments
            box = self.boundingRect(place, int(flags), text)
            place = QPointF(box.left(), box.top() + metrics.ascent())
        line = _Line(text, metrics.horizontalAdvance(text))
        # in the middle it stands where it should even for whoever takes every text to run from the left
        anchor = QPointF(line.length / 2 if is_right_to_left(text) else 0.0, 0.0)
        if font.strikeOut():
            self._strike_out(place, line.length, metrics)
            plain = QFont(font)
            plain.setStrikeOut(False)
            self.setFont(plain)
        super().drawText(place + anchor, str(len(self._lines)))
        if font.strikeOut():
            self.setFont(font)
        self._lines.append(line)

    def lettered(self, drawing: str) -> str:
        """Return what was painted, with the texts in their places."""
        return _PLACE.sub(self._text_for, drawing)

    def _strike_out(self, place: QPointF, length: float, metrics: QFontMetricsF) -> None:
        """Draw the line through a text, which Qt would make as long as the number in its place."""
        pen, middle = self.pen(), place.y() - metrics.strikeOutPos()
        self.setPen(QPen(pen.color(), metrics.lineWidth(), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        self.drawLine(QLineF(place.x(), middle, place.x() + length, middle))
        self.setPen(pen)

    def _text_for(self, found: re.Match[str]) -> str:
        line = self._lines[int(found[2])]
        way = ' direction="rtl" text-anchor="middle"' if is_right_to_left(line.text) else ""
        length = f'textLength="{line.length:.1f}" lengthAdjust="spacingAndGlyphs"'
        return f"<text{found[1]} {length}{way}>{xml_text(line.text)}<"


def is_right_to_left(text: str) -> bool:
    """Whether a line begins at the right: by its first letter that has a direction, outside of what is isolated."""
    depth = 0
    for letter in text:
        kind = bidirectional(letter)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif not depth and kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def xml_text(text: str) -> str:
    """Return `text` as XML can hold it: markup as what it looks like, characters that XML forbids as U+FFFD."""
    return escape(_NOT_IN_XML.sub("\ufffd", text), {'"': "&quot;"})
