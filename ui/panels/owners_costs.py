"""The page of the owners' view that says whose failures cause the breakdowns that whom else pays for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ui.controls.buttons import Choice, Segmented
from ui.controls.empty import EmptyState
from ui.controls.look import Look
from ui.controls.text import Label
from ui.panels.cause_matrix import CauseMatrix
from ui.panels.column import padded
from ui.panels.owner_numbers import CauseNumbers, Measure

_MEANS = (
    "Rows cause: their failures filled the glass. Columns pay: it runs over at their touchpoint. Outlined: own doing."
)


class CostsPage(QWidget):
    """The department matrix, in breakdowns or in cost, with the current cell in a sentence."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numbers: CauseNumbers | None = None
        self.measure = Segmented(
            look,
            "What the matrix counts",
            [Choice(Measure.BREAKDOWNS, "Breakdowns"), Choice(Measure.COST, "Cost")],
        )
        self.means = Label(look, _MEANS, "small", "text_2", True)
        self.matrix = CauseMatrix(look)
        self.said = Label(look, "", "body", "text", True)
        self.said.keep_lines(1)
        self.empty = EmptyState(
            look,
            "owners",
            "Nothing to count yet",
            "Connect two touchpoints and give each an accountable department: who causes and who pays appears here.",
        )
        self.counting = EmptyState(look, "timer", "Being counted…", "Who causes and who pays appears here in a moment.")
        self._build()
        self.measure.chosen.connect(self._show)
        self.matrix.pointed_at.connect(self.said.setText)
        self.show_numbers(None)

    def show_numbers(self, numbers: CauseNumbers | None) -> None:
        """Show other numbers, or that there are none."""
        self._numbers = numbers
        self._pages.setCurrentIndex(1 if numbers is None else 0)
        self._show()

    def show_counting(self) -> None:
        """Say that numbers are on their way, unless those of before can stand until then."""
        if self._pages.currentIndex() == 1:
            self._pages.setCurrentIndex(2)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.measure, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.means, 1, Qt.AlignmentFlag.AlignVCenter)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 0, 16, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.matrix, 1)
        column.addWidget(self.said)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(content)
        self._pages.addWidget(padded(self.empty))
        self._pages.addWidget(padded(self.counting))

    def _show(self) -> None:
        self.matrix.show_numbers(self._numbers, Measure(self.measure.key))
