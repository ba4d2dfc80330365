"""Cards in the free slots nearest to where they are wished: the way of newcomers on a map that stays as it is."""

from typing import Final

import numpy as np

from workbench.layout.arrays import Floats
from workbench.layout.sheet import Sheet
from workbench.layout.slots import Slots

_ASIDE: Final = 0.5
"""Another file is nearer than its width: a card beside others reads better than one far below them."""


def nearest_slots(sheet: Sheet, slots: Slots, wishes: Floats) -> Floats:
    """Return places in which every loose card has a slot of its own, the first come to the nearest.

    Wishes and places are float64[cards, 2], from the column's edge and the first row.
    """
    places = sheet.places
    for column, cards in enumerate(sheet.loose):
        free = slots.places(column)
        for card in cards[np.argsort(wishes[cards, 1], kind="stable")].tolist():
            away = np.abs(free - wishes[card])
            chosen = int(np.argmin(away[:, 1] + _ASIDE * away[:, 0]))
            places[card] = free[chosen]
            free = np.delete(free, chosen, axis=0)
    return places


def lies_in_slots(sheet: Sheet, slots: Slots) -> bool:
    """Return whether every loose card lies exactly in a slot of its own."""
    places = sheet.places
    for column, cards in enumerate(sheet.loose):
        taken = set(map(tuple, places[cards].tolist()))
        if len(taken) < len(cards) or not taken <= set(map(tuple, slots.places(column).tolist())):
            return False
    return True


def pulled(sheet: Sheet) -> Floats:
    """Return where lines pull the loose cards: to the mean level of the fixed ones at their other ends, if any."""
    wishes = sheet.places
    ends = np.concatenate((sheet.ends, sheet.ends[:, ::-1]))
    weights = np.concatenate((sheet.weights, sheet.weights)) * sheet.is_fixed[ends[:, 1]]
    total = np.bincount(ends[:, 0], weights, len(wishes))
    means = np.bincount(ends[:, 0], weights * wishes[ends[:, 1], 1], len(wishes)) / np.where(total > 0, total, 1)
    moved = ~sheet.is_fixed & (total > 0)
    wishes[moved, 1] = means[moved]
    return wishes


def keeps_lanes(sheet: Sheet, places: Floats) -> bool:
    """Return whether no loose card lies above one of a lane further up in its column."""
    loose = np.flatnonzero(~sheet.is_fixed)
    in_order = loose[np.lexsort((places[loose, 0], places[loose, 1], sheet.columns[loose]))]
    beside = np.diff(sheet.columns[in_order]) == 0
    return not bool(np.any(beside & (np.diff(sheet.lanes[in_order]) < 0)))
