from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.panels.fitted_table import FittedTable


def shown(look: Look, qtbot: QtBot, texts: list[str]) -> tuple[QScrollArea, FittedTable]:
    page, table = QScrollArea(), FittedTable(look, "Names")
    table.setModel(QStringListModel(texts, table))
    page.setWidget(table)
    page.setWidgetResizable(True)
    qtbot.addWidget(page)
    page.resize(400, 200)
    page.show()
    return page, table


def test_it_is_as_high_as_its_rows(look: Look, qtbot: QtBot) -> None:
    few_page, few = shown(look, qtbot, ["a"])
    many_page, many = shown(look, qtbot, ["a"] * 20)
    assert many.sizeHint().height() - few.sizeHint().height() == 19 * few.rowHeight(0)
    assert few_page.isVisible()
    assert many_page.isVisible()


def test_the_page_follows_the_current_cell(look: Look, qtbot: QtBot) -> None:
    page, table = shown(look, qtbot, ["a"] * 40)
    page.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.setCurrentIndex(table.model().index(39, 0))
    bar = page.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0


def test_a_name_of_ten_thousand_letters_leaves_room_for_the_rest(look: Look, qtbot: QtBot) -> None:
    page, table = shown(look, qtbot, ["x" * 10_000])
    assert page.isVisible()
    assert table.columnWidth(0) <= look.scaled(280)
