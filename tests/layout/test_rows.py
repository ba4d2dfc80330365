from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from workbench.layout.arrays import Floats
from workbench.layout.rows import rows_in_order, spread


@given(st.integers(1, 4), st.integers(0, 3), st.data())
def test_rows_are_the_cheapest_of_all_that_keep_the_order(cards: int, spare: int, data: st.DataObject) -> None:
    rows = cards + spare
    costs: Floats = data.draw(arrays(np.float64, (cards, rows), elements=st.integers(0, 9)))
    chosen = rows_in_order(costs)
    assert all(np.diff(chosen) > 0)
    cheapest = min(sum(costs[card, row] for card, row in enumerate(ways)) for ways in combinations(range(rows), cards))
    assert costs[np.arange(cards), chosen].sum() == cheapest


@given(st.lists(st.floats(-50, 50), max_size=20))
def test_levels_are_apart_and_wishes_that_are_apart_are_granted(wishes: list[float]) -> None:
    wished = np.array(wishes, np.float64)
    levels = spread(wished)
    assert np.all(np.diff(levels) >= 1 - 1e-9)
    assert np.allclose(spread(levels), levels)
    if np.all(np.diff(wished) >= 1):
        assert np.allclose(levels, wished)


def test_cards_that_wish_for_one_level_lie_round_it() -> None:
    assert spread(np.array([5.0, 5.0, 5.0])).tolist() == [4.0, 5.0, 6.0]
