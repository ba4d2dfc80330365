"""Putting a touchpoint into a transition, and taking touchpoints out without leaving a gap."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.builders import JOURNEY, assert_consistent, counted_ids, named, shares_of, way
from workbench.domain.document import Document
from workbench.domain.elements import Journey, Touchpoint, Transition
from workbench.domain.ids import END
from workbench.domain.places import ROW_PITCH, Place
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin, TransitionKind
from workbench.editing.history import History
from workbench.editing.problems import VerbProblem
from workbench.editing.splicing import add_into, delete_closing, has_gap, insert, place_between, why_no_insertion
from workbench.editing.structure import add_journey, add_touchpoint, connect, influence, move, set_fields, set_share

FLOW, GIVE_UP, DEMAND = TransitionKind.FLOW, TransitionKind.GIVE_UP, TransitionKind.FAILURE_DEMAND


def cards(*names: str) -> Document:
    """A journey of touchpoints without transitions; a touchpoint's id is its name."""
    document = Document([Journey(id=JOURNEY, title="Moving house")], counted_ids())
    with document.edit("Furnish") as edit:
        for name in names:
            edit.add(Touchpoint(id=name, journey=JOURNEY, name=name))
    return document


def chained(*names: str) -> Document:
    """A journey whose touchpoints follow each other."""
    document = cards(*names)
    for source, target in pairwise(names):
        connect(document, source, target)
    return document


def kinds_of(document: Document, source: str) -> dict[str, TransitionKind]:
    ways = document.referrers(source, Transition)
    return {each.target: each.kind for each in ways if each.source == source}


def test_an_inserted_touchpoint_leads_on_and_the_way_in_keeps_its_share_and_condition() -> None:
    document = cards("A", "B", "C", "X")
    share = Quantity(0.3, Origin.LOG, sample=40)
    line = connect(document, "A", "B", condition="when it rains")
    connect(document, "A", "C")
    set_share(document, line.id, share)
    history = History(document)
    insert(document, line.id, "X", Place(None, 0.0, 96.0))
    way_in = way(document, "A", "X")
    assert (way_in.weight, way_in.condition) == (share, "when it rains")
    assert shares_of(document, "A") == {"X": 0.3, "C": pytest.approx(0.7)}
    assert shares_of(document, "X") == {"B": 1.0}
    assert named(document, "X").y == 96.0
    history.undo()
    assert shares_of(document, "A") == {"B": 0.3, "C": pytest.approx(0.7)}
    assert history.undo_label is None


def test_influences_stay_where_they_are_when_a_touchpoint_comes_between() -> None:
    document = cards("A", "B", "X")
    line = connect(document, "A", "B")
    felt = influence(document, "A", "B")
    insert(document, line.id, "X")
    assert document.elements[felt.id] == felt


def test_a_step_of_a_chain_moves_later_and_the_gap_behind_it_closes() -> None:
    document = chained("A", "X", "B", "C")
    insert(document, way(document, "B", "C").id, "X")
    assert [shares_of(document, each) for each in "ABXC"] == [{"B": 1.0}, {"X": 1.0}, {"C": 1.0}, {}]
    assert_consistent(document)


@pytest.mark.parametrize("kind", [FLOW, GIVE_UP, DEMAND])
def test_the_way_in_keeps_its_kind(kind: TransitionKind) -> None:
    document = cards("A", "B", "X")
    insert(document, connect(document, "A", "B", kind).id, "X")
    assert kinds_of(document, "A") == {"X": kind}
    assert kinds_of(document, "X") == {"B": FLOW}


def test_whoever_gives_up_for_good_still_does_so_behind_an_inserted_touchpoint() -> None:
    document = cards("A", "X")
    insert(document, connect(document, "A", END, GIVE_UP).id, "X")
    assert kinds_of(document, "X") == {END: GIVE_UP}


