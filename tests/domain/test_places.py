"""Where cards lie."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.builders import JOURNEY, empty_journey, journey_of, named, phase_named
from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.domain.places import (
    CARD_HEIGHT,
    CARD_WIDTH,
    ROW_PITCH,
    Place,
    cards_in,
    clear_level,
    free_place,
    phases_in_order,
    touchpoints_in_order,
)
from workbench.editing.structure import move, reorder_phase


def test_phases_come_by_their_order() -> None:
    document = journey_of("P > A", "Q > B", "R > C")
    reorder_phase(document, phase_named(document, "R").id, phase_named(document, "P").id)
    assert [phase.name for phase in phases_in_order(document, JOURNEY)] == ["R", "P", "Q"]
    assert phases_in_order(document, "another") == []


def test_touchpoints_come_by_phase_then_height_and_those_without_a_phase_last() -> None:
    document = journey_of("- > Z", "P > A", "> B", "Q > C")
    move(document, {named(document, "B").id: Place(phase_named(document, "P").id, 0, -50)})
    assert [each.name for each in touchpoints_in_order(document, JOURNEY)] == ["B", "A", "C", "Z"]


def test_a_column_holds_its_own_cards() -> None:
    document = journey_of("P > A", "> B", "- > Z")
    assert [each.name for each in cards_in(document, JOURNEY, phase_named(document, "P").id)] == ["A", "B"]
    assert [each.name for each in cards_in(document, JOURNEY, None)] == ["Z"]
    assert cards_in(document, "another", None) == []


def test_a_free_wish_is_granted() -> None:
    assert free_place(empty_journey(), JOURNEY, None, 30.0) == Place(None, 0.0, 30.0)


@settings(derandomize=True, max_examples=60)
@given(st.lists(st.tuples(st.floats(0, 400), st.floats(-500, 500)), max_size=8), st.floats(-500, 500))
def test_a_free_place_overlaps_no_card_and_lies_at_the_wish_or_below(
    spots: list[tuple[float, float]], wish: float
) -> None:
    journey = empty_journey().elements[JOURNEY]
    cards = [Touchpoint(id=str(i), journey=JOURNEY, name="T", x=x, y=y) for i, (x, y) in enumerate(spots)]
    place = free_place(Document([journey, *cards]), JOURNEY, None, wish)
    assert place.y >= wish
    for card in cards:
        assert card.x >= place.x + CARD_WIDTH or abs(card.y - place.y) >= CARD_HEIGHT
    assert ROW_PITCH > CARD_HEIGHT


@given(
    st.lists(st.tuples(st.sampled_from((0.0, 60.0, 144.0)), st.floats(0, 900)), max_size=8),
    st.sampled_from((0.0, 144.0)),
    st.floats(-50, 900),
)
def test_a_clear_level_overlaps_nothing_and_is_the_wish_where_that_is_free(
    spots: list[tuple[float, float]], x: float, wish: float
) -> None:
    cards = [Touchpoint(id=str(n), journey=JOURNEY, name=str(n), x=left, y=y) for n, (left, y) in enumerate(spots)]
    level = clear_level(cards, x, wish)
    beside = [card.y for card in cards if abs(card.x - x) < CARD_WIDTH]
    assert level >= 0
    assert all(abs(level - y) >= ROW_PITCH - 1e-5 for y in beside)
    if wish >= 0 and all(abs(wish - y) >= ROW_PITCH for y in beside):
        assert level == wish
