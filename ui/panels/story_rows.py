"""The steps of one customer, each with how full the glass got."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.controls.labels import figure
from ui.controls.look import Look
from ui.controls.text import write_line
from ui.panels.choice_rows import ChoiceRows
from ui.panels.explain_numbers import Step

_ROW = 44
_GAUGE, _GAUGE_HIGH = 64, 12
_NUMBER = 30
_GAP = 8
_FULL = 10.0


class StoryRows(ChoiceRows):
    """One row a step: where, what happened, and how full the glass is then, 0 to 10."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, _ROW, self._paint_one, parent)
        self.steps: tuple[Step, ...] = ()
        self._threshold = _FULL

    def show_steps(self, steps: tuple[Step, ...], threshold: float) -> None:
        """Show other steps; `threshold` is where the glass counts as full."""
        self.steps, self._threshold = steps, threshold
        spoken = [f"{each.phase}, {each.name}: {each.happened}, irritation {figure(each.irritation)}" for each in steps]
        self.set_rows([each.touchpoint for each in steps], spoken)

    def _paint_one(self, painter: QPainter, at: int, box: QRectF) -> None:
        step = self.steps[at]
        number, gauge = self.look.scaled(_NUMBER), self.look.scaled(_GAUGE)
        words = box.adjusted(0, 3, -(gauge + number + _GAP), -3)
        half = words.height() / 2
        loud = "danger" if step.breakdown else "text"
        font = "body_strong" if step.breakdown else "body"
        write_line(painter, self.look, words.adjusted(0, 0, 0, -half), step.name, font, loud)
        write_line(
            painter, self.look, words.adjusted(0, half, 0, 0), f"{step.happened} · {step.phase}", "small", "text_2"
        )
        high = self.look.scaled(_GAUGE_HIGH)
        left = box.right() - gauge - number
        glass = QRectF(left, box.center().y() - high / 2, gauge, high)
        self._paint_gauge(painter, glass, step)
        painter.setFont(self.look.font("body_strong"))
        painter.setPen(self.look.colour(loud))
        spot = QRectF(glass.right(), box.top(), number, box.height())
        painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, figure(step.irritation))

    def _paint_gauge(self, painter: QPainter, glass: QRectF, step: Step) -> None:
        """A lying glass with the line above which most breakdowns happen."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        full = glass.width() / _FULL
        filled = QRectF(glass.left(), glass.top(), full * step.irritation, glass.height())
        painter.fillRect(filled, self.look.colour("danger" if step.breakdown else "text_2"))
        painter.setPen(QPen(self.look.colour("line_control"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(glass)
        pen = QPen(self.look.colour("danger"), 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        x = glass.left() + full * self._threshold
        painter.drawLine(QPointF(x, glass.top() - 3), QPointF(x, glass.bottom() + 3))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
