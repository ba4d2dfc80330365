"""Find and replace beside the map, by typing and by keys."""

from collections.abc import Mapping

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.helpers.builders import JOURNEY, journey_of, named
from tests.helpers.listening import announcements
from tests.helpers.notices import Notices
from tests.helpers.program import press
from ui.controls.look import Look
from ui.panels.find_panel import FindPanel, Search
from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.editing.finding import Wanted, Where
from workbench.editing.history import History
from workbench.editing.structure import rename, set_fields


@pytest.fixture
def document() -> Document:
    made = journey_of("Letters > First bill", "> Second bill", "> Reminder")
    set_fields(made, named(made, "First bill").id, notes="A bill that nobody expects.")
    return made


@pytest.fixture
def search() -> Search:
    return Search()


@pytest.fixture
def notices() -> Notices:
    return Notices()


@pytest.fixture
def panel(document: Document, look: Look, search: Search, notices: Notices, qtbot: QtBot) -> FindPanel:
    made = FindPanel(document, JOURNEY, look, search, notices.say)
    qtbot.addWidget(made)
    made.resize(300, 600)
    made.begin(replaces=True)
    QTest.keyClicks(made.wanted_line, "bill")
    return made


@pytest.fixture
def went(panel: FindPanel) -> list[object]:
    told: list[object] = []
    panel.went.connect(told.append)
    return told


def test_typing_finds_at_once_and_says_how_much(panel: FindPanel) -> None:
    assert panel.count.text() == "1 of 3"
    QTest.keyClicks(panel.wanted_line, "zzz")
    assert panel.count.text() == "None found"
    assert not panel.replace_all.isEnabled()


def test_where_nothing_is_found_a_touchpoint_of_that_name_can_be_made(
    panel: FindPanel, went: list[str], document: Document, notices: Notices
) -> None:
    history = History(document)
    assert panel.nothing.isHidden()
    panel.wanted_line.setText("Paper form")
    assert panel.nothing.title.text() == "Nothing called “Paper form”"
    assert panel.list.isHidden()
    panel.nothing.make.click()
    assert notices.heard == [("Created touchpoint “Paper form”; drag it to its phase.", "Undo", "undo")]
    made = named(document, "Paper form")
    assert made.phase is None
    assert went == [made.id]
    assert panel.count.text() == "1 of 1"
    assert panel.nothing.isHidden()
    history.undo()
    assert not panel.nothing.isHidden()


def test_a_narrow_search_that_finds_nothing_can_look_wider(panel: FindPanel) -> None:
    panel.case.setChecked(True)
    panel.where.setCurrentIndex(list(Where).index(Where.PHASES))
    panel.wanted_line.setText("SECOND")
    assert panel.nothing.text.text() == "Search looked only at phases, with these capitals."
    panel.nothing.wider.click()
    assert panel.wanted == Wanted("SECOND")
    assert panel.count.text() == "1 of 1"


def test_enter_goes_on_and_shift_enter_back_round_the_end(
    panel: FindPanel, went: list[str], document: Document
) -> None:
    for key in ("Return", "Return", "Shift+Return", "Shift+Return"):
        press(panel.wanted_line, key)
    first, second = (named(document, name).id for name in ("First bill", "Second bill"))
    assert went == [first, first, first, second]
    assert panel.count.text() == "3 of 3"


def test_what_is_found_is_told_with_how_often(panel: FindPanel, document: Document) -> None:
    told: list[tuple[Mapping[str, int], object]] = []
    panel.found.connect(lambda counts, current: told.append((counts, current)))
    panel.step(1)
    first, second = (named(document, name).id for name in ("First bill", "Second bill"))
    counts, current = told[-1]
    assert (counts[first], counts[second], current) == (2, 1, first)
    press(panel, "Escape")
    assert told[-1] == ({}, None)


def test_how_much_is_found_and_each_place_is_told_to_those_who_listen(
    panel: FindPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = announcements(monkeypatch)
    QTest.keyClicks(panel.wanted_line, "x")
    press(panel, "Backspace")
    press(panel, "Return")
    assert heard == ["None found", "1 of 3", "1 of 3: Touchpoint “First bill”: First bill"]


def test_capitals_whole_words_and_kinds_narrow_the_search(panel: FindPanel) -> None:
    panel.where.setCurrentIndex(list(Where).index(Where.TOUCHPOINTS))
    assert panel.count.text().endswith("of 3")
    panel.case.setChecked(True)
    panel.wanted_line.setText("Bill")
    assert panel.count.text() == "None found"
    panel.wanted_line.setText("bil")
    panel.words.setChecked(True)
    assert panel.count.text() == "None found"


def test_replacing_all_is_one_step(panel: FindPanel, document: Document, notices: Notices) -> None:
    history = History(document)
    panel.by_line.setText("invoice")
    panel.replace_all.click()
    assert notices.heard == [("Replaced in 3 places.", "Undo", "undo")]
    assert {each.name for each in document.of(Touchpoint)} == {"First invoice", "Second invoice", "Reminder"}
    assert history.undo_label == "Replace “bill” by “invoice”"
    history.undo()
    assert history.undo_label is None
    assert panel.count.text().endswith("of 3")


def test_replacing_one_goes_on_to_the_next(panel: FindPanel, document: Document) -> None:
    panel.wanted_line.setText("bill")
    panel.by_line.setText("invoice")
    panel.replace_one.click()
    assert named(document, "First invoice").notes == "A bill that nobody expects."
    assert panel.count.text() == "1 of 2"


def test_replacing_one_after_the_other_never_meets_what_has_just_been_put_there(
    panel: FindPanel, document: Document, went: list[object]
) -> None:
    panel.by_line.setText("waybill")
    for _ in range(2):
        panel.replace_one.click()
    assert named(document, "First waybill").notes == "A waybill that nobody expects."
    assert panel.count.text() == "3 of 3"
    assert went[-1] == named(document, "Second bill").id


def test_what_is_refused_is_said_and_nothing_changes(panel: FindPanel, document: Document, notices: Notices) -> None:
    before = dict(document.elements)
    panel.wanted_line.setText("Reminder")
    panel.replace_all.click()
    assert "cannot be empty" in notices.texts[-1]
    assert document.elements == before


def test_the_list_follows_the_document(panel: FindPanel, document: Document) -> None:
    rename(document, named(document, "Second bill").id, "Second letter")
    assert panel.count.text() == "1 of 2"
    assert len(panel.list.hits) == 2


def test_the_search_goes_on_where_another_journey_is_shown(
    panel: FindPanel, search: Search, document: Document, look: Look, notices: Notices, qtbot: QtBot
) -> None:
    panel.by_line.setText("invoice")
    panel.step(1)
    panel.step(1)
    again = FindPanel(document, JOURNEY, look, search, notices.say)
    qtbot.addWidget(again)
    assert again.is_open
    again.begin()
    assert (again.wanted, again.by_line.text()) == (Wanted("bill"), "invoice")
    assert again.count.text() == "2 of 3"


def test_a_closed_search_looks_no_more(panel: FindPanel, document: Document, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.closed):
        press(panel, "Escape")
    before = list(panel.list.hits)
    rename(document, named(document, "Second bill").id, "Bill of bills")
    assert panel.list.hits == before
    assert not panel.is_open
