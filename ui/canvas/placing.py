"""Where a dropped or new card comes to rest: in the column under it, at a whole step, over no other card."""

from collections.abc import Iterable, Mapping, Set
from typing import Final

from ui.canvas.boxes import Box
from ui.canvas.columns import MARGIN, Column
from ui.canvas.geometry import MapGeometry
from workbench.domain.places import CARD_HEIGHT, CARD_WIDTH, COLUMN_PITCH, ROW_PITCH, SUBCOLUMN_PITCH, Place

_ROW: Final = ROW_PITCH - 1e-6
_NEAR: Final = 4 * ROW_PITCH
_WIDER: Final = 4
STEP: Final = ROW_PITCH / 4
"""Cards rest at multiples of a quarter row: fine enough to stagger them, coarse enough for straight rows."""


def drop_places(geometry: MapGeometry, cards: Iterable[str], dx: float, dy: float) -> dict[str, Place]:
    """Return where cards come to rest after being dragged by (dx, dy) map units; they keep clear of each other too."""
    return _settled(geometry, {card: geometry.cards[card].moved(dx, dy) for card in cards})


def places_down(geometry: MapGeometry, cards: Iterable[str], direction: int) -> dict[str, Place]:
    """Return where cards come to rest together a step lower, or higher where `direction` is -1.

    They go as much further as it takes to cover no card that stays; nothing is returned where there is no such place.
    """
    boxes = {card: geometry.cards[card] for card in cards}
    standing = _Standing(geometry, boxes.keys())
    highest = min((box.top for box in boxes.values()), default=0.0)
    shift = STEP if direction > 0 else -min(STEP, highest)
    while shift and highest + shift >= 0:
        needed = max(standing.overlap(box.moved(0, shift), direction) for box in boxes.values())
        if not needed:
            return {
                card: Place(column.phase, box.left - column.left - MARGIN, box.top + shift)
                for card, box in boxes.items()
                if (column := geometry.column_of(card)) is not None
            }
        shift += needed * direction
    return {}


def places_aside(geometry: MapGeometry, cards: Iterable[str], phases: int) -> dict[str, Place]:
    """Return where cards come to rest so many phases further, over no other card; those without such a phase stay."""
    ways = {card: way for card in cards if (way := _way_aside(geometry, card, phases)) is not None}
    return _settled(geometry, {card: geometry.cards[card].moved(way, 0) for card, way in ways.items()})


def place_at(geometry: MapGeometry, x: float, y: float) -> Place:
    """Return where a new card comes to rest whose middle is wished for at a point in map units."""
    wish = Box(x - CARD_WIDTH / 2, y - CARD_HEIGHT / 2, x + CARD_WIDTH / 2, y + CARD_HEIGHT / 2)
    return _rest(geometry, wish, _Standing(geometry, frozenset())) or Place(None, 0.0, max(0.0, _stepped(wish.top)))


def box_at(geometry: MapGeometry, place: Place) -> Box:
    """Return the rectangle of a card at a place."""
    lefts = (column.left for column in geometry.columns if column.phase == place.phase)
    left = next(lefts, geometry.columns[-1].right if geometry.columns else 0.0) + MARGIN + place.x
    return Box(left, place.y, left + CARD_WIDTH, place.y + CARD_HEIGHT)


class _Standing:
    """The cards that stay where they are, and those that have come to rest."""

    def __init__(self, geometry: MapGeometry, moving: Set[str]) -> None:
        self._geometry = geometry
        self._moving = moving
        self._added: list[Box] = []

    def add(self, box: Box) -> None:
        self._added.append(box)

    def beside(self, left: float, top: float, bottom: float) -> list[float]:
        """The upper edges of the cards between two levels that a card with this left edge could overlap, sorted."""
        cards = self._geometry.cards
        strip = Box(left, top, left + CARD_WIDTH, bottom)
        tops = [cards[card].top for card in self._geometry.cards_in(strip) if card not in self._moving]
        return sorted((*tops, *(box.top for box in self._added if abs(box.left - left) < CARD_WIDTH)))

    def overlap(self, box: Box, direction: int) -> float:
        """How much further down, or up where `direction` is -1, a card has to go to keep clear of those beside it."""
        tops = self.beside(box.left, box.top - ROW_PITCH, box.bottom + ROW_PITCH)
        return max((ROW_PITCH + (top - box.top) * direction for top in tops if abs(top - box.top) < _ROW), default=0.0)


def _settled(geometry: MapGeometry, wishes: Mapping[str, Box]) -> dict[str, Place]:
    """Where cards come to rest one after the other, as they stand now, each near its wish."""
    boxes = geometry.cards
    standing = _Standing(geometry, wishes.keys())
    places: dict[str, Place] = {}
    for card in sorted(wishes, key=lambda each: (boxes[each].top, boxes[each].left)):
        place = _rest(geometry, wishes[card], standing)
        if place is not None:
            places[card] = place
            standing.add(box_at(geometry, place))
    return places


def _way_aside(geometry: MapGeometry, card: str, phases: int) -> float | None:
    """How far it is to the column so many phases further; a card without a phase stands behind the last."""
    columns, own = geometry.columns, geometry.column_of(card)
    at = columns.index(own) + phases if own is not None else -1
    if own is None or not 0 <= at < len(columns) or columns[at].phase is None:
        return None
    return columns[at].left - own.left


def _rest(geometry: MapGeometry, wish: Box, standing: _Standing) -> Place | None:
    column = geometry.column_at(wish.middle[0])
    if column is None:
        return None
    x = _side_by_side(column, wish.left)
    level = _level_beside(standing, column.left + MARGIN + x, max(0.0, _stepped(wish.top)), geometry.bounds)
    return Place(column.phase, x, level)


def _level_beside(standing: _Standing, left: float, wish: float, bounds: Box) -> float:
    """The level nearest to `wish` for a card with this left edge; farther cards are asked only where it is crowded."""
    reach = _NEAR
    while True:
        level = _free_level(standing.beside(left, wish - reach, wish + reach), wish)
        near = abs(level - wish) < reach - ROW_PITCH
        if near or (wish - reach < bounds.top and wish + reach > bounds.bottom):
            return level
        reach *= _WIDER


def _side_by_side(column: Column, left: float) -> float:
    """Cards stand in one file, in a column that is wider already in as many as it holds."""
    files = 1 + int((column.width - COLUMN_PITCH) // SUBCOLUMN_PITCH)
    file = round((left - column.left - MARGIN) / SUBCOLUMN_PITCH)
    return min(max(file, 0), files - 1) * SUBCOLUMN_PITCH


def _free_level(tops: list[float], wish: float) -> float:
    """The level nearest to `wish`, not above the first row, that is a row away from all of the sorted `tops`."""
    below = wish
    for top in tops:
        if abs(below - top) < _ROW:
            below = top + ROW_PITCH
    above = wish
    for top in reversed(tops):
        if abs(above - top) < _ROW:
            above = top - ROW_PITCH
    return above if above >= 0 and wish - above < below - wish else below


def _stepped(y: float) -> float:
    return round(y / STEP) * STEP
