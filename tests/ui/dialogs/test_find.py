"""Finding a touchpoint by any word, with the keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.helpers.builders import JOURNEY, empty_journey, journey_of, named
from ui.controls.look import Look
from ui.dialogs.find import FindDialog, matching, places
from workbench.domain.document import Document
from workbench.editing.ownership import add_department, assign


@pytest.fixture
def document() -> Document:
    made = journey_of("Order > Ask for an offer", "> Sign", "Pay > First bill", "> Bill explained")
    finance = add_department(made, "Finance")
    assign(made, [named(made, "Sign").id], finance.id)
    return made


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("bill", ["Bill explained", "First bill"]),
        ("BILL first", ["First bill"]),
        ("finance", ["Sign"]),
        ("pay", ["First bill", "Bill explained"]),
        ("nothing of the kind", []),
        ("", ["Ask for an offer", "Sign", "First bill", "Bill explained"]),
    ],
)
def test_every_word_must_occur_and_names_that_begin_with_it_come_first(
    document: Document, wanted: str, found: list[str]
) -> None:
    assert [place.name for place in matching(places(document, JOURNEY), wanted)] == found


def test_arrows_choose_while_the_line_keeps_the_focus(document: Document, look: Look, qtbot: QtBot) -> None:
    dialog = FindDialog(document, JOURNEY, look)
    qtbot.addWidget(dialog)
    QTest.keyClicks(dialog.line, "bill")
    assert dialog.chosen == named(document, "Bill explained").id
    QTest.keyClick(dialog.line, Qt.Key.Key_Down)
    assert dialog.chosen == named(document, "First bill").id
    QTest.keyClick(dialog.line, Qt.Key.Key_Down)
    assert dialog.chosen == named(document, "First bill").id


def test_nothing_found_says_where_was_looked(document: Document, look: Look, qtbot: QtBot) -> None:
    dialog = FindDialog(document, JOURNEY, look)
    qtbot.addWidget(dialog)
    QTest.keyClicks(dialog.line, "xyz")
    assert dialog.chosen is None
    assert not dialog.go.isEnabled()
    assert dialog.nothing.text().startswith("Nothing called “xyz”.")


def test_a_journey_without_touchpoints_says_so(look: Look, qtbot: QtBot) -> None:
    dialog = FindDialog(empty_journey(), JOURNEY, look)
    qtbot.addWidget(dialog)
    assert dialog.nothing.text() == "There are no touchpoints yet."
