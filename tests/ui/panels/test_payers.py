from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.panels.explain_numbers import Paid
from ui.panels.payers import PayerList


def test_what_others_filled_is_told_apart_from_what_is_paid(look: Look, qtbot: QtBot) -> None:
    payers = PayerList(look)
    qtbot.addWidget(payers)
    payers.show_payers([Paid("Finance", 81.0, 72.0, 10_785.0), Paid("Sales", 2.0, 0.0, 90.0)])
    assert payers.accessibleDescription() == (
        "Finance: 10,785, 81 breakdowns, 72 filled by others; Sales: 90, 2 breakdowns"
    )
    two = payers.sizeHint().height()
    payers.show_payers([])
    assert two > payers.sizeHint().height() == 0
