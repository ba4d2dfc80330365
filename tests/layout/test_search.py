import numpy as np
from hypothesis import given, settings

from tests.layout.maps import cost_of, sheet_of, sheets
from workbench.layout.arrays import Ints, Singles
from workbench.layout.layers import layers_of
from workbench.layout.search import few_crossings
from workbench.layout.sheet import Sheet


def found(sheet: Sheet, seed: int = 1) -> list[list[Ints]]:
    layers = layers_of(sheet)
    wishes: Singles = np.arange(len(layers.layer), dtype=np.float32)[None]
    return list(few_crossings(layers, wishes, np.random.default_rng(seed)))


@settings(max_examples=50, deadline=None)
@given(sheets(8))
def test_orders_come_the_best_first_and_each_once(sheet: Sheet) -> None:
    layers = layers_of(sheet)
    orders = found(sheet)
    costs = [cost_of(layers, order) for order in orders]
    assert costs == sorted(costs)
    assert len({tuple(np.concatenate(order).tolist()) for order in orders}) == len(orders)


def test_a_tree_is_drawn_without_crossings() -> None:
    sheet = sheet_of([0, 1, 1, 1, 2, 2, 2, 2, 2], [(0, 1), (0, 2), (0, 3), (1, 6), (1, 4), (2, 8), (3, 5), (3, 7)])
    assert cost_of(layers_of(sheet), found(sheet)[0]) == 0


def test_the_two_lines_that_must_cross_are_all_that_does() -> None:
    columns, every = [0, 0, 0, 1, 1], [(0, 3), (0, 4), (1, 3), (1, 4), (2, 3)]
    sheet = sheet_of(columns, every)
    assert cost_of(layers_of(sheet), found(sheet)[0]) == 1


def test_the_same_luck_finds_the_same() -> None:
    sheet = sheet_of([0, 0, 0, 1, 1, 1, 2, 2], [(0, 5), (1, 3), (2, 4), (0, 6), (3, 7), (4, 6), (5, 6)])
    once, again = found(sheet, 7), found(sheet, 7)
    assert [[nodes.tolist() for nodes in order] for order in once] == [
        [nodes.tolist() for nodes in order] for order in again
    ]
