"""One simulated customer who blew up: step by step, and the same customer with the fix."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.buttons import Button, IconButton
from ui.controls.look import Look
from ui.controls.text import Label
from ui.panels.column import section, stack
from ui.panels.explain_numbers import Customer, Life
from ui.panels.story_rows import StoryRows


class StoryView(QWidget):
    """A customer at a time; asked for with a button, because telling takes the engine a moment."""

    wanted = Signal()
    step_chosen = Signal(object)  # the id of a touchpoint
    path_changed = Signal(object)  # the ids of the touchpoints that the customer shown went through; empty: none

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._customers: tuple[Customer, ...] = ()
        self._at = 0
        self.ask = Button(look, "Show a customer", "outlined", "story")
        self.none = Label(look, "None of the first 2,000 customers blew up here.", "body", "text_2", True)
        self.previous = IconButton(look, "chevron-left", "The customer before")
        self.next = IconButton(look, "chevron-right", "The next customer")
        self.who = Label(look, "", "body", "text_2", True)
        self.rows = StoryRows(look, "One customer, step by step")
        self.sentence = Label(look, "", "small", "text_2", True)
        self.on_map = QCheckBox("Show the way on the map")
        self.on_map.setAccessibleName(self.on_map.text())
        self.fixed_title = Label(look, "The same customer with the fix", "body_strong", "text", True)
        self.fixed = StoryRows(look, "The same customer with the fix")
        self.fixed_sentence = Label(look, "", "small", "text_2", True)
        self.spared = Label(look, "", "body", "text", True)
        ask_for_fix = "Set a slider under Simulate, and the same customer with the fix appears here."
        self.no_fix = Label(look, ask_for_fix, "small", "text_2", True)
        self._build(look)
        self._connect()
        self.forget()

    @property
    def customer(self) -> Customer | None:
        """Who is shown."""
        return self._customers[self._at] if self._customers else None

    def forget(self) -> None:
        """Show nobody until asked."""
        self._customers, self._at = (), 0
        self.ask.show()
        self._told.hide()
        self.none.hide()
        self._turning.hide()
        self.tell_path()

    def show_customers(self, customers: Sequence[Customer]) -> None:
        """Show these one at a time, the most usual first; the same ones told anew leave the one shown in place."""
        same = [each.number for each in customers] == [each.number for each in self._customers]
        self._customers, self._at = tuple(customers), self._at if same else 0
        self.ask.hide()
        self.none.setVisible(not customers)
        self._told.setVisible(bool(customers))
        self._turning.setVisible(len(customers) > 1)
        self._show()

    def turn(self, by: int) -> None:
        """Show another customer; after the last comes the first."""
        if self._customers:
            self._at = (self._at + by) % len(self._customers)
            self._show()

    def _build(self, look: Look) -> None:
        self._turning = QWidget()
        turning = QHBoxLayout(self._turning)
        turning.setContentsMargins(0, 0, 0, 0)
        turning.setSpacing(4)
        turning.addWidget(self.previous)
        turning.addWidget(self.next)
        self._with_fix = QWidget()
        self._with_fix.setLayout(stack(self.fixed_title, self.spared, self.fixed, self.fixed_sentence))
        self._told = QWidget()
        self._told.setLayout(
            stack(self.who, self.rows, self.sentence, self.on_map, self._with_fix, self.no_fix, spacing=8)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(section(look, "One customer, step by step", self._turning))
        column.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.none)
        column.addWidget(self._told)

    def _connect(self) -> None:
        self.ask.clicked.connect(self.wanted)
        self.previous.clicked.connect(self._back)
        self.next.clicked.connect(self._on)
        self.on_map.toggled.connect(self.tell_path)
        for rows in (self.rows, self.fixed):
            rows.chosen.connect(self.step_chosen)

    def _back(self) -> None:
        self.turn(-1)

    def _on(self) -> None:
        self.turn(1)

    def _show(self) -> None:
        customer = self.customer
        if customer is not None:
            kind = f", {customer.kind}" if customer.kind else ""
            place = f"{self._at + 1} of {len(self._customers)}" if len(self._customers) > 1 else "the only one"
            self.who.setText(f"Customer {customer.number:,}{kind}; {place} who blew up at “{customer.at}”")
            self.rows.show_steps(customer.as_is.steps, customer.threshold)
            self.sentence.setText(_told(customer.as_is))
            fixed = customer.with_fix
            self._with_fix.setVisible(fixed is not None)
            self.no_fix.setVisible(fixed is None)
            if fixed is not None:
                self.spared.setText(_of_the_fix(customer, fixed, self._customers))
                differs = fixed != customer.as_is
                self.fixed.setVisible(differs)
                self.fixed_sentence.setVisible(differs)
                self.fixed.show_steps(fixed.steps, customer.threshold)
                self.fixed_sentence.setText(_told(fixed))
        self.tell_path()

    def tell_path(self) -> None:
        """Say which way is to be seen on the map."""
        customer = self.customer
        self.path_changed.emit(customer.as_is.path if customer and self.on_map.isChecked() else ())


def _told(life: Life) -> str:
    return f"{life.sentence} All of it took {life.took}." if life.took else life.sentence


def _of_the_fix(customer: Customer, fixed: Life, all_shown: Sequence[Customer]) -> str:
    """Return what the fix does for this customer, and for how many of those who can be looked at."""
    spared = sum(each.with_fix is not None and each.with_fix.is_spared for each in all_shown)
    own = "This customer is not spared."
    if fixed.is_spared:
        own = "This customer is spared."
    elif fixed == customer.as_is:
        own = "The fix changes nothing for this customer."
    return f"{own} Of the {len(all_shown)} here, {spared} no longer blow up at “{customer.at}”."
