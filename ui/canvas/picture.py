"""The whole map as one picture for reports and slides."""

import math
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter

from ui.canvas.boxes import Box
from ui.canvas.ink import Ink
from ui.canvas.page import Dressing, Page
from ui.controls.look import Look
from workbench.domain.document import Document

_RIM: Final = 4


def map_picture(
    document: Document, journey: str, dressing: Dressing, look: Look, scale: float = 1.0, density: float = 1.0
) -> QImage:
    """Return the journey's whole map in `look`, which for exports and pages is the light one.

    `scale` sets the size of the cards, `density` how many device px a logical px has.
    """
    page = Page(document, journey, dressing, Ink(look, density), scale)
    width, height = size_in_pixels(page, density)
    return part_of(page, density, (0, 0, width, height))


def size_in_pixels(page: Page, density: float) -> tuple[int, int]:
    """Return the width and height of a page in device px."""
    return math.ceil(page.width * density), math.ceil(page.height * density)


def part_of(page: Page, density: float, part: tuple[int, int, int, int], clear: bool = False) -> QImage:
    """Return a part (left, top, width, height in device px) of a page; parts side by side make up the whole."""
    # a stroke that the edge of an image cuts may be rounded the other way there
    left, top, width, height = part[0] - _RIM, part[1] - _RIM, part[2] + 2 * _RIM, part[3] + 2 * _RIM
    kind = QImage.Format.Format_ARGB32_Premultiplied if clear else QImage.Format.Format_RGB32
    image = QImage(QSize(width, height), kind)
    image.fill(Qt.GlobalColor.transparent if clear else Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.translate(-left, -top)
    painter.scale(density, density)
    edges = (left, top, left + width, top + height)
    page.paint(painter, Box(*(edge / density for edge in edges)))
    painter.end()
    image = image.copy(_RIM, _RIM, part[2], part[3])
    image.setDevicePixelRatio(density)
    return image
