"""The tools that draw lines from card to card, and say all the time what letting go would do."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from typing_extensions import override

from ui.canvas.board import Board, Caption, LiveLine, Marks, NewCard, ToolName
from ui.canvas.boxes import Box
from ui.canvas.curves import Curve
from ui.canvas.hits import Hit, Part, card_near
from ui.canvas.placing import box_at, place_at
from ui.canvas.routes import LineKind, plain_way
from ui.canvas.sketching import sketched
from ui.canvas.tools import Pointer, Tool
from workbench.domain.elements import Touchpoint
from workbench.domain.vocabulary import TransitionKind
from workbench.editing import structure

_SNAP_PX: Final = 20.0
_AT_SOURCE: Final = 2.0


@dataclass(frozen=True, slots=True)
class _Landing:
    """What letting go would do: join a card, make one in a new place, or nothing, and why."""

    card: str | None = None
    place: Box | None = None
    says: str = ""
    refused: bool = False

    @property
    def cursor(self) -> Qt.CursorShape:
        if self.refused:
            return Qt.CursorShape.ForbiddenCursor
        if self.card is not None:
            return Qt.CursorShape.DragLinkCursor
        return Qt.CursorShape.DragCopyCursor if self.place is not None else Qt.CursorShape.CrossCursor


class ConnectTool(Tool):
    """Draws a line from a card to another, or to a new card where there is none.

    It can be dragged, clicked or done by Enter: first the one card, then the other.
    """

    def __init__(self, board: Board, kind: LineKind) -> None:
        super().__init__(board)
        self._kind = kind
        self._source: str | None = None
        self._pressed: Pointer | None = None
        self._dragged = False
        self._landing = _Landing()
        self.name = ToolName.INFLUENCE if kind is LineKind.INFLUENCE else ToolName.LINK

    @property
    @override
    def busy(self) -> bool:
        return self._source is not None

    @override
    def cursor(self, at: Hit) -> Qt.CursorShape:
        return self._landing.cursor

    @override
    def press(self, pointer: Pointer) -> None:
        self._pressed = pointer
        self._dragged = False
        if self._source is None:
            at = self.hit(pointer)
            self._source = at.id if at.part in (Part.CARD, Part.HANDLE) else None

    @override
    def move(self, pointer: Pointer) -> None:
        if self._source is None:
            return
        self._dragged = self._dragged or (self._pressed is not None and pointer.is_far_from(self._pressed))
        landing = self._landing = self._landing_at(pointer)
        curve = self._curve_to(landing, pointer)
        self.board.show_marks(
            Marks(
                ghosts=(landing.place,) if landing.place else (),
                lines=(LiveLine(self._kind, curve, is_new=True),),
                snap=landing.card if not landing.refused else None,
                caption=Caption(landing.says, pointer.x, pointer.y, landing.refused) if landing.says else None,
            )
        )

    @override
    def release(self, pointer: Pointer) -> None:
        source, over_source = self._source, self._is_over_source(pointer)
        self._pressed = None
        if source is None or (over_source and not self._dragged):
            return
        landing = self._landing_at(pointer)
        self.cancel()
        if landing.card is not None:
            self._join(source, landing.card)
        elif landing.place is not None:
            place = place_at(self.board.plan, pointer.x, pointer.y)
            self.board.begin_naming(NewCard(place, source, TransitionKind(self._kind.value)))

    @override
    def cancel(self) -> None:
        self._source = self._pressed = None
        self._landing = _Landing()
        super().cancel()

    @override
    def choose(self, card: str) -> bool:
        source = self._source
        if card not in self.board.plan.cards:
            return False
        if source is None:
            self._source = card
            self.board.show_marks(Marks(snap=card))
        elif card != source:
            self.cancel()
            self._join(source, card)
        return True

    def start_at(self, card: str, pointer: Pointer) -> None:
        """Begin at a card, as if it had been pressed."""
        self._source, self._pressed, self._dragged = card, pointer, False

    def _join(self, source: str, target: str) -> None:
        document = self.board.document
        if self._kind is LineKind.INFLUENCE:
            made = self.board.attempt(lambda: structure.influence(document, source, target))
        else:
            kind = TransitionKind(self._kind.value)
            made = self.board.attempt(lambda: structure.connect(document, source, target, kind))
        if made is not None:
            self.board.selection.set([made.id])

    def _landing_at(self, pointer: Pointer) -> _Landing:
        if self._source is None or self._is_over_source(pointer):
            return _Landing()
        plan = self.board.plan
        card = card_near(plan, pointer.x, pointer.y, _SNAP_PX / self.board.frame.scale)
        if card is not None and card != self._source:
            return self._landing_on(card)
        if self._kind is LineKind.INFLUENCE:
            return _Landing(says="An influence ends at a touchpoint", refused=True)
        return _Landing(place=box_at(plan, place_at(plan, pointer.x, pointer.y)), says="New touchpoint here")

    def _landing_on(self, card: str) -> _Landing:
        document, source = self.board.document, str(self._source)
        if self._kind is LineKind.INFLUENCE:
            fault, verb = structure.why_no_influence(document, source, card), "Influences"
        else:
            kind = TransitionKind(self._kind.value)
            fault, verb = structure.why_no_transition(document, source, card, kind), "Connects to"
        return _Landing(card, None, fault or f"{verb} “{document.get(Touchpoint, card).name}”", bool(fault))

    def _curve_to(self, landing: _Landing, pointer: Pointer) -> Curve:
        plan, source = self.board.plan, str(self._source)
        end = plan.cards[landing.card] if landing.card else landing.place
        if end is not None:
            return sketched(plan, self._kind, source, end)
        at_pointer = Box(*((pointer.x, pointer.y) * 2))
        return plain_way(self._kind, plan.cards[source], at_pointer, same_column=False)

    def _is_over_source(self, pointer: Pointer) -> bool:
        cards = self.board.plan.cards
        return self._source is not None and cards[self._source].grown(_AT_SOURCE).holds(pointer.x, pointer.y)
