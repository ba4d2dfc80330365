"""The irritation a customer carries through the phases, under the map."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.controls.curve import monotone_path, stroke_curve
from ui.controls.focus import OWN_FOCUS
from ui.controls.labels import figure
from ui.controls.look import Look
from ui.controls.reel import Reel
from ui.controls.strip_columns import StripColumns
from ui.controls.travel import Travel

_FULL_SCALE = 10.0
_LOW_EDGE = 10
_TITLE_SPACE = 20
_DISC = 3.0
_EDGE = 8
# How far from its disc a peak still crosses the line, in px
_SPREAD = 40
_DASH = 4
_DANGER_SENTENCE = "The glass is full: most breakdowns happen above this line"


class IrritationStrip(QWidget):
    """As-is curve over a pale area, the curve with the fix on top, and the line above which the glass is full.

    Values run from 0 to 10, one a column; `centres` are the columns' middles in px of this widget, rising from left to
    right, and may lie outside it while the map is panned; the curves end where the columns do. Discs are visited with
    the arrow keys.
    """

    visited = Signal(object)  # index of the column whose disc the user went to

    def __init__(self, look: Look, title: str = "Irritation carried", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._title = title
        self._names: tuple[str, ...] = ()
        self._columns = StripColumns()
        self._reel = Reel()
        self._as_is: tuple[float, ...] = ()
        self._with_fix: tuple[float, ...] = ()
        self._from: tuple[float, ...] = ()
        self._threshold: float | None = None
        self._most = 1.0
        self._current = 0
        self._travel = Travel(look, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(OWN_FOCUS, True)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def current(self) -> int:
        """Index of the column whose disc has the focus."""
        return self._current

    def set_columns(
        self, names: Sequence[str], centres: Sequence[float], ends: tuple[float, float] | None = None
    ) -> None:
        """Lay the columns out anew, or move all of them together as panning does; `ends` are their outer edges."""
        if tuple(names) == self._names and self._columns.are_at(centres, ends):
            return
        self._names = tuple(names)
        if self._columns.put(centres, ends):
            self._reel.forget()
        self._current = min(self._current, max(0, len(self._names) - 1))
        self.update()

    def set_values(
        self,
        as_is: Sequence[float],
        with_fix: Sequence[float] = (),
        threshold: float | None = None,
        animate: bool = False,
    ) -> None:
        """Show irritation a column as it is and, where given, with the fix, and where the glass is full."""
        self._from = self._shown_fix() or tuple(as_is)
        self._as_is, self._with_fix, self._threshold = tuple(as_is), tuple(with_fix), threshold
        self._most = min(_FULL_SCALE, max([*as_is, 1.25 * (threshold or 0.0), 1.0]))
        self._reel.forget()
        self._travel.begin(animate and 0 < len(with_fix) == len(self._from))
        self._describe()
        self.update()

    def visit(self, index: int) -> None:
        """Go to the disc of a column and tell it."""
        if not self._as_is:
            return
        self._current = min(max(0, index), len(self._as_is) - 1)
        self._describe()
        self.update()
        self.visited.emit(self._current)

    def column_text(self, index: int) -> str:
        """What the disc of a column says."""
        name = self._names[index] if index < len(self._names) else f"Column {index + 1}"
        text = f"{name}: irritation {figure(self._as_is[index])} of 10 as it is"
        return f"{text}, {figure(self._with_fix[index])} with the fix" if self._with_fix else text

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, self._look.theme.size["irritation_strip"])

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._look.theme.size["irritation_strip_small"])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: self._current - 1,
            Qt.Key.Key_Right: self._current + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._as_is) - 1,
        }
        index = steps.get(Qt.Key(event.key()))
        if index is None:
            super().keyPressEvent(event)
        else:
            self.visit(index)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        centres = self._columns.centres
        if event.button() == Qt.MouseButton.LeftButton and centres and self._as_is:
            x = event.position().x()
            self.visit(min(range(len(centres)), key=lambda at: abs(centres[at] - x)))

    @override
    def changeEvent(self, event: QEvent) -> None:
        self._reel.forget()
        super().changeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._travel.share < 1.0:
            self._reel.forget()
        size = (self.width(), self.height())
        self._reel.draw(painter, self._columns.moved, size, self.devicePixelRatioF(), self._paint_stretch)
        self._paint_still(painter)
        painter.end()

    def paint(self, painter: QPainter, clear: bool = False) -> None:
        """Paint the strip from a painter's origin on, for pictures of the map too; `clear` leaves its ground out."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        moved = self._columns.moved
        painter.translate(moved, 0)
        self._paint_stretch(painter, -moved, self.width() - moved, clear)
        painter.restore()
        self._paint_still(painter)

    def _paint_stretch(self, painter: QPainter, left: float, right: float, clear: bool = False) -> None:
        """Paint what moves with the columns, as they were laid out."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not clear:
            painter.fillRect(QRectF(left, 0, right - left, self.height()), self._look.colour("panel"))
        if self._has_curves:
            self._paint_curves(painter, left, right)

    def _paint_still(self, painter: QPainter) -> None:
        """Paint what stays where it is while the columns move."""
        if self._has_curves:
            self._paint_sentence(painter)
            if self.hasFocus():
                at = QPointF(self._columns.centres[self._current], self.height_of(self._as_is[self._current]))
                self._paint_focus(painter, at)
        painter.fillRect(0, 0, self.width(), 1, self._look.colour("line"))
        self._paint_title(painter)

    @property
    def _has_curves(self) -> bool:
        return bool(self._as_is) and len(self._as_is) == len(self._columns.centres)

    def height_of(self, value: float) -> float:
        """Where a value lies, in px from the top; as it is and the threshold set the scale, the fix does not."""
        top = self._look.scaled(_TITLE_SPACE)
        return self.height() - _LOW_EDGE - (self.height() - _LOW_EDGE - top) * min(value / self._most, 1.0)

    def _paint_curves(self, painter: QPainter, left: float, right: float) -> None:
        before = self._curve(self._as_is, left, right)
        area = QPainterPath(before)
        area.lineTo(before.currentPosition().x(), self.height())
        area.lineTo(before.elementAt(0).x, self.height())
        area.closeSubpath()
        # the curve lies over the edge of the area; smoothing it too would take most of the time of a picture
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillPath(area, self._look.colour("irritation_fill"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_threshold(painter, left, right)
        width = self._look.theme.stroke["curve"]
        stroke_curve(painter, *self._course(self._as_is, left, right), QPen(self._look.colour("irritation"), width))
        if self._with_fix:
            after = QPen(self._look.colour("accent"), width + 1)
            stroke_curve(painter, *self._course(self._shown_fix(), left, right), after)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("irritation"))
        centres, shown = self._columns.seen(self._as_is, left, right)
        for x, value in zip(centres, shown, strict=True):
            painter.drawEllipse(QPointF(x, self.height_of(value)), _DISC, _DISC)

    def _paint_focus(self, painter: QPainter, at: QPointF) -> None:
        reach = _DISC + self._look.theme.size["focus_gap"] + 1
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._look.colour("accent"), self._look.theme.stroke["focus"]))
        painter.drawEllipse(at, reach, reach)
        text = self.column_text(self._current)
        painter.setFont(self._look.font("small"))
        wide = QFontMetricsF(painter.font()).horizontalAdvance(text) + 16
        high = self._look.line_height("small") + 4
        left = min(max(4.0, at.x() - wide / 2), self.width() - wide - 4)
        below = at.y() + reach + 4
        top = below if below + high <= self.height() - 2 else at.y() - reach - 4 - high
        plate = QRectF(left, top, wide, high)
        painter.setPen(QPen(self._look.colour("line_control"), 1))
        painter.setBrush(self._look.colour("panel"))
        painter.drawRect(plate)
        painter.setPen(self._look.colour("text"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_threshold(self, painter: QPainter, left: float, right: float) -> None:
        if self._threshold is None:
            return
        y = round(self.height_of(self._threshold)) + 0.5
        # counted from the same place, wherever the part begins that is painted by itself
        line = QPainterPath(QPointF(2 * _DASH * (left // (2 * _DASH)), y))
        line.lineTo(right, y)
        stroker = QPainterPathStroker()
        stroker.setDashPattern([_DASH, _DASH])
        stroker.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.fillPath(stroker.createStroke(line), self._look.colour("danger"))

    def _paint_sentence(self, painter: QPainter) -> None:
        if self._threshold is None:
            return
        y = round(self.height_of(self._threshold))
        painter.setFont(self._look.font("small"))
        metrics = QFontMetricsF(painter.font())
        left = self.sentence_left(metrics.horizontalAdvance(_DANGER_SENTENCE))
        text = metrics.elidedText(_DANGER_SENTENCE, Qt.TextElideMode.ElideRight, max(0.0, self.width() - left - _EDGE))
        box = QRectF(left, y - metrics.height() - 1, metrics.horizontalAdvance(text) + 2, metrics.height())
        painter.fillRect(box, self._look.colour("panel"))
        painter.setPen(self._look.colour("danger"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def sentence_left(self, wide: float) -> float:
        """Where the sentence on the line starts: if possible where the curve under it does not rise above the line."""
        first = self._title_width() + 24
        last = max(first, self.width() - wide - _EDGE)
        for left in (max(first, self.width() * 0.3), first, last):
            under = self._columns.values_over(self._as_is, left - _SPREAD, left + wide + _SPREAD)
            if left <= last and all(value < (self._threshold or 0.0) for value in under):
                return left
        return first

    def _paint_title(self, painter: QPainter) -> None:
        painter.setFont(self._look.font("small_strong"))
        painter.setPen(self._look.colour("text"))
        line = QRectF(8, 4, self.width() - 16, self._look.line_height("small"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self._title)
        line.setLeft(8 + QFontMetricsF(painter.font()).horizontalAdvance(self._title))
        painter.setFont(self._look.font("small"))
        painter.setPen(self._look.colour("text_2"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, ", 0 to 10")

    def _title_width(self) -> float:
        return QFontMetricsF(self._look.font("small_strong")).horizontalAdvance(self._title + ", 0 to 10") + 8

    def _curve(self, values: Sequence[float], left: float, right: float) -> QPainterPath:
        """The curve through a stretch, level from its outermost columns to the edges or to where the columns end."""
        return monotone_path(*self._course(values, left, right))

    def _course(self, values: Sequence[float], left: float, right: float) -> tuple[list[float], list[float]]:
        xs, shown = self._columns.course(values, left, right)
        return xs, [self.height_of(value) for value in shown]

    def _shown_fix(self) -> tuple[float, ...]:
        share = self._travel.share
        if share >= 1.0:
            return self._with_fix
        return tuple(old + (new - old) * share for old, new in zip(self._from, self._with_fix, strict=True))

    def _describe(self) -> None:
        if self._as_is:
            self._current = min(self._current, len(self._as_is) - 1)
            self.setAccessibleDescription(self.column_text(self._current))
