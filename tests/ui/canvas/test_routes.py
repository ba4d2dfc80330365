import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.canvas.boxes import Box
from ui.canvas.curves import Curve, Points
from ui.canvas.routes import LANE, NO_OBSTACLES, STUB, LineKind, Obstacles, plain_ends, plain_way, routes, stub
from ui.canvas.ways import Ends, plain_ways

NO_CARDS = np.empty((0, 4))


def card(x: float, y: float) -> Box:
    return Box(x, y, x + 128, y + 76)


def ends_of(*lines: tuple[LineKind, Box, Box, bool, float]) -> Ends:
    kinds, sources, targets, same_column, lanes = zip(*lines, strict=True)
    influences = np.array([kind is LineKind.INFLUENCE for kind in kinds])
    return Ends(influences, np.array(sources), np.array(targets), np.array(same_column), np.array(lanes))


def route(kind: LineKind, source: Box, target: Box, same_column: bool, lane: float, cards: Points) -> Curve:
    near = Obstacles(np.zeros(len(cards), dtype=np.intp), cards)
    return routes(ends_of((kind, source, target, same_column, lane)), near)[0]


def crossed(way: Curve, card: Box) -> bool:
    """Whether it runs through a card by more than its outermost unit."""
    return any(card.grown(-1).holds(x, y) for x, y in way.samples.tolist())


places = st.tuples(st.integers(0, 6), st.integers(0, 12)).map(lambda at: card(at[0] * 152.0 + 12, at[1] * 96.0))


@given(st.sampled_from(LineKind), places, places, st.lists(places, max_size=8), st.sampled_from([0.0, LANE, -LANE]))
def test_every_way_is_finite_and_does_not_depend_on_the_order_of_the_cards(
    kind: LineKind, source: Box, target: Box, others: list[Box], lane: float
) -> None:
    same_column = source.left == target.left
    cards = np.array(others, dtype=float).reshape(-1, 4)
    way = route(kind, source, target, same_column, lane, cards)
    again = route(kind, source, target, same_column, lane, cards[::-1])
    assert np.isfinite(way.control).all()
    assert np.array_equal(way.control, again.control)


def test_between_phases_a_line_goes_from_right_edge_to_left_edge() -> None:
    way = route(LineKind.FLOW, card(0, 0), card(152, 96), False, 0.0, NO_CARDS)
    assert (way.start, way.end) == ((128.0, 38.0), (152.0, 134.0))


def test_inside_a_phase_a_line_drops_straight_to_the_next_row() -> None:
    way = route(LineKind.FLOW, card(0, 0), card(0, 96), True, 0.0, NO_CARDS)
    assert (way.start, way.end) == ((64.0, 76.0), (64.0, 96.0))


def test_a_card_in_between_is_passed_at_the_side() -> None:
    between = np.array([card(0, 96)])
    way = route(LineKind.FLOW, card(0, 0), card(0, 192), True, 0.0, between)
    assert not crossed(way, Box(*between[0]))
    assert way.box.right > 128


def test_a_small_detour_keeps_clear_of_a_card_in_a_phase_between() -> None:
    between = np.array([card(152, 0)])
    way = route(LineKind.FLOW, card(0, 0), card(304, 0), False, 0.0, between)
    assert not crossed(way, Box(*between[0]))
    assert way.box.height < 150


def test_a_line_back_bows_past_both_cards() -> None:
    way = route(LineKind.FLOW, card(304, 0), card(0, 0), False, 0.0, NO_CARDS)
    assert way.box.bottom > 76 + 20
    assert (way.start[1], way.end[1]) == (76.0, 76.0)


def test_a_line_back_through_full_phases_takes_the_gaps_between_the_cards() -> None:
    source, target = card(456, 96), card(0, 192)
    wall = [card(x, y) for x in (0.0, 152.0, 304.0, 456.0) for y in (-96.0, 0.0, 96.0, 192.0, 288.0)]
    others = np.array([each for each in wall if each not in (source, target)])
    way = route(LineKind.FAILURE_DEMAND, source, target, False, 0.0, others)
    assert not any(crossed(way, Box(*each)) for each in others)
    assert (way.start[0], way.end[0]) == (source.left, target.right)


def test_a_line_back_keeps_off_the_spot_from_which_a_line_onward_leaves() -> None:
    below, above = card(0, 96), card(0, -96)
    back = route(LineKind.FLOW, card(152, 96), card(0, 0), False, 0.0, np.array([below, above, card(152, -96)]))
    onward = route(LineKind.FLOW, card(0, 0), card(152, -96), False, 0.0, NO_CARDS)
    assert back.end[0] == onward.start[0]
    assert back.end[1] > onward.start[1] + 10


def test_an_influence_from_below_arrives_clear_of_the_way_out_with_its_word() -> None:
    target = card(304, 0)
    way = route(LineKind.INFLUENCE, card(0, 300), target, False, 0.0, NO_CARDS)
    assert way.end[0] > stub(target).end[0] + LANE


