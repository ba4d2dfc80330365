"""Another order of touchpoints and phases: one step, no card over another, what is pinned stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.builders import JOURNEY, journey_of, named, phase_named, shares_of
from workbench.domain.document import Document
from workbench.domain.elements import Phase, Touchpoint
from workbench.domain.places import CARD_WIDTH, ROW_PITCH, cards_in, phases_in_order, touchpoints_in_order
from workbench.domain.problems import LockedProblem, ValueProblem
from workbench.editing.arrange import set_pinned
from workbench.editing.history import History
from workbench.editing.locking import set_locked
from workbench.editing.problems import VerbProblem
from workbench.editing.sequence import (
    add_next,
    bring_beside,
    bring_into,
    step,
    step_phase,
    step_whole_phase,
    step_within,
)
from workbench.editing.structure import add_phase
from workbench.editing.together import move_to_phase


@pytest.fixture
def document() -> Document:
    return journey_of("P > A", "> B", "> C", "Q > D", "> E")


@pytest.fixture
def history(document: Document) -> History:
    return History(document)


def order(document: Document) -> str:
    """The touchpoints of each phase, those without one behind the last bar."""
    phases = [each.id for each in phases_in_order(document, JOURNEY)]
    return "|".join("".join(card.name for card in cards_in(document, JOURNEY, each)) for each in (*phases, None))


def ids(document: Document, names: str) -> list[str]:
    return [named(document, each).id for each in names]


def covered(document: Document) -> list[tuple[str, str]]:
    cards = document.of(Touchpoint)
    return [
        (one.name, other.name)
        for at, one in enumerate(cards)
        for other in cards[at + 1 :]
        if one.phase == other.phase and abs(one.x - other.x) < CARD_WIDTH and abs(one.y - other.y) < ROW_PITCH - 1e-6
    ]


@pytest.mark.parametrize(
    ("moved", "beside", "after", "expected"),
    [
        ("C", "A", False, "CAB|DE|"),
        ("A", "C", True, "BCA|DE|"),
        ("A", "C", False, "BAC|DE|"),
        ("AC", "B", True, "BAC|DE|"),
        ("D", "B", False, "ADBC|E|"),
        ("B", "E", True, "AC|DEB|"),
        ("AB", "B", False, "ABC|DE|"),
    ],
)
def test_rows_go_beside_another_in_one_step(
    document: Document, history: History, moved: str, beside: str, after: bool, expected: str
) -> None:
    before = dict(document.elements)
    bring_beside(document, ids(document, moved), named(document, beside).id, after)
    assert order(document) == expected
    assert covered(document) == []
    history.undo()
    assert document.elements == before
    assert history.undo_label is None


def test_the_step_is_named_after_what_was_moved(document: Document, history: History) -> None:
    bring_beside(document, ids(document, "C"), named(document, "A").id)
    assert history.undo_label == "Move “C”"
    bring_beside(document, ids(document, "DE"), named(document, "A").id)
    assert history.undo_label == "Move 2 touchpoints"


def test_what_stands_there_already_is_no_step(document: Document, history: History) -> None:
    assert not bring_beside(document, ids(document, "B"), named(document, "A").id, after=True)
    assert not bring_into(document, [], None)
    assert history.undo_label is None


def test_cards_change_places_and_leave_no_hole(document: Document) -> None:
    places = sorted(each.y for each in cards_in(document, JOURNEY, phase_named(document, "P").id))
    bring_beside(document, ids(document, "C"), named(document, "A").id)
    assert sorted(each.y for each in cards_in(document, JOURNEY, phase_named(document, "P").id)) == places


def test_a_pinned_or_locked_card_stays_and_the_others_pass_it(document: Document) -> None:
    set_pinned(document, ids(document, "B"), pinned=True)
    place = named(document, "B").y
    step(document, ids(document, "C"), down=False)
    assert (order(document), named(document, "B").y) == ("CBA|DE|", place)
    set_locked(document, ids(document, "C"), locked=True)
    bring_beside(document, ids(document, "D"), named(document, "C").id)
    assert order(document) == "CBDA|E|"
    assert covered(document) == []


def test_what_is_pinned_or_locked_itself_is_not_moved(document: Document, history: History) -> None:
    set_pinned(document, ids(document, "A"), pinned=True)
    set_locked(document, ids(document, "B"), locked=True)
    label = history.undo_label
    with pytest.raises(VerbProblem, match="“A” is pinned; unpin it before moving it"):
        step(document, ids(document, "A"), down=True)
    with pytest.raises(LockedProblem):
        bring_beside(document, ids(document, "B"), named(document, "C").id, after=True)
    assert history.undo_label == label


@pytest.mark.parametrize(
    ("moved", "down", "expected"),
    [
        ("A", True, "BAC|DE|"),
        ("AB", True, "CAB|DE|"),
        ("C", True, "AB|CDE|"),
        ("D", False, "ABCD|E|"),
        ("BD", False, "BDAC|E|"),
    ],
)
def test_a_step_leads_past_the_end_of_a_phase(document: Document, moved: str, down: bool, expected: str) -> None:
    assert step(document, ids(document, moved), down)
    assert order(document) == expected


def test_a_step_within_a_phase_ends_with_it(document: Document) -> None:
    first, *_, last = [each.id for each in cards_in(document, JOURNEY, document.of(Phase)[0].id)]
    assert not step_within(document, [first], down=False)
    assert not step_within(document, [last], down=True)
    assert not step_within(document, [], down=True)
    assert step_within(document, [first], down=True)


def test_at_the_ends_of_the_journey_there_is_no_step(document: Document) -> None:
    assert not step(document, ids(document, "A"), down=False)
    assert not step(document, ids(document, "E"), down=True)
    assert not step(document, [phase_named(document, "P").id], down=True)
    assert order(document) == "ABC|DE|"


def test_a_whole_phase_is_passed_over(document: Document) -> None:
    assert step_phase(document, ids(document, "A"), down=True)
    assert order(document) == "BC|ADE|"
    assert step_phase(document, ids(document, "A"), down=False)
    assert order(document) == "BCA|DE|"


def test_what_waits_for_a_phase_goes_up_into_the_last(document: Document) -> None:
    move_to_phase(document, ids(document, "A"), None)
    assert not step_phase(document, ids(document, "A"), down=True)
    assert step(document, ids(document, "A"), down=False)
    assert order(document) == "BC|DEA|"


def test_phases_change_places_with_their_neighbours(document: Document) -> None:
    first, last = phase_named(document, "P").id, phase_named(document, "Q").id
    assert step_whole_phase(document, first, down=True)
    assert order(document) == "DE|ABC|"
    assert not step_whole_phase(document, first, down=True)
    assert step_whole_phase(document, first, down=False)
    assert not step_whole_phase(document, first, down=False)
    assert step_whole_phase(document, last, down=False)
    assert order(document) == "DE|ABC|"


def test_the_next_touchpoint_comes_right_behind_connected_in_one_step(document: Document, history: History) -> None:
    before = dict(document.elements)
    made = add_next(document, " X ", named(document, "A").id)
    assert order(document) == "AXBC|DE|"
    assert "X" in shares_of(document, "A")
    assert (made.name, history.undo_label) == ("X", "Add touchpoint “X”")
    assert covered(document) == []
    history.undo()
    assert document.elements == before


def test_in_a_phase_it_becomes_the_first(document: Document) -> None:
    add_next(document, "X", phase_named(document, "Q").id)
    assert order(document) == "ABC|XDE|"
    add_next(document, "Y", add_phase(document, JOURNEY, "R").id)
    assert order(document) == "ABC|XDE|Y|"


def test_without_a_name_there_is_no_next_one(document: Document, history: History) -> None:
    with pytest.raises(ValueProblem, match="cannot be empty"):
        add_next(document, " ", named(document, "A").id)
    assert history.undo_label is None


@given(st.lists(st.tuples(st.sets(st.sampled_from("ABCDE"), min_size=1), st.booleans()), max_size=8))
def test_however_often_cards_step_all_are_there_and_none_covers_another(steps: list[tuple[set[str], bool]]) -> None:
    document = journey_of("P > A", "> B", "> C", "Q > D", "> E")
    for names, down in steps:
        step(document, ids(document, "".join(sorted(names))), down)
        assert sorted(each.name for each in touchpoints_in_order(document, JOURNEY)) == list("ABCDE")
        assert covered(document) == []
