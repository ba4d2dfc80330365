"""Sifting many orders of one map side by side: every node in turn goes where its layer loses least.

Matuszewski, Schönfeld and Molitor (1999), Using sifting for k-layer straightline crossing minimization.
"""

from typing import Final

import numpy as np

from workbench.layout.arrays import Ints, Singles
from workbench.layout.grid import Grid

_ROUNDS: Final = 8
_HALF: Final = 0.5


def sift(grid: Grid, orders: Ints) -> None:
    """Improve orders in place, int64[orders, layers, places], until nothing is gained or a few rounds are done.

    Every second layer is sifted at once, for its neighbours stand still meanwhile.
    """
    unsettled = np.arange(len(orders))
    for _ in range(_ROUNDS):
        before = orders[unsettled]
        after = before.copy()
        for layers in (slice(0, None, 2), slice(1, None, 2)):
            after[:, layers] = _sifted(grid, after, layers)
        orders[unsettled] = after
        unsettled = unsettled[(after != before).any(axis=(1, 2))]
        if not len(unsettled):
            break


def costs(grid: Grid, orders: Ints) -> Singles:
    """Return what orders cost in crossings; float32[orders].

    A line that leads up inside its layer is one, and so is a node that a line inside a layer passes.
    """
    positions = positions_of(orders)
    crossed = _crossed_after(grid, positions, slice(None)) * _stand_below(-positions)
    ends = _at(positions, grid.flats)
    falls = ends[..., 1] - ends[..., 0]
    inside = (falls < 0) + np.maximum(np.abs(falls) - 1, 0)
    return (crossed.sum(axis=(1, 2, 3)) + inside.sum(axis=(1, 2))).astype(np.float32)


def positions_of(orders: Ints) -> Singles:
    """Return where in its layer each place stands, from 0 on; float32, shaped like `orders`."""
    positions = np.empty(orders.shape, np.float32)
    ranks = np.broadcast_to(np.arange(orders.shape[-1], dtype=np.float32), orders.shape)
    np.put_along_axis(positions, orders, ranks, axis=-1)
    return positions


def _sifted(grid: Grid, orders: Ints, layers: slice) -> Ints:
    positions = positions_of(orders)
    lost = _crossed_after(grid, positions, layers) + _crossed_before(grid, positions, layers)
    worse = lost - lost.swapaxes(-1, -2) + grid.losses[layers]
    count, some, places = orders[:, layers].shape
    # one row a layer of an order, and the steps of each place lie together, for what follows is done very often
    order = orders[:, layers].reshape(count * some, places)
    steps_of = np.ascontiguousarray(np.moveaxis(worse, -1, 0))
    begins = np.arange(0, order.size, places)[:, None]
    flats = _Flats(grid.flats[layers], places)
    for place in range(places):
        steps = steps_of[place].take(begins + order)
        if flats:
            steps += flats.steps(order.reshape(count, some, places), place).reshape(steps.shape)
        _put_where_best(order, place, steps)
    return order.reshape(count, some, places)


def _put_where_best(order: Ints, place: int, steps: Singles) -> None:
    """Move a place, in place, to where each row loses least.

    Both are [rows, places], `steps` what it costs to pass each one on the way down.
    """
    rows, places = steps.shape
    loss = np.zeros((rows, places + 1), np.float32)
    np.cumsum(steps, axis=1, out=loss[:, 1:])
    now = (order == place).argmax(axis=1)
    here = loss.take(np.arange(0, loss.size, places + 1) + now)
    moving = np.flatnonzero(here - loss.min(axis=1) > _HALF)
    if not len(moving):
        return
    left, best = now[moving, None], loss[moving].argmin(axis=1)[:, None]
    goal = best - (best > left)
    every = np.arange(places)
    others = every - (every > goal)
    order[moving] = np.take_along_axis(order[moving], np.where(every == goal, left, others + (others >= left)), axis=1)


def _crossed_after(grid: Grid, positions: Singles, layers: slice) -> Singles:
    """Return how many segments to the next layer cross if place i stands above place j; [orders, layers, i, j]."""
    ways = grid.ways[1:][layers]
    below = _stand_below(np.roll(positions, -1, axis=1)[:, layers])
    return np.asarray(ways @ below @ ways.swapaxes(1, 2), np.float32)


def _crossed_before(grid: Grid, positions: Singles, layers: slice) -> Singles:
    ways = grid.ways[:-1][layers]
    below = _stand_below(np.roll(positions, 1, axis=1)[:, layers])
    return np.asarray(ways.swapaxes(1, 2) @ below @ ways, np.float32)


def _stand_below(positions: Singles) -> Singles:
    return np.asarray(positions[..., :, None] > positions[..., None, :], np.float32)


def _at(positions: Singles, flats: Ints) -> Singles:
    """Return where the ends of lines inside layers stand; float32[orders, layers, lines, 2]."""
    return positions[:, np.arange(len(flats))[:, None, None], flats]


class _Flats:
    """The lines inside some layers, while their places are moved one after the other."""

    def __init__(self, flats: Ints, places: int) -> None:
        self._flats = flats
        ends = flats[..., None] == np.arange(places)
        self._incidence = ends[:, :, 0].astype(np.float32) - ends[:, :, 1]
        self._joined = np.einsum("lfi,lfj->lij", self._incidence, -self._incidence)

    def __bool__(self) -> bool:
        return bool(self._flats.size)

    def steps(self, order: Ints, place: int) -> Singles:
        """Return what it costs when `place` goes from above to below each other place of its layer."""
        ends = _at(positions_of(order), self._flats)
        runs_down = np.sign(ends[..., 1] - ends[..., 0])
        runs_down[:, (self._flats == place).any(axis=-1)] = 0
        others = np.einsum("blf,lfk->blk", runs_down, self._incidence)
        own = np.broadcast_to(self._joined[:, place], others.shape)
        is_other = order != place
        own = np.take_along_axis(own, order, axis=-1) * is_other
        until = np.cumsum(own, axis=-1)
        return np.take_along_axis(others, order, axis=-1) * is_other + 2 * until - own - until[..., -1:]
