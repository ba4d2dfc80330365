import pytest

from tests.ui.canvas.journeys import Sketch
from ui.canvas.joins import Join, Joins
from ui.canvas.routes import LANE, LineKind
from workbench.domain.elements import Touchpoint, Transition
from workbench.domain.ids import END
from workbench.domain.vocabulary import TransitionKind
from workbench.editing import structure


@pytest.fixture
def joins(sketch: Sketch) -> Joins:
    columns = {each.id: each.phase for each in sketch.document.of(Touchpoint)}
    made = Joins(sketch.document, columns)
    made.take(made.read_all())
    return made


def test_transitions_and_influences_are_known_with_what_they_join(sketch: Sketch, joins: Joins) -> None:
    search, form, router = (sketch.ids[each] for each in ("Search", "Form", "Router"))
    known = {(each.kind, each.source, each.target) for each in joins.by_id.values()}
    assert {(LineKind.FLOW, search, form), (LineKind.INFLUENCE, form, router)} <= known
    assert {each.id for each in joins.at(search)} == {
        each.id for each in joins.by_id.values() if search in (each.source, each.target)
    }


def test_those_who_give_up_leave_for_good_and_all_others_arrive_at_a_card(sketch: Sketch, joins: Joins) -> None:
    given_up = structure.connect(sketch.document, sketch.ids["Form"], END, TransitionKind.GIVE_UP)
    read = joins.read(given_up.id)
    assert read is not None
    assert read.leaves
    assert not any(each.leaves for each in joins.at(sketch.ids["Search"]))


def test_what_leads_to_no_card_of_the_map_is_not_drawn(sketch: Sketch) -> None:
    shown = {sketch.ids[each]: None for each in ("Search", "Form")}
    joins = Joins(sketch.document, shown)
    joins.take(joins.read_all())
    assert {(each.source, each.target) for each in joins.by_id.values()} == {(sketch.ids["Search"], sketch.ids["Form"])}
    assert joins.read("gone") is None


def test_what_is_taken_in_anew_replaces_what_was_known(sketch: Sketch, joins: Joins) -> None:
    search, form, hotline = (sketch.ids[each] for each in ("Search", "Form", "Hotline"))
    way = next(each for each in joins.by_id.values() if (each.source, each.target) == (search, form))
    joins.take({way.id: Join(way.id, way.kind, search, hotline, 1.0)})
    assert way.id not in {each.id for each in joins.at(form)}
    assert way.id in {each.id for each in joins.at(hotline)}
    joins.take({way.id: None})
    assert way.id not in joins.by_id
    assert way.id not in {each.id for each in (*joins.at(search), *joins.at(hotline))}


def test_lines_between_the_same_two_cards_keep_lanes_of_their_own_and_flow_the_middle_one(sketch: Sketch) -> None:
    form, contract = sketch.ids["Form"], sketch.ids["Contract"]
    structure.influence(sketch.document, contract, form)
    structure.connect(sketch.document, contract, form, TransitionKind.FAILURE_DEMAND)
    joins = Joins(sketch.document, {each.id: each.phase for each in sketch.document.of(Touchpoint)})
    joins.take(joins.read_all())
    flow = next(each for each in joins.by_id.values() if (each.source, each.target) == (form, contract))
    assert {each.kind: joins.lane(each) for each in joins.between_cards_of(flow)} == {
        LineKind.FLOW: 0.0,
        LineKind.FAILURE_DEMAND: LANE,
        LineKind.INFLUENCE: -LANE,
    }


def test_a_way_back_to_the_same_card_shares_its_lanes_with_no_other(sketch: Sketch) -> None:
    form = sketch.ids["Form"]
    again = structure.connect(sketch.document, form, form, TransitionKind.FAILURE_DEMAND)
    joins = Joins(sketch.document, {each.id: each.phase for each in sketch.document.of(Touchpoint)})
    joins.take(joins.read_all())
    loop = joins.by_id[again.id]
    assert joins.between_cards_of(loop) == [loop]
    assert joins.lane(loop) == 0.0
    assert len([each for each in joins.at(form) if each.id == again.id]) == 2
    joins.take({again.id: None})
    assert again.id not in {each.id for each in joins.at(form)}


def test_a_share_is_that_of_its_transition(sketch: Sketch, joins: Joins) -> None:
    ways = {each.id: each.weight.value for each in sketch.document.of(Transition)}
    assert {each.id: each.share for each in joins.by_id.values() if each.kind is not LineKind.INFLUENCE} == ways
