"""Ways out keep adding up to all customers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.builders import heard, journey_of, named, shares_of, way
from workbench.domain.document import Document
from workbench.domain.elements import Transition
from workbench.domain.ids import END
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin, TransitionKind
from workbench.editing.problems import VerbProblem
from workbench.editing.shares import FAILURE_DEMAND_GUESS, NO_ROOM_GUESS, close_gap, siblings
from workbench.editing.structure import connect, delete, set_share

FOUR = ("P > A -> -", "> B -> -", "> C -> -", "> D -> -")


def ids(document: Document) -> dict[str, str]:
    return {name: named(document, name).id for name in "ABCD"}


def measured(share: float) -> Quantity:
    return Quantity(share, Origin.LOG, sample=400)


def test_the_first_way_out_takes_everyone_and_newcomers_take_equal_parts() -> None:
    document, at = journey_of(*FOUR), ids(journey_of(*FOUR))
    connect(document, at["A"], at["B"])
    assert shares_of(document, "A") == {"B": 1.0}
    connect(document, at["A"], at["C"])
    connect(document, at["A"], at["D"])
    assert shares_of(document, "A") == pytest.approx({"B": 1 / 3, "C": 1 / 3, "D": 1 / 3})


def test_a_new_way_to_give_up_takes_a_few_only() -> None:
    document, at = journey_of(*FOUR), ids(journey_of(*FOUR))
    connect(document, at["A"], at["B"])
    connect(document, at["A"], END, TransitionKind.GIVE_UP)
    assert shares_of(document, "A") == pytest.approx({"B": 0.95, "end": 0.05})


def test_failure_demand_stands_apart() -> None:
    document, at = journey_of(*FOUR), ids(journey_of(*FOUR))
    connect(document, at["A"], at["B"])
    connect(document, at["A"], at["C"], TransitionKind.FAILURE_DEMAND)
    assert shares_of(document, "A") == {"B": 1.0, "C": FAILURE_DEMAND_GUESS}
    set_share(document, way(document, "A", "C").id, Quantity(0.9))
    assert shares_of(document, "A") == {"B": 1.0, "C": 0.9}


def test_removing_failure_demand_leaves_the_shares_alone() -> None:
    document = journey_of("P > A -> B 50% !> C 30%", "> B", "> C")
    delete(document, [way(document, "A", "C").id])
    assert shares_of(document, "A") == {"B": 0.5}


def test_what_a_removed_way_leaves_is_taken_up_in_proportion() -> None:
    document = journey_of("P > A -> B 50%, C 20%, D 30%", "> B", "> C", "> D")
    delete(document, [way(document, "A", "D").id])
    assert shares_of(document, "A") == pytest.approx({"B": 5 / 7, "C": 2 / 7})


def test_a_measured_share_never_gives_way() -> None:
    document = journey_of("P > A -> B 50%, C 50%", "> B", "> C", "> D")
    kept = measured(0.8)
    set_share(document, way(document, "A", "B").id, kept)
    assert shares_of(document, "A") == pytest.approx({"B": 0.8, "C": 0.2})
    connect(document, named(document, "A").id, named(document, "D").id)
    assert shares_of(document, "A") == pytest.approx({"B": 0.8, "C": 0.1, "D": 0.1})
    delete(document, [way(document, "A", "C").id])
    assert shares_of(document, "A") == pytest.approx({"B": 0.8, "D": 0.2})
    assert way(document, "A", "B").weight == kept


def test_a_newcomer_beside_full_measured_shares_shows_that_they_no_longer_fit() -> None:
    document = journey_of("P > A -> B", "> B", "> C")
    set_share(document, way(document, "A", "B").id, measured(1.0))
    connect(document, named(document, "A").id, named(document, "C").id)
    assert shares_of(document, "A") == {"B": 1.0, "C": NO_ROOM_GUESS}


def test_measured_shares_of_more_than_everyone_leave_nothing_to_guesses() -> None:
    document = journey_of("P > A -> B 50%, C 30%, D 20%", "> B", "> C", "> D")
    set_share(document, way(document, "A", "B").id, measured(0.8))
    set_share(document, way(document, "A", "C").id, measured(0.7))
    assert shares_of(document, "A") == {"B": 0.8, "C": 0.7, "D": 0.0}


def test_stating_that_everyone_goes_one_way_leaves_nobody_for_the_others() -> None:
    document = journey_of("P > A -> B 50%, C 30%, D 20%", "> B", "> C", "> D")
    set_share(document, way(document, "A", "B").id, Quantity(1.0))
    assert shares_of(document, "A") == {"B": 1.0, "C": 0.0, "D": 0.0}
    set_share(document, way(document, "A", "B").id, Quantity(0.4))
    assert shares_of(document, "A") == pytest.approx({"B": 0.4, "C": 0.3, "D": 0.3})


def test_filling_a_gap_that_is_not_there_changes_nothing() -> None:
    document = journey_of("P > A -> B 70%, C 20%, D 10%", "> B", "> C", "> D")
    published = heard(document)
    assert 0.7 + 0.2 + 0.1 < 1, "these three do not add up in binary"
    with document.edit("Again") as edit:
        close_gap(edit, siblings(document, named(document, "A").id))
    assert not published


def test_a_share_that_gives_way_loses_the_range_it_no_longer_fits() -> None:
    document = journey_of("P > A -> B 50%, C 50%", "> B", "> C")
    transition = way(document, "A", "B")
    with document.edit("Range") as edit:
        edit.update(transition.id, weight=Quantity(0.5, low=0.4, high=0.6, note="first talk"))
    set_share(document, way(document, "A", "C").id, Quantity(0.9))
    weight = way(document, "A", "B").weight
    assert (weight.value, weight.low, weight.high, weight.note) == (pytest.approx(0.1), None, None, "first talk")


def test_a_way_to_give_up_that_is_left_alone_keeps_its_share() -> None:
    document = journey_of("P > A -> B 95% ~> end 5%", "> B -> -")
    delete(document, [way(document, "A", "B").id])
    assert shares_of(document, "A") == pytest.approx({"end": 0.05})
    connect(document, named(document, "A").id, named(document, "B").id)
    assert shares_of(document, "A") == pytest.approx({"end": 0.05, "B": 0.95})


def test_ways_to_give_up_alone_give_way_only_where_they_would_be_more_than_everyone() -> None:
    document = journey_of("P > A -> B 95% ~> end 5%", "> B -> -", "> C -> -")
    delete(document, [way(document, "A", "B").id])
    connect(document, named(document, "A").id, named(document, "C").id, TransitionKind.GIVE_UP)
    assert shares_of(document, "A") == pytest.approx({"end": 0.05, "C": 0.05})
    set_share(document, way(document, "A", "C").id, Quantity(0.5))
    assert shares_of(document, "A") == pytest.approx({"end": 0.05, "C": 0.5}), "the others end well"
    set_share(document, way(document, "A", "C").id, Quantity(1.0))
    assert shares_of(document, "A") == pytest.approx({"end": 0.0, "C": 1.0})
    connect(document, named(document, "A").id, named(document, "B").id)
    assert shares_of(document, "A") == pytest.approx({"end": 0.0, "C": 0.9, "B": 0.1})


ROUND = st.sampled_from("BCD")
STEPS = st.one_of(
    st.tuples(st.just("connect"), ROUND, st.sampled_from([TransitionKind.FLOW, TransitionKind.GIVE_UP])),
    st.tuples(st.just("delete"), st.integers(0, 20), st.none()),
    st.tuples(st.just("state"), st.integers(0, 20), st.floats(0, 1)),
)


@settings(derandomize=True, max_examples=150)
@given(st.lists(STEPS, max_size=12))
def test_guessed_shares_add_up_to_everyone_after_any_verbs(steps: list[tuple[str, object, object]]) -> None:
    document = journey_of(*FOUR)
    at = ids(document)
    for step in steps:
        present = [each.id for each in siblings(document, at["A"])]
        match step:
            case ("connect", str(target), TransitionKind() as kind):
                try:
                    connect(document, at["A"], at[target], kind)
                except VerbProblem:
                    assert any(each.target == at[target] for each in siblings(document, at["A"]))
            case ("delete", int(which), _) if present:
                delete(document, [present[which % len(present)]])
            case ("state", int(which), float(share)) if len(present) > 1:
                set_share(document, present[which % len(present)], Quantity(share))
        leaving = siblings(document, at["A"])
        total = sum(each.weight.value for each in leaving)
        if any(each.kind is TransitionKind.FLOW for each in leaving):
            assert total == pytest.approx(1.0, abs=1e-9)
        assert total <= 1 + 1e-9, "who does not give up where nothing leads on is done"
        assert all(isinstance(each, Transition) and 0 <= each.weight.value <= 1 for each in leaving)
