import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui.canvas.journeys import Sketch, a_sketch, everything
from ui.canvas import geometry as geometries
from ui.canvas.curves import distances, strands
from ui.canvas.geometry import HEADROOM, MapGeometry, Patch
from ui.canvas.routes import LineKind
from workbench.domain.document import Document
from workbench.domain.elements import Influence, Phase, Touchpoint, Transition
from workbench.domain.ids import END
from workbench.domain.places import COLUMN_PITCH, Place
from workbench.domain.problems import DomainProblem
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import TransitionKind
from workbench.editing import structure


def patched(sketch: Sketch) -> tuple[MapGeometry, list[Patch]]:
    geometry = MapGeometry(sketch.document, sketch.journey)
    patches: list[Patch] = []
    sketch.document.subscribe(lambda published: patches.append(geometry.patch(published.changes)))
    return geometry, patches


def assert_same(geometry: MapGeometry, rebuilt: MapGeometry) -> None:
    assert geometry.columns == rebuilt.columns
    assert dict(geometry.cards) == dict(rebuilt.cards)
    assert geometry.lines.keys() == rebuilt.lines.keys()
    for key, line in geometry.lines.items():
        again = rebuilt.lines[key]
        assert (line.kind, line.source, line.target, line.share) == (
            again.kind,
            again.source,
            again.target,
            again.share,
        )
        assert np.array_equal(line.curve.control, again.curve.control)
    assert geometry.bounds == rebuilt.bounds


def pick(
    data: st.DataObject, document: Document, *kinds: type[Touchpoint | Phase | Transition | Influence]
) -> str | None:
    ids = [each.id for kind in kinds for each in document.of(kind)]
    return data.draw(st.sampled_from(ids)) if ids else None


def one_edit(data: st.DataObject, sketch: Sketch) -> None:
    """Some verb on some element; what the domain refuses is part of the game."""
    document = sketch.document
    verb = data.draw(
        st.sampled_from(["add", "move", "connect", "influence", "delete", "phase", "order", "undo", "redo"])
    )
    card, other = pick(data, document, Touchpoint), pick(data, document, Touchpoint)
    phase = pick(data, document, Phase)
    x, y = data.draw(st.sampled_from([0.0, 0.0, 144.0])), 24.0 * data.draw(st.integers(0, 20))
    kind = data.draw(st.sampled_from(TransitionKind))
    if verb == "add":
        structure.add_touchpoint(document, sketch.journey, "New", Place(phase, x, y))
    elif verb == "move" and card:
        structure.move(document, {card: Place(data.draw(st.sampled_from([phase, None])), x, y)})
    elif verb == "connect" and card and other:
        structure.connect(document, card, data.draw(st.sampled_from([other, END])), kind)
    elif verb == "influence" and card and other:
        structure.influence(document, card, other)
    elif verb == "delete":
        chosen = pick(data, document, Touchpoint, Phase, Transition, Influence)
        structure.delete(document, [chosen] if chosen else [])
    elif verb == "phase":
        structure.add_phase(document, sketch.journey, "New phase", before=phase)
    elif verb == "order" and phase:
        structure.reorder_phase(document, phase, pick(data, document, Phase))
    elif verb == "undo":
        sketch.history.undo()
    elif verb == "redo":
        sketch.history.redo()


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_patched_geometry_is_the_one_that_would_be_built_anew(data: st.DataObject) -> None:
    sketch = a_sketch()
    geometry, _ = patched(sketch)
    for _ in range(data.draw(st.integers(1, 12))):
        try:
            one_edit(data, sketch)
        except DomainProblem:
            continue
    assert_same(geometry, MapGeometry(sketch.document, sketch.journey))
    assert all(np.isfinite(line.curve.control).all() for line in geometry.lines.values())


def test_cards_lie_in_their_phase_with_a_margin(sketch: Sketch) -> None:
    geometry = MapGeometry(sketch.document, sketch.journey)
    form = geometry.cards[sketch.ids["Form"]]
    assert (form.left, form.top) == (COLUMN_PITCH + 12, 96)
    assert geometry.column_of(sketch.ids["Form"]) == geometry.columns[1]


def test_moving_one_card_leaves_far_lines_alone(sketch: Sketch) -> None:
    geometry, patches = patched(sketch)
    kept = {
        key: line for key, line in geometry.lines.items() if sketch.ids["Hotline"] not in (line.source, line.target)
    }
    structure.move(sketch.document, {sketch.ids["Hotline"]: Place(sketch.ids["Use"], 0, 2400)})
    assert patches[-1].cards == {sketch.ids["Hotline"]}
    assert not patches[-1].columns
    structure.move(sketch.document, {sketch.ids["Hotline"]: Place(sketch.ids["Use"], 0, 4800)})
    assert patches[-1].lines.isdisjoint(kept)


def test_a_wider_phase_pushes_the_later_ones(sketch: Sketch) -> None:
    geometry, patches = patched(sketch)
    structure.move(sketch.document, {sketch.ids["Form"]: Place(sketch.ids["Order"], 144, 96)})
    assert patches[-1].columns
    assert geometry.columns[2].left == COLUMN_PITCH + 296
    assert sketch.ids["Router"] in patches[-1].cards


