"""Paints thousands of cards and lines that are too small to be read, with a few calls each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.canvas.boxes import Box
from ui.canvas.curves import Points, sampled
from ui.canvas.geometry import MapGeometry
from ui.canvas.ink import Detail, Ink, detail_at
from ui.canvas.lines import Line
from ui.canvas.many import draw_lines, draw_rects
from ui.canvas.painting_lines import COLOURS, PAINTING_ORDER
from ui.canvas.routes import LineKind

_TITLE_BAR: Final = (14.0, 14.0, 74.0, 12.0)
_OWNER_BAR: Final = 12.0
_EVERY_SAMPLE: Final = 2
_EVERY_DOT: Final = 4


def paint_far_lines(painter: QPainter, ink: Ink, lines: Sequence[Line], scale: float) -> None:
    """Paint lines as hairlines in their kind's colour."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    by_kind: defaultdict[LineKind, list[Points]] = defaultdict(list)
    for line in lines:
        by_kind[line.kind].append(line.curve.samples[::_EVERY_SAMPLE])
    for kind, ways in by_kind.items():
        joined = np.concatenate(ways) * scale
        follows = np.ones(len(joined) - 1, dtype=bool)
        follows[np.cumsum([len(way) for way in ways])[:-1] - 1] = False
        painter.setPen(QPen(ink.colour(COLOURS[kind]), 1))
        draw_lines(painter, np.hstack([joined[:-1], joined[1:]])[follows])


def paint_hairlines(
    painter: QPainter, ink: Ink, kinds: Sequence[LineKind], ways: Points, scale: float, smooth: bool = False
) -> None:
    """Paint lines by their plain ways (control points, shape (n, 4, 2)); `smooth` where cards are more than dots."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
    samples = sampled(ways)[:, :: 1 if smooth else _EVERY_DOT] * scale
    segments = np.concatenate([samples[:, :-1], samples[:, 1:]], axis=2)
    for kind in PAINTING_ORDER:
        rows = [row for row, each in enumerate(kinds) if each is kind]
        if rows:
            painter.setPen(QPen(ink.colour(COLOURS[kind]), 1))
            draw_lines(painter, segments[rows].reshape(-1, 4))


def paint_far_cards(
    painter: QPainter,
    geometry: MapGeometry,
    groups: Mapping[tuple[int, int | None], Sequence[str]],
    ink: Ink,
    scale: float,
) -> None:
    """Paint cards as blocks; `groups` holds the ids that share a heat level and an owner's colour slot."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    with_details = detail_at(ink.theme, scale) is Detail.SHAPE
    for (level, slot), cards in groups.items():
        boxes = np.array([geometry.cards[card] for card in cards]) * scale
        left, top = np.round(boxes[:, 0]), np.round(boxes[:, 1])
        width, height = np.round(boxes[:, 2] - boxes[:, 0]), np.round(boxes[:, 3] - boxes[:, 1])
        ground, text = _colours(ink, level)
        # an outline adds its own pixel at the right and below
        outline = 1 if with_details else 0
        painter.setPen(QPen(ink.colour("line_control"), 1) if outline else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        draw_rects(painter, np.column_stack([left, top, width - outline, height - outline]))
        if with_details:
            painter.setPen(Qt.PenStyle.NoPen)
            _paint_details(painter, ink, (left, top, width, height), slot, text, scale)


def paint_far_rings(painter: QPainter, cards: Sequence[Box], scale: float, gap: float) -> None:
    """Outline cards, so many px off them, with the painter's pen; they are too small for round corners to show."""
    if cards:
        left, top, right, bottom = (np.array(cards) * scale).T
        across, down = np.round(left) - gap, np.round(top) - gap
        painter.setBrush(Qt.BrushStyle.NoBrush)
        size = (np.round(right - left) + 2 * gap, np.round(bottom - top) + 2 * gap)
        draw_rects(painter, np.column_stack([across, down, *size]))


def _paint_details(
    painter: QPainter, ink: Ink, at: tuple[Points, Points, Points, Points], slot: int | None, text: QColor, scale: float
) -> None:
    left, top, width, height = at
    if slot is not None:
        painter.setBrush(ink.theme.department(slot).fill)
        bar = np.full_like(left, max(2.0, round(_OWNER_BAR * scale)))
        draw_rects(painter, np.column_stack([left, top, bar, height]))
    across, down, long, thick = (part * scale for part in _TITLE_BAR)
    title = QColor(text)
    title.setAlphaF(0.6)
    painter.setBrush(title)
    bars = np.full((len(left), 2), (long, max(2.0, thick)))
    draw_rects(painter, np.column_stack([left + across + 0 * width, top + down, bars]))


def _colours(ink: Ink, level: int) -> tuple[QColor, QColor]:
    if not level:
        return ink.colour("card"), ink.colour("text")
    return ink.theme.heat[level].fill, ink.theme.heat[level].text
