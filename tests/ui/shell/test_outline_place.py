"""The outline beside the map, which need not be there."""

from pytestqt.qtbot import QtBot

from tests.helpers.program import opened, to_front, type_name
from ui.main_window import MainWindow
from workbench.domain.elements import Phase


def test_an_outline_that_is_not_shown_is_made_only_when_it_is(blank: MainWindow, qtbot: QtBot) -> None:
    outline = opened(blank).outline
    qtbot.waitUntil(lambda: opened(blank).opening.is_done)
    assert not outline.is_made
    blank.action_set["outline"].trigger()
    assert outline.content.tree.isVisible()
    blank.action_set["outline"].trigger()
    assert outline.isHidden()


def test_one_that_was_shown_is_there_again_in_the_next_journey(blank: MainWindow, qtbot: QtBot) -> None:
    blank.action_set["outline"].trigger()
    blank.do("new")
    outline = opened(blank).outline
    assert not outline.is_made
    qtbot.waitUntil(lambda: outline.is_made)
    assert outline.isVisible()


def test_what_it_wants_and_refuses_is_heard(journey: MainWindow) -> None:
    to_front(journey)
    outline = opened(journey).outline
    outline.set_shown(shown=True)
    outline.content.refused.emit("No.")
    assert journey.notice.text == "No."
    phases = len(opened(journey).document.of(Phase))
    outline.content.phase_wanted.emit()
    type_name(journey, "Farewell")
    assert len(opened(journey).document.of(Phase)) == phases + 1
