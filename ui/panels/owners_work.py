"""The page of the owners' view that says how much work a journey is, and how much of it only failures brought about."""

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ui.controls.empty import EmptyState
from ui.controls.look import Look
from ui.controls.text import Label
from ui.panels.column import padded
from ui.panels.owner_numbers import WorkNumbers
from ui.panels.work_table import WorkView
from workbench.domain.document import Document


class WorkPage(QWidget):
    """The load of every department, what of it is failure demand, and who brings it to whom."""

    def __init__(self, document: Document, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rests_on = Label(look, "", "small", "text_2", True)
        self.table = WorkView(document, look)
        self.brought = Label(look, "", "body", "text", True)
        self.empty = EmptyState(
            look,
            "timer",
            "Nothing to count yet",
            "Connect two touchpoints: the contacts and hours that they take in a month appear here.",
        )
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 0, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.rests_on)
        column.addWidget(self.brought)
        column.addWidget(self.table, 1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(content)
        self._pages.addWidget(padded(self.empty))
        self.show_numbers(None)

    def show_numbers(self, numbers: WorkNumbers | None) -> None:
        """Show other numbers, or that there are none."""
        self._pages.setCurrentIndex(1 if numbers is None else 0)
        self.table.work.show_numbers(numbers)
        if numbers is not None:
            stated = "" if numbers.is_stated else ", which stands in until the journey's page says how many"
            self.rests_on.setText(
                f"At {numbers.customers:,.0f} customers a month{stated}. "
                "Minutes a contact and a breakdown are among the numbers of each touchpoint; "
                "press Enter on “At work” to say how many people serve at a time."
            )
            self.brought.setText("\n".join(numbers.brought))
            self.brought.setVisible(bool(numbers.brought))
