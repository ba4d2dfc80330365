from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.controls.text import Label
from ui.panels.plan_money import LedgerGrid, MoneyCard
from ui.panels.plan_shown import Ledger, Money

BILL = Ledger(("EUR", "as it is", "saved"), (("Contacts", "900", "40"), ("Together", "900", "40")), has_sum=True)
BOOKS = Ledger(("", "pays once"), (("Finance", "300"),))


def test_a_ledger_shows_its_rows_and_reads_them_out(look: Look, qtbot: QtBot) -> None:
    grid = LedgerGrid(look, "Bill")
    qtbot.addWidget(grid)
    grid.show_ledger(BILL)
    assert grid.accessibleDescription() == "EUR, as it is, saved: Contacts, 900, 40; Together, 900, 40"
    assert len([label for label in grid.findChildren(Label) if label.text()]) == 9


def test_without_a_transfer_its_line_is_gone(look: Look, qtbot: QtBot) -> None:
    card = MoneyCard(look)
    qtbot.addWidget(card)
    card.show_money(Money("At 9 customers a month.", BILL, "It pays.", BOOKS, ""))
    assert card.transfer.isHidden()
    card.show_money(Money("At 9 customers a month.", BILL, "It pays.", BOOKS, "Finance pays, Sales saves."))
    assert not card.transfer.isHidden()
    assert "It pays." in [label.text() for label in card.findChildren(Label)]
