"""Which number to measure next: the uncertain ones that widen the range of a result most."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from ui.controls.labels import percent
from ui.controls.look import Look
from ui.controls.text import Label, tip, write_line
from ui.panels.choice_rows import ChoiceRows
from ui.panels.column import section, stack

_ROW: Final = 44
_BAR: Final = 6
_GAP: Final = 8


@dataclass(frozen=True, slots=True)
class NextNumber:
    """One uncertain number: `name` in words, where it is stated, and how much of the range comes from it, 0 to 1.

    `ids` are what it belongs to, none where nothing on the map can be selected for it.
    """

    ids: tuple[str, ...]
    parameter: str
    name: str
    share: float


class NumberRows(ChoiceRows):
    """One row a number: its name, and a bar for its share below."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "Which number to measure next", _ROW, self._paint_one, parent)
        self.numbers: tuple[NextNumber, ...] = ()

    def set_numbers(self, numbers: Sequence[NextNumber]) -> None:
        """Show these, in their order."""
        self.numbers = tuple(numbers)
        ids = [str(at) if each.ids else None for at, each in enumerate(self.numbers)]
        tip(self, "; ".join(each.name for each in self.numbers))
        self.set_rows(ids, [f"{each.name}: {percent(each.share)} of the range" for each in self.numbers])

    def _paint_one(self, painter: QPainter, at: int, box: QRectF) -> None:
        each = self.numbers[at]
        line = self.look.line_height("body")
        most = max(number.share for number in self.numbers) or 1.0
        text = percent(each.share)
        wide = QFontMetricsF(self.look.font("body_strong")).horizontalAdvance(text) + 2
        write_line(painter, self.look, QRectF(box.left(), box.top(), box.width(), line), each.name, "body", "text")
        low = QRectF(box.left(), box.top() + line, box.width() - wide - _GAP, box.height() - line)
        length = max(2.0, low.width() * each.share / most)
        bar = QRectF(low.left(), low.top() + (line - _BAR) / 2, length, _BAR)
        painter.fillRect(bar, self.look.colour("text_2"))
        spot = QRectF(bar.right() + _GAP, low.top(), wide, line)
        write_line(painter, self.look, spot, text, "body_strong", "text_2" if self.stale else "text")


class NextNumbers(QWidget):
    """The list under a result, with the sentence that says what measuring the first one would bring."""

    wanted = Signal(object)  # a NextNumber

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = NumberRows(look)
        self.note = Label(look, "", "small", "text_2", True)
        column = stack(spacing=6)
        column.addLayout(section(look, "Which number to measure next"))
        column.addWidget(self.note)
        column.addWidget(self.rows)
        self.setLayout(column)
        self.rows.chosen.connect(self._chosen)

    def show_numbers(self, numbers: Sequence[NextNumber], note: str) -> None:
        """Show other numbers; without any there is nothing to see."""
        self.rows.set_numbers(numbers)
        self.note.setText(note)
        self.setVisible(bool(numbers))

    def _chosen(self, at: str) -> None:
        self.wanted.emit(self.rows.numbers[int(at)])
