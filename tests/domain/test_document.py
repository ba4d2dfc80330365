"""The map, its indexes, its graph and the one way to change them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.builders import (
    JOURNEY,
    assert_consistent,
    empty_journey,
    graph_content,
    heard,
    journey_of,
    named,
    phase_named,
    way,
)
from workbench.domain.changes import Change, ChangeSet
from workbench.domain.document import Cause, Document, Published
from workbench.domain.elements import Element, Influence, Journey, Person, Phase, Scenario, Touchpoint, Transition
from workbench.domain.ids import END
from workbench.domain.places import cards_in, touchpoints_in_order
from workbench.domain.problems import EditProblem, IntegrityProblem, ValueProblem
from workbench.domain.values import Quantity
from workbench.editing.history import History
from workbench.editing.structure import delete


def state(document: Document) -> tuple[object, ...]:
    indexes = {target: dict(holders) for target, holders in document._referrers.items() if holders}
    return dict(document.elements), indexes, graph_content(document.graph)


def everything_at_once(document: Document) -> None:
    with document.edit("Fail") as edit:
        first, second = named(document, "A"), named(document, "B")
        edit.update(first.id, name="Z", phase=None)
        edit.remove(way(document, "Z", "B").id)
        edit.remove(second.id)
        edit.add(Touchpoint(id="t", journey=JOURNEY, name="T"))
        edit.add(Transition(id="w", source="t", target=END))
        edit.update("w", target=first.id)
        raise RuntimeError


@pytest.mark.parametrize("with_graph", [True, False])
def test_an_exception_takes_the_whole_edit_back(with_graph: bool) -> None:
    document = journey_of("P > A", "> B")
    if with_graph:
        assert document.graph
    published = heard(document)
    before = state(journey_of("P > A", "> B"))
    with pytest.raises(RuntimeError):
        everything_at_once(document)
    assert state(document) == before
    assert not published
    assert_consistent(document)


def test_a_dangling_reference_takes_the_whole_edit_back() -> None:
    document = journey_of("P > A", "> B")
    before = state(document)
    with pytest.raises(IntegrityProblem, match="still refers"), document.edit("Remove") as edit:
        edit.remove(named(document, "B").id)
    assert state(document) == before


def test_a_reference_to_the_wrong_kind_is_refused_with_its_field_named() -> None:
    document = empty_journey()
    wanted = "its phase “journey” is journey “Moving house”; it must name a phase"
    with pytest.raises(IntegrityProblem, match=wanted), document.edit("Add") as edit:
        edit.add(Touchpoint(id="t", journey=JOURNEY, name="T", phase=JOURNEY))
    assert list(document.elements) == [JOURNEY]


def test_a_reference_that_dangles_only_meanwhile_is_fine() -> None:
    document = empty_journey()
    with document.edit("Add") as edit:
        edit.add(Transition(id="w", source="t", target=END))
        edit.add(Touchpoint(id="t", journey=JOURNEY, name="T"))
    assert_consistent(document)


def test_an_edit_inside_an_edit_is_refused_and_undoes_both() -> None:
    document = empty_journey()

    def nest() -> None:
        with document.edit("Outer") as edit:
            edit.update(JOURNEY, title="Other")
            with document.edit("Inner"):
                pass

    with pytest.raises(EditProblem, match="inside another"):
        nest()
    assert document.get(Journey, JOURNEY).title == "Moving house"
    with document.edit("Next"):
        pass


def test_applying_inside_an_edit_is_refused() -> None:
    document = empty_journey()
    with pytest.raises(EditProblem), document.edit("Outer"):
        document.apply(ChangeSet("x", ()), Cause.REPLAY)


def test_an_edit_that_is_over_refuses_changes() -> None:
    document = empty_journey()
    with document.edit("Done") as edit:
        pass
    with pytest.raises(EditProblem, match="closed"):
        edit.update(JOURNEY, title="Late")
    assert document.get(Journey, JOURNEY).title == "Moving house"


def test_applying_a_stale_change_set_is_refused_and_changes_nothing() -> None:
    document = empty_journey()
    journey = document.get(Journey, JOURNEY)
    fresh = Person(id="p", name="Ann")
    stale = Change(Journey(id=JOURNEY, title="Older"), Journey(id=JOURNEY, title="Newer"))
    published = heard(document)
    with pytest.raises(IntegrityProblem, match="changed in between"):
        document.apply(ChangeSet("Merge", (Change(None, fresh), stale)), Cause.MERGE)
    assert dict(document.elements) == {JOURNEY: journey}
    assert not published


def test_applying_a_change_set_that_leaves_a_reference_dangling_changes_nothing() -> None:
    document = journey_of("P > A")
    before = state(document)
    phase = phase_named(document, "P")
    with pytest.raises(IntegrityProblem):
        document.apply(ChangeSet("Merge", (Change(None, Person(id="p", name="Ann")), Change(phase, None))), Cause.MERGE)
    assert state(document) == before


@pytest.mark.parametrize("taken", [JOURNEY, "", END])
def test_an_id_that_is_taken_or_reserved_is_refused_everywhere(taken: str) -> None:
    person = Person(id=taken, name="Ann")
    document = empty_journey()
    with pytest.raises(IntegrityProblem, match="another"), document.edit("Add") as edit:
        edit.add(person)
    with pytest.raises(IntegrityProblem):
        document.apply(ChangeSet("Merge", (Change(None, person),)), Cause.MERGE)
    with pytest.raises(IntegrityProblem, match="another"):
        Document([*document.elements.values(), person])


def test_an_id_cannot_be_changed_and_the_edit_is_taken_back() -> None:
    document = journey_of("P > A")
    before = state(document)
    with pytest.raises(IntegrityProblem), document.edit("Rename") as edit:
        edit.update(named(document, "A").id, id="other")
    assert state(document) == before


def test_an_id_cannot_go_over_to_another_kind_within_one_edit() -> None:
    document = journey_of("P > A")
    before = state(document)
    phase = phase_named(document, "P")

    def swap() -> None:
        with document.edit("Swap") as edit:
            edit.remove(phase.id)
            edit.add(Person(id=phase.id, name="P"))

    with pytest.raises(IntegrityProblem):
        swap()
    assert state(document) == before


def test_a_bad_value_changes_nothing() -> None:
    document = journey_of("P > A")
    touchpoint = named(document, "A")
    with pytest.raises(ValueProblem), document.edit("Change") as edit:
        edit.update(touchpoint.id, failure=Quantity(1.5))
    assert named(document, "A") is touchpoint


def test_an_unknown_element_or_field_is_a_fault_of_the_caller() -> None:
    document = empty_journey()
    with pytest.raises(KeyError), document.edit("Change") as edit:
        edit.update("nobody", title="X")
    with pytest.raises(KeyError), document.edit("Remove") as edit:
        edit.remove("nobody")
    with pytest.raises(TypeError), document.edit("Change") as edit:
        edit.update(JOURNEY, colour="red")


def test_listeners_hear_one_condensed_change_set_an_edit() -> None:
    document = empty_journey()
    published = heard(document)
    with document.edit("Rename twice") as edit:
        edit.update(JOURNEY, title="Once")
        edit.update(JOURNEY, title="Twice")
        edit.add(Person(id="p", name="Ann"))
        edit.remove("p")
        assert len(edit.changes) == 1
    (only,) = published
    assert only.cause is Cause.EDIT
    assert only.changes.label == "Rename twice"
    assert [change.after for change in only.changes.changes] == [document.elements[JOURNEY]]


def test_an_edit_that_changes_nothing_is_not_published() -> None:
    document = empty_journey()
    published = heard(document)
    with document.edit("Same") as edit:
        edit.update(JOURNEY, title="Moving house")
    assert not published


def test_a_listener_hears_nothing_after_it_has_left() -> None:
    document = empty_journey()
    published: list[object] = []
    leave = document.subscribe(published.append)
    leave()
    with document.edit("Rename") as edit:
        edit.update(JOURNEY, title="New")
    assert not published


def test_listeners_may_edit_because_the_first_edit_is_over_by_then() -> None:
    document = empty_journey()

    def follow(_: object) -> None:
        leave()
        with document.edit("Follow") as edit:
            edit.update(JOURNEY, goal="Settled")

    leave = document.subscribe(follow)
    with document.edit("Rename") as edit:
        edit.update(JOURNEY, title="New")
    assert document.get(Journey, JOURNEY).goal == "Settled"


def test_elements_are_found_by_kind_and_id() -> None:
    document = journey_of("P > A")
    touchpoint = named(document, "A")
    assert document.find(Touchpoint, touchpoint.id) is document.get(Touchpoint, touchpoint.id)
    assert document.find(Phase, touchpoint.id) is None
    assert document.find(Phase, None) is None
    with pytest.raises(KeyError):
        document.get(Phase, touchpoint.id)


def test_referrers_follow_every_update() -> None:
    document = journey_of("P > A", "> B", "> C")
    a, b, c = (named(document, name) for name in "ABC")
    transition = way(document, "A", "B")
    with document.edit("Redirect") as edit:
        edit.update(transition.id, target=c.id)
    assert transition.id not in [each.id for each in document.referrers(b.id, Transition)]
    assert transition.id in [each.id for each in document.referrers(c.id, Transition)]
    assert document.referrers(a.id, Phase) == []
    with document.edit("Loop") as edit:
        edit.update(transition.id, target=a.id)
    assert [each.id for each in document.referrers(a.id, Transition)] == [transition.id]
    with document.edit("Lead out") as edit:
        edit.update(transition.id, target=END)
    assert [each.id for each in document.referrers(a.id, Transition)] == [transition.id]
    assert_consistent(document)


def test_an_update_keeps_an_element_in_its_place_among_the_referrers() -> None:
    document = journey_of("P > A -> B, C", "> B -> end", "> C")
    a = named(document, "A").id
    before = [each.id for each in document.referrers(a, Transition)]
    with document.edit("Change") as edit:
        edit.update(before[0], condition="if it rains")
    assert [each.id for each in document.referrers(a, Transition)] == before


def test_undoing_a_deletion_brings_the_shown_order_back() -> None:
    document = journey_of("P > A", "> B", "> C")
    with document.edit("Pile up") as edit:
        for each in document.of(Touchpoint):
            edit.update(each.id, y=0.0)
    history = History(document)
    phase = phase_named(document, "P").id
    shown = touchpoints_in_order(document, JOURNEY), cards_in(document, JOURNEY, phase)
    delete(document, [named(document, "A").id])
    history.undo()
    assert (touchpoints_in_order(document, JOURNEY), cards_in(document, JOURNEY, phase)) == shown


def test_the_order_of_addition_survives_updates() -> None:
    document = Document([Person(id=name, name=name) for name in "cab"])
    with document.edit("Rename") as edit:
        edit.update("c", name="z")
    assert [each.id for each in document.of(Person)] == ["c", "a", "b"]


ELEMENTS: tuple[Element, ...] = (
    Journey(id="j", title="J"),
    Phase(id="p", journey="j", name="P", order=0),
    *(Touchpoint(id=name, journey="j", name=name, phase="p") for name in "abc"),
    *(Transition(id=f"{s}{t}", source=s, target=t) for s in "abc" for t in "abc"),
    Transition(id="out", source="a", target=END),
    Influence(id="i", source="a", target="c"),
    Scenario(id="s", journey="j", name="S"),
)


@settings(derandomize=True, max_examples=60)
@given(st.permutations(ELEMENTS), st.permutations(ELEMENTS), st.integers(0, len(ELEMENTS)))
def test_the_graph_stays_in_step_whatever_the_order_within_an_edit(
    adding: list[Element], removing: list[Element], read_at: int
) -> None:
    document = Document()
    with document.edit("Add") as edit:
        for index, element in enumerate(adding):
            if index == read_at:
                assert document.graph
            edit.add(element)
    assert_consistent(document)
    with document.edit("Remove") as edit:
        for element in removing:
            edit.remove(element.id)
    assert_consistent(document)
    assert list(document.graph) == [END]


def test_a_listener_that_an_earlier_one_takes_off_hears_no_more() -> None:
    document = empty_journey()
    told: list[Published] = []
    document.subscribe(lambda _: unsubscribe())
    unsubscribe = document.subscribe(told.append)
    with document.edit("Rename") as edit:
        edit.update(JOURNEY, title="Another")
    assert told == []


def test_a_copy_is_the_same_and_changes_for_itself() -> None:
    document = journey_of("P > A", "> B")
    published, before = heard(document), state(document)
    copy = document.copy()
    assert state(copy) == before
    delete(copy, [named(copy, "A").id])
    assert_consistent(copy)
    assert state(document) == before
    assert published == []
    assert copy.new_id is document.new_id


def test_a_copy_is_not_changed_with_its_document() -> None:
    document = journey_of("P > A", "> B")
    copy = document.copy()
    before = state(copy)
    delete(document, [named(document, "A").id])
    assert state(copy) == before
    assert_consistent(copy)
