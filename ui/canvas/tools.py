"""What a gesture means: one object a tool, one verb when it is done, no trace when it is not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from typing_extensions import override

from ui.canvas.board import Board, LiveLine, Marks, NewCard, ToolName
from ui.canvas.boxes import Box
from ui.canvas.hits import Hit, Part, hit, line_at
from ui.canvas.lines import Line
from ui.canvas.placing import box_at, drop_places, place_at
from ui.canvas.routes import LineKind, plain_way
from workbench.domain.places import CARD_WIDTH
from workbench.domain.vocabulary import TransitionKind
from workbench.editing import structure

HIT_PX: Final = 10.0

_LINE_PX: Final = 6.0
_BESIDE_PX: Final = 5.0
_DRAG_PX: Final = 4.0
_MOST_GHOSTS: Final = 12
_MOST_LIVE_LINES: Final = 100


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the pointer is: in map units, in widget px, and whether it adds to the selection."""

    x: float
    y: float
    px: float
    py: float
    adds: bool = False


class Tool:
    """A tool; by itself it does nothing."""

    name = ToolName.SELECT

    def __init__(self, board: Board) -> None:
        self.board = board

    def hit(self, pointer: Pointer) -> Hit:
        """Return what is under the pointer: a card before a line, and between two rows a line before a handle."""
        plan, scale = self.board.plan, self.board.frame.scale
        at = hit(plan, pointer.x, pointer.y, HIT_PX / scale, lines=False)
        card = plan.cards.get(at.id)
        if card is not None and card.grown(_BESIDE_PX / scale).holds(pointer.x, pointer.y):
            return at
        line = line_at(plan, pointer.x, pointer.y, _LINE_PX / scale, self.board.influences_shown)
        return Hit(Part.LINE, line) if line is not None else at

    def cursor(self, at: Hit) -> Qt.CursorShape:
        """Return the cursor that says what a press would do."""
        del at
        return Qt.CursorShape.ArrowCursor

    @property
    def busy(self) -> bool:
        """Whether a gesture is under way."""
        return False

    def press(self, pointer: Pointer) -> None:
        """Begin a gesture."""

    def move(self, pointer: Pointer) -> None:
        """Follow the pointer, with or without a button held."""

    def release(self, pointer: Pointer) -> None:
        """End the gesture; only here is the document changed."""

    def cancel(self) -> None:
        """Give the gesture up as if it had never begun."""
        self.board.show_marks(Marks())

    def choose(self, card: str) -> bool:
        """Act on a card chosen by key and return whether that means anything to this tool."""
        del card
        return False


class PanTool(Tool):
    """Drags the map about."""

    name = ToolName.PAN

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self._last: Pointer | None = None

    @property
    @override
    def busy(self) -> bool:
        return self._last is not None

    @override
    def cursor(self, at: Hit) -> Qt.CursorShape:
        return Qt.CursorShape.ClosedHandCursor if self.busy else Qt.CursorShape.OpenHandCursor

    @override
    def press(self, pointer: Pointer) -> None:
        self._last = pointer

    @override
    def move(self, pointer: Pointer) -> None:
        if self._last is not None:
            self.board.pan(pointer.px - self._last.px, pointer.py - self._last.py)
            self._last = pointer

    @override
    def release(self, pointer: Pointer) -> None:
        self._last = None

    @override
    def cancel(self) -> None:
        self._last = None


class TouchpointTool(Tool):
    """Puts a new card where it is clicked and lets it be named."""

    name = ToolName.TOUCHPOINT

    @override
    def cursor(self, at: Hit) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor

    @override
    def move(self, pointer: Pointer) -> None:
        place = place_at(self.board.plan, pointer.x, pointer.y)
        self.board.show_marks(Marks(ghosts=(box_at(self.board.plan, place),)))

    @override
    def release(self, pointer: Pointer) -> None:
        place = place_at(self.board.plan, pointer.x, pointer.y)
        self.board.use(ToolName.SELECT)
        self.board.begin_naming(NewCard(place))


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
        self.name = ToolName.INFLUENCE if kind is LineKind.INFLUENCE else ToolName.LINK

    @property
    @override
    def busy(self) -> bool:
        return self._source is not None

    @override
    def cursor(self, at: Hit) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor

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
        self._dragged = self._dragged or (self._pressed is not None and _far(self._pressed, pointer))
        target = self._target(pointer)
        geometry = self.board.plan
        ghosts: tuple[Box, ...] = ()
        if target is None and self._kind is not LineKind.INFLUENCE and not self._over_source(pointer):
            ghosts = (box_at(geometry, place_at(geometry, pointer.x, pointer.y)),)
        end = geometry.cards[target] if target else ghosts[0] if ghosts else Box(*((pointer.x, pointer.y) * 2))
        curve = plain_way(self._kind, geometry.cards[self._source], end, same_column=False)
        self.board.show_marks(Marks(ghosts=ghosts, lines=(LiveLine(self._kind, curve),), snap=target))

    @override
    def release(self, pointer: Pointer) -> None:
        source, target = self._source, self._target(pointer)
        self._pressed = None
        if source is None or (self._over_source(pointer) and not self._dragged):
            return
        over_source = self._over_source(pointer)
        self.cancel()
        if target is not None:
            self._join(source, target)
        elif not over_source and self._kind is not LineKind.INFLUENCE:
            place = place_at(self.board.plan, pointer.x, pointer.y)
            self.board.begin_naming(NewCard(place, source, TransitionKind(self._kind.value)))

    @override
    def cancel(self) -> None:
        self._source = self._pressed = None
        super().cancel()

    @override
    def choose(self, card: str) -> bool:
        source = self._source
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

    def _target(self, pointer: Pointer) -> str | None:
        at = self.hit(pointer)
        return at.id if at.part in (Part.CARD, Part.HANDLE) and at.id != self._source else None

    def _over_source(self, pointer: Pointer) -> bool:
        return self._source is not None and self.board.plan.cards[self._source].grown(2).holds(pointer.x, pointer.y)


