import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.layout.arrays import Floats
from workbench.layout.crossings import crossings

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
