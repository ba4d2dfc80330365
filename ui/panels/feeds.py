"""Who fills the glass: touchpoints with the number of breakdowns that their failures feed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.controls.look import Look
from ui.controls.text import figure

_ROW = 28
_BAR = 11
_GAP = 8


@dataclass(frozen=True, slots=True)
class Feed:
    """One touchpoint's failures and the breakdowns anywhere that they feed, per 1,000 customers."""

    touchpoint: str
    name: str
    owner: str
    breakdowns: float


class FeedBars(QWidget):
    """One bar a touchpoint; a click, or arrows and Enter, chooses it."""

    chosen = Signal(object)  # the touchpoint's id

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._feeds: tuple[Feed, ...] = ()
        self._stale = False
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("What fills the glass")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_feeds(self, feeds: Sequence[Feed]) -> None:
        """Show these, the largest first."""
        self._feeds = tuple(sorted(feeds, key=lambda feed: -feed.breakdowns))
        self._at = min(self._at, max(0, len(self._feeds) - 1))
        lines = (f"{feed.name}, {feed.owner}: {figure(feed.breakdowns)}" for feed in self._feeds)
        self.setAccessibleDescription("; ".join(lines))
        self.updateGeometry()
        self.update()

    def set_stale(self, stale: bool) -> None:
        """Show that the map has moved on since this was counted."""
        if stale != self._stale:
            self._stale = stale
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.scaled(280), len(self._feeds) * self._look.scaled(_ROW))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.scaled(200), self.sizeHint().height())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = int(event.position().y()) // self._look.scaled(_ROW)
        if 0 <= at < len(self._feeds):
            self._at = at
            self.chosen.emit(self._feeds[at].touchpoint)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and self._feeds:
            self._at = min(len(self._feeds) - 1, max(0, self._at + step))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._feeds:
            self.chosen.emit(self._feeds[self._at].touchpoint)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._feeds:
            return
        painter = QPainter(self)
        high = self._look.scaled(_ROW)
        body = QFontMetricsF(self._look.font("body"))
        left = min(max(body.horizontalAdvance(feed.name) for feed in self._feeds) + _GAP, self.width() * 0.42)
        owners = QFontMetricsF(self._look.font("small"))
        right = min(max(owners.horizontalAdvance(feed.owner) for feed in self._feeds) + _GAP, self.width() * 0.34)
        most = max(feed.breakdowns for feed in self._feeds) or 1.0
        figures = QFontMetricsF(self._look.font("body_strong"))
        number = max(figures.horizontalAdvance(figure(feed.breakdowns)) for feed in self._feeds) + 2
        room = self.width() - left - right - number - _GAP
        for at, feed in enumerate(self._feeds):
            row = QRectF(0, at * high, self.width(), high)
            if self.hasFocus() and at == self._at:
                painter.fillRect(row, self._look.colour("accent_soft"))
            bar = QRectF(left, row.center().y() - _BAR / 2, max(2.0, room * feed.breakdowns / most), _BAR)
            painter.fillRect(bar, self._look.colour("text_2"))
            self._write(painter, row.adjusted(0, 0, left - _GAP - row.width(), 0), feed.name, ("body", "text"))
            spot = QRectF(bar.right() + _GAP, row.top(), number, high)
            self._write(painter, spot, figure(feed.breakdowns), ("body_strong", "text_2" if self._stale else "text"))
            self._write(painter, row.adjusted(row.width() - right + _GAP, 0, 0, 0), feed.owner, ("small", "text_2"))

    def _write(self, painter: QPainter, box: QRectF, text: str, roles: tuple[str, str]) -> None:
        painter.setFont(self._look.font(roles[0]))
        painter.setPen(self._look.colour(roles[1]))
        text = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
