"""What the lines and grounds of the map mean."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.controls.look import Look
from ui.controls.patterns import heat_brush

_MARK = 26
_SWATCH_HEIGHT = 16
_SWATCH_PATTERN = 10
_MARK_GAP = 5
_ENTRY_GAP = 14
_NOTE_SIDE, _FRAME_HEIGHT = 14, 12
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "flow": "flow",
        "failure_demand": "failure demand",
        "give_up": "gives up",
        "influence": "influence",
        "note": "note",
        "frame": "frame",
    }
)
"""What the legend can tell of, in its order: four kinds of line, and what else lies on a map."""
_CAUSE = "filled the glass"
_DISC = 12
FEW, MANY = "few", "many breakdowns"
"""What stands at the ends of the heat scale."""


class HeadlineLegend(QWidget):
    """What the map shows and the heat scale in one row; short, it keeps the heat scale only."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._short = False
        self._entries = tuple(WORDS)
        self._causes = False
        self._say()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_short(self, short: bool) -> None:
        """Keep the heat scale only, or show all."""
        if short != self._short:
            self._short = short
            self.updateGeometry()
            self.update()

    def set_entries(self, entries: Sequence[str]) -> None:
        """Tell of other things: keys of WORDS, in its order."""
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self._say()
            self.updateGeometry()
            self.update()

    def set_causes(self, shown: bool) -> None:
        """Tell what the discs on the map mean, or not while there are none."""
        if shown != self._causes:
            self._causes = shown
            self._say()
            self.updateGeometry()
            self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = self._metrics()
        wide = len(self._look.theme.heat) * _MARK + 2 * _MARK_GAP + 1
        wide += sum(metrics.horizontalAdvance(word) for word in (FEW, MANY))
        if not self._short:
            words = sum(metrics.horizontalAdvance(WORDS[each]) for each in self._entries)
            wide += words + len(self._entries) * (_MARK + _MARK_GAP + _ENTRY_GAP)
        if self._causes:
            wide += _DISC + _MARK_GAP + metrics.horizontalAdvance(_CAUSE) + _ENTRY_GAP
        return QSize(round(wide) + 2, max(_SWATCH_HEIGHT + 2, self._look.line_height("small")))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font("small"))
        left = 0.0
        if not self._short:
            for each in self._entries:
                paint_sample(painter, self._look, each, QPointF(left, self.height() / 2))
                left = self._word(painter, left + _MARK + _MARK_GAP, WORDS[each]) + _ENTRY_GAP
        if self._causes:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("text"))
            painter.drawEllipse(QRectF(left, (self.height() - _DISC) / 2, _DISC, _DISC))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            left = self._word(painter, left + _DISC + _MARK_GAP, _CAUSE) + _ENTRY_GAP
        left = self._word(painter, left, FEW) + _MARK_GAP
        for stop in self._look.theme.heat:
            box = QRectF(left, (self.height() - _SWATCH_HEIGHT) / 2, _MARK, _SWATCH_HEIGHT)
            painter.fillRect(box, stop.fill)
            pattern = box.adjusted(_MARK - _SWATCH_PATTERN, 0, 0, 0)
            painter.setBrushOrigin(pattern.topLeft())
            painter.fillRect(pattern, heat_brush(stop, self.devicePixelRatioF()))
            painter.setPen(QPen(self._look.colour("line_control"), 1))
            painter.drawRect(box.adjusted(0.5, 0.5, 0.5, -0.5))
            left += _MARK
        self._word(painter, left + 1 + _MARK_GAP, MANY)

    def _say(self) -> None:
        causes = "; a disc marks what filled the glass" if self._causes else ""
        told = [", ".join(WORDS[each] for each in self._entries)] if self._entries else []
        told.append(f"darker and denser means more breakdowns{causes}")
        self.setAccessibleName(f"Legend: {'; '.join(told)}")

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self._look.font("small"))

    def _word(self, painter: QPainter, left: float, word: str) -> float:
        """Write a word and say where it ends."""
        wide = self._metrics().horizontalAdvance(word)
        painter.setPen(self._look.colour("text_2"))
        painter.drawText(QRectF(left, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, word)
        return left + wide


def paint_sample(painter: QPainter, look: Look, entry: str, start: QPointF, length: float = _MARK) -> None:
    """Draw what stands before one word of the legend, from the middle of its left edge on."""
    middle = QPointF(start.x() + length / 2, start.y())
    if entry == "note":
        square = QRectF(0, 0, _NOTE_SIDE, _NOTE_SIDE)
        square.moveCenter(middle)
        painter.fillRect(square, look.colour("warn_soft"))
    elif entry == "frame":
        outline = QRectF(0, 0, length - 2, _FRAME_HEIGHT)
        outline.moveCenter(middle)
        painter.setPen(QPen(look.colour("line_control"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(outline)
    else:
        _paint_line_sample(painter, look, entry, start, length)


def _paint_line_sample(painter: QPainter, look: Look, role: str, start: QPointF, length: float) -> None:
    """Draw a short piece of one kind of line."""
    end = QPointF(start.x() + length, start.y())
    pen = QPen(look.colour(role), 2.5 if role == "flow" else 2)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if role == "failure_demand":
        pen.setWidthF(5)
        painter.setPen(pen)
        painter.drawLine(start, end)
        pen = QPen(look.colour("panel"), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    elif role == "give_up":
        # Round caps add the pen's width to each dash: nought draws a dot; lengths count in pen widths
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 3])
    elif role == "influence":
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.drawLine(start, end)
