import pytest
from pytestqt.qtbot import QtBot

from tests.ui.panels.waits import WAITS
from ui.controls.look import Look
from ui.panels.waiting import WaitingPane


@pytest.fixture
def pane(look: Look, qtbot: QtBot) -> WaitingPane:
    made = WaitingPane(look)
    qtbot.addWidget(made)
    made.resize(998, 500)
    made.show()
    return made


def test_without_any_limit_it_says_what_to_enter(pane: WaitingPane) -> None:
    assert not pane.see.isEnabled()
    assert "At work" in pane.see.toolTip()
    pane.set_limited(True)
    assert pane.see.isEnabled()
    assert pane.see.toolTip() == ""


def test_what_was_found_is_a_sentence_first_and_then_a_table(pane: WaitingPane) -> None:
    pane.show_waiting(WAITS)
    assert pane.sentence.text() == WAITS.headline
    assert pane.lines.text() == WAITS.lines[0]
    assert pane.table.found.rows == WAITS.rows
    assert pane.table.isVisible()
    assert pane.sentence.y() < pane.table.y() < pane.rests_on.y()


def test_a_problem_takes_the_place_of_what_was_found(pane: WaitingPane) -> None:
    pane.show_waiting(WAITS)
    pane.show_problem("The journey does not run yet.")
    assert pane.sentence.text() == "The journey does not run yet."
    assert not pane.table.isVisible()
    assert not pane.lines.isVisible()


def test_what_is_old_is_grey_and_says_how_to_renew_it(pane: WaitingPane) -> None:
    pane.show_waiting(WAITS)
    pane.set_stale(True)
    assert pane.changed.isVisible()
    assert pane.sentence.colour_role == "text_2"
    pane.show_waiting(WAITS)
    assert not pane.changed.isVisible()


def test_progress_is_told_while_there_is_some(pane: WaitingPane) -> None:
    pane.show_progress(0.4, "Following customers, 400 of 1,000")
    assert pane.progress.isVisible()
    assert pane.progress.doing.text() == "Following customers, 400 of 1,000"
    pane.show_progress(None)
    assert not pane.progress.isVisible()
