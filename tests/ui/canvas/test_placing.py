import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui.canvas.journeys import Sketch, a_sketch
from ui.canvas.columns import MARGIN
from ui.canvas.geometry import MapGeometry
from ui.canvas.placing import STEP, box_at, drop_places, place_at, places_aside, places_down
from workbench.domain.document import Document
from workbench.domain.places import CARD_HEIGHT, COLUMN_PITCH, ROW_PITCH, Place
from workbench.editing import structure


def test_a_dropped_card_belongs_to_the_phase_under_its_middle(sketch: Sketch) -> None:
    geometry = MapGeometry(sketch.document, sketch.journey)
    places = drop_places(geometry, [sketch.ids["Search"]], 1.6 * COLUMN_PITCH, 500)
    assert places[sketch.ids["Search"]] == Place(sketch.ids["Use"], 0.0, 504.0)


def test_a_card_dropped_on_another_goes_to_the_nearest_free_row(sketch: Sketch) -> None:
    geometry = MapGeometry(sketch.document, sketch.journey)
    places = drop_places(geometry, [sketch.ids["Search"]], COLUMN_PITCH, 200)
    assert places[sketch.ids["Search"]].y == 192 + ROW_PITCH


@settings(max_examples=50, deadline=None)
@given(st.floats(-400, 700), st.floats(-300, 900), st.sets(st.sampled_from(["Search", "Form", "Contract", "Router"])))
def test_dropped_cards_overlap_nothing_and_rest_on_steps(dx: float, dy: float, names: set[str]) -> None:
    sketch = a_sketch()
    geometry = MapGeometry(sketch.document, sketch.journey)
    moved = {sketch.ids[name] for name in names}
    places = drop_places(geometry, moved, dx, dy)
    boxes = [box_at(geometry, place) for place in places.values()]
    boxes += [box for card, box in geometry.cards.items() if card not in moved]
    assert not any(one.meets(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])
    assert all(place.y >= 0 and place.y % STEP == 0 for place in places.values())


@settings(max_examples=50, deadline=None)
@given(
    st.sets(st.sampled_from(["Search", "Form", "Contract", "Router", "Hotline"]), min_size=1),
    st.lists(st.sampled_from([(0, 1), (0, -1), (1, 0), (-1, 0)]), max_size=6),
)
def test_cards_moved_by_keys_overlap_nothing(names: set[str], ways: list[tuple[int, int]]) -> None:
    sketch = a_sketch()
    geometry = MapGeometry(sketch.document, sketch.journey)
    sketch.document.subscribe(lambda published: geometry.patch(published.changes) and None)
    moved = [sketch.ids[name] for name in names]
    for across, down in ways:
        places = places_down(geometry, moved, down) if down else places_aside(geometry, moved, across)
        structure.move(sketch.document, places)
        boxes = list(geometry.cards.values())
        assert not any(one.meets(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])
        assert min(box.top for box in boxes) >= 0


def test_cards_go_down_together_past_those_that_stay(sketch: Sketch) -> None:
    sketch.add("Waits", "Order", 312)
    geometry = MapGeometry(sketch.document, sketch.journey)
    moved = [sketch.ids["Form"], sketch.ids["Contract"]]
    assert {each: place.y for each, place in places_down(geometry, moved, 1).items()} == dict(
        zip(moved, (120.0, 216.0), strict=True)
    )
    sketch.add("Stands close", "Order", 288 + STEP / 2)
    geometry = MapGeometry(sketch.document, sketch.journey)
    assert {place.y for place in places_down(geometry, moved, 1).values()} == {408.0, 504.0}


def test_above_the_first_row_there_is_no_place(sketch: Sketch) -> None:
    structure.move(sketch.document, {sketch.ids["Hotline"]: Place(sketch.ids["Use"], 0, 98)})
    geometry = MapGeometry(sketch.document, sketch.journey)
    assert places_down(geometry, [sketch.ids["Search"]], -1) == {}
    assert places_down(geometry, [sketch.ids["Hotline"]], -1) == {}
    structure.move(sketch.document, {sketch.ids["Search"]: Place(sketch.ids["Need"], 0, 6)})
    geometry = MapGeometry(sketch.document, sketch.journey)
    assert places_down(geometry, [sketch.ids["Search"]], -1) == {sketch.ids["Search"]: Place(sketch.ids["Need"])}


def test_what_waits_for_a_phase_goes_into_the_last_one(sketch: Sketch) -> None:
    waiting = structure.add_touchpoint(sketch.document, sketch.journey, "Waits", Place(None, 0, 96)).id
    geometry = MapGeometry(sketch.document, sketch.journey)
    assert places_aside(geometry, [waiting], -1) == {waiting: Place(sketch.ids["Use"], 0, 96)}
    assert places_aside(geometry, [waiting, sketch.ids["Router"]], 1) == {}


@pytest.mark.parametrize("wish", [0.0, 100.0, 1900.0, 3900.0, 5000.0])
def test_in_a_crowded_phase_the_nearest_free_row_is_found_however_far_it_is(sketch: Sketch, wish: float) -> None:
    for row in range(40):
        sketch.add(f"Step {row}", "Need", ROW_PITCH * row)
    geometry = MapGeometry(sketch.document, sketch.journey)
    left = geometry.columns[0].left + MARGIN
    taken = [box.top for box in geometry.cards.values() if box.left == left]
    steps = [STEP * at for at in range(400)]
    free = [level for level in steps if all(abs(level - top) >= ROW_PITCH for top in taken)]
    place = place_at(geometry, left + 64, wish + CARD_HEIGHT / 2)
    assert abs(place.y - wish) == min(abs(level - wish) for level in free)


def test_in_a_wide_phase_a_card_can_stand_in_the_second_file(sketch: Sketch) -> None:
    structure.move(sketch.document, {sketch.ids["Form"]: Place(sketch.ids["Order"], 144, 96)})
    geometry = MapGeometry(sketch.document, sketch.journey)
    assert place_at(geometry, geometry.columns[1].right - 70, 700).x == 144
    assert place_at(geometry, geometry.columns[1].left + 70, 700).x == 0


def test_without_phases_a_new_card_waits_for_one() -> None:
    document = Document()
    journey = structure.add_journey(document, "Blank").id
    geometry = MapGeometry(document, journey)
    place = place_at(geometry, 300, 100)
    assert place == Place(None, 0.0, 72.0)
    assert box_at(geometry, place).left == 12
