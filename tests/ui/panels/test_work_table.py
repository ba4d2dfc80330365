from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from tests.ui.panels.explanations import WORK
from ui.controls.look import Look
from ui.panels.owner_numbers import Party
from ui.panels.work_table import STAFF, WorkView


@pytest.fixture
def view(desk: Desk, look: Look, qtbot: QtBot) -> WorkView:
    made = WorkView(desk.document, look)
    qtbot.addWidget(made)
    finance = desk.department("Finance")
    first = replace(WORK.rows[0], party=Party(finance.id, "Finance", 0))
    made.work.show_numbers(replace(WORK, rows=(first, WORK.rows[1])))
    made.resize(998, 300)
    made.show()
    return made


def row(view: WorkView, at: int) -> list[str]:
    return [view.work.index(at, column).data() for column in range(view.work.columnCount())]


def test_a_row_tells_contacts_hours_people_and_waiting(view: WorkView) -> None:
    assert row(view, 0) == [
        "Finance", "2,231", "276 (12\u202f%)", "293", "171", "23\u202f%", "1.1", "2", "53\u202f%", "30 min",
    ]  # fmt: skip


def test_without_a_limit_nobody_waits_and_little_work_is_no_nought(view: WorkView) -> None:
    assert row(view, 1)[6:] == ["<0.1", "no limit", "", ""]


def test_more_work_than_can_be_done_is_said_in_words(view: WorkView) -> None:
    view.work.show_numbers(replace(WORK, rows=(replace(WORK.rows[0], busy=1.4, wait=float("inf")),)))
    assert row(view, 0)[8:] == ["too much work", ""]


def test_the_people_at_work_can_be_changed_and_left_open_again(view: WorkView, desk: Desk) -> None:
    cell = view.work.index(0, STAFF)
    assert view.work.setData(cell, "5")
    assert desk.department("Finance").staff == 5
    assert view.work.setData(cell, "")
    assert desk.department("Finance").staff is None
    desk.history.undo()
    assert desk.department("Finance").staff == 5


def test_no_limit_can_be_typed_as_it_is_read(view: WorkView, desk: Desk) -> None:
    assert view.work.setData(view.work.index(0, STAFF), "4")
    assert view.work.setData(view.work.index(0, STAFF), " No limit ")
    assert desk.department("Finance").staff is None
    assert desk.steps == 2


def test_enter_changes_the_people_at_work_and_nothing_else(view: WorkView, desk: Desk, qtbot: QtBot) -> None:
    for column in (0, STAFF):
        view.setCurrentIndex(view.work.index(0, column))
        qtbot.keyClick(view, Qt.Key.Key_Return)
        assert bool(view.findChildren(QLineEdit)) is (column == STAFF)
    editor = view.findChildren(QLineEdit)[0]
    qtbot.keyClicks(editor, "3")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.department("Finance").staff == 3)
    assert desk.steps == 1


@pytest.mark.parametrize("text", ["many", "2.5", "-1", "0", "100001", "9" * 10_000])
def test_what_is_no_number_of_people_is_refused_with_a_sentence(
    view: WorkView, desk: Desk, told: list[object], text: str
) -> None:
    view.work.refused.connect(told.append)
    assert not view.work.setData(view.work.index(0, STAFF), text)
    assert desk.department("Finance").staff is None
    assert len(told) == 1
    assert "give" in str(told[0])
    assert len(str(told[0])) < 200


def test_only_the_people_of_a_department_can_be_changed(view: WorkView) -> None:
    editable = [
        (at, column)
        for at in range(2)
        for column in range(view.work.columnCount())
        if view.work.index(at, column).flags() & Qt.ItemFlag.ItemIsEditable
    ]
    assert editable == [(0, STAFF)]
    assert not view.work.setData(view.work.index(1, STAFF), "3")


def test_a_screen_reader_hears_whose_and_what(view: WorkView) -> None:
    assert view.work.index(0, STAFF).data(Qt.ItemDataRole.AccessibleTextRole) == "Finance, At work: 2"
