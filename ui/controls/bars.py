"""Before and after, phase by phase."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.controls.counted import CountedChart
from ui.controls.labels import figure, in_letters
from ui.controls.look import Look
from ui.controls.patterns import hatch_brush
from ui.controls.travel import Travel

_WIDTH = 280
_ROW = 28
_ROW_GAP = 4
_KEY = 24
_BEFORE = 9
_AFTER = 10
_CAP = 8
_GAP = 8


@dataclass(frozen=True, slots=True)
class BarRow:
    """One phase: its number as it is and with the fix, and the range of the latter where it is known."""

    name: str
    before: float
    after: float
    low: float | None = None
    high: float | None = None

    @property
    def changes(self) -> bool:
        """Whether a reader would see two different numbers."""
        return figure(self.before) != figure(self.after)


def unchanged_sentence(rows: Sequence[BarRow]) -> str:
    """One sentence for all phases that keep their number; empty where every phase changes."""
    still = [row.name for row in rows if not row.changes]
    if not still:
        return ""
    if len(still) == len(rows):
        return "No phase changes."
    if len(still) == 1:
        return f"{still[0]} does not change."
    first = next(at for at, row in enumerate(rows) if row.changes)
    count = in_letters(len(still))
    if first == len(still):
        return f"The {count} phases before {rows[first].name} do not change."
    if len(still) <= 3:
        return f"{', '.join(still[:-1])} and {still[-1]} do not change."
    return f"The {count} other phases do not change."


def bars_text(rows: Sequence[BarRow]) -> str:
    """The whole chart in sentences, one a line."""
    lines = []
    for row in rows:
        if row.changes:
            reach = "" if row.low is None or row.high is None else f", range {figure(row.low)} to {figure(row.high)}"
            lines.append(f"{row.name}: {figure(row.before)} as it is, {figure(row.after)} with the fix{reach}.")
    sentence = unchanged_sentence(rows)
    return "\n".join([*lines, sentence] if sentence else lines)


class PhaseBars(CountedChart):
    """Two bars a phase, hatched as it is and solid with the fix; what does not change stands in a sentence below."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, _WIDTH, parent)
        self._rows: tuple[BarRow, ...] = ()
        self._from: tuple[BarRow, ...] = ()
        self._hatch = QBrush()
        self._travel = Travel(look, self)
        self.setAccessibleName("Breakdowns by phase")

    @property
    def rows(self) -> tuple[BarRow, ...]:
        """What is shown, or moving there."""
        return self._rows

    def set_rows(self, rows: Sequence[BarRow], animate: bool) -> None:
        """Show other numbers; with `animate` the bars travel there, the numbers change at once."""
        old = self._shown_rows()
        travels = animate and [row.name for row in old] == [row.name for row in rows]
        self._from = old if travels else tuple(rows)
        self._rows = tuple(rows)
        self.setAccessibleDescription(bars_text(self._rows))
        self._travel.begin(travels)
        self.updateGeometry()
        self.update()

    @override
    def heightForWidth(self, width: int) -> int:
        changing = sum(row.changes for row in self._rows)
        head = self._look.scaled(_KEY) if changing else 0
        return head + changing * self._pitch() + self._sentence_height(width)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._hatch = hatch_brush(self._look.colour("bar_before"), self.devicePixelRatioF())
        shown = [(to, now) for to, now in zip(self._rows, self._shown_rows(), strict=True) if to.changes]
        top = 0.0
        if shown:
            self._paint_key(painter, any(to.low is not None for to, _ in shown))
            top = self._look.scaled(_KEY)
            plot = self._plot([to for to, _ in shown])
            # As it is sets the scale: it stays where it is while a slider moves
            most = max(max(to.before for to, _ in shown), *(to.after for to, _ in shown), 1e-9)
            for to, now in shown:
                self._paint_row(painter, to, now, plot.translated(0, top), plot.width() / most)
                top += self._pitch()
        self._paint_sentence(painter, top)

    def _pitch(self) -> int:
        return self._look.scaled(_ROW) + _ROW_GAP

    def _plot(self, rows: Sequence[BarRow]) -> QRectF:
        """Where the bars of the first row lie: between the names and the widest pair of numbers."""
        names = QFontMetricsF(self._look.font("body"))
        numbers = QFontMetricsF(self._look.font("body_strong"))
        left = max(names.horizontalAdvance(row.name) for row in rows) + 2 * _GAP
        left = min(left, self.width() * 0.32)
        right = max(numbers.horizontalAdvance(_pair(row.before) + figure(row.after)) for row in rows) + _GAP + 4
        return QRectF(left, 0, max(24.0, self.width() - left - right), self._look.scaled(_ROW))

    def _paint_key(self, painter: QPainter, ranges: bool) -> None:
        painter.setFont(self._look.font("small"))
        middle = self._look.line_height("small") / 2
        left = 0.0
        for word in ("as it is", "with the fix", "range") if ranges else ("as it is", "with the fix"):
            mark = QRectF(left, middle - 4.5, 16, 9)
            if word == "as it is":
                self._paint_before(painter, mark)
            elif word == "with the fix":
                painter.fillRect(mark, self._look.colour("bar_after"))
            else:
                self._paint_whisker(painter, mark.left() + 1, mark.right() - 1, middle)
            left = mark.right() + 6
            painter.setPen(self._look.colour("text_2"))
            wide = QFontMetricsF(painter.font()).horizontalAdvance(word)
            painter.drawText(QRectF(left, 0, wide + 2, 2 * middle), Qt.AlignmentFlag.AlignVCenter, word)
            left += wide + 16

    def _paint_row(self, painter: QPainter, to: BarRow, now: BarRow, box: QRectF, scale: float) -> None:
        painter.setFont(self._look.font("body"))
        painter.setPen(self._look.colour("text"))
        metrics = QFontMetricsF(painter.font())
        name = metrics.elidedText(to.name, Qt.TextElideMode.ElideRight, box.left() - _GAP)
        painter.drawText(QRectF(0, box.top(), box.left(), box.height()), Qt.AlignmentFlag.AlignVCenter, name)
        top = box.top() + (box.height() - _BEFORE - _AFTER - 2) / 2
        self._paint_before(painter, QRectF(box.left(), top, max(1.0, now.before * scale), _BEFORE))
        after = QRectF(box.left(), top + _BEFORE + 2, max(1.0, now.after * scale), _AFTER)
        painter.fillRect(after, self._look.colour("bar_after"))
        if now.low is not None and now.high is not None:
            ends = box.left() + min(now.low * scale, box.width()), box.left() + min(now.high * scale, box.width())
            # the scale stays while a slider moves, so a range may reach past it: then it has no end there
            self._paint_whisker(painter, *ends, after.center().y(), open_end=now.high * scale > box.width())
        self._paint_numbers(painter, to, QRectF(box.right(), box.top(), self.width() - box.right(), box.height()))

    def _paint_before(self, painter: QPainter, bar: QRectF) -> None:
        ink = self._look.colour("bar_before")
        painter.fillRect(bar, self._hatch)
        painter.setPen(QPen(ink, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_whisker(
        self, painter: QPainter, left: float, right: float, middle: float, open_end: bool = False
    ) -> None:
        for role, width in (("panel", 4.0), ("range", 1.5)):
            painter.setPen(QPen(self._look.colour(role), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(left, middle), QPointF(right, middle))
            for x in (left,) if open_end else (left, right):
                painter.drawLine(QPointF(x, middle - _CAP / 2), QPointF(x, middle + _CAP / 2))

    def _paint_numbers(self, painter: QPainter, row: BarRow, box: QRectF) -> None:
        after = figure(row.after)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._look.font("body_strong"))
        painter.setPen(self._look.colour(self.number_ink))
        painter.drawText(box, right, after)
        box.setRight(box.right() - QFontMetricsF(painter.font()).horizontalAdvance(after))
        painter.setFont(self._look.font("body"))
        painter.setPen(self._look.colour("text_2"))
        painter.drawText(box, right, _pair(row.before))

    def _paint_sentence(self, painter: QPainter, top: float) -> None:
        painter.setFont(self._look.font("small"))
        painter.setPen(self._look.colour("text_2"))
        box = QRectF(0, top, self.width(), self._sentence_height(self.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap, unchanged_sentence(self._rows))

    def _sentence_height(self, width: int) -> int:
        sentence = unchanged_sentence(self._rows)
        if not sentence:
            return 0
        metrics = QFontMetricsF(self._look.font("small"))
        return ceil(metrics.boundingRect(QRectF(0, 0, width, 999), Qt.TextFlag.TextWordWrap, sentence).height()) + _GAP

    def _shown_rows(self) -> tuple[BarRow, ...]:
        share = self._travel.share
        if share >= 1.0:
            return self._rows
        return tuple(_between(old, new, share) for old, new in zip(self._from, self._rows, strict=True))


def _pair(before: float) -> str:
    return f"{figure(before)} → "


def _between(old: BarRow, new: BarRow, share: float) -> BarRow:
    """The bars of `new` on their way from `old`; a range appears at its place."""
    return replace(
        new,
        before=old.before + (new.before - old.before) * share,
        after=old.after + (new.after - old.after) * share,
    )
