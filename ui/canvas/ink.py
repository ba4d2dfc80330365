"""What painting prepares once for a look and a screen: fonts, shapes, icons and titles broken into lines."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPixmap,
    QTextLayout,
    QTextOption,
)

from ui.canvas.boxes import Box
from ui.canvas.lines import Line
from ui.controls.look import Look
from ui.controls.patterns import heat_brush
from ui.controls.text import with_firm_hyphens
from ui.theme import HeatStop, Theme
from workbench.domain.vocabulary import Layer

_ICON_SIZES: Final = (16, 20, 24, 32)
_CUSTOMER_RADIUS: Final = 16.0
_DASH_HEIGHT: Final = 4.0
_LEAST_TAIL: Final = 5
_SHARPER: Final = 2
_DASHED: Final = frozenset({Layer.BACKSTAGE, Layer.SUPPORT})


class Detail(IntEnum):
    """How much of a card shows at a scale."""

    DOTS = 0
    SHAPE = 1
    SCAN = 2
    READ = 3


def detail_at(theme: Theme, scale: float) -> Detail:
    """Return the level of detail at a scale."""
    limits = theme.level_of_detail
    if scale >= limits["read"]:
        return Detail.READ
    if scale >= limits["scan"]:
        return Detail.SCAN
    return Detail.SHAPE if scale >= limits["shape"] else Detail.DOTS


@dataclass(frozen=True, slots=True)
class CardShape:
    """The outlines of a card of one size and layer, in px from its top left corner."""

    whole: QPainterPath
    outline: QPainterPath
    bar: QPainterPath
    dashes: QPainterPath
    gap: QPainterPath
    strip: QPainterPath


class Ink:
    """Caches for one look on a screen of `ratio` device px a logical px; make another when either changes.

    Through a `clear` one everything shows that lies under the map.
    """

    def __init__(self, look: Look, ratio: float = 1.0, clear: bool = False) -> None:
        self.look = look
        self.clear = clear
        self.theme = look.theme
        self.type_scale = look.themes.type_scale
        self.ratio = ratio
        self._fonts: dict[tuple[str, int, bool], tuple[QFont, QFontMetricsF]] = {}
        self._lines: dict[tuple[str, str, int, int, int], tuple[str, ...]] = {}
        self._widths: dict[tuple[str, str, float], float] = {}
        self._shapes: dict[tuple[int, int, Layer], CardShape] = {}
        self._paths: dict[str, tuple[object, QPainterPath]] = {}
        self._patterns: dict[int, QBrush] = {}

    def colour(self, role: str) -> QColor:
        """The colour of a token's name."""
        return self.theme.colours[role]

    def ground(self, role: str) -> QColor:
        """The colour of a ground that everything else lies on."""
        return QColor(Qt.GlobalColor.transparent) if self.clear else self.theme.colours[role]

    def font(self, role: str, px: float, struck: bool = False) -> tuple[QFont, QFontMetricsF]:
        """A role's font at a size of its own, and its metrics; never below the smallest legible size."""
        return self.sized_font(role, round(max(px, self.smallest) * self.type_scale), struck)

    @property
    def smallest(self) -> int:
        """The size in px below which nobody can read, whatever the type setting."""
        return round(self.theme.level_of_detail["min_text_px"])

    def sized_font(self, role: str, size: int, struck: bool = False) -> tuple[QFont, QFontMetricsF]:
        """A role's font at so many px, whatever the type setting, and its metrics."""
        key = (role, size, struck)
        made = self._fonts.get(key)
        if made is None:
            font = self.look.font(role)
            font.setPixelSize(size)
            font.setStrikeOut(struck)
            made = self._fonts[key] = (font, QFontMetricsF(font))
        return made

    def width_of(self, text: str, role: str, px: float) -> float:
        """How wide a text is in one line."""
        key = (text, role, px)
        made = self._widths.get(key)
        if made is None:
            made = self._widths[key] = self.font(role, px)[1].horizontalAdvance(text)
        return made

    def lines(self, text: str, role: str, px: float, width: float, most: int) -> tuple[str, ...]:
        """`text` in at most so many lines, the last one elided where it does not fit."""
        return self.sized_lines(text, role, self.font(role, px)[0].pixelSize(), width, most)

    def sized_lines(self, text: str, role: str, size: int, width: float, most: int) -> tuple[str, ...]:
        """`text` as `lines` gives it, at so many px whatever the type setting."""
        font, metrics = self.sized_font(role, size)
        key = (text, role, size, int(width), most)
        made = self._lines.get(key)
        if made is None:
            made = self._lines[key] = _broken(text, font, metrics, int(width), most)
        return made

    def shape(self, width: int, height: int, layer: Layer) -> CardShape:
        """The outlines of a card."""
        key = (width, height, layer)
        made = self._shapes.get(key)
        if made is None:
            made = self._shapes[key] = _card_shape(self.theme, width, height, layer)
        return made

    def path(self, line: Line) -> QPainterPath:
        """A line's curve in map units."""
        known = self._paths.get(line.id)
        if known is not None and known[0] is line.curve:
            return known[1]
        points = line.curve.control.tolist()
        path = QPainterPath()
        path.moveTo(*points[0])
        for at in range(1, len(points), 3):
            path.cubicTo(*points[at], *points[at + 1], *points[at + 2])
        self._paths[line.id] = (line.curve, path)
        return path

    def icon(self, name: str, colour: QColor, size: float) -> QPixmap:
        """An icon in the largest of the four sizes that is not larger than `size`."""
        return self.look.icons.pixmap(name, colour, self.icon_edge(size), self.ratio)

    def icon_edge(self, size: float) -> int:
        """The edge of the icon that `icon` gives for a size."""
        return max((each for each in _ICON_SIZES if each <= size), default=_ICON_SIZES[0])

    def paint_icon(self, painter: QPainter, name: str, colour: QColor, place: QRectF) -> None:
        """Paint an icon into a square, in as much detail as there is room for."""
        icon = self.icon(name, colour, _SHARPER * place.width() if place.width() < _ICON_SIZES[0] else place.width())
        if self.icon_edge(place.width()) == place.width():
            painter.drawPixmap(place.topLeft(), icon)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, icon, QRectF(icon.rect()))

    def paint_pattern(self, painter: QPainter, area: QPainterPath, stop: HeatStop) -> None:
        """Fill an area with the second signal of a heat level, counted from the area's corner."""
        painter.setBrushOrigin(area.boundingRect().topLeft().toPoint())
        painter.fillPath(area, self.pattern(stop))
        painter.setBrushOrigin(0, 0)

    def pattern(self, stop: HeatStop) -> QBrush:
        """The second signal of a heat level."""
        made = self._patterns.get(stop.level)
        if made is None:
            made = self._patterns[stop.level] = heat_brush(stop, self.ratio)
        return made


