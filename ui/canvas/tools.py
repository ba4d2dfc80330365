"""What a gesture means: one object a tool, one verb when it is done, no trace when it is not."""

from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QPointF, Qt
from typing_extensions import override

from ui.canvas.area_hits import frame_at, over_cards
from ui.canvas.board import Board, Marks, NewCard, ToolName
from ui.canvas.frame import Frame
from ui.canvas.hits import Hit, Part, hit, line_at, touched
from ui.canvas.placing import box_at, place_at

HIT_PX: Final = 10.0

TOUCH_PX: Final = 22.0
"""A finger hits what lies within half of 44 px; a pointer what lies within HIT_PX."""

_LINE_PX: Final = 6.0
_BESIDE_PX: Final = 5.0
_DRAG_PX: Final = 4.0


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the pointer is: in map units and in widget px.

    It `adds` to the selection with Shift or Ctrl, draws a `free` form with Alt, and hits more as a finger.
    """

    x: float
    y: float
    px: float
    py: float
    adds: bool = False
    free: bool = False
    finger: bool = False

    @property
    def at(self) -> tuple[float, float]:
        """Its place in map units."""
        return self.x, self.y

    def is_far_from(self, other: "Pointer") -> bool:
        """Return whether it has gone far enough for a click to become a drag."""
        far = TOUCH_PX / 2 if self.finger else _DRAG_PX
        return abs(self.px - other.px) + abs(self.py - other.py) >= far


def pointer_at(frame: Frame, at: QPointF, adds: bool = False, free: bool = False, finger: bool = False) -> Pointer:
    """Return the pointer over a pixel of the map."""
    return Pointer(*frame.to_map(at.x(), at.y()), at.x(), at.y(), adds, free, finger)


class Gesture(Protocol):
    """What goes on between a press and its release."""

    def move(self, pointer: Pointer) -> None:
        """Follow the pointer."""
        ...

    def release(self, pointer: Pointer) -> None:
        """End it; only here is the document changed."""
        ...

    def cancel(self) -> None:
        """Give it up as if it had never begun."""
        ...


class Tool:
    """A tool; by itself it does nothing."""

    name = ToolName.SELECT

    def __init__(self, board: Board) -> None:
        self.board = board

    def hit(self, pointer: Pointer) -> Hit:
        """Return what is under the pointer: a note before a card, a card before a line, a line before a frame.

        Between two rows a line comes before a handle.
        """
        plan, scale, chosen = self.board.plan, self.board.frame.scale, self.board.selection.ids
        grip = TOUCH_PX if pointer.finger else HIT_PX / 2
        over = over_cards(plan.areas, pointer.x, pointer.y, grip / scale, chosen)
        if over is not None:
            return over
        at = self._hit_by_finger(pointer) if pointer.finger else self._hit_by_pointer(pointer)
        if at.part not in (Part.COLUMN, Part.NOTHING):
            return at
        below = frame_at(plan.areas, pointer.x, pointer.y, _LINE_PX / scale, scale)
        return at if below is None else Hit(Part.FRAME, below)

    def _hit_by_finger(self, pointer: Pointer) -> Hit:
        board, slack = self.board, TOUCH_PX / self.board.frame.scale
        return touched(board.plan, pointer.x, pointer.y, slack, board.selection.ids, board.influences_shown)

    def _hit_by_pointer(self, pointer: Pointer) -> Hit:
        plan, scale = self.board.plan, self.board.frame.scale
        at = hit(plan, pointer.x, pointer.y, HIT_PX / scale)
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


class CornerTool(Tool):
    """A tool that draws from one corner, where it was `pressed`, to the one across from it."""

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self.pressed: Pointer | None = None

    @property
    @override
    def busy(self) -> bool:
        return self.pressed is not None

    @override
    def cursor(self, at: Hit) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor

    @override
    def press(self, pointer: Pointer) -> None:
        self.pressed = pointer

    @override
    def cancel(self) -> None:
        self.pressed = None
        super().cancel()


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
