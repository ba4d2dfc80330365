"""Which cards of a map are new: those that have come, or been moved by hand, since it was tidied up."""

from collections.abc import Collection
from typing import Final

from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.domain.places import Place

MOST_NEW: Final = 0.25
"""A larger share of new cards gets the whole map laid out, for the rest was not made for them."""


class Laid:
    """Remembers where tidying up has left each card of a journey."""

    def __init__(self, document: Document, journey: str) -> None:
        self._document = document
        self._journey = journey
        self._places: dict[str, Place] = {}

    def newcomers(self) -> frozenset[str] | None:
        """Return the cards that are new, so that the rest can stay; None where that is none or too many."""
        now = self._now()
        new = frozenset(card for card, place in now.items() if self._places.get(card) != place)
        return new if 0 < len(new) <= MOST_NEW * len(now) else None

    def note(self, cards: Collection[str] | None) -> None:
        """Remember where these cards have been left, or all of them."""
        now = self._now()
        self._places |= now if cards is None else {card: now[card] for card in cards if card in now}

    def _now(self) -> dict[str, Place]:
        cards = (each for each in self._document.of(Touchpoint) if each.journey == self._journey)
        return {each.id: Place(each.phase, each.x, each.y) for each in cards}
