"""Drawing with the keyboard alone keeps up with somebody who talks: what a person at a human pace would need."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from tests.helpers.pace import FIVE_PHASES, FORTY, KEY, TEN, THOUGHT, Typist, draw_forty, draw_ten
from tests.helpers.program import opened
from ui.main_window import MainWindow
from workbench.domain.elements import Touchpoint, Transition
from workbench.domain.places import phases_in_order

MINUTE = 60.0


class Pointer(QObject):
    """Notes whether a pointer was used."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.used = 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.used += event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.Wheel)
        return False


@pytest.fixture
def pointer(qapp: QApplication) -> Pointer:
    found = Pointer(qapp)
    qapp.installEventFilter(found)
    return found


def chain_of(window: MainWindow) -> list[str]:
    """The names of the touchpoints along the transitions, each of which must lead from one to the next."""
    document = opened(window).document
    touchpoints = document.of(Touchpoint)
    ways = [(each.source, each.target) for each in document.of(Transition)]
    assert ways == list(pairwise(each.id for each in touchpoints))
    return [each.name for each in touchpoints]


@pytest.mark.slow
def test_ten_connected_touchpoints_take_a_person_no_minute(window: MainWindow, pointer: Pointer) -> None:
    typist = Typist(window)
    draw_ten(typist)
    assert chain_of(window) == list(TEN)
    assert len({each.phase for each in opened(window).document.of(Touchpoint)}) == 1
    assert pointer.used == 0
    assert typist.seconds <= MINUTE


@pytest.mark.slow
def test_forty_touchpoints_in_five_phases_take_a_person_no_four_minutes(window: MainWindow, pointer: Pointer) -> None:
    typist = Typist(window)
    draw_forty(typist)
    assert chain_of(window) == list(FORTY)
    workspace = opened(window)
    phases = phases_in_order(workspace.document, workspace.journey)
    assert [each.name for each in phases] == list(FIVE_PHASES)
    held = {
        phase.id: [each.name for each in workspace.document.of(Touchpoint) if each.phase == phase.id]
        for phase in phases
    }
    assert list(held.values()) == [list(FORTY[at : at + 8]) for at in range(0, 40, 8)]
    assert pointer.used == 0
    assert typist.seconds <= 4 * MINUTE


def test_a_person_is_charged_for_every_key_that_is_held_and_for_every_thought(window: MainWindow) -> None:
    typist = Typist(window)
    typist.press("Ctrl+N")
    typist.press("Return")
    typist.name("Pay It", "Shift+Return")
    typist.press("Escape")
    assert chain_of(window) == ["Pay It"]
    assert typist.keys == 2 + 1 + 8 + 2 + 1
    assert typist.seconds == pytest.approx(14 * KEY + THOUGHT)
    assert len(typist.handled) == 2 + 6 + 2


def test_names_have_two_or_three_words_as_in_real_journeys() -> None:
    words = [len(name.split()) for name in (*TEN, *FORTY)]
    assert (min(words), max(words)) == (2, 3)
    assert len({*FORTY}) == 40
