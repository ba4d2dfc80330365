"""The actions that put cards in order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from tests.helpers.builders import JOURNEY, journey_of
from tests.helpers.notices import Notices
from tests.helpers.program import opened, press, select, type_name
from ui.bridge import Selection
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.shell.arranging import NUDGE, Arranging
from workbench.domain.document import Document
from workbench.domain.elements import Note, Phase, Touchpoint
from workbench.domain.places import ROW_PITCH, Place
from workbench.editing.areas import Extent, add_note
from workbench.editing.arrange import set_pinned
from workbench.editing.locking import set_locked
from workbench.editing.structure import add_touchpoint, set_fields


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


def test_a_card_that_comes_to_a_tidy_map_finds_its_place_and_the_rest_stays(
    untidy: MainWindow,
) -> None:
    workspace = opened(untidy)
    untidy.do("tidy")
    made = add_touchpoint(workspace.document, workspace.journey, "New", Place("p2", 0.0, 9 * ROW_PITCH), "offer")
    before = {card.id: card for card in workspace.document.of(Touchpoint)}
    untidy.do("tidy")
    after = {card.id: card for card in workspace.document.of(Touchpoint)}
    assert {card for card in after if after[card] != before[card]} == {made.id}
    assert untidy.notice.text == "Tidied: 1 card moved."


def test_where_all_is_pinned_that_is_said(untidy: MainWindow) -> None:
    cards = [card.id for card in opened(untidy).document.of(Touchpoint)]
    set_pinned(opened(untidy).document, cards, pinned=True)
    untidy.do("tidy")
    assert untidy.notice.text == "Nothing to tidy up: these cards are pinned or locked. Let go what is to move."


class HeldJobs(Jobs):
    """Work that waits until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[tuple[object, Callable[[], object]]] = []

    @override
    def start(self, topic: str, token: object, work: Callable[..., Any], *arguments: Any) -> None:
        self.held.append((token, partial(work, *arguments)))

    def let_go(self) -> None:
        for token, work in self.held:
            self.finished.emit(token, work())


@dataclass
class Desk:
    """Arranging without a window, on a map that is too large to be tidied at once."""

    document: Document
    jobs: HeldJobs
    arranging: Arranging
    notices: Notices


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    columns = [f"P{number} > Card {number}" for number in range(31)]
    document = journey_of(*columns)
    set_fields(document, document.of(Touchpoint)[0].id, y=5 * ROW_PITCH)
    jobs = HeldJobs()
    notices = Notices()
    yield Desk(
        document, jobs, Arranging(document, JOURNEY, Selection(), jobs, lambda verb: verb(), notices.say), notices
    )
    jobs.close()


def test_a_large_map_is_tidied_in_another_process(desk: Desk) -> None:
    before = dict(desk.document.elements)
    desk.arranging.tidy_up()
    assert dict(desk.document.elements) == before
    desk.jobs.let_go()
    assert {card.y for card in desk.document.of(Touchpoint)} == {0.0}
    assert desk.notices.texts == ["Tidying up…", "Tidied: 1 card moved."]


def test_a_map_that_has_changed_in_the_meantime_is_left_alone(desk: Desk) -> None:
    desk.arranging.tidy_up()
    set_fields(desk.document, desk.document.of(Touchpoint)[1].id, y=12.0)
    before = dict(desk.document.elements)
    desk.jobs.let_go()
    assert dict(desk.document.elements) == before
    assert desk.notices.texts[-1] == "The map has changed in the meantime; tidy up again."


def test_a_change_that_does_not_concern_the_map_is_no_hindrance(desk: Desk) -> None:
    desk.arranging.tidy_up()
    set_fields(desk.document, desk.document.of(Touchpoint)[1].id, notes="Ask again")
    desk.jobs.let_go()
    assert desk.notices.texts[-1] == "Tidied: 1 card moved."


def test_a_helper_that_is_stopped_is_said_and_moves_nothing(desk: Desk) -> None:
    desk.arranging.tidy_up()
    desk.jobs.failed.emit(desk.jobs.held[0][0], RuntimeError("killed"))
    assert "was not tidied" in desk.notices.texts[-1]
    desk.jobs.let_go()
    assert desk.document.of(Touchpoint)[0].y == 5 * ROW_PITCH


