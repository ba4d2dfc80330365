"""The efficient frontier: what the best set for every budget does, as steps that can be walked and clicked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.controls.focus import OWN_FOCUS
from ui.controls.labels import figure
from ui.controls.look import Look

_DISC: Final = 5.0
_HOLLOW: Final = 4.0
# how far a label reaches to the right of its disc, and how near it comes to the line of the budget
_BEYOND: Final = 8
_OFF_LINE: Final = 4
_TOP: Final = 34
_RIGHT: Final = 20
_BOTTOM: Final = 44
_LEFT: Final = 12
_REACH: Final = 24
_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Step:
    """From this price on, a set that does so much; `label` says what is new in it."""

    price: float
    gain: float
    label: str


@dataclass(frozen=True, slots=True)
class FrontierNumbers:
    """Steps by rising price, some sets that lie below them as (price, gain), and the budget.

    `unit` is what the gain counts, `currency` what the price does.
    """

    steps: tuple[Step, ...]
    below: tuple[tuple[float, float], ...]
    budget: float
    unit: str
    currency: str


class FrontierChart(QWidget):
    """Filled discs lie within the budget; a click, or Enter on the disc that arrows lead to, takes that price."""

    budget_wanted = Signal(object)  # the price of the disc that was chosen

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._numbers: FrontierNumbers | None = None
        self._current = 0
        self._stale = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(OWN_FOCUS, True)
        self.setAccessibleName("The best set for every budget")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def current(self) -> int:
        """Index of the step that the keys are on."""
        return self._current

    def show_numbers(self, numbers: FrontierNumbers | None, stale: bool = False) -> None:
        """Show another frontier, in grey where it is behind the map."""
        self._numbers, self._stale = numbers, stale
        self._current = taken(numbers) if numbers else 0
        self._describe()
        self.update()

    def step_text(self, index: int) -> str:
        """Return what a step says."""
        assert self._numbers is not None
        step = self._numbers.steps[index]
        price = f"{step.price:,.0f} {self._numbers.currency}".rstrip()
        return f"{price}: {figure(step.gain)} {self._numbers.unit}" + (f", {step.label}" if step.label else "")

    def place(self, price: float, gain: float) -> QPointF:
        """Return where a set lies, in px."""
        box, (most_price, most_gain) = self._box(), self._most()
        return QPointF(
            box.left() + box.width() * min(1.0, price / most_price), box.bottom() - box.height() * gain / most_gain
        )

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.scaled(380), self._look.scaled(280))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.scaled(240), self._look.scaled(240))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        nearest = self._nearest(event.position())
        if event.button() == Qt.MouseButton.LeftButton and nearest is not None and self._numbers is not None:
            self._go_to(nearest)
            self.budget_wanted.emit(self._numbers.steps[nearest].price)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        nearest = self._nearest(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if nearest is None else Qt.CursorShape.PointingHandCursor)
        self.setToolTip("" if nearest is None else self.step_text(nearest))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = self._numbers.steps if self._numbers else ()
        places = {
            Qt.Key.Key_Left: self._current - 1,
            Qt.Key.Key_Right: self._current + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(steps) - 1,
        }
        key = Qt.Key(event.key())
        if steps and key in places:
            self._go_to(min(max(0, places[key]), len(steps) - 1))
        elif steps and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.budget_wanted.emit(steps[self._current].price)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._numbers is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font("small"))
        self._paint_axes(painter)
        painter.setPen(QPen(self._look.colour("text_2"), 1))
        painter.setBrush(self._look.colour("panel"))
        for price, gain in self._numbers.below:
            painter.drawEllipse(self.place(price, gain), _HOLLOW / 2, _HOLLOW / 2)
        self._paint_budget(painter, self._numbers)
        self._paint_steps(painter, self._numbers)

    def _paint_axes(self, painter: QPainter) -> None:
        box, (most_price, most_gain) = self._box(), self._most()
        high = self._look.line_height("small")
        for value in ticks(most_gain, 4):
            y = round(self.place(0, value).y()) + 0.5
            painter.setPen(QPen(self._look.colour("line"), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            self._write(painter, QRectF(0, y - high / 2, box.left() - 8, high), figure(value), right=True)
        for value in ticks(most_price, 4):
            x = self.place(value, 0).x()
            self._write(painter, QRectF(x - 60, box.bottom() + 4, 120, high), f"{value:,.0f}", middle=True)
        assert self._numbers is not None
        unit = f", {self._numbers.currency}" if self._numbers.currency else ""
        self._write(painter, QRectF(box.left(), box.bottom() + 4 + high, box.width(), high), f"one-off cost{unit}")
        self._write(painter, QRectF(0, 0, self.width(), high), self._numbers.unit)

    def _paint_budget(self, painter: QPainter, numbers: FrontierNumbers) -> None:
        box = self._box()
        most, _ = self._most()
        if numbers.budget > most:
            return
        x = self.place(numbers.budget, 0).x()
        pen = QPen(self._look.colour("accent"), 1.5)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, box.top() - 12), QPointF(x, box.bottom()))
        painter.setFont(self._look.font("small_strong"))
        text = f"your budget {numbers.budget:,.0f}"
        wide, high = QFontMetricsF(painter.font()).horizontalAdvance(text), self._look.line_height("small")
        left = x + 6 if x + 6 + wide <= self.width() else x - 6 - wide
        painter.setPen(self._look.colour("accent"))
        painter.drawText(QRectF(left, box.bottom() - high - 4, wide + 2, high), Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_steps(self, painter: QPainter, numbers: FrontierNumbers) -> None:
        ink = self._look.colour("text_2" if self._stale else "text")
        points = [self.place(step.price, step.gain) for step in numbers.steps]
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point.x(), path.currentPosition().y())
            path.lineTo(point)
        path.lineTo(self._box().right(), path.currentPosition().y())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1.5))
        painter.drawPath(path)
        within = taken(numbers)
        for at, point in enumerate(points):
            filled = at <= within
            painter.setBrush(self._look.colour("accent" if filled and not self._stale else "panel"))
            painter.setPen(QPen(self._look.colour("accent") if filled else ink, 1.5))
            painter.drawEllipse(point, _DISC + (2 if at == within else 0), _DISC + (2 if at == within else 0))
        if self.hasFocus():
            reach = _DISC + self._look.theme.size["focus_gap"] + 3
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.colour("accent"), self._look.theme.stroke["focus"]))
            painter.drawEllipse(points[self._current], reach, reach)
        self._label(painter, numbers, points, within)

    def _label(self, painter: QPainter, numbers: FrontierNumbers, points: Sequence[QPointF], within: int) -> None:
        """Write what is new at each step above it, the taken one first, where there is room."""
        high = self._look.line_height("small")
        taken_up = [QRectF(point.x() - 8, point.y() - 8, 16, 16) for point in points]
        for left, right in pairwise(points):
            taken_up.append(QRectF(left.x(), left.y() - 1, right.x() - left.x(), 2))
            taken_up.append(QRectF(right.x() - 1, right.y(), 2, left.y() - right.y()))
        budget = self.place(numbers.budget, 0).x()
        room = self._box().left(), float(self.width())
        for at in sorted(range(len(points)), key=lambda each: (each != self._current, each != within, each)):
            painter.setFont(self._look.font("small_strong" if at <= within else "small"))
            text = painter.fontMetrics().elidedText(
                numbers.steps[at].label, Qt.TextElideMode.ElideRight, self._look.scaled(190)
            )
            wide = QFontMetricsF(painter.font()).horizontalAdvance(text) + 2
            left = label_left(points[at].x(), wide, room, budget)
            box = QRectF(left, points[at].y() - _DISC - 4 - high, wide, high)
            if text and not any(box.intersects(other) for other in taken_up):
                taken_up.append(box)
                painter.setPen(self._look.colour("text" if at <= within and not self._stale else "text_2"))
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _write(self, painter: QPainter, box: QRectF, text: str, right: bool = False, middle: bool = False) -> None:
        across = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        across = Qt.AlignmentFlag.AlignHCenter if middle else across
        painter.setPen(self._look.colour("text_2"))
        painter.drawText(box, across | Qt.AlignmentFlag.AlignVCenter, text)

    def _box(self) -> QRectF:
        small = QFontMetricsF(self._look.font("small"))
        left = _LEFT + small.horizontalAdvance(figure(self._most()[1]) + "00")
        scaled = self._look.scaled
        return QRectF(left, scaled(_TOP), self.width() - left - _RIGHT, self.height() - scaled(_TOP) - scaled(_BOTTOM))

    def _most(self) -> tuple[float, float]:
        """The largest price and gain that are shown."""
        if self._numbers is None:
            return 1.0, 1.0
        price = max(step.price for step in self._numbers.steps)
        gain = max(step.gain for step in self._numbers.steps)
        budget = min(self._numbers.budget, 1.25 * price)
        return max(1.05 * price, 1.05 * budget, 1.0), max(1.05 * gain, 1e-9)

    def _nearest(self, at: QPointF) -> int | None:
        if self._numbers is None:
            return None
        far = [(self.place(step.price, step.gain) - at).manhattanLength() for step in self._numbers.steps]
        nearest = min(range(len(far)), key=far.__getitem__)
        return nearest if far[nearest] <= _REACH else None

    def _go_to(self, index: int) -> None:
        self._current = index
        self._describe()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleDescription(self.step_text(self._current) if self._numbers else "")


def taken(numbers: FrontierNumbers) -> int:
    """Return the index of the last step that the budget reaches."""
    return max((at for at, step in enumerate(numbers.steps) if step.price <= numbers.budget), default=0)


def label_left(x: float, wide: float, room: tuple[float, float], line: float) -> float:
    """Return where a label of a disc at `x` begins, in px: above the disc, inside the room, and off an upright line."""
    low, high = room
    left = min(max(low, x - wide + _BEYOND), high - wide)
    if not left - _OFF_LINE < line < left + wide + _OFF_LINE:
        return left
    before, behind = line - wide - _OFF_LINE, line + _OFF_LINE
    return before if before >= low and (x <= line or behind + wide > high) else behind


def ticks(most: float, wanted: int) -> list[float]:
    """Return round numbers from 0 to at most `most`, about as many as are wanted."""
    size = 10.0 ** (len(f"{most / wanted:.0f}") - 1) if most >= wanted else 10.0**-1
    step = next((size * each for each in _STEPS if size * each >= most / wanted), size * 10)
    return [step * at for at in range(int(most / step) + 1)]
