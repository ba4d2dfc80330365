"""The whole map as one picture for reports and slides: heads, title and legend included, nothing cut."""

import math
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from ui.canvas.boxes import Box
from ui.canvas.cards import CardFaces
from ui.canvas.frame import Frame
from ui.canvas.geometry import MapGeometry
from ui.canvas.heads import heads_height, paint_heads
from ui.canvas.ink import Ink, write
from ui.canvas.legend import kinds_of, legend_width, paint_legend
from ui.canvas.numbers import MapNumbers
from ui.canvas.painting import Scene, paint_map
from ui.controls.look import Look
from workbench.domain.document import Document
from workbench.domain.elements import Journey

_TITLE_BAR: Final = 52
_SIDE: Final = 12.0
_FOOT: Final = 24.0
_NARROWEST: Final = 560


def map_picture(
    document: Document,
    journey: str,
    numbers: MapNumbers,
    look: Look,
    scale: float = 1.0,
    density: float = 1.0,
    title: str = "",
    influences: bool = True,
) -> QImage:
    """Return the journey's whole map in `look`, which for exports and pages is the light one.

    `scale` sets the size of the cards, `density` how many device px a logical px has; without a `title` the journey's
    own stands above the map.
    """
    geometry = MapGeometry(document, journey)
    area = _whole(geometry.bounds)
    scene = Scene(geometry, CardFaces(document, journey).faces, numbers, influences, area.right)
    ink = Ink(look, density)
    headline, heads = look.scaled(_TITLE_BAR), heads_height(look, math.inf)
    width = max(math.ceil(area.width * scale), _NARROWEST)
    image = _blank(width, headline + heads + math.ceil(area.height * scale), ink)
    painter = QPainter(image)
    origin = Frame(scale, round(-area.left * scale), headline + heads - math.floor(area.top * scale))
    painter.translate(origin.x, origin.y)
    paint_map(painter, scene, ink, area, scale)
    painter.resetTransform()
    painter.translate(0, headline)
    paint_heads(painter, scene, ink, origin, (width, heads))
    painter.translate(0, -headline)
    _paint_headline(painter, scene, ink, title or document.get(Journey, journey).title, width, headline)
    painter.end()
    return image


def _blank(width: int, height: int, ink: Ink) -> QImage:
    image = QImage(QSize(math.ceil(width * ink.ratio), math.ceil(height * ink.ratio)), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ink.ratio)
    image.fill(ink.colour("canvas"))
    return image


def _whole(bounds: Box) -> Box:
    """Lines may bow past the columns on either side."""
    return Box(min(0.0, bounds.left), bounds.top, bounds.right, bounds.bottom + _FOOT)


def _paint_headline(painter: QPainter, scene: Scene, ink: Ink, title: str, width: int, height: int) -> None:
    lines = scene.geometry.lines.joins
    kinds = kinds_of(line for line in lines if scene.influences or line.leaves or line.kind != "influence")
    heat = scene.numbers.heat and bool(scene.numbers.as_is)
    legend = legend_width(ink, kinds, heat) if kinds or heat else 0.0
    beside = legend < width / 2
    painter.fillRect(0, 0, width, height, ink.colour("panel"))
    middle = height / 2
    size = ink.theme.type.sizes["sentence"]
    font, metrics = ink.font("sentence", size)
    room = width - 2 * _SIDE - (legend + _SIDE if beside else 0)
    baseline = middle + metrics.capHeight() / 2
    for line in ink.lines(title, "sentence", size, room, 1):
        write(painter, font, ink.colour("text"), _SIDE, baseline, line)
    if beside:
        paint_legend(painter, ink, width - legend - _SIDE, middle, kinds, heat)
