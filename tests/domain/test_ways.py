"""Where touchpoints lead."""

import pytest

from tests.helpers.builders import JOURNEY, journey_of, named, way
from workbench.domain.ids import END
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import TransitionKind
from workbench.domain.ways import backwards, could_run, reached, ways_out, ways_taken
from workbench.editing.structure import add_journey, connect, delete, influence, set_share


def test_every_way_out_is_found_at_the_touchpoint_that_it_leaves() -> None:
    document = journey_of("P > A -> B, end !> A 30%", "> B -> -")
    a, b = (named(document, name).id for name in "AB")
    leaving = ways_out(document)
    assert [(each.kind, each.target) for each in leaving[a]] == [
        (TransitionKind.FLOW, b),
        (TransitionKind.FLOW, END),
        (TransitionKind.FAILURE_DEMAND, a),
    ]
    assert b not in leaving


def test_the_ways_taken_leave_out_influences_and_shares_of_nothing() -> None:
    document = journey_of("P > A -> B, C, end", "> B -> -", "> C -> -")
    a, b, c = (named(document, name).id for name in "ABC")
    influence(document, a, b)
    set_share(document, way(document, "A", "B").id, Quantity(0))
    assert ways_taken(document) == {a: [c, END]}


@pytest.mark.parametrize("kind", TransitionKind)
def test_the_ways_taken_can_be_of_some_kinds_only(kind: TransitionKind) -> None:
    document = journey_of("P > A -> -", "> B -> -", "> C -> -", "> D -> -")
    a, *others = (named(document, name).id for name in "ABCD")
    ways = {
        each: connect(document, a, other, each) for each, other in zip(TransitionKind, (*others, END), strict=False)
    }
    assert ways_taken(document, {kind}) == {a: [ways[kind].target]}


def test_two_connected_touchpoints_are_enough_to_run() -> None:
    document = journey_of("P > A -> -", "> B -> -")
    a, b = (named(document, name).id for name in "AB")
    other = add_journey(document, "Another journey").id
    connect(document, a, a)
    assert not could_run(document, JOURNEY)
    joined = connect(document, a, b)
    assert could_run(document, JOURNEY)
    assert not could_run(document, other)
    delete(document, [joined.id])
    connect(document, a, END)
    assert not could_run(document, JOURNEY)


def test_whoever_goes_round_is_reached_once_and_what_lies_before_is_not() -> None:
    ways = {"before": ["a"], "a": ["b", "c"], "b": ["a"], "c": ["c"]}
    assert reached(ways, ["a"]) == {"a", "b", "c"}
    assert reached(ways, []) == set()
    assert reached(backwards(ways), ["b"]) == {"before", "a", "b"}
