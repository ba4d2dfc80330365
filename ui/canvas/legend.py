"""The legend: only what the map has, and the scale of the heat."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from ui.canvas.geometry import MapGeometry
from ui.canvas.ink import Ink, write
from ui.canvas.painting_lines import COLOURS
from ui.canvas.routes import LineKind
from ui.controls.legend import FEW, MANY, WORDS, paint_sample
from workbench.domain.elements import Note

_SAMPLE, _AFTER_SAMPLE, _BETWEEN = 28.0, 6.0, 18.0
_CELL_WIDTH, _CELL_HEIGHT = 26.0, 16.0


def entries_of(geometry: MapGeometry, influences: bool = True) -> tuple[str, ...]:
    """Return what the map has, in the legend's order; without `influences` those are not among it."""
    present = {COLOURS[kind] for kind in {join.kind for join in geometry.lines.joins}}
    if not influences:
        present.discard(COLOURS[LineKind.INFLUENCE])
    present |= {"note" if isinstance(each, Note) else "frame" for each in geometry.areas.shown.values()}
    return tuple(entry for entry in WORDS if entry in present)


def legend_width(ink: Ink, entries: Iterable[str], heat: bool) -> float:
    """The width that `paint_legend` takes, in px."""
    _, metrics = ink.font("small", ink.theme.type.sizes["small"])
    told = sum(_SAMPLE + _AFTER_SAMPLE + metrics.horizontalAdvance(WORDS[each]) + _BETWEEN for each in entries)
    scale = metrics.horizontalAdvance(FEW + MANY) + 2 * _AFTER_SAMPLE + _CELL_WIDTH * len(ink.theme.heat)
    return told + (scale if heat else -_BETWEEN)


def paint_legend(painter: QPainter, ink: Ink, left: float, middle: float, entries: Iterable[str], heat: bool) -> None:
    """Paint the legend from `left` on, centred on the level `middle`, in px."""
    font, metrics = ink.font("small", ink.theme.type.sizes["small"])
    baseline = middle + metrics.capHeight() / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for each in entries:
        paint_sample(painter, ink.look, each, QPointF(left, middle), _SAMPLE)
        left += _SAMPLE + _AFTER_SAMPLE
        write(painter, font, ink.colour("text_2"), left, baseline, WORDS[each])
        left += metrics.horizontalAdvance(WORDS[each]) + _BETWEEN
    if heat:
        write(painter, font, ink.colour("text_2"), left, baseline, FEW)
        left += metrics.horizontalAdvance(FEW) + _AFTER_SAMPLE
        _paint_heat(painter, ink, left, middle)
        left += _CELL_WIDTH * len(ink.theme.heat) + _AFTER_SAMPLE
        write(painter, font, ink.colour("text_2"), left, baseline, MANY)


def _paint_heat(painter: QPainter, ink: Ink, left: float, middle: float) -> None:
    """One cell a level: its colour with its pattern at the right."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    strip = ink.theme.size["heat_strip"]
    for stop in ink.theme.heat:
        cell = QRectF(round(left), round(middle - _CELL_HEIGHT / 2), _CELL_WIDTH, _CELL_HEIGHT)
        painter.fillRect(cell, stop.fill)
        end = QPainterPath()
        end.addRect(cell.adjusted(_CELL_WIDTH - strip, 0, 0, 0))
        ink.paint_pattern(painter, end, stop)
        left += _CELL_WIDTH
    whole = QRectF(round(left) - _CELL_WIDTH * len(ink.theme.heat), round(middle - _CELL_HEIGHT / 2), 0, _CELL_HEIGHT)
    whole.setWidth(_CELL_WIDTH * len(ink.theme.heat))
    # filled, for a pen misses a corner where the picture is painted in parts
    outline = QPainterPath()
    outline.addRect(whole)
    outline.addRect(whole.adjusted(1, 1, -1, -1))
    painter.fillPath(outline, ink.colour("line_control"))
