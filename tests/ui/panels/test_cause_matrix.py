from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.panels.explanations import CAUSES
from ui.controls.look import Look
from ui.panels.cause_matrix import CauseMatrix
from ui.panels.owner_numbers import Measure


@pytest.fixture
def matrix(look: Look, qtbot: QtBot) -> CauseMatrix:
    made = CauseMatrix(look)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show_numbers(CAUSES, Measure.BREAKDOWNS)
    made.show()
    return made


def test_arrows_walk_and_each_cell_is_said(matrix: CauseMatrix, told: list[object], qtbot: QtBot) -> None:
    matrix.pointed_at.connect(told.append)
    matrix.setCurrentIndex(matrix.causes.index(1, 1))
    qtbot.keyClick(matrix, Qt.Key.Key_Up)
    assert told == [
        "Finance caused 12 breakdowns that it pays for itself.",
        "Marketing caused 64 breakdowns that Finance pays for.",
    ]


def test_new_numbers_keep_the_cell_and_say_it_anew(matrix: CauseMatrix, told: list[object]) -> None:
    matrix.setCurrentIndex(matrix.causes.index(0, 1))
    matrix.pointed_at.connect(told.append)
    matrix.show_numbers(replace(CAUSES, breakdowns=CAUSES.cost), Measure.BREAKDOWNS)
    assert matrix.currentIndex().column() == 1
    assert told == ["Marketing caused 8,623 breakdowns that Finance pays for."]


def test_cells_share_the_room_and_stay_readable(matrix: CauseMatrix) -> None:
    assert matrix.rowHeight(0) == 72
    matrix.resize(300, 160)
    assert matrix.rowHeight(0) == 34
    assert matrix.columnWidth(0) == 72


def test_the_numbers_are_painted(matrix: CauseMatrix) -> None:
    full = matrix.grab().toImage()
    matrix.show_numbers(None, Measure.BREAKDOWNS)
    assert matrix.grab().toImage() != full
