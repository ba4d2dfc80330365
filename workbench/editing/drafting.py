"""Many new touchpoints at once, each below the one before, in phases that are found by name or made."""

from collections import deque
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.domain.places import CARD_WIDTH, ROW_PITCH, Place, cards_in, phases_in_order
from workbench.editing.structure import add_phase, add_touchpoint, connect

_HAIR: Final = 1e-6


class Draft:
    """Adds to a journey, one verb after the other; the first touchpoint comes to rest at `landing` or below it."""

    def __init__(self, document: Document, journey: str, landing: Place | None) -> None:
        self._document = document
        self._journey = journey
        phases = phases_in_order(document, journey)
        self._phases = {phase.name.casefold(): phase.id for phase in reversed(phases)}
        self.landing = landing.phase if landing else phases[0].id if phases else None
        self._columns: dict[str | None, _Column] = {}
        if landing is not None:
            self._columns[landing.phase] = _Column(cards_in(document, journey, landing.phase), landing.y)

    def phase(self, name: str) -> str:
        """Return the phase of that name, made where there is none."""
        found = self._phases.get(name.casefold())
        if found is None:
            found = self._phases[name.casefold()] = add_phase(self._document, self._journey, name).id
        return found

    def card(self, name: str, phase: str | None, **fields: Any) -> Touchpoint:
        """Add a touchpoint, with further `fields`, below the last one of its phase."""
        column = self._columns.get(phase)
        if column is None:
            standing = cards_in(self._document, self._journey, phase)
            column = self._columns[phase] = _Column(standing, standing[-1].y + ROW_PITCH if standing else 0.0)
        place = Place(phase, 0.0, column.next_level())
        return add_touchpoint(self._document, self._journey, name, place, **fields)


def chain(document: Document, touchpoints: Sequence[str]) -> None:
    """Let each touchpoint lead to the next."""
    for source, target in pairwise(touchpoints):
        connect(document, source, target)


class _Column:
    """The free levels of a column from one on; `standing` are its cards from top to bottom."""

    def __init__(self, standing: Sequence[Touchpoint], level: float) -> None:
        self._level = level
        taken = (card.y for card in standing if card.x < CARD_WIDTH)
        self._taken = deque(y for y in taken if y > level - ROW_PITCH + _HAIR)

    def next_level(self) -> float:
        while self._taken and self._taken[0] < self._level + ROW_PITCH - _HAIR:
            self._level = max(self._level, self._taken.popleft() + ROW_PITCH)
        free = self._level
        self._level += ROW_PITCH
        return free
