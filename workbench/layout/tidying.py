"""Tidying up: a better place for every card that may move."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np

from workbench.domain.document import Document
from workbench.layout.arrays import Floats, Ints
from workbench.layout.crossings import crossings_by_level
from workbench.layout.files import ordered_in_rows
from workbench.layout.layers import Layers, layers_of
from workbench.layout.nearest import keeps_lanes, lies_in_slots, nearest_slots, pulled
from workbench.layout.ordering import Ordering
from workbench.layout.quality import Quality
from workbench.layout.refining import Refining
from workbench.layout.rows import place_in_rows, straightened
from workbench.layout.search import few_crossings
from workbench.layout.sheet import Sheet, read_sheet
from workbench.layout.slots import Slots, slots_of
from workbench.layout.spectral import line_up

MOST_LINES: Final = 300
"""Maps with more lines get one order and no last touches, so that the time grows with the number of lines."""

_PATIENCE: Final = 1.25
"""A map that is tidy is only laid out anew where that may be so much better."""

_SEED: Final = 0
"""The search is the same for equal maps."""

_SOON_SEARCHED: Final = 12
"""The best order for so many lines of loose cards is found in 30 ms; every line more takes 4 ms."""

_SOON_REFINED: Final = 40_000
"""So many changes inside columns, times the cards and lines that each is judged by, are tried in some 40 ms."""

_SOON_LAID: Final = 1_000
"""So many cards and lines, 300 and 500 of them for example, are laid by a single order in 40 ms."""

_MOST_TRIES: Final = 3
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


def is_soon_done(sheet: Sheet) -> bool:
    """Return whether tidying a map up takes no longer than a few frames, which its size alone does not tell."""
    if len(sheet.lines) > MOST_LINES:
        return len(sheet.cards) + len(sheet.lines) <= _SOON_LAID
    loose = ~sheet.is_fixed
    # two cards of a column can change places, and each can go to some empty place
    changes = 2 * sum(len(cards) ** 2 for cards in sheet.loose)
    is_soon_refined = changes * (len(sheet.cards) + len(sheet.lines)) <= _SOON_REFINED
    return is_soon_refined and int(loose[sheet.ends].any(axis=1).sum()) <= _SOON_SEARCHED


def _arranged(sheet: Sheet, slots: Slots) -> Floats:
    if int(sheet.is_fixed.sum()) >= len(sheet.cards) / 2:
        return _filled_in(sheet, slots.down_to(sheet.places[sheet.is_fixed]))
    room = slots.roomier()
    refining = _last_touches(sheet, room)
    return _large(sheet, room) if refining is None else _small(sheet, room, refining)


def _last_touches(sheet: Sheet, room: Slots) -> Refining | None:
    """Return what tells layouts of a small map apart and refines them; None where that would take too long."""
    if len(sheet.lines) > MOST_LINES:
        return None
    refining = Refining(sheet, room, Quality(sheet, room))
    return refining if refining.is_soon_done else None


def _filled_in(sheet: Sheet, room: Slots) -> Floats:
    """Lay the loose cards of a map that mostly stays: near to where they are, or to where their lines lead."""
    pulled_in = nearest_slots(sheet, room, pulled(sheet))
    refining = _last_touches(sheet, room)
    if refining is None:
        return pulled_in
    tries = (nearest_slots(sheet, room, sheet.places), pulled_in)
    return _settled(sheet, refining, min(tries, key=refining.quality.cost))


def _large(sheet: Sheet, room: Slots) -> Floats:
    """Lay a map out by one order, or leave it where it is tidy and another order has not far fewer crossings."""
    layers = layers_of(sheet)
    ordering = Ordering(layers, _along_smoothest_line(sheet, layers))
    ordering.improve()
    anew = _raised(sheet, _placed(sheet, room, layers, ordering.members))
    if not room.are_single:
        anew = ordered_in_rows(sheet, room.lefts, anew)
    if not (lies_in_slots(sheet, room) and keeps_lanes(sheet, sheet.places)):
        return anew
    now, then = (crossings_by_level(sheet.columns, places[:, 1], sheet.ends) for places in (sheet.places, anew))
    return sheet.places if now <= _PATIENCE * then else anew


def _small(sheet: Sheet, room: Slots, refining: Refining) -> Floats:
    """Search for the best layout; what is tidy stays, and so does with last touches what is as good as the best."""
    cost = refining.quality.cost
    present = nearest_slots(sheet, room, sheet.places)
    in_lanes = keeps_lanes(sheet, present)
    is_tidy = in_lanes and np.array_equal(present, sheet.places) and np.array_equal(present, _raised(sheet, present))
    if is_tidy and refining.is_refined(present):
        return present
    anew = _settled(sheet, refining, min(_searched(sheet, room), key=cost))
    if not in_lanes or cost(present) > _PATIENCE * cost(anew):
        return anew
    kept = _settled(sheet, refining, present)
    return kept if cost(kept) <= cost(anew) else anew


def _settled(sheet: Sheet, refining: Refining, places: Floats) -> Floats:
    """Return a layout from the first row on that no last touch makes better, so that tidying it again moves nothing."""
    for _ in range(_MOST_TOUCHES):
        touched = refining.refine(places)
        places = _raised(sheet, touched)
        if np.array_equal(touched, places):
            break
    return places


def _raised(sheet: Sheet, places: Floats) -> Floats:
    if sheet.is_fixed.any() or not len(places):
        return places
    return places - (0.0, places[:, 1].min())


def _searched(sheet: Sheet, room: Slots) -> Iterator[Floats]:
    """Return the layouts of the few orders that cross least."""
    layers = layers_of(sheet)
    wish = _along_smoothest_line(sheet, layers)
    orders = few_crossings(layers, wish[None].astype(np.float32), np.random.default_rng(_SEED))
    for members in islice(orders, _MOST_TRIES):
        yield _placed(sheet, room, layers, members)


def _placed(sheet: Sheet, room: Slots, layers: Layers, order: Sequence[Ints]) -> Floats:
    return place_in_rows(sheet, room, straightened(sheet, layers, order), order)


def _along_smoothest_line(sheet: Sheet, layers: Layers) -> Floats:
    now = np.zeros(len(layers.layer))
    now[: len(sheet.cards)] = sheet.places[:, 1]
    return line_up(len(now), layers.segments, now)
