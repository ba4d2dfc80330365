"""Verbs over what a journey consists of."""

import pytest

from tests.helpers.builders import (
    JOURNEY,
    assert_consistent,
    department_named,
    empty_journey,
    graph_content,
    heard,
    journey_of,
    meaning,
    named,
    phase_named,
    shares_of,
    way,
)
from workbench.domain.document import Document
from workbench.domain.elements import (
    Improvement,
    Influence,
    Journey,
    Measure,
    Opportunity,
    PainPoint,
    Person,
    Phase,
    Reactions,
    Responsibility,
    Scenario,
    Touchpoint,
    Transition,
)
from workbench.domain.ids import END
from workbench.domain.places import ROW_PITCH, Place, phases_in_order
from workbench.domain.problems import DomainProblem, IntegrityProblem, ValueProblem
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Channel, Stage, TransitionKind
from workbench.editing.history import History
from workbench.editing.ownership import add_person, assign
from workbench.editing.problems import VerbProblem
from workbench.editing.structure import (
    add,
    add_journey,
    add_phase,
    add_touchpoint,
    connect,
    delete,
    influence,
    move,
    rename,
    reorder_phase,
    set_fields,
    set_share,
)


def phase_names(document: Document) -> list[str]:
    return [phase.name for phase in phases_in_order(document, JOURNEY)]


def rich_journey() -> Document:
    """A journey in which everything that can hang on a touchpoint, phase, person or department does."""
    document = journey_of("P > A @Care", "> B", "Q > C -> A 30%, end !> B 20%")
    a, b, c = (named(document, name).id for name in "ABC")
    influence(document, a, c)
    care, phase = department_named(document, "Care").id, phase_named(document, "P").id
    with document.edit("Furnish") as edit:
        edit.add(Person(id="ann", name="Ann", department=care))
        edit.update(JOURNEY, steward="ann")
        edit.add(Responsibility(id="r", touchpoint=b, party="ann", role="R"))  # pyright: ignore[reportArgumentType]
        edit.add(Reactions(id="reactions", journey=JOURNEY))
        edit.add(Measure(id="on-a", journey=JOURNEY, name="Effort", subject=a))
        edit.add(Measure(id="on-p", journey=JOURNEY, name="Mood", subject=phase))
        edit.add(PainPoint(id="pain", touchpoint=a, text="Slow"))
        edit.add(Opportunity(id="chance", touchpoint=a, text="Faster"))
        edit.add(Improvement(id="fix-a", name="Train", subject=a, owner="ann"))
        edit.add(Improvement(id="fix-p", name="Rewrite", subject=phase, owner=care))
        edit.add(Scenario(id="both", journey=JOURNEY, name="Both", improvements=("fix-a", "fix-p")))
    return document


def test_a_journey_begins_without_phases() -> None:
    document = empty_journey()
    made = add_journey(document, "  Moving\nin ", goal="Settled")
    assert (made.title, made.goal) == ("Moving in", "Settled")
    assert phases_in_order(document, made.id) == []


def test_phases_go_to_the_end_or_before_another() -> None:
    document = empty_journey()
    first = add_phase(document, JOURNEY, "One", stage=Stage.DURING)
    last = add_phase(document, JOURNEY, "Three")
    add_phase(document, JOURNEY, "Two", before=last.id)
    add_phase(document, JOURNEY, "Zero", before=first.id)
    assert phase_names(document) == ["Zero", "One", "Two", "Three"]
    assert [phase.stage.value for phase in phases_in_order(document, JOURNEY)] == [
        *("before", "during", "during", "during")
    ]


def test_phases_can_be_put_in_any_order() -> None:
    document = journey_of("P > A", "Q > B", "R > C")
    p, q, r = (phase_named(document, name).id for name in "PQR")
    reorder_phase(document, p, None)
    assert phase_names(document) == ["Q", "R", "P"]
    reorder_phase(document, r, q)
    assert phase_names(document) == ["R", "Q", "P"]
    published = heard(document)
    reorder_phase(document, r, r)
    assert not published


