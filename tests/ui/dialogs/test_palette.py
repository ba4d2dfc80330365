"""Everything that can be done or gone to, found by a few letters."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.listening import announcements
from tests.helpers.painted import words_painted
from tests.helpers.program import press
from ui.controls.look import Look
from ui.dialogs.palette import Entry, Palette, ranked

UNDO = Entry("undo", "Undo", "Edit menu", "Ctrl+Z", "Nothing to take back")
REDO = Entry("redo", "Redo", "Edit menu", "Ctrl+Y")
HEAT = Entry("heat", "Heat", "View menu", "H", is_recent=True)
BILL = Entry("bill", "First bill", "Touchpoint, Billing")
ALL = (UNDO, REDO, HEAT, BILL)


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1366, 768)
    rows = QVBoxLayout(made)
    for _ in range(3):
        rows.addWidget(QLineEdit())
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    return made


@pytest.fixture
def palette(host: QWidget, look: Look) -> Palette:
    host.findChildren(QLineEdit)[1].setFocus()
    made = Palette(look, host)
    made.open_with(ALL)
    return made


def rows(palette: Palette) -> list[str]:
    entries = (palette.model.entry(row) for row in range(palette.model.rowCount()))
    return [entry.text for entry in entries if entry is not None]


def test_everything_is_listed_before_anything_is_typed(palette: Palette) -> None:
    assert sorted(rows(palette)) == ["First bill", "Heat", "Redo", "Undo"]
    assert rows(palette)[0] == "Heat"
    assert palette.line.hasFocus()


def test_before_anything_is_typed_all_actions_can_be_looked_through() -> None:
    many = [Entry(number, f"Action {number}", "Edit menu", refusal="Not now" * (number % 2)) for number in range(120)]
    assert ranked([*many, BILL], "") == [*many, BILL]
    assert ranked([*many, HEAT], " ")[0] == HEAT


def test_what_is_chosen_is_told_to_those_who_listen(palette: Palette, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = announcements(monkeypatch)
    QTest.keyClicks(palette.line, "do")
    press(palette, "Down")
    QTest.keyClicks(palette.line, "xyz")
    assert heard[1:3] == ["Redo, Edit menu, Ctrl+Y", "Undo, Edit menu, Ctrl+Z, Nothing to take back"]
    assert heard[-1].startswith("Nothing called “doxyz”")


def test_the_best_fit_comes_first_and_what_cannot_be_done_after_its_equals() -> None:
    assert [entry.text for entry in ranked(ALL, "edit")] == ["Redo", "Undo"]
    assert ranked(ALL, "billing bi") == [BILL]
    assert ranked(ALL, "undo")[0] == UNDO
    assert ranked(ALL, "xyz") == []


def test_enter_takes_the_chosen_one_and_gives_the_focus_back(palette: Palette, host: QWidget, qtbot: QtBot) -> None:
    QTest.keyClicks(palette.line, "re")
    with qtbot.waitSignal(palette.chosen) as chosen:
        press(palette.line, "Return")
    assert chosen.args == ["redo"]
    assert not palette.isVisible()
    assert host.findChildren(QLineEdit)[1].hasFocus()


def test_what_cannot_be_done_is_not_taken(palette: Palette, qtbot: QtBot) -> None:
    QTest.keyClicks(palette.line, "undo")
    with qtbot.assertNotEmitted(palette.chosen):
        press(palette.line, "Return")
    assert palette.isVisible()


def test_arrows_choose_and_escape_closes(palette: Palette, host: QWidget, qtbot: QtBot) -> None:
    first = palette.list.currentIndex().row()
    press(palette.line, "Down")
    assert palette.list.currentIndex().row() == first + 1
    press(palette.line, "PgUp")
    assert palette.list.currentIndex().row() == 0
    with qtbot.assertNotEmitted(palette.chosen):
        press(palette.line, "Escape")
    assert not palette.isVisible()
    assert host.findChildren(QLineEdit)[1].hasFocus()


def test_a_click_takes_a_row(palette: Palette, qtbot: QtBot) -> None:
    at = palette.list.visualRect(palette.model.index(0)).center()
    with qtbot.waitSignal(palette.chosen) as chosen:
        QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == ["heat"]


def test_whoever_goes_elsewhere_leaves_it(palette: Palette, host: QWidget) -> None:
    host.findChildren(QLineEdit)[0].setFocus()
    assert not palette.isVisible()


def test_where_nothing_fits_that_is_said(palette: Palette) -> None:
    QTest.keyClicks(palette.line, "zzzz")
    assert palette.nothing.isVisible()
    assert not palette.list.isVisible()


def test_a_row_is_read_out_with_its_key_and_why_it_cannot_be_done(palette: Palette) -> None:
    told = [palette.model.data(palette.model.index(row)) for row in range(palette.model.rowCount())]
    assert "Undo, Edit menu, Ctrl+Z, Nothing to take back" in told
    assert {"Undo", "Edit menu. Nothing to take back", "Ctrl+Z"} <= set(words_painted(palette.list))


@pytest.mark.parametrize("size", [(960, 540), (1920, 1080)])
def test_it_lies_inside_the_window(palette: Palette, host: QWidget, size: tuple[int, int]) -> None:
    host.resize(*size)
    assert host.rect().contains(palette.geometry())


def test_it_closes_although_what_had_the_focus_is_gone(palette: Palette, host: QWidget) -> None:
    shiboken6.delete(host.findChildren(QLineEdit)[1])
    press(palette.line, "Escape")
    assert not palette.isVisible()
