from dataclasses import replace

from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from tests.ui.panels.explanations import WORK
from ui.controls.look import Look
from ui.panels.owners_work import WorkPage


def test_it_says_for_how_many_customers_and_whether_anybody_said_so(desk: Desk, look: Look, qtbot: QtBot) -> None:
    page = WorkPage(desk.document, look)
    qtbot.addWidget(page)
    page.show()
    assert page.pages.empty.isVisible()
    page.show_numbers(WORK)
    assert page.table.isVisible()
    assert page.rests_on.text().startswith("At 1,200 customers a month. ")
    assert page.brought.text() == WORK.brought[0]
    page.show_numbers(replace(WORK, is_stated=False, customers=1000.0, brought=()))
    assert page.rests_on.text().startswith("At 1,000 customers a month, which stands in")
    assert not page.brought.isVisible()
