import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.helpers.painted import words_painted
from ui.controls.look import Look
from ui.panels.next_numbers import NextNumber, NextNumbers

BILL = NextNumber(("bill",), "failure", "Chance of failure at “First bill”", 0.4)
FULL = NextNumber((), "threshold", "Where the glass counts as full", 0.1)


@pytest.fixture
def numbers(look: Look, qtbot: QtBot) -> NextNumbers:
    made = NextNumbers(look)
    qtbot.addWidget(made)
    made.show_numbers((BILL, FULL), "Measure next: this.")
    made.resize(made.sizeHint())
    made.show()
    return made


def test_the_list_can_be_read_as_text(numbers: NextNumbers) -> None:
    assert numbers.rows.accessibleDescription() == (
        "Chance of failure at “First bill”: 40 % of the range; Where the glass counts as full: 10 % of the range"
    ).replace(" %", "\u202f%")
    assert numbers.note.text() == "Measure next: this."


def test_a_click_asks_for_the_number_unless_nothing_can_be_selected_for_it(numbers: NextNumbers, qtbot: QtBot) -> None:
    told: list[object] = []
    numbers.wanted.connect(told.append)
    for at in (0, 1):
        middle = QPoint(20, numbers.rows.row_height * at + 10)
        qtbot.mouseClick(numbers.rows, Qt.MouseButton.LeftButton, pos=middle)
    assert told == [BILL]


def test_without_numbers_there_is_nothing_to_see(numbers: NextNumbers) -> None:
    numbers.show_numbers((), "")
    assert not numbers.isVisible()


def test_it_paints_names_of_any_length(numbers: NextNumbers) -> None:
    long = NextNumber(("a",), "failure", "Chance of failure at “" + "very " * 40 + "long”", 0.0)
    numbers.show_numbers((long,), "")
    name, share = words_painted(numbers.rows)
    assert name.startswith("Chance of failure at “very")
    assert name.endswith("…")
    assert share == "0\u202f%"
