import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.builders import JOURNEY, journey_of, named
from tests.helpers.painted import words_painted
from ui.controls.look import Look
from ui.panels.found_list import FoundList
from workbench.domain.document import Document
from workbench.editing.finding import Wanted, find
from workbench.editing.structure import delete


@pytest.fixture
def document() -> Document:
    return journey_of("Letters > First bill", "> Second bill", "> Reminder")


@pytest.fixture
def found(document: Document, look: Look, qtbot: QtBot) -> FoundList:
    made = FoundList(document, JOURNEY, look)
    qtbot.addWidget(made)
    made.take(find(document, Wanted("bill")))
    return made


def read_out(found: FoundList) -> list[object]:
    model = found.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def test_a_row_is_read_out_in_full_and_painted(found: FoundList) -> None:
    assert read_out(found) == ["Touchpoint “First bill”: First bill", "Touchpoint “Second bill”: Second bill"]
    assert words_painted(found) == [
        "Touchpoint “First bill”",
        "First ",
        "bill",
        "Touchpoint “Second bill”",
        "Second ",
        "bill",
    ]


def test_a_row_of_what_has_gone_since_says_nothing(found: FoundList, document: Document) -> None:
    delete(document, [named(document, "First bill").id])
    assert read_out(found) == ["", "Touchpoint “Second bill”: Second bill"]
    assert words_painted(found) == ["Touchpoint “Second bill”", "Second ", "bill"]


def test_other_hits_are_looked_at_only_once_one_of_them_is_gone_to(found: FoundList, document: Document) -> None:
    found.go_to(1)
    assert found.current is found.hits[1]
    found.take(find(document, Wanted("Reminder")))
    assert (found.current, found.row) == (None, 0)
    found.go_to(0)
    assert found.current is not None
    assert found.current.spot.element == named(document, "Reminder").id
