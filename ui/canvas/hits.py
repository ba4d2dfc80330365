"""What lies under the pointer, and which card lies next in a direction."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np

from ui.canvas.boxes import Box
from ui.canvas.curves import distances
from ui.canvas.geometry import Direction, MapGeometry
from ui.canvas.routes import LineKind

_SMALLEST: Final = 0.01
_INTO_CARD: Final = 0.2
_ASIDE_ACROSS: Final = 1.5
_ASIDE_DOWN: Final = 4.0


class Part(Enum):
    """A part of the map that a pointer can be over."""

    CARD = "card"
    HANDLE = "handle"
    LINE = "line"
    NOTE = "note"
    FRAME = "frame"
    GRIP = "grip"
    COLUMN = "column"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Hit:
    """What is under the pointer; `id` is the card's, line's or phase's, and empty where there is none."""

    part: Part
    id: str = ""


def hit(geometry: MapGeometry, x: float, y: float, slack: float) -> Hit:
    """Return what lies at a point in map units, but for lines; `slack` is how near a handle counts as on it."""
    near = Box(x, y, x, y).grown(slack + _SMALLEST)
    for card in reversed(geometry.cards_in(near)):
        box = geometry.cards[card]
        if on_handle(box, x, y, slack):
            return Hit(Part.HANDLE, card)
        if box.holds(x, y):
            return Hit(Part.CARD, card)
    column = geometry.column_under(x)
    return Hit(Part.COLUMN, column.phase or "") if column is not None else Hit(Part.NOTHING)


def touched(
    geometry: MapGeometry, x: float, y: float, slack: float, chosen: Collection[str], influences: bool = True
) -> Hit:
    """Return what a finger means at a point: the nearest card or line within `slack`, beside a chosen card its handle.

    On a card it is always the card that is meant, for a finger covers its edge.
    """
    card = card_near(geometry, x, y, slack)
    box = geometry.cards[card] if card is not None else None
    if card is not None and box is not None:
        if box.holds(x, y):
            return Hit(Part.CARD, card)
        if card in chosen and any(abs(x - at) <= slack and abs(y - level) <= slack for at, level in handles(box)):
            return Hit(Part.HANDLE, card)
    line = line_at(geometry, x, y, slack if box is None else _gap(box, x, y), influences)
    if line is not None:
        return Hit(Part.LINE, line)
    return Hit(Part.CARD, card) if card is not None else hit(geometry, x, y, slack)


def card_near(geometry: MapGeometry, x: float, y: float, slack: float) -> str | None:
    """Return the card under a point, or the nearest one within `slack`."""
    near = geometry.cards_in(Box(x, y, x, y).grown(slack + _SMALLEST))
    return min(near, key=lambda each: (_gap(geometry.cards[each], x, y), each), default=None)


def line_at(
    geometry: MapGeometry, x: float, y: float, slack: float, influences: bool = True, skipped: Collection[str] = ()
) -> str | None:
    """Return the id of the line nearest to a point, if one lies within `slack`; those `skipped` count for none."""
    lines = geometry.lines
    around, curves = lines.near(Box(x, y, x, y).grown(slack))
    near = ((away, line) for away, line in zip(distances(curves, x, y), around, strict=True) if away <= slack)
    seen = ((away, line) for away, line in near if influences or lines[line].kind is not LineKind.INFLUENCE)
    return min(((away, line) for away, line in seen if line not in skipped), default=(slack, None))[1]


def handles(card: Box) -> tuple[tuple[float, float], ...]:
    """Return the middles of a card's four edges, where lines are drawn from."""
    x, y = card.middle
    return (x, card.top), (card.right, y), (x, card.bottom), (card.left, y)


def on_handle(card: Box, x: float, y: float, slack: float) -> bool:
    """Return whether a point is on a handle or on the card's edge; far out, most of a card is still the card."""
    inner = min(slack, _INTO_CARD * card.height)
    if any(abs(x - at) <= inner and abs(y - level) <= inner for at, level in handles(card)):
        return True
    edge = inner / 2.5
    return card.grown(edge).holds(x, y) and not card.grown(-edge).holds(x, y)


def nearest(geometry: MapGeometry, card: str, direction: Direction) -> str | None:
    """Return the card that lies next in a direction, or None at the rim.

    Straight ahead counts before aside, and most of all up and down, where a phase is walked through.
    """
    ids = sorted(geometry.cards)
    centres = np.array([geometry.cards[each].middle for each in ids])
    offset = centres - np.array(geometry.cards[card].middle)
    across, down = direction.value
    ahead = offset[:, 0] * across + offset[:, 1] * down
    aside = np.abs(offset[:, 0] * down + offset[:, 1] * across)
    cost = np.where(ahead > 1.0, np.hypot(ahead, (_ASIDE_DOWN if down else _ASIDE_ACROSS) * aside), np.inf)
    best = int(np.argmin(cost))
    return ids[best] if np.isfinite(cost[best]) else None


def _gap(box: Box, x: float, y: float) -> float:
    return max(box.left - x, x - box.right, 0.0) + max(box.top - y, y - box.bottom, 0.0)
