"""What follows the pointer, and comes to rest: cards in a column or in a line between two others."""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Final

from ui.canvas.board import Board, Caption, LiveLine, Marks
from ui.canvas.boxes import Box
from ui.canvas.curves import traced
from ui.canvas.hits import line_at
from ui.canvas.lines import Line
from ui.canvas.moving import carried, landing
from ui.canvas.placing import box_at
from ui.canvas.routes import LineKind, plain_ends
from ui.canvas.tools import HIT_PX, Pointer
from ui.canvas.ways import plain_ways
from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint, Transition
from workbench.domain.locks import Lockable
from workbench.domain.naming import own_name, shown
from workbench.domain.places import Place
from workbench.editing import splicing, structure

_MOST_GHOSTS: Final = 12
_MOST_LIVE_LINES: Final = 100


class Drag:
    """Moves cards, notes, and frames with what lies in them; one card that is let go over a line is inserted there."""

    def __init__(self, board: Board, chosen: tuple[str, ...], start: Pointer) -> None:
        self._board = board
        self._moving = carried(board.plan, chosen)
        self._cards = tuple(each for each in self._moving if each in board.plan.cards)
        self._start = start
        at_cards = board.plan.lines_at(*self._cards)
        self._own = {line.id for line in at_cards}
        self.refusal = _why_stuck(board.document, self._moving)
        """Why letting go would move nothing, or empty."""
        self._stretched = stretched(board, at_cards, frozenset(self._cards))[:_MOST_LIVE_LINES]
        board.lift(self._moving)

    def move(self, pointer: Pointer) -> None:
        """Carry everything along, and show where they would come to rest."""
        dx, dy = pointer.x - self._start.x, pointer.y - self._start.y
        plan = self._board.plan
        moving = {card: plan.cards[card].moved(dx, dy) for card in self._cards}
        into = None if self.refusal else self._line_under(pointer)
        places = {} if self.refusal or len(self._moving) > _MOST_GHOSTS else self._places(dx, dy, into)
        said = self.refusal or (self._said_of(into) if into else "")
        marks = Marks(
            shift=(dx, dy),
            ghosts=tuple(box_at(plan, place) for card, place in places.items() if card in moving),
            lines=following(self._stretched, plan.cards, moving),
            line=into,
            caption=Caption(said, pointer.x, pointer.y, bool(self.refusal)) if said else None,
        )
        self._board.show_marks(marks)

    def release(self, pointer: Pointer) -> None:
        """Let everything go where it is."""
        dx, dy = pointer.x - self._start.x, pointer.y - self._start.y
        document, into = self._board.document, self._line_under(pointer)
        places = self._places(dx, dy, into)
        self.cancel()
        if into is not None:
            card = self._cards[0]
            self._board.attempt(lambda: splicing.insert(document, into, card, places.get(card)))
        else:
            self._board.attempt(lambda: structure.move(document, places))

    def cancel(self) -> None:
        """Put everything back."""
        self._board.lift(())
        self._board.show_marks(Marks())

    def _places(self, dx: float, dy: float, into: str | None) -> dict[str, Place]:
        """Where everything comes to rest; between two cards that stand close a place is made."""
        between = splicing.place_between(self._board.document, into) if into is not None else None
        if between is not None:
            return {self._cards[0]: between}
        return landing(self._board.plan, self._moving, dx, dy)

    def _line_under(self, pointer: Pointer) -> str | None:
        """The line into which the one card under the pointer would be inserted."""
        if len(self._cards) != 1 or len(self._moving) != 1:
            return None
        card, plan = self._cards[0], self._board.plan
        slack = HIT_PX / self._board.frame.scale
        line = line_at(plan, pointer.x, pointer.y, slack, influences=False, skipped=self._own)
        allowed = line is not None and not splicing.why_no_insertion(self._board.document, line, card)
        return line if allowed else None

    def _said_of(self, line: str) -> str:
        document = self._board.document
        way = document.get(Transition, line)
        source, target = document.get(Touchpoint, way.source), document.find(Touchpoint, way.target)
        return f"Insert between “{source.name}” and {f'“{target.name}”' if target else 'the end'}"


def _why_stuck(document: Document, moving: Iterable[str]) -> str:
    for each in moving:
        element = document.elements[each]
        if isinstance(element, Lockable) and element.locked:
            return f"{shown(own_name(element))} is locked"
        if isinstance(element, Touchpoint) and element.pinned:
            return f"{shown(element.name)} is pinned"
    return ""


def stretched(board: Board, lines: Iterable[Line], moving: Set[str]) -> list[Line]:
    """Return the lines that can be seen and follow only at one of their ends."""
    seen = (line for line in lines if board.influences_shown or line.kind is not LineKind.INFLUENCE)
    ends = (line for line in seen if not line.leaves and (line.source in moving) != (line.target in moving))
    return sorted(ends, key=lambda line: line.kind)


def following(lines: Sequence[Line], cards: Mapping[str, Box], moving: Mapping[str, Box]) -> tuple[LiveLine, ...]:
    """Return lines at dragged cards, by their plain ways: others are minded only when the cards have come to rest."""
    if not lines:
        return ()
    ends = ((line, *(moving.get(end) or cards[end] for end in (line.source, line.target))) for line in lines)
    ways = plain_ways(plain_ends([(line.kind, source, target) for line, source, target in ends]))
    return tuple(LiveLine(line.kind, traced(way)) for line, way in zip(lines, ways, strict=True))
