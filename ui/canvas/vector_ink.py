"""Ink for pages that are enlarged later: icons and hatching as outlines, where the screen has pixels."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPainterPathStroker
from typing_extensions import override

from ui.canvas.ink import Ink
from ui.controls.look import Look
from ui.controls.patterns import PATTERN_STRENGTH
from ui.theme import HeatStop

_REPLACING: Final = ("calt", "clig", "liga")

_Key = tuple[int, float, float, float, float]


class VectorLook(Look):
    """Letters as they are enlarged, and copied out again.

    Those moved to whole px of a screen stand unevenly on paper, and shapes that a font has in store for figures and
    for letters side by side have no code of their own: out of a PDF comes something else.
    """

    @override
    def font(self, role: str) -> QFont:
        made = super().font(role)
        made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        for feature in (*self.theme.type.features, *_REPLACING):
            made.setFeature(QFont.Tag(feature), 0)
        return made


class VectorInk(Ink):
    """Paints with outlines only, so that nothing blurs however large it is printed."""

    def __init__(self, look: VectorLook, clear: bool = False) -> None:
        super().__init__(look, clear=clear)
        self._hatched: dict[_Key, QPainterPath] = {}

    @override
    def paint_icon(self, painter: QPainter, name: str, colour: QColor, place: QRectF) -> None:
        self.look.icons.paint(painter, name, colour, place)

    @override
    def paint_pattern(self, painter: QPainter, area: QPainterPath, stop: HeatStop) -> None:
        if stop.pattern.kind == "none":
            return
        box = area.boundingRect()
        key = (stop.level, box.left(), box.top(), box.width(), box.height())
        if key not in self._hatched:
            self._hatched[key] = _hatching(box, stop).intersected(area)
        colour = QColor(stop.text)
        colour.setAlphaF(PATTERN_STRENGTH)
        painter.fillPath(self._hatched[key], colour)


def _hatching(box: QRectF, stop: HeatStop) -> QPainterPath:
    """What the pattern covers, over a box and somewhat beyond it."""
    pattern = stop.pattern
    pitch = float(pattern.pitch)
    if pattern.kind == "dots":
        return _dots(box, pitch, pattern.width)
    lines = QPainterPath()
    across = -box.height()
    while across < box.width():
        foot, head = QPointF(box.left() + across, box.bottom()), QPointF(box.left() + across + box.height(), box.top())
        lines.moveTo(foot)
        lines.lineTo(head)
        if pattern.kind == "cross":
            lines.moveTo(QPointF(foot.x(), box.top()))
            lines.lineTo(QPointF(head.x(), box.bottom()))
        across += pitch
    stroker = QPainterPathStroker()
    stroker.setWidth(pattern.width)
    return stroker.createStroke(lines)


def _dots(box: QRectF, pitch: float, radius: float) -> QPainterPath:
    dots = QPainterPath()
    down = box.top() + pitch / 2
    while down < box.bottom():
        across = box.left() + pitch / 2
        while across < box.right() + pitch:
            dots.addEllipse(QPointF(across, down), radius, radius)
            across += pitch
        down += pitch
    return dots
