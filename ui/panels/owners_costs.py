"""The page of the owners' view that says whose failures cause the breakdowns that whom else pays for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.buttons import Choice, Segmented
from ui.controls.empty import EmptyState
from ui.controls.look import Look
from ui.controls.text import Label
from ui.panels.cause_matrix import CauseMatrix
from ui.panels.number_pages import NumberPages
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
        empty = EmptyState(
            look,
            "owners",
            "Nothing to count yet",
            "Connect two touchpoints and give each an accountable department: who causes and who pays appears here.",
        )
        self.pages = NumberPages(self, look, self._content(), empty, "Who causes and who pays appears here")
        self.measure.chosen.connect(self._show)
        self.matrix.pointed_at.connect(self.said.setText)

    def show_numbers(self, numbers: CauseNumbers | None) -> None:
        """Show other numbers, or that there are none."""
        self._numbers = numbers
        self.pages.show_known(numbers is not None)
        self._show()

    def _content(self) -> QWidget:
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
        return content

    def _show(self) -> None:
        self.matrix.show_numbers(self._numbers, Measure(self.measure.key))
