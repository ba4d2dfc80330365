"""What a widget paints, as far as it can be read."""

from xml.etree import ElementTree

from PySide6.QtCore import QBuffer
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

_TEXT = "{http://www.w3.org/2000/svg}text"


def words_painted(widget: QWidget) -> list[str]:
    """Return the words that a widget and all in it write, in the order in which they are painted."""
    held, drawing = QBuffer(), QSvgGenerator()
    drawing.setOutputDevice(held)
    drawing.setSize(widget.size())
    widget.render(drawing)
    return ["".join(text.itertext()) for text in ElementTree.fromstring(bytes(held.data().data())).iter(_TEXT)]
