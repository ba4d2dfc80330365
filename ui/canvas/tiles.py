"""The still map in square pictures: stretched while the scale changes, painted sharply when there is time for it."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap, QRegion

from ui.canvas.boxes import Box, around
from ui.canvas.frame import Frame

Clock = Callable[[], float]
Key = tuple[int, int]
PaintPart = Callable[[QPainter, Box, float], None]
"""Paints an area (map units) at a scale with a painter that has the map's origin at its origin."""
Prepare = Callable[[Box, float], None]
"""Does what can be done before an area (map units) is painted at a scale, so that either takes less at a time."""

TILE: Final = 256
_MOST_KEPT: Final = 200
_OVERVIEW_WIDTH: Final = 1280.0
_OVERVIEW_HEIGHT: Final = 720.0
_LARGEST_OVERVIEW: Final = 0.15
_REACH: Final = 16.0
_EVERYWHERE: Final = Box(-math.inf, -math.inf, math.inf, math.inf)


@dataclass(slots=True)
class TileLayer:
    """Tiles of one scale, `density` device px a map unit, painted as for a screen of `ratio` device px a logical px.

    Those in `stale` have parts that are out of date; `is_whole` says that they have once been all that showed.
    """

    density: float
    ratio: float = 1.0
    tiles: dict[Key, QPixmap] = field(default_factory=dict[Key, QPixmap])
    stale: dict[Key, QRegion] = field(default_factory=dict[Key, QRegion])
    is_whole: bool = False

    def area_of(self, key: Key) -> Box:
        """Return what a tile shows, in map units."""
        edge = TILE / self.density
        return Box(key[0] * edge, key[1] * edge, (key[0] + 1) * edge, (key[1] + 1) * edge)

    def keys_in(self, area: Box) -> list[Key]:
        """Return the tiles that an area in map units meets."""
        edges = (edge * self.density / TILE for edge in area)
        left, top, right, bottom = (math.floor(left_or_top) for left_or_top in edges)
        return [(across, down) for across in range(left, right + 1) for down in range(top, bottom + 1)]

    def covers(self, area: Box) -> bool:
        """Whether there is a tile wherever the area lies, be it out of date."""
        return all(key in self.tiles for key in self.keys_in(area))

    def is_done(self, area: Box) -> bool:
        """Whether no tile is to be painted before the area is up to date."""
        return all(key in self.tiles and key not in self.stale for key in self.keys_in(area))

    def missing(self, area: Box) -> list[Key]:
        """Return the tiles that are to be painted before the area is up to date, those in the middle first."""
        keys = self.keys_in(area)
        (left, top), (right, bottom) = keys[0], keys[-1]
        across, down = (left + right) / 2, (top + bottom) / 2
        found = [key for key in keys if key not in self.tiles or key in self.stale]
        return sorted(found, key=lambda key: abs(key[0] - across) + abs(key[1] - down))

    def invalidate(self, area: Box) -> None:
        """Have an area in map units painted again."""
        left, top, right, bottom = (edge * self.density for edge in area)
        rect = QRectF(left, top, right - left, bottom - top).toAlignedRect()
        for key in self.keys_in(area):
            if key in self.tiles:
                part = rect.translated(-key[0] * TILE, -key[1] * TILE).intersected(QRect(0, 0, TILE, TILE))
                self.stale[key] = self.stale.get(key, QRegion()).united(part)

    def paint(self, key: Key, paint: PaintPart) -> None:
        """Paint a tile, or only the parts of it that are out of date."""
        region = self.stale.pop(key, None)
        tile = self.tiles.get(key)
        if tile is None or region is None:
            tile = QPixmap(TILE, TILE)
            region = QRegion(0, 0, TILE, TILE)
        self.tiles[key] = tile
        across, down = key[0] * TILE, key[1] * TILE
        painter = QPainter(tile)
        painter.setClipRegion(region)
        painter.scale(self.ratio, self.ratio)
        painter.translate(-across / self.ratio, -down / self.ratio)
        part = region.boundingRect().translated(across, down)
        edges = (part.left(), part.top(), part.right() + 1, part.bottom() + 1)
        paint(painter, Box(*(edge / self.density for edge in edges)), self.density / self.ratio)
        painter.end()

    def draw(self, painter: QPainter, density: float, origin: tuple[float, float], window: Box) -> None:
        """Draw the tiles that meet a `window`, in device px at another density, with the map's origin at `origin`."""
        edge = TILE * density / self.density
        first_x, first_y = (window.left - origin[0]) / edge - 1, (window.top - origin[1]) / edge - 1
        last_x, last_y = (window.right - origin[0]) / edge, (window.bottom - origin[1]) / edge
        for (across, down), tile in self.tiles.items():
            if not (first_x <= across <= last_x and first_y <= down <= last_y):
                continue
            left, top = math.floor(across * edge + origin[0]), math.floor(down * edge + origin[1])
            if density == self.density:
                painter.drawPixmap(left, top, tile)
            else:
                right, bottom = (
                    math.floor((at + 1) * edge + by) for at, by in zip((across, down), origin, strict=True)
                )
                painter.drawPixmap(QRect(left, top, right - left, bottom - top), tile)


