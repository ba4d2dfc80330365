from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.helpers.builders import JOURNEY, journey_of, named
from tests.helpers.program import opened, press, select
from ui.bridge import Selection
from ui.main_window import MainWindow
from ui.shell.steps import Steps
from workbench.domain.document import Document
from workbench.editing import structure
from workbench.editing.history import History


@dataclass
class Desk:
    """A journey whose selection forgets what is gone, as on the map."""

    document: Document
    selection: Selection
    history: History
    steps: Steps

    def ids(self, *names: str) -> tuple[str, ...]:
        return tuple(named(self.document, name).id for name in names)


@pytest.fixture
def desk() -> Iterator[Desk]:
    document = journey_of("Order > First", "> Second")
    selection, history = Selection(), History(document)
    made = Desk(document, selection, history, Steps(history, document, selection))
    document.subscribe(lambda _: selection.forget_missing(document))
    yield made
    made.steps.close()


def test_what_was_deleted_is_selected_again_when_it_comes_back(desk: Desk) -> None:
    chosen = desk.ids("First", "Second")
    desk.selection.set(chosen)
    structure.delete(desk.document, chosen)
    assert desk.selection.ids == ()
    assert desk.steps.undo() is not None
    assert desk.selection.ids == chosen
    desk.steps.redo()
    assert desk.selection.ids == ()


def test_each_step_has_the_selection_with_which_it_was_made(desk: Desk) -> None:
    first, second = desk.ids("First", "Second")
    for each in (first, second):
        desk.selection.set([each])
        made = structure.add_touchpoint(desk.document, JOURNEY, "Next", after=each)
        desk.selection.set([made.id])
    last = desk.selection.ids
    for selected in (second, first):
        desk.steps.undo()
        assert desk.selection.ids == (selected,)
    for _ in range(2):
        desk.steps.redo()
    assert desk.selection.ids == last
    assert desk.steps.redo() is None
    assert desk.steps.label == "Add touchpoint “Next”"


def test_what_is_gone_is_not_selected_again(desk: Desk) -> None:
    (first,) = desk.ids("First")
    made = structure.add_touchpoint(desk.document, JOURNEY, "Next")
    desk.selection.set([made.id])
    structure.rename(desk.document, first, "Begin")
    desk.selection.clear()
    desk.steps.undo()
    assert desk.selection.ids == (made.id,)
    desk.steps.undo()
    assert desk.selection.ids == ()


def test_a_new_step_forgets_what_was_selected_after_those_taken_back(desk: Desk) -> None:
    first, second = desk.ids("First", "Second")
    desk.selection.set([first])
    structure.rename(desk.document, first, "Begin")
    desk.steps.undo()
    desk.selection.set([second])
    structure.rename(desk.document, second, "Go on")
    desk.steps.undo()
    desk.selection.clear()
    desk.steps.redo()
    assert desk.selection.ids == (second,)


def test_steps_made_before_leave_the_selection_as_it_is(desk: Desk) -> None:
    (second,) = desk.ids("Second")
    structure.rename(desk.document, second, "Go on")
    later = Steps(desk.history, desk.document, desk.selection)
    desk.selection.set([second])
    later.undo()
    later.close()
    assert desk.selection.ids == (second,)
    assert later.undo() is None


def test_in_the_window_enter_goes_on_from_where_it_was_before(journey: MainWindow) -> None:
    workspace = opened(journey)
    start = select(journey, "First bill")
    workspace.map.setFocus()
    press(journey, "Ctrl+D")
    assert workspace.selection.ids != (start,)
    press(journey, "Ctrl+Z")
    assert workspace.selection.ids == (start,)
    assert journey.notice.text == "Undone: Duplicate touchpoint “First bill”"
    press(journey, "Ctrl+Y")
    assert journey.notice.text == "Redone: Duplicate touchpoint “First bill”"
    assert journey.notice.link.text() == "Undo"


def test_what_is_taken_back_far_away_comes_into_sight(journey: MainWindow) -> None:
    workspace = opened(journey)
    select(journey, "First bill")
    workspace.map.setFocus()
    press(journey, "Alt+Down")
    workspace.map.zoom_to(4.0)
    workspace.map.reveal(workspace.map.plan.cards["offer"])
    assert not workspace.map.sight.meets(workspace.map.plan.cards["bill"])
    press(journey, "Ctrl+Z")
    assert workspace.map.sight.meets(workspace.map.plan.cards["bill"])
