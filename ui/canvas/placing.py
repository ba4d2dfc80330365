"""Where a dropped or new card comes to rest: in the column under it, at a whole step, over no other card."""

from collections.abc import Iterable
from typing import Final

from ui.canvas.boxes import Box
from ui.canvas.columns import MARGIN, Column
from ui.canvas.geometry import MapGeometry
from workbench.domain.places import CARD_HEIGHT, CARD_WIDTH, COLUMN_PITCH, ROW_PITCH, SUBCOLUMN_PITCH, Place

STEP: Final = ROW_PITCH / 4
"""Cards rest at multiples of a quarter row: fine enough to stagger them, coarse enough for straight rows."""


def drop_places(geometry: MapGeometry, cards: Iterable[str], dx: float, dy: float) -> dict[str, Place]:
    """Return where cards come to rest after being dragged by (dx, dy) map units; they keep clear of each other too."""
    moving = sorted(cards, key=lambda card: (geometry.cards[card].top, geometry.cards[card].left))
    standing = [box for card, box in geometry.cards.items() if card not in set(moving)]
    places: dict[str, Place] = {}
    for card in moving:
        place = _rest(geometry, geometry.cards[card].moved(dx, dy), standing)
        if place is not None:
            places[card] = place
            standing.append(box_at(geometry, place))
    return places


def place_at(geometry: MapGeometry, x: float, y: float) -> Place:
    """Return where a new card comes to rest whose middle is wished for at a point in map units."""
    wish = Box(x - CARD_WIDTH / 2, y - CARD_HEIGHT / 2, x + CARD_WIDTH / 2, y + CARD_HEIGHT / 2)
    return _rest(geometry, wish, list(geometry.cards.values())) or Place(None, 0.0, max(0.0, _stepped(wish.top)))


def box_at(geometry: MapGeometry, place: Place) -> Box:
    """Return the rectangle of a card at a place."""
    lefts = (column.left for column in geometry.columns if column.phase == place.phase)
    left = next(lefts, geometry.columns[-1].right if geometry.columns else 0.0) + MARGIN + place.x
    return Box(left, place.y, left + CARD_WIDTH, place.y + CARD_HEIGHT)


def _rest(geometry: MapGeometry, wish: Box, standing: list[Box]) -> Place | None:
    column = geometry.column_at(wish.middle[0])
    if column is None:
        return None
    x = _side_by_side(column, wish.left)
    left = column.left + MARGIN + x
    beside = [box for box in standing if box.left < left + CARD_WIDTH and box.right > left]
    return Place(column.phase, x, _free_level(beside, max(0.0, _stepped(wish.top))))


def _side_by_side(column: Column, left: float) -> float:
    """Cards stand in one file, in a column that is wider already in as many as it holds."""
    files = 1 + int((column.width - COLUMN_PITCH) // SUBCOLUMN_PITCH)
    file = round((left - column.left - MARGIN) / SUBCOLUMN_PITCH)
    return min(max(file, 0), files - 1) * SUBCOLUMN_PITCH


def _free_level(cards: list[Box], wish: float) -> float:
    """The level nearest to `wish`, not above the first row, that is a row away from all `cards`."""
    candidates = [wish, *(card.top + way * ROW_PITCH for card in cards for way in (-1, 1))]
    free = (
        level for level in candidates if level >= 0 and all(abs(level - card.top) >= ROW_PITCH - 1e-6 for card in cards)
    )
    return min(free, key=lambda level: (abs(level - wish), -level))


def _stepped(y: float) -> float:
    return round(y / STEP) * STEP
