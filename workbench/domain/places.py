"""Where cards lie on the map, in map units (logical pixels at 100 %)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from workbench.domain.document import Document
from workbench.domain.elements import Phase, Touchpoint

CARD_WIDTH: Final = 128.0
CARD_HEIGHT: Final = 76.0
ROW_PITCH: Final = 96.0
COLUMN_PITCH: Final = 152.0
SUBCOLUMN_PITCH: Final = 144.0

NOT_PLACED: Final = "Not placed yet"
"""What stands for the phase of touchpoints that have none."""

_HAIR: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a phase's column (None: among the touchpoints that wait for a phase), from its top left."""

    phase: str | None
    x: float = 0.0
    y: float = 0.0


def phases_in_order(document: Document, journey: str) -> list[Phase]:
    """Return the journey's phases from first to last."""
    own = [phase for phase in document.of(Phase) if phase.journey == journey]
    return sorted(own, key=lambda phase: (phase.order, phase.id))


def touchpoints_in_order(document: Document, journey: str) -> list[Touchpoint]:
    """Return the journey's touchpoints by phase, then from top to bottom; those without a phase come last."""
    rank = {phase.id: index for index, phase in enumerate(phases_in_order(document, journey))}
    own = [touchpoint for touchpoint in document.of(Touchpoint) if touchpoint.journey == journey]
    last = len(rank)
    return sorted(own, key=lambda each: (rank.get(each.phase or "", last), *_spot(each)))


def cards_in(document: Document, journey: str, phase: str | None) -> list[Touchpoint]:
    """Return the touchpoints in one column, from top to bottom."""
    if phase is not None:
        return sorted(document.referrers(phase, Touchpoint), key=_spot)
    waiting = (each for each in document.of(Touchpoint) if each.phase is None and each.journey == journey)
    return sorted(waiting, key=_spot)


def free_place(document: Document, journey: str, phase: str | None, wish: float = 0.0, x: float = 0.0) -> Place:
    """Return the first place at `x` in the column, at `wish` or below it, where a card overlaps no other."""
    y = wish
    for card in cards_in(document, journey, phase):
        if abs(card.x - x) < CARD_WIDTH and abs(card.y - y) < ROW_PITCH:
            y = card.y + ROW_PITCH
    return Place(phase, x, y)


def clear_level(standing: Iterable[Touchpoint], x: float, wish: float) -> float:
    """Return the level nearest to `wish`, not above the first row, at which a card at `x` overlaps none of a column."""
    beside = [card.y for card in standing if abs(card.x - x) < CARD_WIDTH]
    levels = [max(0.0, wish), *(level for y in beside for level in (y - ROW_PITCH, y + ROW_PITCH) if level >= 0)]
    free = (level for level in levels if all(abs(level - y) >= ROW_PITCH - _HAIR for y in beside))
    return min(free, key=lambda level: (abs(level - wish), level))


def _spot(touchpoint: Touchpoint) -> tuple[float, float, str]:
    # the id decides between cards that cover each other, so that undoing a deletion brings the same order back
    return touchpoint.y, touchpoint.x, touchpoint.id
