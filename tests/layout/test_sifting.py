from itertools import permutations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.maps import cost_of, sheet_of, sheets
from workbench.layout.arrays import Ints
from workbench.layout.grid import Grid, grid_of
from workbench.layout.layers import Layers, layers_of
from workbench.layout.sheet import Sheet
from workbench.layout.sifting import costs, positions_of, sift


def begun(sheet: Sheet, orders: int = 3) -> tuple[Layers, Grid, Ints]:
    """The layers of a map, and a few orders of them that nobody has improved."""
    layers = layers_of(sheet)
    grid = grid_of(layers)
    keys = np.random.default_rng(2).random((orders, *grid.shape), np.float32)
    return layers, grid, grid.orders(keys)


@given(sheets())
def test_costs_are_crossings_lines_that_lead_up_and_nodes_passed_inside_a_layer(sheet: Sheet) -> None:
    layers, grid, orders = begun(sheet)
    expected = [cost_of(layers, grid.members(order)) for order in orders]
    assert costs(grid, orders).tolist() == expected


@settings(max_examples=50, deadline=None)
@given(sheets())
def test_sifting_never_costs_keeps_lanes_and_loses_no_node(sheet: Sheet) -> None:
    layers, grid, orders = begun(sheet)
    before = costs(grid, orders)
    sift(grid, orders)
    assert (costs(grid, orders) <= before).all()
    for order in orders:
        members = grid.members(order)
        assert sorted(np.concatenate(members).tolist()) == list(range(len(layers.layer)))
        assert all((np.diff(layers.lane[nodes]) >= 0).all() for nodes in members)


@settings(max_examples=50, deadline=None)
@given(sheets())
def test_orders_are_sifted_independently_of_those_beside_them(sheet: Sheet) -> None:
    _, grid, orders = begun(sheet)
    alone = orders[1:2].copy()
    sift(grid, orders)
    sift(grid, alone)
    assert np.array_equal(orders[1:2], alone)


@settings(max_examples=50, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 4), st.integers(5, 9)), min_size=1), st.sampled_from(((), ((0, 3),))))
def test_no_node_of_a_sifted_layer_is_better_elsewhere(
    pairs: set[tuple[int, int]], inside: tuple[tuple[int, int], ...]
) -> None:
    sheet = sheet_of([0] * 5 + [1] * 5, sorted(pairs) + list(inside))
    layers, grid, orders = begun(sheet, orders=1)
    sift(grid, orders)
    found = grid.members(orders[0])
    least = cost_of(layers, found)
    for layer, node, place in product(range(2), range(5), range(5)):
        others = [each for each in found[layer].tolist() if each != found[layer][node]]
        moved = np.array([*others[:place], found[layer][node], *others[place:]])
        assert cost_of(layers, [moved, found[1]] if layer == 0 else [found[0], moved]) >= least


def test_two_columns_are_disentangled_from_every_order() -> None:
    grid = grid_of(layers_of(sheet_of([0] * 4 + [1] * 4, [(0, 4), (1, 5), (2, 6), (3, 7)])))
    orders = np.array([[order, (0, 1, 2, 3)] for order in permutations(range(4))])
    sift(grid, orders)
    assert not costs(grid, orders).any()


def test_positions_are_the_inverse_of_an_order() -> None:
    assert positions_of(np.array([[2, 0, 1]])).tolist() == [[1, 2, 0]]
