"""The page of the owners' view that says how much work a journey is, and how much of it only failures brought about."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.empty import EmptyState
from ui.controls.look import Look
from ui.controls.scrolled import Scrolled
from ui.controls.text import Label
from ui.panels.number_pages import NumberPages
from ui.panels.owner_numbers import WorkNumbers
from ui.panels.waiting import WaitingPane
from ui.panels.work_table import WorkView
from workbench.domain.document import Document


class WorkPage(QWidget):
    """The load of every department, what of it is failure demand and who brings it to whom, and who waits."""

    def __init__(self, document: Document, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rests_on = Label(look, "", "small", "text_2", True)
        self.table = WorkView(document, look)
        self.brought = Label(look, "", "body", "text", True)
        self.waits = WaitingPane(look)
        empty = EmptyState(
            look,
            "timer",
            "Nothing to count yet",
            "Connect two touchpoints: the contacts and hours that they take in a month appear here.",
        )
        self.pages = NumberPages(self, look, self._page(), empty, "Contacts and hours appear here")
        self.show_numbers(None)

    def show_numbers(self, numbers: WorkNumbers | None) -> None:
        """Show other numbers, or that there are none."""
        self.pages.show_known(numbers is not None)
        self.table.work.show_numbers(numbers)
        self.waits.set_limited(numbers is not None and numbers.is_limited)
        if numbers is not None:
            stated = "" if numbers.is_stated else ", which stands in until the journey’s page says how many"
            self.rests_on.setText(
                f"At {numbers.customers:,.0f} customers a month{stated}. {_minutes(numbers)} "
                "Press Enter on “At work” to say how many people serve at a time."
            )
            self.brought.setText("\n".join(numbers.brought))
            self.brought.setVisible(bool(numbers.brought))

    def _page(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 0, 16, 12)
        column.setSpacing(8)
        for part in (self.rests_on, self.brought, self.table, self.waits):
            column.addWidget(part)
        column.addStretch(1)
        page = Scrolled(content)
        page.setAccessibleName("Work and waiting")
        return page


def _minutes(numbers: WorkNumbers) -> str:
    """Say how many of the minutes are guesses."""
    where = "minutes a contact and a breakdown are among the numbers of each touchpoint"
    if not numbers.guessed:
        return f"The {where}."
    return f"The {where}; at {numbers.guessed:,} of {numbers.touchpoints:,} they are guesses."