def test_nothing_is_heard_after_closing(desk: Desk) -> None:
    desk.arranging.tidy_up()
    desk.arranging.close()
    desk.jobs.let_go()
    assert desk.notices.texts == ["Tidying up…"]


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


def test_ctrl_l_locks_what_is_selected_and_what_is_refused_then_offers_to_unlock_it(journey: MainWindow) -> None:
    workspace = opened(journey)
    document = workspace.document
    first, second = (card.id for card in document.of(Touchpoint)[:2])
    workspace.selection.set([first, second])
    workspace.map.setFocus()
    press(journey, "Ctrl+L")
    assert journey.notice.text == "Locked: 2 things cannot be moved, renamed or deleted by accident."
    workspace.selection.set([first])
    journey.do("delete")
    name = document.get(Touchpoint, first).name
    assert journey.notice.text == f"Touchpoint “{name}” is locked; unlock it before removing it."
    assert journey.notice.link.text() == "Unlock"
    journey.notice.link.click()
    assert not document.get(Touchpoint, first).locked
    assert document.get(Touchpoint, second).locked
    workspace.selection.set([second])
    journey.do("lock")
    assert journey.notice.text == "It can be changed again."


def test_dragging_a_locked_card_offers_to_unlock_it(journey: MainWindow) -> None:
    workspace = opened(journey)
    card = workspace.document.of(Touchpoint)[0].id
    set_fields(workspace.document, card, locked=True)
    workspace.selection.set([card])
    workspace.map.setFocus()
    press(workspace.map, "Alt+Down")
    assert journey.notice.text.endswith("is locked; unlock it before moving it.")
    journey.notice.link.click()
    assert not workspace.document.get(Touchpoint, card).locked


def test_only_what_lies_on_the_map_can_be_locked(journey: MainWindow) -> None:
    workspace = opened(journey)
    workspace.selection.set([workspace.document.of(Phase)[0].id])
    journey.do("lock")
    assert journey.notice.text == "Select touchpoints, notes or frames to lock them."


def test_what_moves_nothing_says_so(journey: MainWindow) -> None:
    workspace = opened(journey)
    document = workspace.document
    first, second = (card.id for card in document.of(Touchpoint)[:2])
    workspace.selection.set([first, second])
    before = dict(document.elements)
    for action in ("align-left", "nudge-left"):
        journey.notice.hide()
        journey.do(action)
        assert journey.notice.text.startswith("Nothing moved: ")
    workspace.selection.set([document.of(Phase)[0].id])
    journey.do("nudge-left")
    assert journey.notice.text.startswith("Nothing moved: select")
    journey.do("pin")
    assert journey.notice.text == "Select touchpoints to pin them."
    assert dict(document.elements) == before


def test_pinning_says_what_it_keeps(journey: MainWindow) -> None:
    workspace = opened(journey)
    workspace.selection.set([card.id for card in workspace.document.of(Touchpoint)[:2]])
    journey.do("pin")
    assert journey.notice.text == "Pinned 2 touchpoints: neither dragging nor tidying up moves them."
    journey.do("pin")
    assert journey.notice.text == "Unpinned 2 touchpoints."


def test_a_note_is_nudged_too(journey: MainWindow) -> None:
    workspace = opened(journey)
    note = add_note(workspace.document, workspace.journey, "Ask", Extent(Place("p0", 96.0, 0.0), 128.0, 128.0))
    workspace.selection.set([note.id])
    journey.do("nudge-right")
    assert workspace.document.get(Note, note.id).x == 96.0 + NUDGE


def test_a_name_typed_for_a_locked_card_stays_until_it_is_unlocked(journey: MainWindow) -> None:
    workspace = opened(journey)
    set_locked(workspace.document, ["bill"], locked=True)
    select(journey, "First bill")
    workspace.map.setFocus()
    press(journey, "F2")
    type_name(journey, "Second bill")
    assert journey.notice.link.text() == "Unlock"
    QTest.mouseClick(journey.notice.link, Qt.MouseButton.LeftButton)
    press(journey, "Return")
    assert workspace.document.get(Touchpoint, "bill").name == "Second bill"
