import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workbench.simulation.arrays import product, ramp, tally

ROWS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 6)), max_size=12)


@given(ROWS)
def test_a_ramp_strings_the_ranges_of_all_rows_together(rows: list[tuple[int, int]]) -> None:
    starts = np.array([start for start, _ in rows], dtype=np.int64)
    counts = np.array([count for _, count in rows], dtype=np.int64)
    assert ramp(starts, counts).tolist() == [i for start, count in rows for i in range(start, start + count)]


def test_a_tally_of_nothing_is_zero_everywhere() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert tally(nothing, np.zeros(0), 3).tolist() == [0.0, 0.0, 0.0]


def test_a_factor_of_zero_wins_over_an_undefined_value() -> None:
    found = product(np.array([0.0, 2.0, 1.0]), np.array([np.nan, 3.0, np.nan]))
    assert found[:2].tolist() == [0.0, 6.0]
    assert np.isnan(found[2])
