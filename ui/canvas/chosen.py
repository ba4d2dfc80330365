"""What is selected, so told apart that of thousands of cards only those in sight are looked at."""

from collections.abc import Sequence
from typing import Final

from ui.canvas.boxes import Box
from ui.canvas.geometry import MapGeometry

_FEW: Final = 100
_REACH: Final = 24.0
"""How far what marks a selected card may stand out of it, in px."""


class Chosen:
    """The ids of one selection, as the map shows them."""

    def __init__(self, ids: Sequence[str], plan: MapGeometry) -> None:
        self.ids = ids
        self._plan = plan
        self._cards = {each: None for each in ids if each in plan.cards}
        self._others = [each for each in ids if each not in self._cards]

    def shown_in(self, sight: Box, scale: float) -> list[str]:
        """Return the cards of it that can be seen in a part of the map, which is shown at a scale, and all else."""
        area, cards = sight.grown(_REACH / scale), self._plan.cards
        if len(self._cards) > _FEW:
            seen = [card for card in self._plan.cards_in(area) if card in self._cards]
        else:
            seen = [card for card in self._cards if card in cards and cards[card].meets(area)]
        return [*self._others, *seen]
