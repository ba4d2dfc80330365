"""What waits while a journey is opened, step by step and in the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.program import opened, select
from tests.ui.conftest import with_results
from ui.main_window import MainWindow
from ui.panels.inspect_touchpoint import TouchpointForm
from ui.shell import opening
from ui.shell.opening import Opening


class Map(QObject):
    """A map that is there when it is told to be."""

    is_sharp = False
    is_in_sight = True

    def isVisible(self) -> bool:
        return self.is_in_sight


def opening_of(shown: Map, done: list[int]) -> Opening:
    steps = [lambda at=at: done.append(at) for at in range(3)]
    return Opening(shown, steps, shown)


def test_nothing_is_done_before_the_map_is_there(qtbot: QtBot) -> None:
    shown, done = Map(), list[int]()
    waits = opening_of(shown, done)
    waits.begin()
    qtbot.wait(30)
    assert (done, waits.is_done) == ([], False)
    shown.is_sharp = True
    with qtbot.waitSignal(waits.finished):
        pass
    assert (done, waits.is_done) == ([0, 1, 2], True)


def test_between_two_steps_the_window_answers(qtbot: QtBot) -> None:
    shown, done = Map(), list[int]()
    shown.is_sharp = True
    waits = opening_of(shown, done)
    waits.begin()
    seen = set[int]()
    while not waits.is_done:
        QApplication.processEvents()
        seen.add(len(done))
    assert {1, 2, 3} <= seen


def test_a_map_that_is_never_there_holds_nothing_up_for_ever(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LONGEST_WAIT_MS", 20)
    shown, done = Map(), list[int]()
    waits = opening_of(shown, done)
    with qtbot.waitSignal(waits.finished):
        waits.begin()
    assert done == [0, 1, 2]


def test_a_map_that_nobody_sees_is_not_waited_for(qtbot: QtBot) -> None:
    shown, done = Map(), list[int]()
    shown.is_in_sight = False
    waits = opening_of(shown, done)
    with qtbot.waitSignal(waits.finished):
        waits.begin()
    assert done == [0, 1, 2]


def test_a_step_that_fails_holds_up_no_other(qtbot: QtBot) -> None:
    shown, done = Map(), list[int]()
    shown.is_sharp = True

    def fail() -> None:
        raise RuntimeError("out of order")

    waits = Opening(shown, [lambda: done.append(1), fail, lambda: done.append(3), fail], shown)
    with qtbot.captureExceptions() as faults, qtbot.waitSignal(waits.finished):
        waits.begin()
    assert done == [1, 3]
    assert [str(fault) for _, fault, _ in faults] == ["out of order"] * 2


def test_what_is_closed_does_nothing_more(qtbot: QtBot) -> None:
    shown, done = Map(), list[int]()
    shown.is_sharp = True
    waits = opening_of(shown, done)
    waits.begin()
    waits.close()
    waits.begin()
    qtbot.wait(30)
    assert done == []


def test_the_map_is_sharp_before_any_panel_is_filled(window: MainWindow, qtbot: QtBot) -> None:
    window.memory.change(outline_visible=True)
    window.do("new")
    workspace = opened(window)
    late = (workspace.outline, workspace.panel.late_overview, workspace.panel.late_simulate)
    assert not any(each.is_made for each in late)
    sharp: list[bool] = []
    workspace.outline.made.connect(lambda _: sharp.append(workspace.map.is_sharp))
    qtbot.waitUntil(lambda: workspace.opening.is_done)
    assert sharp == [True]
    assert all(each.is_made for each in late)


def test_a_panel_that_is_asked_for_before_its_turn_is_there_at_once(window: MainWindow) -> None:
    window.do("new")
    workspace = opened(window)
    workspace.panel.turn_to("Inspect")
    assert workspace.panel.inspector.isVisible()
    assert workspace.panel.inspector.form is not None
    assert not workspace.panel.late_simulate.is_made


def test_what_is_selected_before_the_inspector_is_made_stands_in_it(window: MainWindow, file: Path) -> None:
    assert window.open_file(file)
    workspace = opened(window)
    assert not workspace.panel.late_inspector.is_made
    bill = select(window, "First bill")
    assert workspace.panel.shown == "Inspect"
    form = workspace.panel.inspector.form
    assert isinstance(form, TouchpointForm)
    assert form.ids == (bill,)


def test_room_for_the_strip_is_there_before_the_numbers_are(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    assert window.open_file(file)
    QApplication.processEvents()
    workspace = opened(window)
    size = workspace.map.size()
    assert not workspace.results.can_run
    assert workspace.map_page.strip.isVisible()
    with_results(window, qtbot)
    assert workspace.map.size() == size


def test_a_journey_left_before_all_of_it_is_open_leaves_nothing_to_be_done(journey: MainWindow, qtbot: QtBot) -> None:
    journey.do("new")
    left = opened(journey)
    journey.do("start")
    assert left.opening.is_done
    qtbot.wait(30)
    assert not left.panel.late_simulate.is_made