@pytest.mark.parametrize(
    ("touchpoint", "reason"),
    [
        ("A", "This transition begins or ends at “A” already; choose another one."),
        ("B", "This transition begins or ends at “B” already; choose another one."),
        ("Hub", "“Hub” has several ways in or out; take away those that it is to give up."),
        ("Far", "“Far” lies in another journey; choose a transition of its own."),
        ("Fixed", "“Fixed” is pinned; unpin it before moving it."),
    ],
)
def test_what_cannot_be_inserted_is_refused_in_a_sentence(touchpoint: str, reason: str) -> None:
    document = cards("A", "B", "C", "Hub", "Fixed")
    line = connect(document, "A", "B")
    connect(document, "Hub", "B")
    connect(document, "Hub", "C")
    set_fields(document, "Fixed", pinned=True)
    add_touchpoint(document, add_journey(document, "Elsewhere").id, "Far")
    before = dict(document.elements)
    with pytest.raises(VerbProblem) as raised:
        insert(document, line.id, named(document, touchpoint).id, Place(None, 0.0, 500.0))
    assert str(raised.value) == reason
    assert dict(document.elements) == before


def test_a_pinned_touchpoint_can_be_inserted_where_it_lies() -> None:
    document = cards("A", "B", "X")
    line = connect(document, "A", "B")
    set_fields(document, "X", pinned=True)
    insert(document, line.id, "X")
    assert shares_of(document, "X") == {"B": 1.0}


def test_a_new_touchpoint_is_put_into_a_transition_in_one_step() -> None:
    document = chained("A", "B")
    history = History(document)
    made = add_into(document, way(document, "A", "B").id, "  In between ", Place(None, 0.0, 48.0))
    assert (made.name, made.y) == ("In between", 48.0)
    assert (shares_of(document, "A"), shares_of(document, "In between")) == ({"In between": 1.0}, {"B": 1.0})
    history.undo()
    assert shares_of(document, "A") == {"B": 1.0}


def column(*names: str) -> Document:
    """A chain that leads down a phase, row by row."""
    document = chained(*names)
    move(document, {name: Place(None, 0.0, ROW_PITCH * row) for row, name in enumerate(names)})
    return document


def levels(document: Document) -> dict[str, float]:
    return {each.name: each.y / ROW_PITCH for each in document.of(Touchpoint)}


def test_between_two_that_stand_close_the_lower_ones_move_down_as_far_as_it_takes() -> None:
    document = column("A", "B", "C", "D")
    move(document, {"D": Place(None, 0.0, 4.5 * ROW_PITCH)})
    line = way(document, "A", "B").id
    place = place_between(document, line)
    assert place is not None
    add_into(document, line, "X", place)
    assert levels(document) == {"A": 0, "X": 1, "B": 2, "C": 3, "D": 4.5}


def test_a_step_that_goes_before_the_one_above_it_changes_places_with_it() -> None:
    document = column("A", "B", "X", "C")
    line = way(document, "A", "B").id
    insert(document, line, "X", place_between(document, line))
    assert levels(document) == {"A": 0, "X": 1, "B": 2, "C": 3}
    assert [shares_of(document, each) for each in "AXBC"] == [{"X": 1.0}, {"B": 1.0}, {"C": 1.0}, {}]


@pytest.mark.parametrize("field", ["pinned", "locked"])
def test_where_one_is_to_stay_none_moves(field: str) -> None:
    document = column("A", "B", "C")
    with document.edit("Keep") as edit:
        edit.update("C", **{field: True})
    add_into(document, way(document, "A", "B").id, "X", Place(None, 0.0, ROW_PITCH))
    assert levels(document) == {"A": 0, "B": 1, "C": 2, "X": 3}


def test_there_is_no_place_between_in_another_phase_file_or_far_away() -> None:
    document = column("A", "B", "C", "D")
    connect(document, "D", "D")
    connect(document, "D", END)
    move(document, {"B": Place(None, 144.0, ROW_PITCH), "D": Place(None, 0.0, 4 * ROW_PITCH)})
    ways = [way(document, *ends).id for ends in (("A", "B"), ("C", "D"), ("D", "D"), ("D", "end"))]
    assert [place_between(document, each) for each in ways] == [None] * 4


def test_taking_a_step_out_of_a_chain_joins_its_neighbours_in_one_step() -> None:
    document = chained("A", "X", "Y", "B")
    history = History(document)
    delete_closing(document, ["X", "Y"])
    assert shares_of(document, "A") == {"B": 1.0}
    assert history.undo_label == "Delete 2 things and close the gap"
    history.undo()
    assert shares_of(document, "X") == {"Y": 1.0}
    assert history.undo_label is None