def test_renaming_a_touchpoint_changes_no_geometry(sketch: Sketch) -> None:
    _, patches = patched(sketch)
    structure.rename(sketch.document, sketch.ids["Form"], "Online form")
    assert patches[-1] == Patch(frozenset(), frozenset(), False, ())


def test_the_end_of_the_journey_draws_a_stub_only_for_those_who_give_up(sketch: Sketch) -> None:
    flow = structure.connect(sketch.document, sketch.ids["Hotline"], END)
    leaving = structure.connect(sketch.document, sketch.ids["Hotline"], END, TransitionKind.GIVE_UP)
    geometry = MapGeometry(sketch.document, sketch.journey)
    assert flow.id not in geometry.lines
    assert geometry.lines[leaving.id].leaves


def test_flow_and_failure_demand_between_the_same_cards_do_not_lie_on_each_other(sketch: Sketch) -> None:
    demand = structure.connect(sketch.document, sketch.ids["Search"], sketch.ids["Form"], TransitionKind.FAILURE_DEMAND)
    geometry = MapGeometry(sketch.document, sketch.journey)
    flow = next(
        line for line in geometry.lines.values() if line.kind is LineKind.FLOW and line.source == sketch.ids["Search"]
    )
    gaps = [distances(strands([flow.curve]), x, y)[0] for x, y in geometry.lines[demand.id].curve.samples.tolist()]
    assert min(gaps) > 5


def test_touchpoints_without_a_phase_get_a_column_only_while_there_are_any(sketch: Sketch) -> None:
    geometry, _ = patched(sketch)
    assert len(geometry.columns) == 3
    made = structure.add_touchpoint(sketch.document, sketch.journey, "Somewhere", Place(None))
    assert geometry.columns[-1].phase is None
    structure.delete(sketch.document, [made.id])
    assert len(geometry.columns) == 3


def test_the_bounds_hold_every_card_and_line_and_an_empty_map_has_room_for_a_row() -> None:
    sketch = everything()
    geometry = MapGeometry(sketch.document, sketch.journey)
    boxes = [*geometry.cards.values(), *(line.box for line in geometry.lines.values())]
    assert all(geometry.bounds.grown(0.001).meets(box) for box in boxes)
    assert max(box.bottom for box in boxes) == geometry.bounds.bottom
    empty = MapGeometry(Document(), "nothing").bounds
    assert (empty.top, empty.bottom) == (-HEADROOM, 96)


def test_another_journey_in_the_same_document_is_not_shown(sketch: Sketch) -> None:
    other = structure.add_journey(sketch.document, "Another")
    geometry = MapGeometry(sketch.document, other.id)
    assert (geometry.columns, dict(geometry.cards), dict(geometry.lines)) == ((), {}, {})
    assert geometry.column_at(5.0) is None


def test_the_area_of_anything_that_is_shown_can_be_asked_for(sketch: Sketch) -> None:
    geometry = MapGeometry(sketch.document, sketch.journey)
    flow = sketch.document.of(Transition)[0]
    assert geometry.box_of(sketch.ids["Form"], 0) == geometry.cards[sketch.ids["Form"]]
    assert geometry.box_of(flow.id, 0) == geometry.lines[flow.id].curve.box
    assert geometry.box_of(sketch.ids["Order"], 50) == (COLUMN_PITCH, 50, 2 * COLUMN_PITCH, 50)
    assert geometry.box_of("unknown", 0) is None


def test_a_share_that_changes_keeps_the_way_and_widens_the_line(sketch: Sketch) -> None:
    geometry, patches = patched(sketch)
    flow = sketch.document.of(Transition)[0]
    before = geometry.lines[flow.id]
    structure.set_fields(sketch.document, flow.id, weight=Quantity(0.4))
    after = geometry.lines[flow.id]
    assert after.share == 0.4
    assert np.array_equal(before.curve.control, after.curve.control)
    assert patches[-1].lines == {flow.id}


def test_moving_a_card_into_the_way_of_a_line_sends_the_line_round_it(sketch: Sketch) -> None:
    document, ids = sketch.document, sketch.ids
    far = structure.connect(document, ids["Search"], ids["Router"])
    geometry, patches = patched(sketch)
    before = geometry.lines[far.id].curve
    structure.move(document, {ids["Form"]: Place(ids["Order"], 0, 0)})
    after = geometry.lines[far.id].curve
    assert far.id in patches[-1].lines
    form = geometry.cards[ids["Form"]].grown(-1)
    assert any(form.holds(x, y) for x, y in before.samples.tolist())
    assert not any(form.holds(x, y) for x, y in after.samples.tolist())


def test_where_most_lines_change_at_once_all_are_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    sketch = everything()
    geometry, patches = patched(sketch)
    assert list(geometry.lines.values())
    monkeypatch.setattr(geometries, "MOST_COMPARED", 0)
    cards = [each for each in sketch.document.of(Touchpoint) if not each.pinned and not each.locked]
    structure.move(sketch.document, {each.id: Place(each.phase, each.x, each.y + 480) for each in cards})
    assert patches[-1].stale == (None,)
    assert patches[-1].cards == {each.id for each in cards}
    assert_same(geometry, MapGeometry(sketch.document, sketch.journey))
    structure.delete(sketch.document, [each.id for each in cards])
    assert_same(geometry, MapGeometry(sketch.document, sketch.journey))
