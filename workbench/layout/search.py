"""A search for the orders of a small map with the fewest crossings: many beginnings, then the best again and again,
shaken and sifted (iterated local search: Lourenço, Martin and Stützle, 2003)."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from workbench.layout.arrays import Ints, Singles
from workbench.layout.grid import Grid, grid_of
from workbench.layout.layers import Layers
from workbench.layout.sifting import costs, positions_of, sift

_MOST_ORDERS: Final = 48
_FEWEST_ORDERS: Final = 8
_WORK: Final = 60_000
"""So many pairs of places are looked at in one round, whatever the size of the map."""

_MOST_GENERATIONS: Final = 10
_STEPS: Final = 100
"""Every place of a layer is a step of each generation, so many in all."""

_PATIENCE: Final = 4
"""So many generations without a gain end the search: a small map has found its best by then."""

_OFFSPRING: Final = 4
_SHAKEN_LAYERS: Final = 4
_SHAKE: Final = 1.5
"""In places; the deviation of where a shaken node goes."""


def few_crossings(layers: Layers, wishes: Singles, randomness: np.random.Generator) -> Iterator[list[Ints]]:
    """Yield orders of a map, as the nodes of each layer from top to bottom, those that cost least first, each once.

    `wishes`, float32[beginnings, nodes], are orders to begin with beside random ones.
    """
    grid = grid_of(layers)
    orders = _beginnings(grid, wishes, randomness)
    sift(grid, orders)
    orders, cost = _best_first(orders, costs(grid, orders))
    last_gain = 0
    for generation in range(min(_MOST_GENERATIONS, _STEPS // grid.shape[1])):
        if cost[0] == 0 or generation - last_gain >= _PATIENCE:
            break
        young = _shaken(grid, np.repeat(orders[: max(1, len(orders) // _OFFSPRING)], _OFFSPRING, axis=0), randomness)
        sift(grid, young)
        least = cost[0]
        orders, cost = _best_first(np.concatenate((orders, young)), np.concatenate((cost, costs(grid, young))))
        last_gain = generation + 1 if cost[0] < least else last_gain
    yield from map(grid.members, orders)


def _beginnings(grid: Grid, wishes: Singles, randomness: np.random.Generator) -> Ints:
    layers, places = grid.shape
    count = min(_MOST_ORDERS, max(_FEWEST_ORDERS, _WORK // (layers * places**2)))
    anyhow = randomness.random((count - len(wishes), layers, places), np.float32)
    return grid.orders(np.concatenate((grid.by_node(wishes), anyhow)))


def _best_first(orders: Ints, cost: Singles) -> tuple[Ints, Singles]:
    """Return as many different orders as are kept, and their costs."""
    _, first = np.unique(orders.reshape(len(orders), -1), axis=0, return_index=True)
    kept = np.sort(first)
    kept = kept[np.argsort(cost[kept], kind="stable")][:_MOST_ORDERS]
    return orders[kept], cost[kept]


def _shaken(grid: Grid, orders: Ints, randomness: np.random.Generator) -> Ints:
    """Return orders in which the nodes of a few neighbouring layers are displaced."""
    layers = grid.shape[0]
    first = randomness.integers(1 - _SHAKEN_LAYERS, layers, (len(orders), 1))
    is_shaken = (np.arange(layers) >= first) & (np.arange(layers) < first + _SHAKEN_LAYERS)
    shifts = np.where(is_shaken[..., None], _SHAKE * randomness.standard_normal(orders.shape), 0.0)
    return grid.orders(positions_of(orders) + shifts.astype(np.float32))
