import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.simulation.arrays import Ints
from workbench.simulation.compiled.symbolic import cheapest, fill, minimum_degree, permuted, slots_of


def _rows(table: np.ndarray) -> tuple[Ints, Ints]:
    row, column = np.nonzero(table)
    return np.searchsorted(row, np.arange(table.shape[0] + 1)).astype(np.int64), column.astype(np.int64)


def _star(points: int) -> np.ndarray:
    table = np.eye(points, dtype=np.bool_)
    table[0, :] = table[:, 0] = True
    return table


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), size=st.integers(1, 90))
def test_the_pattern_is_that_of_elimination_in_a_full_table(seed: int, size: int) -> None:
    table = np.random.default_rng(seed).random((size, size)) < 2.5 / size
    pattern = fill(*_rows(table))
    wanted = table.copy()
    for k in range(size):
        wanted[k + 1 :] |= wanted[k + 1 :, [k]] & (wanted[k] & (np.arange(size) > k))
    for i in range(size):
        left = pattern.column[pattern.ptr[i] : pattern.middle[i]].tolist()
        right = pattern.column[pattern.middle[i] : pattern.ptr[i + 1]].tolist()
        assert left + right == [j for j in np.flatnonzero(wanted[i]).tolist() if j != i]
        assert all(j < i for j in left)
        assert all(j > i for j in right)


def test_the_hub_of_a_star_is_eliminated_last_and_without_fill() -> None:
    order = minimum_degree(*_rows(_star(6)), np.ones(6))
    assert order[-2:].tolist().count(0) == 1
    assert fill(*permuted(*_rows(_star(6)), order)).column.size == 10


def test_the_order_with_the_least_work_is_chosen() -> None:
    there, back = np.arange(6), np.arange(6)[::-1]
    assert cheapest(*_rows(_star(6)), np.ones(6), np.stack([there, back]))[0] == 1
    assert cheapest(*_rows(_star(6)), np.ones(6), np.stack([back, there]))[0] == 0


def test_the_node_with_the_lightest_neighbours_goes_first() -> None:
    pair = np.ones((2, 2), dtype=np.bool_)
    assert minimum_degree(*_rows(pair), np.array([1.0, 50.0])).tolist() == [1, 0]
    assert minimum_degree(*_rows(pair), np.array([50.0, 1.0])).tolist() == [0, 1]


@pytest.mark.parametrize("seed", range(3))
def test_every_entry_has_its_slot_and_the_diagonal_none(seed: int) -> None:
    table = np.random.default_rng(seed).random((12, 12)) < 0.3
    ptr, column = _rows(table)
    pattern = fill(ptr, column)
    slot = slots_of(ptr, column, pattern)
    row = np.repeat(np.arange(12), np.diff(ptr))
    assert (slot[row == column] == pattern.column.size).all()
    assert pattern.column[slot[row != column]].tolist() == column[row != column].tolist()


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), size=st.integers(1, 40))
def test_every_node_goes_when_no_other_has_lighter_neighbours(seed: int, size: int) -> None:
    random = np.random.default_rng(seed)
    table, weight = random.random((size, size)) < 2.5 / size, random.integers(1, 6, size).astype(np.float64)
    near = {i: {int(j) for j in np.flatnonzero(table[i] | table[:, i])} - {i} for i in range(size)}
    for chosen in minimum_degree(*_rows(table), weight).tolist():
        assert chosen == min(near, key=lambda i: (sum(weight[j] for j in near[i]), i))
        joined = near.pop(chosen)
        for i in joined:
            near[i] = (near[i] | joined) - {i, chosen}
