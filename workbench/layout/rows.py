"""From the order in each column to rows: lines as straight as the order allows, then cards in whole slots."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from workbench.domain.places import ROW_PITCH
from workbench.layout.arrays import Floats, Ints
from workbench.layout.layers import Layers
from workbench.layout.sheet import Sheet
from workbench.layout.slots import Slots

_SWEEPS: Final = 8
_BETWEEN_WAYPOINTS: Final = 4.0


def place_in_rows(sheet: Sheet, slots: Slots, levels: Floats, order: Sequence[Ints]) -> Floats:
    """Return places that keep the order of the loose cards in each column; float64[cards, 2].

    Columns with several files are filled row by row; in the others cards lie in the slots nearest to `levels`,
    float64[cards], in rows.
    """
    places, is_fixed = sheet.places, sheet.is_fixed
    fitting = levels if is_fixed.any() else _fitted(levels, slots.most_rows)
    for column, members in enumerate(order):
        cards = members[members < len(sheet.cards)]
        cards = cards[~is_fixed[cards]]
        free = slots.places(column)
        if slots.files(column) > 1:
            places[cards] = free[: len(cards)]
        elif len(cards):
            costs = np.abs(free[:, 1] / ROW_PITCH - fitting[cards, None])
            places[cards] = free[rows_in_order(costs)]
    return places


def rows_in_order(costs: Floats) -> Ints:
    """Return the rows, each below the one before, whose summed costs are least; exact, by dynamic programming.

    `costs` is float64[cards, rows]; there must be at least as many rows as cards.
    """
    count, rows = costs.shape
    least = np.full((count, rows), np.inf)
    least[0] = costs[0]
    for card in range(1, count):
        np.add(costs[card, 1:], np.minimum.accumulate(least[card - 1])[:-1], out=least[card, 1:])
    chosen = np.empty(count, np.int64)
    limit = rows
    for card in range(count - 1, -1, -1):
        limit = int(np.argmin(least[card, :limit]))
        chosen[card] = limit
    return chosen


def _fitted(levels: Floats, rows: int) -> Floats:
    """Return levels from 0 on, drawn together where they reach below the last row."""
    from_top = levels - levels.min(initial=np.inf)
    deepest = float(from_top.max(initial=0.0))
    return from_top * min(1.0, (rows - 1) / deepest) if deepest else from_top


def spread(wishes: Floats) -> Floats:
    """Return the levels nearest to the wishes, by summed squares, that keep their order and lie 1 apart or more.

    Pool adjacent violators (Ayer et al., 1955).
    """
    means: list[float] = []
    sizes: list[int] = []
    for wish in (wishes - np.arange(len(wishes))).tolist():
        mean, size = wish, 1
        while means and means[-1] > mean:
            mean = (mean * size + means[-1] * sizes[-1]) / (size + sizes[-1])
            size += sizes.pop()
            means.pop()
        means.append(mean)
        sizes.append(size)
    return np.repeat(np.array(means, np.float64), sizes) + np.arange(len(wishes))


def straightened(sheet: Sheet, layers: Layers, order: Sequence[Ints]) -> Floats:
    """Return for every card a level, in rows, near those that its lines lead to; float64[cards].

    Waypoints keep their room, so that long lines are not led over cards.
    """
    size, cards = len(layers.layer), len(sheet.cards)
    levels = np.zeros(size)
    for members in order:
        levels[members] = np.arange(len(members)) - len(members) / 2
    ends = np.concatenate((layers.segments, layers.segments[:, ::-1]))
    inside = np.all(ends >= cards, axis=1)
    weights = np.concatenate((layers.weights, layers.weights)) * np.where(inside, _BETWEEN_WAYPOINTS, 1.0)
    total = np.bincount(ends[:, 0], weights, size)
    fixed = np.flatnonzero(sheet.is_fixed)
    fixed_levels = sheet.places[fixed, 1] / ROW_PITCH
    for _ in range(_SWEEPS):
        pulled = np.bincount(ends[:, 0], weights * levels[ends[:, 1]], size)
        wishes = np.where(total > 0, pulled / np.where(total > 0, total, 1), levels)
        for members in order:
            levels[members] = spread(wishes[members])
        levels[fixed] = fixed_levels
    return levels[:cards]