class Tiles:
    """Tiles of the scale that shows, of the one that showed before, and of the whole map at a small scale."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ground_to = 0.0
        self._sharp = TileLayer(1.0)
        self._before: TileLayer | None = None
        self._overview: TileLayer | None = None

    def show(self, scale: float, ratio: float, ground_to: float) -> None:
        """Go to another scale; what is painted serves, stretched, until there are sharp tiles.

        `ground_to` is where the ground ends (map units); at the same scale another end makes the tiles out of date.
        """
        if (scale * ratio, ratio) != (self._sharp.density, self._sharp.ratio):
            if self._before is None or self._sharp.is_whole:
                self._before = self._sharp
            self._sharp = TileLayer(scale * ratio, ratio)
        elif ground_to != self._ground_to:
            self.invalidate()
        self._ground_to = ground_to

    def invalidate(self, area: Box | None = None) -> None:
        """Have an area in map units painted again, or everything."""
        self._before = None
        if area is None:
            for layer in self._layers():
                layer.stale = {key: QRegion(0, 0, TILE, TILE) for key in layer.tiles}
            return
        for layer in self._layers():
            layer.invalidate(area.grown(_REACH * self._sharp.ratio / layer.density))

    def is_sharp(self, area: Box) -> bool:
        """Whether an area in map units can be drawn as it is."""
        return self._sharp.is_done(area)

    def is_stale(self, area: Box) -> bool:
        """Whether parts of an area would be drawn as they were before a change."""
        stale = self._sharp.stale
        return bool(stale) and any(key in stale for key in self._sharp.keys_in(area))

    def has_gaps(self, area: Box) -> bool:
        """Whether parts of an area could be drawn from no tile, however stretched."""
        layers = (self._sharp, self._before, self._overview)
        return not any(layer.covers(area) for layer in layers if layer is not None)

    def work(
        self,
        area: Box,
        bounds: Box,
        paint: PaintPart,
        seconds: float,
        overview: bool = True,
        prepare: Prepare | None = None,
    ) -> bool:
        """Paint for so long: what shows, then what lies round it, then the overview; return whether more is to do.

        The overview's tiles are dear: without `overview` they are left for a moment in which nothing moves.
        """
        end = self._clock() + seconds
        for layer, key in self._jobs(area, bounds):
            if layer is self._overview and not overview:
                return True
            if prepare is not None:
                prepare(layer.area_of(key), layer.density / layer.ratio)
                if self._clock() >= end:
                    return True
            layer.paint(key, paint)
            if self._clock() >= end:
                return True
        self._before = None
        self._forget_far(area)
        return False

    def sharpen(self, area: Box, paint: PaintPart, seconds: float) -> None:
        """Paint what shows and is missing or out of date, for no longer than it may take."""
        end = self._clock() + seconds
        for key in self._sharp.missing(area):
            self._sharp.paint(key, paint)
            if self._clock() >= end:
                return

    def sketch(self, area: Box, bounds: Box, paint: PaintPart, seconds: float) -> None:
        """Paint what the overview lacks of what shows, for so long: it serves at whatever scale comes next."""
        end = self._clock() + seconds
        overview = self._overview_of(area, bounds)
        for key in overview.missing(area):
            overview.paint(key, paint)
            if self._clock() >= end:
                return

    def draw(self, painter: QPainter, frame: Frame, area: Box, window: Box) -> None:
        """Draw what is painted of the map; `area` shows, `window` is the part of the widget to draw (logical px)."""
        ratio = self._sharp.ratio
        origin = (round(frame.x * ratio), round(frame.y * ratio))
        window = Box(*(edge * ratio for edge in window))
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        if self._sharp.covers(area):
            self._sharp.is_whole = True
        elif self._before is not None and self._before.covers(area):
            self._before.draw(painter, self._sharp.density, origin, window)
        else:
            for layer in (self._overview, self._before):
                if layer is not None:
                    layer.draw(painter, self._sharp.density, origin, window)
        self._sharp.draw(painter, self._sharp.density, origin, window)
        painter.restore()

    def draw_overview(self, painter: QPainter, scale: float) -> None:
        """Draw what is painted of the whole map at a small scale, with the map's origin at that of the painter."""
        if self._overview is not None:
            self._overview.draw(painter, scale, (0.0, 0.0), _EVERYWHERE)

    def _layers(self) -> Iterator[TileLayer]:
        yield self._sharp
        if self._overview is not None:
            yield self._overview

    def _jobs(self, area: Box, bounds: Box) -> Iterator[tuple[TileLayer, Key]]:
        edge = TILE / self._sharp.density
        for part in (area, area.grown(edge).common(bounds)):
            yield from ((self._sharp, key) for key in self._sharp.missing(part))
        overview = self._overview_of(area, bounds)
        yield from ((overview, key) for key in overview.missing(around((bounds, area)) or bounds))

    def _overview_of(self, area: Box, bounds: Box) -> TileLayer:
        bounds = around((bounds, area)) or bounds
        scale = min(_OVERVIEW_WIDTH / bounds.width, _OVERVIEW_HEIGHT / bounds.height, _LARGEST_OVERVIEW)
        if self._overview is None or not 0.5 < self._overview.density / scale < 2:
            self._overview = TileLayer(scale)
        return self._overview

    def _forget_far(self, area: Box) -> None:
        if len(self._sharp.tiles) > _MOST_KEPT:
            near = set(self._sharp.keys_in(area.grown(3 * TILE / self._sharp.density)))
            self._sharp.tiles = {key: tile for key, tile in self._sharp.tiles.items() if key in near}
            self._sharp.stale = {key: part for key, part in self._sharp.stale.items() if key in near}
