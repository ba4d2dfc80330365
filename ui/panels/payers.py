"""What the breakdowns of a place cost whom."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.controls.counted import Counted
from ui.controls.labels import figure
from ui.controls.look import Look
from ui.controls.text import write_line
from ui.panels.explain_numbers import Paid

_ROW = 40
_NARROWEST = 160


class PayerList(Counted):
    """A department a row: what it pays, for how many breakdowns, and how many of those others filled."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.payers: tuple[Paid, ...] = ()
        self.setAccessibleName("Who pays")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_payers(self, payers: Sequence[Paid]) -> None:
        """Show these, in the order given."""
        self.payers = tuple(payers)
        self.setAccessibleDescription("; ".join(f"{each.name}: {figure(each.cost)}, {_of(each)}" for each in payers))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.scaled(200), len(self.payers) * self._look.scaled(_ROW))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        high = self._look.scaled(_ROW)
        for at, payer in enumerate(self.payers):
            top = QRectF(0, at * high, self.width(), high / 2)
            painter.setFont(self._look.font("body_strong"))
            cost = figure(payer.cost)
            wide = QFontMetricsF(painter.font()).horizontalAdvance(cost) + 8
            painter.setPen(self._look.colour(self.number_ink))
            painter.drawText(top, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, cost)
            write_line(painter, self._look, top.adjusted(0, 0, -wide, 0), payer.name, "body", "text")
            write_line(painter, self._look, top.translated(0, high / 2 - 2), _of(payer), "small", "text_2")


def _of(payer: Paid) -> str:
    told = f"{figure(payer.breakdowns)} breakdowns"
    return f"{told}, {figure(payer.by_others)} filled by others" if figure(payer.by_others) != "0" else told