def test_shares_are_multiplied_and_added_to_ways_that_are_there() -> None:
    document = cards("A", "X", "B", "C")
    set_share(document, connect(document, "A", "B").id, Quantity(0.4, Origin.LOG))
    connect(document, "A", "X")
    set_share(document, connect(document, "X", "B").id, Quantity(0.25, Origin.LOG))
    connect(document, "X", "C")
    delete_closing(document, ["X"])
    assert shares_of(document, "A") == {"B": pytest.approx(0.4 + 0.6 * 0.25), "C": pytest.approx(0.6 * 0.75)}
    assert way(document, "A", "B").weight.is_guess


def test_a_measured_share_stays_measured_where_everybody_goes_on() -> None:
    document = cards("A", "X", "B")
    measured = Quantity(0.4, Origin.LOG, 0.3, 0.5, sample=120)
    set_share(document, connect(document, "A", "X").id, measured)
    connect(document, "X", "B")
    delete_closing(document, ["X"])
    assert way(document, "A", "B").weight == measured


def test_giving_up_and_failure_demand_keep_their_meaning_across_the_gap() -> None:
    document = cards("A", "X", "B", "Hotline")
    connect(document, "A", "X")
    connect(document, "X", "B")
    connect(document, "X", END, GIVE_UP)
    connect(document, "Hotline", "X", DEMAND)
    delete_closing(document, ["X"])
    assert kinds_of(document, "A") == {"B": FLOW, END: GIVE_UP}
    assert kinds_of(document, "Hotline") == {"B": DEMAND}


def test_nobody_is_led_back_to_where_they_came_from() -> None:
    document = chained("A", "X", "B")
    connect(document, "X", "A")
    connect(document, "X", "X")
    delete_closing(document, ["X"])
    assert shares_of(document, "A") == {"B": pytest.approx(1.0)}


def test_who_began_at_a_deleted_touchpoint_begins_where_it_led_to() -> None:
    document = cards("X", "B", "C")
    connect(document, "X", "B")
    connect(document, "X", "C")
    set_fields(document, "X", entry=0.8)
    set_fields(document, "B", entry=0.2)
    delete_closing(document, ["X"])
    assert [named(document, each).entry for each in "BC"] == [pytest.approx(0.6), pytest.approx(0.4)]


def test_transitions_among_what_is_deleted_go_as_well() -> None:
    document = chained("A", "X", "B")
    delete_closing(document, ["X", way(document, "A", "X").id])
    assert shares_of(document, "A") == {"B": 1.0}


@pytest.mark.parametrize(("chosen", "expected"), [("X", True), ("A", False), ("B", False), ("AXB", False)])
def test_there_is_a_gap_only_between_what_stays(chosen: str, expected: bool) -> None:
    assert has_gap(chained("A", "X", "B"), list(chosen)) is expected


SHARES = st.lists(st.floats(0.05, 1.0), min_size=1, max_size=4)


@given(ways_in=SHARES, ways_out=SHARES, direct=st.booleans())
def test_whatever_led_through_still_arrives_in_the_same_shares(
    ways_in: list[float], ways_out: list[float], direct: bool
) -> None:
    sources = [f"in {at}" for at in range(len(ways_in))]
    targets = [f"out {at}" for at in range(len(ways_out))]
    document = cards("X", "Other", *sources, *targets)
    with document.edit("Join") as edit:
        for source, share in zip(sources, ways_in, strict=True):
            edit.add(Transition(id=source[3:] + "i", source=source, target="X", weight=Quantity(share)))
            rest = targets[0] if direct else "Other"
            edit.add(Transition(id=source[3:] + "r", source=source, target=rest, weight=Quantity(1 - share)))
        for target, share in zip(targets, ways_out, strict=True):
            weight = Quantity(share / sum(ways_out))
            edit.add(Transition(id=target[4:] + "o", source="X", target=target, weight=weight))
    delete_closing(document, ["X"])
    for source, share in zip(sources, ways_in, strict=True):
        expected = dict.fromkeys([targets[0] if direct else "Other"], 1 - share)
        for target, weight in zip(targets, ways_out, strict=True):
            expected[target] = expected.get(target, 0.0) + share * weight / sum(ways_out)
        assert shares_of(document, source) == pytest.approx(expected)
    assert_consistent(document)


def test_reasons_are_empty_for_a_card_of_its_own_and_for_a_step_of_a_chain() -> None:
    document = chained("A", "B", "C", "D")
    add_touchpoint(document, JOURNEY, "Loose")
    line = way(document, "A", "B").id
    assert {why_no_insertion(document, line, each) for each in ("C", "D", named(document, "Loose").id)} == {""}
