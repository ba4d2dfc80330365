"""Bars for what causes breakdowns: touchpoints, phases or departments with a number each."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from ui.controls.labels import figure
from ui.controls.look import Look
from ui.controls.text import write_line
from ui.panels.choice_rows import ChoiceRows

_ROW = 28
_BAR = 11
_GAP = 8
_NAME_PART, _DETAIL_PART = 0.42, 0.34


@dataclass(frozen=True, slots=True)
class Source:
    """Something whose failures cause so many breakdowns per 1,000 customers; None as id where nothing can be shown."""

    id: str | None
    name: str
    breakdowns: float
    detail: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        detail = f", {self.detail}" if self.detail else ""
        return f"{self.name}{detail}: {figure(self.breakdowns)}"


class SourceBars(ChoiceRows):
    """One bar a source, the largest first."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, _ROW, self._paint_one, parent)
        self.sources: tuple[Source, ...] = ()
        self._widths = (0.0, 0.0, 0.0)

    def set_sources(self, sources: Sequence[Source]) -> None:
        """Show these, the largest first."""
        self.sources = tuple(sorted(sources, key=lambda source: -source.breakdowns))
        self.set_rows([each.id for each in self.sources], [each.spoken for each in self.sources])

    def _paint_one(self, painter: QPainter, at: int, box: QRectF) -> None:
        source = self.sources[at]
        if at == 0:
            self._widths = self._columns()
        left, right, number = self._widths
        room = max(0.0, self.width() - left - right - number - _GAP)
        most = max(each.breakdowns for each in self.sources) or 1.0
        long = max(2.0, room * max(0.0, source.breakdowns) / most)
        bar = QRectF(left, box.center().y() - _BAR / 2, long, _BAR)
        painter.fillRect(bar, self.look.colour("text_2"))
        write_line(painter, self.look, box.adjusted(0, 0, left - _GAP - box.width(), 0), source.name, "body", "text")
        spot = QRectF(bar.right() + _GAP, box.top(), number, box.height())
        write_line(
            painter, self.look, spot, figure(source.breakdowns), "body_strong", "text_2" if self.stale else "text"
        )
        write_line(
            painter, self.look, box.adjusted(box.width() - right + _GAP, 0, 0, 0), source.detail, "small", "text_2"
        )

    def _columns(self) -> tuple[float, float, float]:
        """Return the widths of the names, the details and the figures."""
        left = self._widest("body", [each.name for each in self.sources]) + _GAP
        right = self._widest("small", [each.detail for each in self.sources]) + _GAP
        number = self._widest("body_strong", [figure(each.breakdowns) for each in self.sources]) + 2
        return min(left, self.width() * _NAME_PART), min(right, self.width() * _DETAIL_PART), number

    def _widest(self, role: str, texts: Sequence[str]) -> float:
        metrics = QFontMetricsF(self.look.font(role))
        return max(metrics.horizontalAdvance(text) for text in texts)
