"""Tidying up: a better place for every card that may move."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.domain.document import Document
from workbench.layout.arrays import Floats, Ints
from workbench.layout.layers import Layers, layers_of
from workbench.layout.nearest import keeps_lanes, nearest_slots, pulled
from workbench.layout.ordering import Ordering
from workbench.layout.quality import Quality
from workbench.layout.refining import refine
from workbench.layout.rows import place_in_rows, straightened
from workbench.layout.sheet import Sheet, read_sheet
from workbench.layout.slots import Slots, slots_of
from workbench.layout.spectral import line_up

MOST_LINES: Final = 300
"""Maps with more lines get one order and no last touches, so that the time grows with the number of lines."""

_SCATTERED: Final = 5
_GOLDEN: Final = 0.6180339887498949
_MOST_TRIES: Final = 3
_PATIENCE: Final = 1.25
"""A map that is tidy is only laid out anew where that is so much better."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the card of a touchpoint goes in its phase's column, in map units from its top left."""

    id: str
    x: float
    y: float


def tidy(document: Document, journey: str, only: Collection[str] | None = None) -> list[Spot]:
    """Return a better place for each card that gains by moving, in columns by phase and in rows.

    Cards stay in their phases, none covers another, and pinned ones stay where they are; with `only`, all others than
    those do.
    """
    return tidied(read_sheet(document, journey, only))


def tidied(sheet: Sheet, tallest: int | None = None) -> list[Spot]:
    """Return a better place for each card of a map that gains by moving; the same for equal maps.

    A column with more than `tallest` cards is laid in several files; unless it is given, so that the map keeps about
    the shape of a screen.
    """
    slots = slots_of(sheet, tallest)
    is_fixed = sheet.is_fixed
    places = sheet.places if is_fixed.all() else _arranged(sheet, slots)
    if not is_fixed.any():
        places[:, 1] -= places[:, 1].min(initial=np.inf)
    after = zip(sheet.cards, places.tolist(), strict=True)
    return [Spot(card.id, x, y) for card, (x, y) in after if (x, y) != (card.x, card.y)]


def _arranged(sheet: Sheet, slots: Slots) -> Floats:
    if int(sheet.is_fixed.sum()) >= len(sheet.cards) / 2:
        room = slots.down_to(sheet.places[sheet.is_fixed])
        return _best(sheet, room, [nearest_slots(sheet, room, wish) for wish in (sheet.places, pulled(sheet))])
    room = slots.roomier()
    if len(sheet.lines) > MOST_LINES:
        return next(_anew(sheet, room))
    anew = _best(sheet, room, list(_anew(sheet, room)))
    present = nearest_slots(sheet, room, sheet.places)
    if not keeps_lanes(sheet, present):
        return anew
    quality = Quality(sheet, room)
    kept = refine(sheet, room, quality, present)
    patience = _PATIENCE if np.array_equal(kept, sheet.places) else 1.0
    return kept if quality.cost(kept) <= quality.cost(anew) * patience else anew


def _best(sheet: Sheet, room: Slots, tries: list[Floats]) -> Floats:
    """Return the best of several layouts, with the last touches where the map is not too large for them."""
    if len(sheet.lines) > MOST_LINES:
        return tries[-1]
    quality = Quality(sheet, room)
    return refine(sheet, room, quality, min(tries, key=quality.cost))


def _anew(sheet: Sheet, room: Slots) -> Iterator[Floats]:
    """Return the layouts whose orders cross least, the best first."""
    layers = layers_of(sheet)
    orders = [_improved(layers, wish) for wish in _wishes(sheet, layers)]
    orders.sort(key=lambda order: order.crossings)
    for order in orders[:_MOST_TRIES]:
        levels = straightened(sheet, layers, order.members)
        yield place_in_rows(sheet, room, levels, order.members)


def _improved(layers: Layers, wish: Floats) -> Ordering:
    ordering = Ordering(layers, wish)
    ordering.improve()
    return ordering


def _wishes(sheet: Sheet, layers: Layers) -> Iterator[Floats]:
    """Where to begin: along the smoothest line; on maps of usual size also as the map is, and scattered."""
    nodes: Ints = np.arange(len(layers.layer))
    now = np.zeros(len(nodes))
    now[: len(sheet.cards)] = sheet.places[:, 1]
    yield line_up(len(nodes), layers.segments, now)
    if len(sheet.lines) <= MOST_LINES:
        yield now
        for scatter in range(1, _SCATTERED + 1):
            yield np.modf(nodes * (scatter + _GOLDEN))[0]
