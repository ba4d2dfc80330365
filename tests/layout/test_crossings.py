import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.crossings import crossings
from workbench.layout.arrays import Floats
from workbench.layout.crossings import crossings_by_level, inversions

SQUARE = np.array([(0, 0), (10, 0), (0, 10), (10, 10), (5, 5), (20, 0)], np.float64)

points = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=4, max_size=9)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([(0, 3), (1, 2)], 1),
        ([(0, 1), (2, 3)], 0),
        ([(0, 3), (0, 1)], 0),
        ([(0, 3), (4, 1)], 0.5),
        ([(0, 1), (1, 5)], 0),
    ],
    ids=["crossing", "side by side", "one end in common", "an end on the other line", "along one another"],
)
def test_two_lines(lines: list[tuple[int, int]], expected: float) -> None:
    assert crossings(SQUARE, np.array(lines)) == expected


def test_no_lines_do_not_cross() -> None:
    assert crossings(SQUARE, np.zeros((0, 2), np.int64)) == 0


@given(points, st.data())
def test_turning_the_map_or_the_lines_alters_nothing(spots: list[tuple[int, int]], data: st.DataObject) -> None:
    numbers = st.integers(0, len(spots) - 1)
    lines = np.array(data.draw(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=12)))
    places: Floats = np.array(spots, np.float64)
    found = crossings(places, lines)
    assert crossings(places[:, ::-1], lines) == found
    assert crossings(places, lines[::-1, ::-1]) == found


def test_all_pairs_of_a_complete_comb_cross() -> None:
    count = 1700
    places = np.array([(0, row) for row in range(count)] + [(1, count - row) for row in range(count)], np.float64)
    lines = np.array([(row, count + row) for row in range(count)])
    assert crossings(places, lines) == count * (count - 1) / 2


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 40)), min_size=2, max_size=14, unique=True), st.data())
def test_crossings_by_level_are_those_of_straight_lines_between_columns(
    cards: list[tuple[int, int]], data: st.DataObject
) -> None:
    columns, levels = np.array([card[0] for card in cards]), np.array([card[1] for card in cards], np.float64)
    # no three points on one line, so that every line either crosses another or stays clear of it
    levels = levels + np.sqrt(np.arange(len(cards)) + 0.5) / 100
    numbers = st.integers(0, len(cards) - 1)
    is_between = st.tuples(numbers, numbers).filter(lambda pair: columns[pair[0]] != columns[pair[1]])
    lines = np.array(data.draw(st.lists(is_between, max_size=12)) if len(set(columns)) > 1 else []).reshape(-1, 2)
    ends = lines.astype(np.int64)
    assert crossings_by_level(columns, levels, ends) == crossings(np.column_stack((columns * 5.0, levels)), ends)


def test_lines_inside_a_column_count_as_none() -> None:
    assert crossings_by_level(np.zeros(4, np.int64), np.arange(4.0), np.array([(0, 2), (1, 3)])) == 0


@given(st.lists(st.integers(0, 20), max_size=150))
def test_inversions_are_pairs_in_the_wrong_order(values: list[int]) -> None:
    expected = sum(values[i] > values[j] for j in range(len(values)) for i in range(j))
    assert inversions(np.array(values, np.float64)) == expected
