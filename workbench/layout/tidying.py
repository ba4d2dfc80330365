"""Tidying up: a better place for every card that may move."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.domain.document import Document
from workbench.layout.arrays import Floats, Ints
from workbench.layout.crossings import crossings
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
"""A large map that is tidy is only laid out anew where that is so much better."""
_MOST_COMPARED: Final = 1000
_MOST_TOUCHES: Final = 8


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
    after = zip(sheet.cards, places.tolist(), strict=True)
    return [Spot(card.id, x, y) for card, (x, y) in after if (x, y) != (card.x, card.y)]


def _arranged(sheet: Sheet, slots: Slots) -> Floats:
    if int(sheet.is_fixed.sum()) >= len(sheet.cards) / 2:
        room = slots.down_to(sheet.places[sheet.is_fixed])
        wishes = (sheet.places, pulled(sheet))
        return _best(sheet, room, lambda: (nearest_slots(sheet, room, wish) for wish in wishes))
    room = slots.roomier()
    present = nearest_slots(sheet, room, sheet.places)
    if not keeps_lanes(sheet, present):
        return _best(sheet, room, lambda: _anew(sheet, room))
    is_tidy = np.array_equal(present, sheet.places)
    if len(sheet.lines) > MOST_LINES:
        anew = _raised(sheet, next(_anew(sheet, room)))
        stays = is_tidy and _crossings(sheet, room, present) <= _PATIENCE * _crossings(sheet, room, anew)
        return present if stays else anew
    quality = Quality(sheet, room)
    kept = _settled(sheet, room, quality, present)
    if is_tidy and np.array_equal(kept, present):
        return present
    anew = _best(sheet, room, lambda: _anew(sheet, room))
    return kept if quality.cost(kept) <= quality.cost(anew) else anew


def _best(sheet: Sheet, room: Slots, tries: Callable[[], Iterable[Floats]]) -> Floats:
    """Return the best of several layouts with the last touches; the last alone where the map is too large for them."""
    if len(sheet.lines) > MOST_LINES:
        return _raised(sheet, list(tries())[-1])
    quality = Quality(sheet, room)
    return _settled(sheet, room, quality, min(tries(), key=quality.cost))


def _settled(sheet: Sheet, room: Slots, quality: Quality, places: Floats) -> Floats:
    """Return a layout from the first row on that no last touch makes better, so that tidying it again moves nothing."""
    for _ in range(_MOST_TOUCHES):
        touched = refine(sheet, room, quality, places)
        places = _raised(sheet, touched)
        if np.array_equal(touched, places):
            break
    return places


def _raised(sheet: Sheet, places: Floats) -> Floats:
    if sheet.is_fixed.any() or not len(places):
        return places
    return places - (0.0, places[:, 1].min())


def _crossings(sheet: Sheet, room: Slots, places: Floats) -> float:
    """How often lines cross, of a large map only some of them."""
    points = places.copy()
    points[:, 0] += room.lefts[sheet.columns]
    return crossings(points, sheet.ends[:: 1 + len(sheet.ends) // _MOST_COMPARED])


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