class SelectTool(Tool):
    """Selects, drags cards, draws a band round them, and begins lines at their edges."""

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self._pressed: Pointer | None = None
        self._at = Hit(Part.NOTHING)
        self._selected_before: tuple[str, ...] = ()
        self._dragging: tuple[str, ...] = ()
        self._banding = False
        self._line = ConnectTool(board, LineKind.FLOW)

    @property
    @override
    def busy(self) -> bool:
        return self._pressed is not None or self._line.busy

    @override
    def cursor(self, at: Hit) -> Qt.CursorShape:
        if self._dragging:
            return Qt.CursorShape.ClosedHandCursor
        connects = at.part is Part.HANDLE or self._line.busy
        return Qt.CursorShape.CrossCursor if connects else Qt.CursorShape.ArrowCursor

    @override
    def press(self, pointer: Pointer) -> None:
        self._pressed, self._at = pointer, self.hit(pointer)
        self._selected_before = self.board.selection.ids
        part, element = self._at.part, self._at.id
        if part is Part.HANDLE and not pointer.adds:
            self._line.start_at(element, pointer)
        elif part in (Part.CARD, Part.HANDLE, Part.LINE):
            if pointer.adds:
                self.board.selection.toggle(element)
            elif element not in self._selected_before:
                self.board.selection.set([element])
        elif not pointer.adds:
            self.board.selection.clear()

    @override
    def move(self, pointer: Pointer) -> None:
        if self._line.busy:
            self._line.move(pointer)
        elif self._dragging:
            self._drag(pointer)
        elif self._banding:
            self._band(pointer)
        elif self._pressed is not None and _far(self._pressed, pointer):
            self._begin(pointer)

    @override
    def release(self, pointer: Pointer) -> None:
        pressed, at, dragging = self._pressed, self._at, self._dragging
        if self._line.busy:
            self._release_line(pointer)
        elif dragging and pressed is not None:
            geometry, document = self.board.plan, self.board.document
            places = drop_places(geometry, dragging, pointer.x - pressed.x, pointer.y - pressed.y)
            self._forget()
            self.board.attempt(lambda: structure.move(document, places))
        elif not self._banding and at.part in (Part.CARD, Part.LINE) and pressed is not None and not pressed.adds:
            self.board.selection.set([at.id])
        self._forget()

    @override
    def cancel(self) -> None:
        self._line.cancel()
        if self._banding or self._dragging:
            self.board.selection.set(self._selected_before)
        self._forget()

    def _release_line(self, pointer: Pointer) -> None:
        """A click on an edge selects the card; only a drag from it draws a line."""
        pressed, at = self._pressed, self._at
        self._pressed = None
        if pressed is not None and not _far(pressed, pointer):
            self._line.cancel()
            self.board.selection.set([at.id])
        else:
            self._line.release(pointer)

    def _begin(self, pointer: Pointer) -> None:
        if self._at.part in (Part.CARD, Part.HANDLE) and self._at.id in self.board.selection.ids:
            cards = self.board.plan.cards
            self._dragging = tuple(each for each in self.board.selection.ids if each in cards)
            self.board.lift(self._dragging)
            self._drag(pointer)
        elif self._at.part not in (Part.CARD, Part.HANDLE, Part.LINE):
            self._banding = True
            self._band(pointer)

    def _drag(self, pointer: Pointer) -> None:
        assert self._pressed is not None, "a drag begins with a press"
        dx, dy = pointer.x - self._pressed.x, pointer.y - self._pressed.y
        geometry = self.board.plan
        moving = {card: geometry.cards[card].moved(dx, dy) for card in self._dragging}
        places = drop_places(geometry, moving, dx, dy) if len(moving) <= _MOST_GHOSTS else {}
        ghosts = tuple(box_at(geometry, place) for place in places.values())
        ends = (
            (line.source in moving, line.target in moving, line) for card in moving for line in geometry.lines_at(card)
        )
        stretched = [line for one, other, line in ends if one is not other and not line.leaves]
        live = tuple(_follow(line, geometry.cards, moving) for line in stretched[:_MOST_LIVE_LINES])
        self.board.show_marks(Marks(shift=(dx, dy), ghosts=ghosts, lines=live))

    def _band(self, pointer: Pointer) -> None:
        assert self._pressed is not None, "a band begins with a press"
        (left, right), (top, bottom) = sorted((self._pressed.x, pointer.x)), sorted((self._pressed.y, pointer.y))
        band = Box(left, top, right, bottom)
        self.board.show_marks(Marks(band=band))
        kept = self._selected_before if self._pressed.adds else ()
        self.board.selection.set([*kept, *self.board.plan.cards_in(band)])

    def _forget(self) -> None:
        if self._dragging:
            self.board.lift(())
        self._pressed, self._dragging, self._banding = None, (), False
        self._at = Hit(Part.NOTHING)
        self.board.show_marks(Marks())


def _follow(line: Line, cards: Mapping[str, Box], moving: Mapping[str, Box]) -> LiveLine:
    """A line at dragged cards, by the plain way: others are minded only when the cards have come to rest."""
    source, target = (moving.get(end) or cards[end] for end in (line.source, line.target))
    same_column = abs(source.left - target.left) < CARD_WIDTH / 2
    return LiveLine(line.kind, plain_way(line.kind, source, target, same_column))


def _far(first: Pointer, second: Pointer) -> bool:
    return abs(first.px - second.px) + abs(first.py - second.py) >= _DRAG_PX