def test_reordering_never_runs_out_of_numbers() -> None:
    document = journey_of("P > A", "Q > B", "R > C")
    p, q, r = (phase_named(document, name).id for name in "PQR")
    for turn in range(70):
        moved, stays = (q, r) if turn % 2 else (r, q)
        reorder_phase(document, moved, stays)
        assert phase_names(document) == (["P", "Q", "R"] if turn % 2 else ["P", "R", "Q"])
    assert p in document.elements


@pytest.mark.parametrize("order", [0.0, 1e300])
def test_a_phase_finds_its_place_among_others_of_the_same_order(order: float) -> None:
    document = empty_journey()
    with document.edit("Read a file without orders") as edit:
        for name in "abc":
            edit.add(Phase(id=name, journey=JOURNEY, name=name, order=order))
    add_phase(document, JOURNEY, "x", before="b")
    add_phase(document, JOURNEY, "y")
    add_phase(document, JOURNEY, "w", before="a")
    assert phase_names(document) == ["w", "a", "x", "b", "c", "y"]


def test_a_touchpoint_goes_below_the_one_that_it_follows() -> None:
    document = journey_of("P > A")
    origin = named(document, "A")
    made = add_touchpoint(document, JOURNEY, "B", after=origin.id)
    assert (made.phase, made.y) == (origin.phase, origin.y + ROW_PITCH)
    assert shares_of(document, "A") == {"B": 1.0}


def test_a_touchpoint_without_a_wish_goes_to_the_first_phase() -> None:
    document = journey_of("P > A", "Q > B")
    assert add_touchpoint(document, JOURNEY, "C").phase == phase_named(document, "P").id
    assert add_touchpoint(empty_journey(), JOURNEY, "C").phase is None


def test_a_touchpoint_takes_the_place_that_is_given() -> None:
    document = journey_of("P > A")
    made = add_touchpoint(document, JOURNEY, "B", Place(None, 7.0, -3.0), channel=Channel.WEB)
    assert (made.phase, made.x, made.y) == (None, 7.0, -3.0)
    assert made.contact_cost is not None
    assert made.contact_cost.value < 1


def test_failure_demand_can_lead_to_a_new_touchpoint() -> None:
    document = journey_of("P > A")
    add_touchpoint(document, JOURNEY, "Hotline", after=named(document, "A").id, kind=TransitionKind.FAILURE_DEMAND)
    assert way(document, "A", "Hotline").kind is TransitionKind.FAILURE_DEMAND


@pytest.mark.parametrize("name", ["", " \n", "\x00"])
def test_a_name_of_nothing_is_refused_by_every_verb(name: str) -> None:
    document = journey_of("P > A")
    before = dict(document.elements)
    for verb in (
        lambda: add_journey(document, name),
        lambda: add_phase(document, JOURNEY, name),
        lambda: add_touchpoint(document, JOURNEY, name),
        lambda: rename(document, JOURNEY, name),
    ):
        with pytest.raises(ValueProblem, match="cannot be empty"):
            verb()
    assert dict(document.elements) == before


def test_renaming_changes_whatever_the_element_calls_its_name() -> None:
    document = rich_journey()
    rename(document, JOURNEY, "New title")
    rename(document, "pain", "New text")
    rename(document, "ann", " Anna  K ")
    assert document.get(Journey, JOURNEY).title == "New title"
    assert document.get(PainPoint, "pain").text == "New text"
    assert document.get(Person, "ann").name == "Anna K"


def test_what_bears_no_name_cannot_be_renamed() -> None:
    document = journey_of("P > A", "> B")
    with pytest.raises(VerbProblem, match="bears no name"):
        rename(document, way(document, "A", "B").id, "Way")


def test_any_element_can_be_added_and_changed_in_one_step_each() -> None:
    document = journey_of("P > A")
    published = heard(document)
    add(document, Measure(id="m", journey=JOURNEY, name="Effort"))
    set_fields(document, "m", scale_high=7.0)
    set_fields(document, "m", "Set target", target=5.0)
    assert [each.changes.label for each in published] == [
        *("Add measure “Effort”", "Change measure “Effort”", "Set target")
    ]


def test_touchpoints_move_together_in_one_step() -> None:
    document = journey_of("P > A", "Q > B")
    published = heard(document)
    goal = phase_named(document, "Q").id
    move(document, {named(document, "A").id: Place(goal, 1, 2), named(document, "B").id: Place(None, 3, 4)})
    assert [(each.phase, each.x, each.y) for each in document.of(Touchpoint)] == [(goal, 1, 2), (None, 3, 4)]
    assert [each.changes.label for each in published] == ["Move 2 touchpoints"]


