"""Walking the graph by keys: along a transition where one leads that way, or else to the nearest card."""

from ui.canvas.area_walk import beyond
from ui.canvas.board import Board
from ui.canvas.boxes import Box, around
from ui.canvas.geometry import Direction, MapGeometry
from ui.canvas.hits import nearest
from ui.canvas.routes import LineKind
from workbench.domain.elements import Touchpoint
from workbench.domain.places import cards_in, phases_in_order, touchpoints_in_order

_SLANT_ACROSS, _SLANT_DOWN = 2.0, 0.5
"""A transition leads that way if it goes aside by no more than so much of what it goes ahead."""


class Walk:
    """Takes the selection from card to card; extended, it shrinks again on the way back."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def go(self, direction: Direction, extend: bool) -> bool:
        """Go on in a direction, or without a current card to the first one in sight; return whether there is any."""
        plan, current = self._board.plan, self._board.selection.current
        if current in plan.areas.shown:
            found = beyond(plan, str(current), direction)
        elif current in plan.cards:
            found = beyond(plan, str(current), direction, step(plan, str(current), direction))
        elif plan.cards:
            found = self._first_in_sight
        else:
            return False
        if found is not None:
            self._select([found], extend)
        return True

    def to_rim(self, last: bool, whole: bool, extend: bool) -> bool:
        """Go to the first or last card of the phase, or of the `whole` map; extended, over all between."""
        document, journey = self._board.document, self._board.journey
        if whole or self._phase is None:
            cards = [each.id for each in touchpoints_in_order(document, journey)]
        else:
            cards = [each.id for each in cards_in(document, journey, self._phase)]
        if not cards:
            return False
        current = self._board.selection.current
        at = cards.index(current) if current in cards else 0
        passed = cards[at:] if last else cards[at::-1]
        self._select(passed if extend else [cards[-1] if last else cards[0]], extend)
        return True

    def turn_page(self, by: int, extend: bool) -> bool:
        """Go to the first card of the next phase that has any, or of the one before."""
        document, journey = self._board.document, self._board.journey
        phases = [each.id for each in phases_in_order(document, journey)]
        at = phases.index(self._phase) if self._phase in phases else -1
        further = phases[at + 1 :] if by > 0 else phases[max(at, 0) - 1 :: -1] if at > 0 else []
        cards = next((cards for phase in further if (cards := cards_in(document, journey, phase))), [])
        if cards:
            self._select([cards[0].id], extend)
        return bool(self._board.plan.cards)

    @property
    def _phase(self) -> str | None:
        """The phase of the current card, or the phase that is selected itself."""
        current = self._board.selection.current
        card = self._board.document.find(Touchpoint, current)
        return card.phase if card is not None else current

    @property
    def _first_in_sight(self) -> str:
        """The card that comes first in the journey of those that show, or else of all."""
        board = self._board
        cards = [each.id for each in touchpoints_in_order(board.document, board.journey)]
        shown = set(board.plan.cards_in(board.sight))
        return next((each for each in cards if each in shown), cards[0])

    def _select(self, passed: list[str], extend: bool) -> None:
        selection = self._board.selection
        if not extend:
            selection.set(passed)
            return
        chosen = list(selection.ids)
        for card in passed:
            if chosen[-2:-1] == [card]:
                chosen.pop()
            else:
                chosen = [*(each for each in chosen if each != card), card]
        selection.set(chosen)


def step(plan: MapGeometry, card: str, direction: Direction) -> str | None:
    """Return the card that an arrow leads to, or None at the rim.

    A card in the line of sight is never passed over, so that those without a transition can be reached as well.
    """
    box = plan.cards[card]
    joined = (line for line in plan.lines_at(card) if line.kind is not LineKind.INFLUENCE and not line.leaves)
    others = {line.source if line.target == card else line.target for line in joined} - {card}
    ways = {other: _offset(box, plan.cards[other], direction) for other in others}
    slant = _SLANT_DOWN if direction.value[1] else _SLANT_ACROSS
    ways = {other: (ahead, aside) for other, (ahead, aside) in ways.items() if ahead > 0 and aside <= slant * ahead}
    if not ways:
        return nearest(plan, card, direction)
    chosen = min(ways, key=lambda other: (ways[other][0] + ways[other][1], other))
    return _in_sight(plan, box, direction, ways[chosen][0]) or chosen


def _offset(start: Box, end: Box, direction: Direction) -> tuple[float, float]:
    """How far ahead and how far aside, from middle to middle."""
    across, down = direction.value
    dx, dy = end.middle[0] - start.middle[0], end.middle[1] - start.middle[1]
    return dx * across + dy * down, abs(dx * down + dy * across)


def _in_sight(plan: MapGeometry, box: Box, direction: Direction, within: float) -> str | None:
    """The nearest card straight ahead and nearer than `within`."""
    across, down = direction.value
    beam = around((box, box.moved(across * within, down * within))) or box
    offsets = {card: _offset(box, plan.cards[card], direction) for card in plan.cards_in(beam)}
    nearer = {card: way for card, way in offsets.items() if 0 < way[0] < within}
    return min(nearer, key=lambda card: (*nearer[card], card), default=None)
