"""The card of the owners' view that says who waits for whom, and what the waiting does."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.buttons import Button
from ui.controls.look import Look
from ui.controls.progress import ProgressRow
from ui.controls.text import Label, SentenceLabel, tip
from ui.panels.column import rule, section
from ui.panels.waiting_shown import WaitingShown
from ui.panels.waiting_table import WaitingTableView

_INVITATION = (
    "Customers are let through the journey hour by hour. They queue for the people at work, a breakdown takes time of "
    "the same people, and every hour of waiting fills the glass."
)
_NO_LIMIT = "Say first how many people a department has: press Enter on “At work” in the table above."
_STALE = "The journey or the fix has changed since. Press “See who waits” to run it again."


class WaitingPane(QWidget):
    """A verb, how far it is, then sentences and a table; knows nothing of the engine."""

    asked = Signal()
    stop_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.see = Button(look, "See who waits", "outlined", "timer")
        self.sentence = SentenceLabel(look)
        self.lines = Label(look, _INVITATION, "body", "text_2", True)
        self.changed = Label(look, _STALE, "body_medium", "warn", True)
        self.progress = ProgressRow(look, "How far the run is")
        self.table = WaitingTableView(look)
        self.rests_on = Label(look, "", "small", "text_2", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(rule())
        column.addLayout(section(look, "Who waits", self.see))
        for part in (self.progress, self.changed, self.sentence, self.lines, self.table, self.rests_on):
            column.addWidget(part)
        self.see.clicked.connect(self.asked)
        self.progress.stop.clicked.connect(self.stop_wanted)
        for part in (self.changed, self.sentence, self.table, self.rests_on):
            part.hide()
        self.set_limited(False)

    def set_limited(self, limited: bool) -> None:
        """Offer to run when any department has a limit, else say what to enter."""
        self.see.setEnabled(limited)
        tip(self.see, "" if limited else _NO_LIMIT)

    def show_waiting(self, shown: WaitingShown) -> None:
        """Show what was found."""
        self.table.found.show_rows(shown.rows)
        self.rests_on.setText(shown.rests_on)
        self._say(shown.headline, "\n".join(shown.lines))
        self.table.show()
        self.rests_on.show()

    def show_problem(self, problem: str) -> None:
        """Say why nothing was found; what was found before goes."""
        self._say(problem, "")
        self.table.hide()
        self.rests_on.hide()

    def set_stale(self, stale: bool) -> None:
        """Show that the journey or the fix has moved on since."""
        self.sentence.set_stale(stale)
        self.table.found.set_stale(stale)
        self.changed.setVisible(stale)

    def show_progress(self, share: float | None, doing: str = "") -> None:
        """Show how far the run is, 0 to 1, and what it does; None where none goes on."""
        if share is None:
            self.progress.hide()
        else:
            self.progress.show_share(share, doing)

    def _say(self, sentence: str, lines: str) -> None:
        self.sentence.setText(sentence)
        self.lines.setText(lines)
        self.lines.setVisible(bool(lines))
        self.sentence.show()
        self.set_stale(False)
        self.sentence.announce()
