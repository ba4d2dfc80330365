from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.panels.explanations import CAUSES
from ui.controls.look import Look
from ui.panels.owner_numbers import Measure
from ui.panels.owners_costs import CostsPage


def test_the_current_cell_is_said_in_the_measure_chosen(look: Look, qtbot: QtBot) -> None:
    page = CostsPage(look)
    qtbot.addWidget(page)
    page.show_numbers(CAUSES)
    page.show()
    page.matrix.setCurrentIndex(page.matrix.causes.index(0, 1))
    assert page.said.text() == "Marketing caused 64 breakdowns that Finance pays for."
    qtbot.mouseClick(page.measure.segment(Measure.COST), Qt.MouseButton.LeftButton)
    assert page.said.text() == "Marketing caused 8,623 of cost that Finance pays for."


def test_without_owners_it_says_how_to_begin(look: Look, qtbot: QtBot) -> None:
    page = CostsPage(look)
    qtbot.addWidget(page)
    page.show()
    assert page.pages.empty.isVisible()
    page.show_numbers(CAUSES)
    assert page.matrix.isVisible()
    page.show_numbers(None)
    assert page.pages.empty.isVisible()
