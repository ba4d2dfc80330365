"""The actions that put cards in order."""

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.program import opened, press
from ui.main_window import MainWindow
from ui.shell import arranging
from ui.shell.arranging import NUDGE
from workbench.domain.elements import Touchpoint
from workbench.domain.places import ROW_PITCH
from workbench.editing.structure import set_fields


@pytest.fixture
def untidy(journey: MainWindow) -> MainWindow:
    """Every card far below where it belongs."""
    document = opened(journey).document
    for number, card in enumerate(document.of(Touchpoint)):
        set_fields(document, card.id, y=7.5 * ROW_PITCH + number * 2 * ROW_PITCH)
    return journey


def levels(window: MainWindow) -> list[float]:
    return [card.y for card in opened(window).document.of(Touchpoint)]


def test_tidying_up_says_what_it_did_and_undo_takes_it_back(untidy: MainWindow) -> None:
    before = levels(untidy)
    untidy.do("tidy")
    assert max(levels(untidy)) < min(before)
    assert untidy.notice.text == f"Tidied: {len(before)} cards moved."
    untidy.do("undo")
    assert levels(untidy) == before
    untidy.do("redo")
    untidy.do("tidy")
    assert untidy.notice.text == "Everything lies well already."


def test_several_selected_cards_are_tidied_alone(untidy: MainWindow) -> None:
    cards = [card.id for card in opened(untidy).document.of(Touchpoint)]
    before = levels(untidy)
    opened(untidy).selection.set(cards[:2])
    untidy.do("tidy")
    assert levels(untidy)[2:] == before[2:]
    assert levels(untidy)[:2] != before[:2]


def test_a_large_map_is_tidied_in_another_process(
    untidy: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arranging, "MOST_CARDS_AT_ONCE", 0)
    before = levels(untidy)
    untidy.do("tidy")
    assert levels(untidy) == before
    qtbot.waitUntil(lambda: levels(untidy) != before, timeout=60_000)
    assert opened(untidy).session.history.undo_label == "Tidy up"


def test_a_map_that_has_changed_in_the_meantime_is_left_alone(
    untidy: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arranging, "MOST_CARDS_AT_ONCE", 0)
    untidy.do("tidy")
    card = opened(untidy).document.of(Touchpoint)[0].id
    set_fields(opened(untidy).document, card, y=12.0)
    before = levels(untidy)
    qtbot.waitUntil(lambda: "in the meantime" in untidy.notice.text, timeout=60_000)
    assert levels(untidy) == before


def test_keys_on_the_map_nudge_pin_and_align(journey: MainWindow) -> None:
    workspace = opened(journey)
    document = workspace.document
    first, second = (card.id for card in document.of(Touchpoint)[:2])
    y = document.get(Touchpoint, first).y
    workspace.selection.set([first])
    workspace.map.setFocus()
    press(journey, "Ctrl+Down")
    assert document.get(Touchpoint, first).y in (y + NUDGE, y)
    workspace.selection.set([first, second])
    journey.do("align-bottom")
    journey.do("pin")
    assert document.get(Touchpoint, first).pinned
    assert document.get(Touchpoint, second).pinned
    journey.do("nudge-down")
    assert journey.notice.text == "2 touchpoints are pinned; unpin what is to move."
    journey.do("pin")
    assert not document.get(Touchpoint, first).pinned
