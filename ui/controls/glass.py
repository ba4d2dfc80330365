"""Two open glasses side by side: the last straw, and what filled the glass before."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from ui.controls.counted import Counted
from ui.controls.focus import OWN_FOCUS
from ui.controls.labels import figure
from ui.controls.look import Look
from ui.controls.patterns import hatch_brush
from ui.controls.text import as_typed

MOST_PARTS: Final = 6
"""Parts told by name; the others stand together."""

_HIGH, _STACKED_HIGH = 232, 172
_NARROWEST = 160
_TWO_FIT = 340
_WITH_SHARE = 200
_LEAST = 22
_TITLE = 24
_APART = 24
_WALL = 4
_INSET = 8
_RIM = 6
_ROUNDED = 0.05


class Ink(Enum):
    """How a part stands out: the place itself, its largest cause, the others, what nothing filled."""

    OWN = ("danger", "on_danger")
    MOST = ("text_2", "panel")
    OTHER = ("irritation_fill", "text")
    EMPTY = ("panel", "text")


@dataclass(frozen=True, slots=True)
class Part:
    """A block in a glass, by name and number; `id` is what a click chooses, if anything."""

    name: str
    value: float
    id: str | None = None
    ink: Ink = Ink.OTHER


@dataclass(frozen=True, slots=True)
class Glass:
    """A glass with its title and its parts, the lowest first."""

    title: str
    parts: tuple[Part, ...] = ()

    @property
    def spoken(self) -> str:
        """What a screen reader says, from the top down."""
        return f"{self.title}: " + ", ".join(f"{each.name} {figure(each.value)}" for each in reversed(self.parts))


def filled(title: str, parts: Sequence[Part], total: float, rest: str = "others") -> Glass:
    """Return a glass of `total`: what stands out lies below, then the largest; the small ones and what is not told by
    name stand together on top."""
    first = [part for part in parts if part.ink in (Ink.OWN, Ink.EMPTY)]
    others = sorted((part for part in parts if part not in first), key=lambda part: -part.value)
    told = [*first, *others[: MOST_PARTS - len(first)]]
    left = total - sum(part.value for part in told)
    if left > _ROUNDED:
        told.append(Part(rest[:1].upper() + rest[1:], left))
    return Glass(title, tuple(told))


def heights(values: Sequence[float], room: float, least: float) -> list[float]:
    """Return how high each part stands: in proportion, but none below `least`, which the high ones make up for."""
    if not values or sum(values) <= 0:
        return [0.0 for _ in values]
    if least * len(values) >= room:
        return [room / len(values) for _ in values]
    low: set[int] = set()
    while True:
        spare, tall = room - least * len(low), sum(value for at, value in enumerate(values) if at not in low)
        # making up for some may take others below it
        more = {at for at, value in enumerate(values) if at not in low and spare * value < least * tall}
        if not more:
            return [least if at in low else spare * value / tall for at, value in enumerate(values)]
        low |= more


class GlassPair(Counted):
    """Two glasses of the same height; a click on a part, or arrows and Enter in the right glass, chooses it.

    Where there is not room enough for two they stand one below the other.
    """

    chosen = Signal(object)  # the id of a part

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._glasses: tuple[Glass, ...] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(OWN_FOCUS, True)
        self.setAccessibleName("The last straw, and what filled the glass")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def glasses(self) -> tuple[Glass, ...]:
        """What is shown."""
        return self._glasses

    def show_glasses(self, straws: Glass, filling: Glass) -> None:
        """Show other glasses."""
        self._glasses = (straws, filling)
        self._at = len(filling.parts) - 1
        self.setAccessibleDescription(". ".join(each.spoken for each in self._glasses))
        self.updateGeometry()
        self.update()

    def part_at(self, at: QPointF) -> Part | None:
        """Return the part under a point."""
        return next((part for part, box in self._boxes() if box.contains(at)), None)

    def box_of(self, name: str) -> QRectF:
        """Return where the last part of this name stands, in px."""
        return next((box for part, box in reversed(self._boxes()) if part.name == name), QRectF())

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.scaled(280), self._height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self._height())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._choose(self.part_at(event.position()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        parts = self._glasses[1].parts if self._glasses else ()
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step and parts:
            self._at = min(len(parts) - 1, max(0, self._at + step))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and parts:
            self._choose(parts[self._at])
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            part = self.part_at(QPointF(event.pos()))
            text = as_typed(f"{part.name}: {figure(part.value)}") if part else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for glass, box in zip(self._glasses, self._places(), strict=False):
            self._paint_title(painter, glass.title, box)
            self._paint_walls(painter, box)
        boxes = self._boxes()
        for part, box in boxes:
            self._paint_part(painter, part, box, part.value / self._total)
        if self.hasFocus() and boxes:
            painter.setPen(QPen(self._look.colour("accent"), self._look.theme.stroke["focus"]))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(boxes[len(self._glasses[0].parts) + self._at][1].adjusted(1, 1, -1, -1))

    def _height(self) -> int:
        if self._is_wide():
            return self._look.scaled(_HIGH) + self._look.scaled(_TITLE)
        return 2 * (self._look.scaled(_STACKED_HIGH) + self._look.scaled(_TITLE)) + self._look.scaled(_APART)

    def _is_wide(self) -> bool:
        return self.width() >= self._look.scaled(_TWO_FIT)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def _places(self) -> list[QRectF]:
        """The inside of both glasses."""
        title, high, apart = (self._look.scaled(each) for each in (_TITLE, _HIGH, _APART))
        if not self._is_wide():
            high = self._look.scaled(_STACKED_HIGH)
            return [
                QRectF(_WALL, title + row * (title + high + apart), self.width() - 2 * _WALL, high) for row in (0, 1)
            ]
        wide = (self.width() - apart) / 2
        return [QRectF(left + _WALL, title, wide - 2 * _WALL, high) for left in (0.0, wide + apart)]

    def _boxes(self) -> list[tuple[Part, QRectF]]:
        boxes: list[tuple[Part, QRectF]] = []
        for glass, place in zip(self._glasses, self._places(), strict=False):
            inside = place.adjusted(2, _RIM, -2, -_WALL)
            bottom = inside.bottom()
            least = float(self._look.scaled(_LEAST))
            for part, high in zip(
                glass.parts, heights([each.value for each in glass.parts], inside.height(), least), strict=True
            ):
                boxes.append((part, QRectF(inside.left(), bottom - high, inside.width(), high - 2)))
                bottom -= high
        return boxes

    def _paint_title(self, painter: QPainter, title: str, box: QRectF) -> None:
        painter.setFont(self._look.font("body_strong"))
        painter.setPen(self._look.colour("text"))
        high = self._look.scaled(_TITLE)
        line = QRectF(box.left(), box.top() - high, box.width(), high - 4)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, title)

    def _paint_walls(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(self._look.colour("text"), 1.5))
        outer = box.adjusted(-2, 0, 2, 0)
        corners = (outer.topLeft(), outer.bottomLeft(), outer.bottomRight(), outer.topRight())
        painter.drawPolyline(QPolygonF(list(corners)))

    @property
    def _total(self) -> float:
        return sum(part.value for part in self._glasses[1].parts) or 1.0

    def _paint_part(self, painter: QPainter, part: Part, box: QRectF, share: float) -> None:
        ground, ink = part.ink.value
        painter.fillRect(box, self._look.colour(ground))
        if part.ink is Ink.EMPTY:
            painter.fillRect(box, hatch_brush(self._look.colour("line"), self.devicePixelRatioF()))
        strong = part.ink in (Ink.OWN, Ink.MOST)
        painter.setFont(self._look.font("body_strong" if strong else "body"))
        metrics = QFontMetricsF(painter.font())
        number = figure(part.value)
        if box.width() >= self._look.scaled(_WITH_SHARE):
            number += f"  ({100 * share:.0f}\N{THIN SPACE}%)"
        inside = box.adjusted(_INSET, 0, -_INSET, 0)
        room = inside.width() - metrics.horizontalAdvance(number) - _INSET
        painter.setPen(self._look.colour("text_2" if self._stale and not strong else ink))
        name = metrics.elidedText(part.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, name)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number)

    def _choose(self, part: Part | None) -> None:
        if part is not None and part.id is not None:
            self.chosen.emit(part.id)
