"""What a plan costs and saves, and who pays and who saves."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from ui.controls.look import Look
from ui.controls.text import Label
from ui.panels.column import rule
from ui.panels.plan_shown import Ledger, Money

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LedgerGrid(QWidget):
    """Amounts in columns, right-aligned under their headings."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._cells: list[Label] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self.setAccessibleName(name)

    def show_ledger(self, ledger: Ledger) -> None:
        """Show other rows."""
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.deleteLater()
        self._cells = []
        for at, text in enumerate(ledger.columns):
            self._put(0, at, Label(self._look, text, "small", "text_2"))
        for number, row in enumerate(ledger.rows, start=1):
            strong = ledger.has_sum and number == len(ledger.rows)
            for at, text in enumerate(row):
                role = "body_strong" if strong or (at == len(row) - 1 and at) else "body"
                self._put(number, at, Label(self._look, text, role))
        self._grid.setColumnStretch(0, 1)
        rows = "; ".join(", ".join(row) for row in ledger.rows)
        self.setAccessibleDescription(f"{', '.join(ledger.columns)}: {rows}")

    def _put(self, row: int, column: int, label: Label) -> None:
        if column:
            label.setAlignment(_RIGHT)
        self._cells.append(label)
        self._grid.addWidget(label, row, column)


class MoneyCard(QFrame):
    """The journey's bill a month before and after, the payback, and the books of the departments."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        self.setAccessibleName("Money")
        self.title = Label(look, "What it costs and saves a month", "heading", "text", True)
        self.volume = Label(look, "", "small", "text_2", True)
        self.bill = LedgerGrid(look, "Bill a month")
        self.payback = Label(look, "", "body", "text", True)
        self.payers = Label(look, "Who pays, who saves", "heading", "text", True)
        self.accounts = LedgerGrid(look, "Departments")
        self.transfer = Label(look, "", "body", "text_2", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        parts = (self.title, self.volume, self.bill, self.payback, rule(), self.payers, self.accounts, self.transfer)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)

    def show_money(self, money: Money) -> None:
        """Show another plan's money."""
        self.volume.setText(money.volume)
        self.bill.show_ledger(money.bill)
        self.payback.setText(money.payback)
        self.accounts.show_ledger(money.accounts)
        self.transfer.setText(money.transfer)
        self.transfer.setVisible(bool(money.transfer))
