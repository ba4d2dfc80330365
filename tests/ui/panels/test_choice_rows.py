import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.panels.source_bars import Source, SourceBars


@pytest.fixture
def rows(look: Look, told: list[object], qtbot: QtBot) -> SourceBars:
    made = SourceBars(look, "Sources")
    qtbot.addWidget(made)
    made.set_sources([Source("a", "Welcome pack", 74), Source("b", "First bill", 38), Source(None, "Nobody", 2)])
    made.resize(320, made.sizeHint().height())
    made.show()
    made.chosen.connect(told.append)
    return made


def test_a_click_chooses_the_row_under_it(rows: SourceBars, told: list[object], qtbot: QtBot) -> None:
    qtbot.mouseClick(rows, Qt.MouseButton.LeftButton, pos=QPoint(20, rows.row_height + 4))
    assert told == ["b"]


def test_arrows_walk_and_enter_chooses(rows: SourceBars, told: list[object], qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(rows, key)
    assert told == ["a", "b"]


def test_a_row_without_an_id_chooses_nothing(rows: SourceBars, told: list[object], qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(rows, key)
    assert told == []


def test_nothing_is_chosen_where_there_are_no_rows(rows: SourceBars, told: list[object], qtbot: QtBot) -> None:
    rows.set_sources([])
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert told == []
