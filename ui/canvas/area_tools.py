"""The tools that make notes and frames, and the gesture that gives them another size."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from typing_extensions import override

from ui.canvas.area_hits import corner_near
from ui.canvas.areas import GRID
from ui.canvas.board import Board, Marks, NewFrame, NewNote, ToolName
from ui.canvas.boxes import Box, around, between
from ui.canvas.geometry import MapGeometry
from ui.canvas.moving import resting
from ui.canvas.tools import CornerTool, Pointer, Tool
from workbench.domain.places import CARD_HEIGHT, CARD_WIDTH, COLUMN_PITCH, ROW_PITCH
from workbench.editing import areas
from workbench.editing.areas import ABOVE, SMALLEST

NOTE_SIDE: Final = 128.0
"""The width and height of a new note, in map units."""

_ROOM_ROUND: Final = 8.0
_BESIDE: Final = 16.0


class NoteTool(Tool):
    """Sticks a note where it is clicked, or by Enter beside what is selected, and lets it be written."""

    name = ToolName.NOTE

    @override
    def cursor(self, at: object) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor

    @override
    def move(self, pointer: Pointer) -> None:
        self.board.show_marks(Marks(ghosts=(_note_at(pointer.x, pointer.y),)))

    @override
    def release(self, pointer: Pointer) -> None:
        self._write(_note_at(pointer.x, pointer.y))

    @override
    def choose(self, card: str) -> bool:
        box = self.board.plan.cards.get(card)
        if box is None:
            self._write(_note_at(*self.board.sight.middle))
        else:
            self._write(_note_at(box.right + _BESIDE + NOTE_SIDE / 2, box.top + NOTE_SIDE / 2))
        return True

    def _write(self, box: Box) -> None:
        self.board.use(ToolName.SELECT)
        self.board.begin_naming(NewNote(box))


class FrameTool(CornerTool):
    """Draws a frame from corner to corner, or by a click or Enter round what is selected, and lets it be named."""

    name = ToolName.FRAME

    @override
    def move(self, pointer: Pointer) -> None:
        if self.pressed is not None:
            self.board.show_marks(Marks(ghosts=(_spanned(self.pressed, pointer),)))

    @override
    def release(self, pointer: Pointer) -> None:
        pressed, self.pressed = self.pressed, None
        if pressed is None:
            return
        if pointer.is_far_from(pressed):
            self._name(_spanned(pressed, pointer))
        else:
            self._name(self._round_selected() or _frame_at(pointer.x, pointer.y))

    @override
    def choose(self, card: str) -> bool:
        self._name(self._round_selected() or _frame_at(*self.board.sight.middle))
        return True

    def _round_selected(self) -> Box | None:
        return round_about(self.board.plan, self.board.selection.ids)

    def _name(self, box: Box) -> None:
        self.board.use(ToolName.SELECT)
        self.board.begin_naming(NewFrame(box))


class AreaResize:
    """Draws one corner of a note or frame elsewhere; the corner across from it stays."""

    def __init__(self, board: Board, area: str, start: Pointer) -> None:
        self._board = board
        self._area = area
        box = board.plan.areas.box(area)
        assert box is not None, "only what is on the map has grips"
        held = corner_near(box, start.x, start.y)
        self._fixed = (box.left + box.right - held[0], box.top + box.bottom - held[1])

    def move(self, pointer: Pointer) -> None:
        """Show how large it would become."""
        self._board.show_marks(Marks(ghosts=(self._drawn(pointer),)))

    def release(self, pointer: Pointer) -> None:
        """Give it that size."""
        board, extent = self._board, self._board.plan.areas.anchored(self._drawn(pointer))
        self.cancel()
        board.attempt(lambda: areas.resize(board.document, self._area, extent))

    def cancel(self) -> None:
        """Leave it as it is."""
        self._board.show_marks(Marks())

    def _drawn(self, pointer: Pointer) -> Box:
        across, down = max(0.0, _on_grid(pointer.x)), max(-ABOVE, _on_grid(pointer.y))
        x, y = self._fixed
        across = min(across, x - SMALLEST) if across < x else max(across, x + SMALLEST)
        down = min(down, y - SMALLEST) if down < y else max(down, y + SMALLEST)
        return Box(min(x, across), min(y, down), max(x, across), max(y, down))


def round_about(plan: MapGeometry, chosen: Sequence[str]) -> Box | None:
    """Return a frame round cards, notes and other frames, with room for its name; None round nothing."""
    boxes = (plan.cards.get(each) or plan.areas.box(each) for each in chosen)
    whole = around(box for box in boxes if box is not None)
    if whole is None:
        return None
    return Box(whole.left - _ROOM_ROUND, whole.top - ABOVE, whole.right + _ROOM_ROUND, whole.bottom + _ROOM_ROUND)


def enlarged(plan: MapGeometry, area: str, across: float, down: float) -> Box | None:
    """Return a note's or frame's box with its right and lower edge moved so far; None for anything else."""
    box = plan.areas.box(area)
    if box is None:
        return None
    return Box(
        box.left,
        box.top,
        max(box.left + SMALLEST, box.right + across),
        max(box.top + SMALLEST, box.bottom + down),
    )


def _note_at(x: float, y: float) -> Box:
    return resting(Box(x - NOTE_SIDE / 2, y - NOTE_SIDE / 2, x + NOTE_SIDE / 2, y + NOTE_SIDE / 2))


def _frame_at(x: float, y: float) -> Box:
    """A frame with room for two cards beside each other and two below, its corner at a place."""
    return resting(Box(x, y, x + COLUMN_PITCH + CARD_WIDTH + 2 * _ROOM_ROUND, y + ABOVE + ROW_PITCH + CARD_HEIGHT))


def _spanned(one: Pointer, other: Pointer) -> Box:
    drawn = between(one.at, other.at)
    left, top = max(0.0, _on_grid(drawn.left)), max(-ABOVE, _on_grid(drawn.top))
    return Box(left, top, max(left + SMALLEST, _on_grid(drawn.right)), max(top + SMALLEST, _on_grid(drawn.bottom)))


def _on_grid(at: float) -> float:
    return round(at / GRID) * GRID