def test_an_influence_past_full_phases_runs_between_their_rows() -> None:
    source, target = card(0, 0), card(304, 192)
    wall = [card(x, y) for x in (0.0, 152.0, 304.0) for y in (-96.0, 0.0, 96.0, 192.0, 288.0)]
    others = np.array([each for each in wall if each not in (source, target)])
    way = route(LineKind.INFLUENCE, source, target, False, 0.0, others)
    assert not any(crossed(way, Box(*each)) for each in others)


@pytest.mark.parametrize("level", [-288.0, -96.0, -48.0, 0.0, 48.0, 96.0, 288.0])
@pytest.mark.parametrize("above", [False, True])
def test_an_influence_never_enters_its_card_from_within(level: float, above: bool) -> None:
    target = card(152, 0)
    # what stands at one side makes it come from the other
    beside = np.array([card(152, -96 if above else 96)])
    way = route(LineKind.INFLUENCE, card(0, level), target, False, 0.0, beside)
    assert not crossed(way, target)


def test_a_line_to_its_own_card_is_a_loop_at_the_right_edge() -> None:
    way = route(LineKind.FLOW, card(0, 0), card(0, 0), True, 0.0, NO_CARDS)
    assert way.start[0] == way.end[0] == 128.0
    assert 128 < way.box.right < 180


@pytest.mark.parametrize(("level", "edge"), [(300.0, 76.0), (-300.0, 0.0)])
def test_an_influence_enters_from_the_side_on_which_its_source_lies(level: float, edge: float) -> None:
    way = route(LineKind.INFLUENCE, card(0, level), card(304, 0), False, 0.0, NO_CARDS)
    assert way.end[1] == edge


def test_lanes_keep_two_lines_between_the_same_cards_apart() -> None:
    ways = [route(LineKind.FLOW, card(0, 0), card(152, 0), False, lane, NO_CARDS) for lane in (0.0, LANE)]
    assert np.abs(ways[0].samples[:, 1] - ways[1].samples[:, 1]).min() == pytest.approx(LANE)


def test_those_who_leave_get_a_short_stub_below_the_card() -> None:
    way = stub(card(0, 0))
    assert way.start[1] == 76
    assert way.end[1] == 76 + STUB


def test_the_stub_keeps_clear_of_the_middle_where_lines_leave_and_enter() -> None:
    box = card(0, 0)
    assert box.left < stub(box).end[0] < box.middle[0] - LANE


lines = st.tuples(st.sampled_from(LineKind), places, places, st.booleans(), st.sampled_from([0.0, LANE, -LANE]))


@given(st.lists(lines, min_size=1, max_size=6), st.lists(places, max_size=6))
def test_many_lines_find_the_ways_that_each_finds_alone(
    several: list[tuple[LineKind, Box, Box, bool, float]], others: list[Box]
) -> None:
    cards = np.array(others, dtype=float).reshape(-1, 4)
    near = Obstacles(np.repeat(np.arange(len(several)), len(cards)), np.tile(cards, (len(several), 1)))
    together = routes(ends_of(*several), near)
    alone = [route(*line, cards) for line in several]
    assert [len(way.control) for way in together] == [len(way.control) for way in alone]
    assert all(np.allclose(one.control, other.control) for one, other in zip(together, alone, strict=True))


@given(lines)
def test_the_plain_way_is_the_one_that_is_taken_where_nothing_stands(
    line: tuple[LineKind, Box, Box, bool, float],
) -> None:
    assert np.allclose(plain_way(*line).control, routes(ends_of(line), NO_OBSTACLES)[0].control)


def test_inside_a_phase_an_influence_goes_round_the_other_side_than_the_flow() -> None:
    between = np.array([card(0, 96)])
    flow = route(LineKind.FLOW, card(0, 0), card(0, 192), True, 0.0, between)
    influence = route(LineKind.INFLUENCE, card(0, 0), card(0, 192), True, 0.0, between)
    assert flow.box.left >= 64
    assert influence.box.right <= 64
    assert influence.box.left > -24


def test_lines_between_moved_cards_take_the_plain_way_that_each_would_take_alone() -> None:
    joined = [
        (LineKind.FLOW, Box(0, 0, 128, 76), Box(152, 96, 280, 172)),
        (LineKind.FLOW, Box(0, 0, 128, 76), Box(10, 96, 138, 172)),
        (LineKind.INFLUENCE, Box(0, 300, 128, 376), Box(300, 0, 428, 76)),
    ]
    ways = plain_ways(plain_ends(joined))
    for way, (kind, source, target) in zip(ways, joined, strict=True):
        alone = plain_way(kind, source, target, same_column=abs(source.left - target.left) < 64)
        assert np.array_equal(way, alone.control)
