"""Where a dropped or new card comes to rest: in the column under it, at a whole step, over no other card."""

from collections.abc import Iterable, Set
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
    boxes = geometry.cards
    moving = sorted(cards, key=lambda card: (boxes[card].top, boxes[card].left))
    standing = _Standing(geometry, frozenset(moving))
    places: dict[str, Place] = {}
    for card in moving:
        place = _rest(geometry, boxes[card].moved(dx, dy), standing)
        if place is not None:
            places[card] = place
            standing.add(box_at(geometry, place))
    return places


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
