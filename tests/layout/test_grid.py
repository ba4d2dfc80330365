import numpy as np
from hypothesis import given

from tests.layout.maps import sheet_of, sheets
from workbench.layout.grid import grid_of
from workbench.layout.layers import layers_of
from workbench.layout.sheet import Sheet


def test_a_layer_with_fewer_nodes_has_empty_places() -> None:
    grid = grid_of(layers_of(sheet_of([0, 0, 1], [(0, 2), (1, 2)])))
    assert grid.nodes.tolist() == [[0, 1], [2, -1]]
    assert grid.ways[1].tolist() == [[1, 0], [1, 0]]


def test_lines_inside_a_layer_are_kept_with_it_and_had_better_lead_down() -> None:
    grid = grid_of(layers_of(sheet_of([0, 0, 1, 1], [(1, 0), (2, 3)])))
    assert grid.flats.tolist() == [[[1, 0]], [[0, 1]]]
    assert grid.losses[0, 1, 0] < 0 < grid.losses[0, 0, 1]


@given(sheets())
def test_orders_have_every_node_once_sorted_by_lane_and_then_by_key(sheet: Sheet) -> None:
    layers = layers_of(sheet)
    grid = grid_of(layers)
    wish = np.arange(len(layers.layer), 0, -1).astype(np.float32)
    members = grid.members(grid.orders(grid.by_node(wish[None]))[0])
    expected = np.lexsort((wish, layers.lane, layers.layer))
    assert np.concatenate(members).tolist() == expected.tolist()
