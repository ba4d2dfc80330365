"""What a view of numbers shows while there are none, and while the first ones are on their way."""

from PySide6.QtWidgets import QStackedLayout, QWidget

from ui.controls.empty import EmptyState
from ui.controls.look import Look
from ui.panels.column import padded


class NumberPages(QStackedLayout):
    """The numbers of `host`, or in their place what it takes to have any; `coming` says what appears once counted."""

    def __init__(self, host: QWidget, look: Look, numbers: QWidget, empty: EmptyState, coming: str) -> None:
        super().__init__(host)
        self.empty = empty
        self.counting = EmptyState(look, "timer", "Being counted…", f"{coming} in a moment.")
        for page in (numbers, padded(empty), padded(self.counting)):
            self.addWidget(page)
        self.show_known(False)

    def show_known(self, known: bool) -> None:
        """Show the numbers, or that there is nothing to count."""
        self.setCurrentIndex(0 if known else 1)

    def show_counting(self) -> None:
        """Say that numbers are on their way, unless those of before can stand until then."""
        if self.currentIndex() == 1:
            self.setCurrentIndex(2)
