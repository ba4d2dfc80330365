"""The legend: only the line kinds that the map has, and the scale of the heat."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.canvas.ink import Ink, write
from ui.canvas.lines import Join
from ui.canvas.painting_lines import COLOURS
from ui.canvas.routes import LineKind
from ui.controls.legend import paint_line_sample

WORDS: Final = {
    LineKind.FLOW: "flow",
    LineKind.FAILURE_DEMAND: "failure demand",
    LineKind.GIVE_UP: "gives up",
    LineKind.INFLUENCE: "influence",
}
FEW, MANY = "few", "many breakdowns"

_SAMPLE, _AFTER_SAMPLE, _BETWEEN = 28.0, 6.0, 18.0
_CELL_WIDTH, _CELL_HEIGHT = 26.0, 16.0


def kinds_of(lines: Iterable[Join]) -> tuple[LineKind, ...]:
    """Return the kinds that occur, in the legend's order."""
    present = {line.kind for line in lines}
    return tuple(kind for kind in WORDS if kind in present)


def legend_width(ink: Ink, kinds: Iterable[LineKind], heat: bool) -> float:
    """The width that `paint_legend` takes, in px."""
    _, metrics = ink.font("small", ink.theme.type.sizes["small"])
    lines = sum(_SAMPLE + _AFTER_SAMPLE + metrics.horizontalAdvance(WORDS[kind]) + _BETWEEN for kind in kinds)
    scale = metrics.horizontalAdvance(FEW + MANY) + 2 * _AFTER_SAMPLE + _CELL_WIDTH * len(ink.theme.heat)
    return lines + (scale if heat else -_BETWEEN)


def paint_legend(
    painter: QPainter, ink: Ink, left: float, middle: float, kinds: Iterable[LineKind], heat: bool
) -> None:
    """Paint the legend from `left` on, centred on the level `middle`, in px."""
    font, metrics = ink.font("small", ink.theme.type.sizes["small"])
    baseline = middle + metrics.capHeight() / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for kind in kinds:
        paint_line_sample(painter, ink.look, COLOURS[kind], QPointF(left, middle), _SAMPLE)
        left += _SAMPLE + _AFTER_SAMPLE
        write(painter, font, ink.colour("text_2"), left, baseline, WORDS[kind])
        left += metrics.horizontalAdvance(WORDS[kind]) + _BETWEEN
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
        painter.setBrushOrigin(QPointF(cell.right() - strip, cell.top()))
        painter.fillRect(cell.adjusted(_CELL_WIDTH - strip, 0, 0, 0), ink.pattern(stop))
        left += _CELL_WIDTH
    painter.setBrushOrigin(0, 0)
    whole = QRectF(round(left) - _CELL_WIDTH * len(ink.theme.heat), round(middle - _CELL_HEIGHT / 2), 0, _CELL_HEIGHT)
    whole.setWidth(_CELL_WIDTH * len(ink.theme.heat))
    painter.setPen(QPen(ink.colour("line_control"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(whole.adjusted(0, 0, -1, -1))