def test_moving_nothing_is_nothing() -> None:
    document = journey_of("P > A")
    published = heard(document)
    move(document, {})
    assert not published


def test_a_pinned_touchpoint_holds_the_others_back_too() -> None:
    document = journey_of("P > A", "> B")
    set_fields(document, named(document, "B").id, pinned=True)
    before = dict(document.elements)
    with pytest.raises(VerbProblem, match="“B” is pinned"):
        move(document, {each.id: Place(None, 9, 9) for each in document.of(Touchpoint)})
    assert dict(document.elements) == before


def test_a_touchpoint_moves_only_into_a_phase_that_is_there() -> None:
    document = journey_of("P > A")
    with pytest.raises(IntegrityProblem):
        move(document, {named(document, "A").id: Place("nowhere")})


def test_the_same_two_touchpoints_are_joined_once_for_each_reason() -> None:
    document = journey_of("P > A", "> B")
    a, b = named(document, "A").id, named(document, "B").id
    with pytest.raises(VerbProblem, match="This transition is there already"):
        connect(document, a, b)
    for kind in (TransitionKind.GIVE_UP, TransitionKind.FAILURE_DEMAND):
        connect(document, a, b, kind)
        with pytest.raises(VerbProblem, match="there already"):
            connect(document, a, b, kind)
    assert len(document.of(Transition)) == 3


def test_customers_can_be_led_to_the_end_and_round_in_a_loop() -> None:
    document = journey_of("P > A")
    a = named(document, "A").id
    made = [connect(document, a, END, condition="moved"), connect(document, a, a)]
    assert [(each.target, each.condition) for each in made] == [(END, "moved"), (a, "")]
    assert_consistent(document)


def test_nothing_leads_from_or_to_what_is_no_touchpoint() -> None:
    document = journey_of("P > A")
    for source, target in ((named(document, "A").id, JOURNEY), (END, named(document, "A").id)):
        with pytest.raises(KeyError):
            connect(document, source, target)


def test_journeys_are_not_joined_with_each_other() -> None:
    document = journey_of("P > A")
    stranger = add_touchpoint(document, add_journey(document, "Other").id, "X")
    for verb in (connect, influence):
        with pytest.raises(VerbProblem, match="“A” and “X” lie in different journeys"):
            verb(document, named(document, "A").id, stranger.id)


def test_a_touchpoint_lies_only_in_phases_of_its_own_journey() -> None:
    document = journey_of("P > A")
    other = add_phase(document, add_journey(document, "Other").id, "Elsewhere")
    before = dict(document.elements)
    with pytest.raises(VerbProblem, match="“Elsewhere” belongs to another journey"):
        move(document, {named(document, "A").id: Place(other.id)})
    with pytest.raises(VerbProblem, match="another journey"):
        add_touchpoint(document, JOURNEY, "B", Place(other.id))
    assert dict(document.elements) == before


def test_an_influence_joins_two_different_touchpoints_once() -> None:
    document = journey_of("P > A", "> B")
    a, b = named(document, "A").id, named(document, "B").id
    made = influence(document, a, b, Quantity(0.4))
    assert made.strength == Quantity(0.4)
    influence(document, b, a)
    with pytest.raises(VerbProblem, match="there already"):
        influence(document, a, b)
    with pytest.raises(VerbProblem, match="itself"):
        influence(document, a, a)


def test_a_share_out_of_range_changes_nothing() -> None:
    document = journey_of("P > A -> B 50%, end", "> B")
    before = dict(document.elements)
    with pytest.raises(ValueProblem):
        set_share(document, way(document, "A", "B").id, Quantity(1.2))
    assert dict(document.elements) == before


def test_deleting_a_phase_keeps_its_touchpoints_unplaced() -> None:
    document = rich_journey()
    delete(document, [phase_named(document, "P").id])
    assert {each.name: each.phase is None for each in document.of(Touchpoint)} == {"A": True, "B": True, "C": False}
    assert document.get(Measure, "on-p").subject is None
    assert document.find(Improvement, "fix-p") is None
    assert document.get(Scenario, "both").improvements == ("fix-a",)
    assert_consistent(document)


