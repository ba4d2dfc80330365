from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.controls.text import Label
from ui.panels.column import PanelColumn, section


def test_a_narrow_column_has_less_padding(qtbot: QtBot) -> None:
    column = PanelColumn()
    qtbot.addWidget(column)
    column.resize(360, 600)
    column.show()
    assert column.rows.contentsMargins().left() == 16
    column.resize(320, 600)
    assert column.rows.contentsMargins().left() == 12


def test_a_section_has_its_heading_first(look: Look) -> None:
    beside = QWidget()
    row = section(look, "Ways out", beside)
    heading = row.itemAt(0).widget()
    assert isinstance(heading, Label)
    assert heading.text() == "Ways out"
    assert row.itemAt(1).widget() is beside
