"""How far down cards have to move together to cover none of those that lie there already."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from workbench.domain.document import Document
from workbench.domain.elements import Area, Frame, Note, Touchpoint
from workbench.domain.places import CARD_WIDTH, ROW_PITCH, cards_in

_STEP: Final = ROW_PITCH / 4
_HAIR: Final = 1e-6
_TRIES: Final = 64
_MOST_LOOKS: Final = 16_384
"""So many cards are looked at in all tries together, in 50 ms; a gap for thousands at once is hardly ever there."""

Landing = tuple[Touchpoint | Area, str | None]
"""What is to be put down, as it lay, and the phase into which it comes."""


def free_shift(document: Document, journey: str, landing: Sequence[Landing]) -> float:
    """Return by how many map units everything has to move down, so that rows stay rows in all phases alike.

    Cards may cover notes and frames; where only those are put down, they move until none lies exactly on its like.
    """
    cards = [(each, phase) for each, phase in landing if isinstance(each, Touchpoint)]
    if not cards:
        return _off_its_like(document, journey, landing)
    standing = {phase: cards_in(document, journey, phase) for phase in {phase for _, phase in cards}}
    levels = {phase: [each.y for each in column] for phase, column in standing.items()}
    down = 0.0
    for _ in range(min(_TRIES, 1 + _MOST_LOOKS // len(cards))):
        needed = max(_needed(card, down, standing[phase], levels[phase]) for card, phase in cards)
        if needed <= _HAIR:
            return down
        down += needed
    # a gap that is hard to find is none; below all of them there is room
    lowest = max(level[-1] for level in levels.values() if level)
    return lowest + ROW_PITCH - min(card.y for card, _ in cards)


def _needed(card: Touchpoint, down: float, standing: Sequence[Touchpoint], levels: Sequence[float]) -> float:
    """How much further a card has to move to leave those that it covers, which stand in order of their levels."""
    y = card.y + down
    first = bisect_left(levels, y - ROW_PITCH + _HAIR)
    last = bisect_left(levels, y + ROW_PITCH - _HAIR)
    covered = (each for each in standing[first:last] if abs(each.x - card.x) < CARD_WIDTH)
    return max((each.y + ROW_PITCH - y for each in covered), default=0.0)


def _off_its_like(document: Document, journey: str, landing: Sequence[Landing]) -> float:
    areas = (each for kind in (Note, Frame) for each in document.of(kind))
    taken = {(each.phase, each.x, each.y) for each in areas if each.journey == journey}
    levels = (step * _STEP for step in range(_TRIES))
    free = (down for down in levels if not any((phase, each.x, each.y + down) in taken for each, phase in landing))
    return next(free, 0.0)