def write(painter: QPainter, font: QFont, colour: QColor, x: float, baseline: float, text: str) -> None:
    """Write one line of text from a base line at whole px, so that it is equally sharp everywhere."""
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(QPointF(round(x), round(baseline)), text)


def drawn_rect(box: Box, scale: float) -> QRectF:
    """Where a box is drawn, in whole px from the map's origin."""
    return QRectF(round(box.left * scale), round(box.top * scale), round(box.width * scale), round(box.height * scale))


def _broken(text: str, font: QFont, metrics: QFontMetricsF, width: int, most: int) -> tuple[str, ...]:
    if not text:
        return ()
    text = " ".join(_whole_or_cut(word, metrics, width) for word in text.split(" "))
    layout = QTextLayout(with_firm_hyphens(text), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    broken: list[str] = []
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1, width))
        if len(broken) == most - 1:
            rest = _slice(text, line.textStart(), None)
            broken.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        broken.append(_slice(text, line.textStart(), line.textStart() + line.textLength()))
    layout.endLayout()
    return tuple(broken)


def _whole_or_cut(word: str, metrics: QFontMetricsF, width: int) -> str:
    """A word too long for a line is ended with dots, unless so much is lost that it had better be broken."""
    if metrics.horizontalAdvance(word) <= width:
        return word
    cut = metrics.elidedText(word, Qt.TextElideMode.ElideRight, width)
    return cut if len(word) - len(cut) < _LEAST_TAIL else word


def _slice(text: str, start: int, end: int | None) -> str:
    """Qt counts UTF-16 units, Python characters; they differ from the first emoji on.  None is the end of the text."""
    if text.isascii():
        return text[start:end].strip()
    stop = None if end is None else 2 * end
    return text.encode("utf-16-le")[2 * start : stop].decode("utf-16-le", "ignore").strip()


def _card_shape(theme: Theme, width: int, height: int, layer: Layer) -> CardShape:
    scale = height / theme.size["card_h"]
    wide = theme.size["owner_bar"] if scale >= theme.level_of_detail["read"] else theme.size["owner_bar_scan"]
    gap = theme.size["owner_bar_gap"]
    strip = theme.size["heat_strip"] * min(1.0, scale + 0.1)
    radius = min(card_radius(theme, layer) * scale, height / 2)
    whole = QPainterPath()
    whole.addRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), radius, radius)
    stripes = QPainterPath()
    top = 0.0
    while top < height:
        stripes.addRect(QRectF(0, top, wide, _DASH_HEIGHT))
        top += 2 * _DASH_HEIGHT
    return CardShape(
        whole=whole,
        outline=_outline(whole, layer in _DASHED),
        bar=whole.intersected(_upright(0, wide, height)),
        dashes=whole.intersected(stripes),
        gap=whole.intersected(_upright(wide, gap, height)),
        strip=whole.intersected(_upright(width - strip, strip, height)),
    )


def _outline(whole: QPainterPath, dashed: bool) -> QPainterPath:
    """The stroke as an area: dashes drawn by a pen would shift with the part of the map that is painted."""
    stroker = QPainterPathStroker()
    stroker.setWidth(1)
    if dashed:
        stroker.setDashPattern([4.0, 3.0])
    return stroker.createStroke(whole)


def card_radius(theme: Theme, layer: Layer) -> float:
    """How far the corners of a card are rounded at 100 %, in px."""
    if layer is Layer.CUSTOMER:
        return _CUSTOMER_RADIUS
    return 0.0 if layer is Layer.SUPPORT else float(theme.radius["card"])


def _upright(left: float, width: float, height: float) -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(left, 0, width, height))
    return path