def test_deleting_a_touchpoint_takes_along_what_hangs_on_it() -> None:
    document = rich_journey()
    delete(document, [named(document, "A").id])
    assert [each.name for each in document.of(Touchpoint)] == ["B", "C"]
    assert not document.of(Influence) + document.of(PainPoint) + document.of(Opportunity)
    assert [each.id for each in document.of(Responsibility)] == ["r"]
    assert document.get(Measure, "on-a").subject is None
    assert document.get(Scenario, "both").improvements == ("fix-p",)
    assert shares_of(document, "C") == {"end": 1.0, "B": 0.2}
    assert_consistent(document)


def test_deleting_a_person_is_forgotten_where_it_may_be() -> None:
    document = rich_journey()
    delete(document, ["ann"])
    assert document.get(Journey, JOURNEY).steward is None
    assert document.get(Improvement, "fix-a").owner is None
    assert document.find(Responsibility, "r") is None
    assert_consistent(document)


def test_deleting_a_department_leaves_its_people() -> None:
    document = rich_journey()
    delete(document, [department_named(document, "Care").id])
    assert document.get(Person, "ann").department is None
    assert document.get(Improvement, "fix-p").owner is None
    assert [each.id for each in document.of(Responsibility)] == ["r"]
    assert_consistent(document)


def test_deleting_an_improvement_takes_it_out_of_scenarios() -> None:
    document = rich_journey()
    delete(document, ["fix-a", "fix-p"])
    assert document.get(Scenario, "both").improvements == ()


def test_deleting_a_journey_leaves_only_the_organisation() -> None:
    document = rich_journey()
    delete(document, [JOURNEY])
    assert {type(element).__name__ for element in document.elements.values()} == {"Department", "Person"}
    assert_consistent(document)


@pytest.mark.parametrize("what", ["A", "P", "Care", "ann", JOURNEY, "all"])
def test_undoing_a_deletion_brings_everything_back(what: str) -> None:
    document = rich_journey()
    before, shown = dict(document.elements), meaning(document, JOURNEY)
    chosen = [each.id for each in before.values() if what in (each.id, getattr(each, "name", ""), "all")]
    graph = graph_content(document.graph)
    history = History(document)
    delete(document, chosen)
    assert not document.elements.keys() & set(chosen)
    after = dict(document.elements)
    history.undo()
    assert dict(document.elements) == before
    assert (graph_content(document.graph), meaning(document, JOURNEY)) == (graph, shown)
    history.redo()
    assert dict(document.elements) == after
    assert_consistent(document)


def test_deleting_nothing_or_the_same_twice_is_harmless() -> None:
    document = journey_of("P > A", "> B")
    published = heard(document)
    delete(document, [])
    delete(document, [named(document, "B").id] * 2)
    assert [each.changes.label for each in published] == ["Delete touchpoint “B”"]


def test_deleting_what_is_not_there_changes_nothing() -> None:
    document = journey_of("P > A")
    before = dict(document.elements)
    with pytest.raises(KeyError):
        delete(document, [named(document, "A").id, "nowhere"])
    assert dict(document.elements) == before


def test_a_refused_verb_says_so_as_a_problem_of_the_domain() -> None:
    document = journey_of("P > A @Care")
    ann = add_person(document, "Ann")
    assign(document, [named(document, "A").id], ann.id)
    with pytest.raises(DomainProblem):
        rename(document, document.of(Responsibility)[0].id, "Answer")


def test_a_step_is_called_by_the_name_as_it_stands_there() -> None:
    document = journey_of("Order > First")
    history = History(document)
    add_touchpoint(document, JOURNEY, " Second\n\tstep ")
    assert history.undo_label == "Add touchpoint “Second step”"
    add_phase(document, JOURNEY, "Set\nup")
    assert history.undo_label == "Add phase “Set up”"


def test_deleting_a_line_is_called_by_what_it_joined() -> None:
    document = journey_of("Order > First", "> Second")
    history = History(document)
    delete(document, [way(document, "First", "Second").id])
    assert history.undo_label == "Delete the transition from “First” to “Second”"
