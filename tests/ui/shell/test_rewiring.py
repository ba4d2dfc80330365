"""Deleting with and without closing the gap, and inserting into a transition, in the real window."""

from tests.helpers.program import opened, press, select, to_front
from ui.main_window import MainWindow
from workbench.domain.elements import Touchpoint, Transition
from workbench.editing.structure import add_touchpoint, rename


def ways(window: MainWindow) -> set[tuple[str, str]]:
    """Source and target of every transition by name."""
    document = opened(window).document
    names = {each.id: each.name for each in document.of(Touchpoint)}
    return {(names[each.source], names[each.target]) for each in document.of(Transition) if not each.leaves}


def middle_of_a_chain(window: MainWindow) -> tuple[str, str, str]:
    """A touchpoint with what leads to it and what it leads to, by name; it is selected."""
    joined = sorted(ways(window))
    found = next((one, other, last) for one, other in joined for first, last in joined if other == first != last)
    select(window, found[1])
    to_front(window)
    opened(window).map.setFocus()
    return found


def test_deleting_offers_to_close_the_gap_and_both_are_one_step(journey: MainWindow) -> None:
    before = dict(opened(journey).document.elements)
    first, middle, last = middle_of_a_chain(journey)
    press(journey, "Delete")
    assert (first, last) not in ways(journey)
    assert journey.notice.text == f"Deleted touchpoint “{middle}”; Ctrl+Z brings it back."
    assert journey.notice.link.text() == "Close the gap"
    journey.notice.link.click()
    assert (first, last) in ways(journey)
    journey.do("undo")
    assert dict(opened(journey).document.elements) == before


def test_with_control_deleting_closes_the_gap_at_once(journey: MainWindow) -> None:
    before = dict(opened(journey).document.elements)
    first, middle, last = middle_of_a_chain(journey)
    press(journey, "Ctrl+Del")
    assert (first, last) in ways(journey)
    assert journey.notice.text == f"Deleted touchpoint “{middle}” and closed the gap."
    journey.do("undo")
    assert dict(opened(journey).document.elements) == before


def test_after_another_change_the_offer_is_void(journey: MainWindow) -> None:
    first, _, last = middle_of_a_chain(journey)
    journey.do("delete")
    rename(opened(journey).document, opened(journey).journey, "Something else")
    journey.do("close-gap")
    assert (first, last) not in ways(journey)
    assert journey.notice.text == "The map has changed since; join the touchpoints by a line instead."


def test_what_leaves_no_gap_offers_undo_alone(journey: MainWindow) -> None:
    workspace = opened(journey)
    made = add_touchpoint(workspace.document, workspace.journey, "Loose")
    workspace.selection.set([made.id])
    journey.do("delete")
    assert journey.notice.link.text() == "Undo"


def test_a_selected_touchpoint_is_inserted_into_a_selected_line(journey: MainWindow) -> None:
    workspace = opened(journey)
    first, last = sorted(ways(journey))[0]
    line = next(each.id for each in workspace.document.of(Transition) if not each.leaves and _is(each, first, journey))
    made = add_touchpoint(workspace.document, workspace.journey, "Loose")
    workspace.selection.set([line, made.id])
    journey.do("insert-into")
    assert (first, "Loose") in ways(journey)
    assert workspace.selection.ids == (made.id,)
    assert journey.notice.text.startswith("Insert “Loose” between")
    workspace.selection.set([line, made.id])
    journey.do("insert-into")
    assert journey.notice.text == "This transition begins or ends at “Loose” already; choose another one."
    assert (first, last) not in ways(journey)


def _is(way: Transition, first: str, window: MainWindow) -> bool:
    return opened(window).document.get(Touchpoint, way.source).name == first


def test_a_line_alone_lets_a_new_touchpoint_be_named_there(journey: MainWindow) -> None:
    workspace = opened(journey)
    line = next(each for each in workspace.document.of(Transition) if not each.leaves)
    workspace.selection.set([line.id])
    to_front(journey)
    journey.do("insert-into")
    assert workspace.map.marks.line == line.id
    press(journey, "Escape")


def test_without_a_line_it_is_said_what_to_select(journey: MainWindow) -> None:
    select(journey, "First bill")
    journey.do("insert-into")
    assert journey.notice.text == "Select one transition, and with Ctrl the touchpoint to insert there."
