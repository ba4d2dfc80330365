from itertools import pairwise

import numpy as np
from hypothesis import given

from tests.layout.maps import sheet_of, sheets
from workbench.layout.layers import layers_of
from workbench.layout.ordering import Ordering
from workbench.layout.sheet import Sheet


def improved(sheet: Sheet) -> Ordering:
    layers = layers_of(sheet)
    ordering = Ordering(layers, np.arange(len(layers.layer), dtype=np.float64))
    ordering.improve()
    return ordering


def test_a_reversed_column_is_turned_round() -> None:
    ordering = improved(sheet_of([0, 0, 0, 1, 1, 1], [(0, 5), (1, 4), (2, 3)]))
    assert ordering.crossings == 0


def test_a_line_inside_a_column_leads_down_where_that_costs_no_crossing() -> None:
    ordering = improved(sheet_of([0, 0], [(1, 0)]))
    assert ordering.members[0].tolist() == [1, 0]


def test_crossing_lines_over_three_columns_are_disentangled_by_waypoints() -> None:
    ordering = improved(sheet_of([0, 0, 1, 2, 2], [(0, 4), (1, 3), (0, 2), (2, 4)]))
    assert ordering.crossings == 0


@given(sheets())
def test_improving_never_adds_crossings_and_loses_no_node(sheet: Sheet) -> None:
    layers = layers_of(sheet)
    wish = np.arange(len(layers.layer), dtype=np.float64)
    before = Ordering(layers, wish).crossings
    downward = len(layers.downward)
    ordering = Ordering(layers, wish)
    ordering.improve()
    # a line that leads down may cost a crossing
    assert ordering.crossings <= before + downward
    assert sorted(node for members in ordering.members for node in members) == list(range(len(layers.layer)))


@given(sheets())
def test_lanes_stay_in_order(sheet: Sheet) -> None:
    layers = layers_of(sheet)
    for members in improved(sheet).members:
        assert all(one <= other for one, other in pairwise(layers.lane[members].tolist()))
