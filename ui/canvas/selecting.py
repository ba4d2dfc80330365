"""The tool in use most of the time: it selects, drags cards, draws bands and begins lines at edges."""

from PySide6.QtCore import Qt
from typing_extensions import override

from ui.canvas.area_tools import AreaResize
from ui.canvas.bands import Band, Lasso
from ui.canvas.board import Board, Marks, ToolName
from ui.canvas.connecting import ConnectTool
from ui.canvas.dragging import Drag
from ui.canvas.hits import Hit, Part
from ui.canvas.routes import LineKind
from ui.canvas.tools import Gesture, Pointer, Tool

_PLAIN = (Part.CARD, Part.LINE, Part.NOTE, Part.FRAME)
_THINGS = (*_PLAIN, Part.HANDLE)


class SelectTool(Tool):
    """Selects by a click; a drag moves cards, draws a line from an edge, or a band on the ground: with Alt, a lasso."""

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self._pressed: Pointer | None = None
        self._at = Hit(Part.NOTHING)
        self._selected_before: tuple[str, ...] = ()
        self._gesture: Gesture | None = None
        self._line = ConnectTool(board, LineKind.FLOW)

    @property
    @override
    def busy(self) -> bool:
        return self._pressed is not None or self._line.busy

    @override
    def cursor(self, at: Hit) -> Qt.CursorShape:
        if isinstance(self._gesture, Drag):
            return Qt.CursorShape.ForbiddenCursor if self._gesture.refusal else Qt.CursorShape.ClosedHandCursor
        if self._line.busy:
            return self._line.cursor(at)
        if at.part is Part.GRIP:
            return Qt.CursorShape.SizeFDiagCursor
        return Qt.CursorShape.CrossCursor if at.part is Part.HANDLE else Qt.CursorShape.ArrowCursor

    @override
    def press(self, pointer: Pointer) -> None:
        self._pressed, self._at = pointer, self.hit(pointer)
        self._selected_before = self.board.selection.ids
        part, element = self._at.part, self._at.id
        if part is Part.GRIP:
            return
        if pointer.free:
            self._at = Hit(Part.NOTHING)
        elif part is Part.HANDLE and not pointer.adds:
            self._line.start_at(element, pointer)
        elif part in _THINGS:
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
            return
        if self._gesture is None and self._pressed is not None and pointer.is_far_from(self._pressed):
            self._gesture = self._begun(self._pressed)
        if self._gesture is not None:
            self._gesture.move(pointer)

    @override
    def release(self, pointer: Pointer) -> None:
        pressed, at, gesture = self._pressed, self._at, self._gesture
        # what comes of the gesture is no longer part of it: it ends no other, and its marks stay
        self._forget()
        if self._line.busy:
            self._release_line(pointer, pressed, at)
        elif gesture is not None:
            gesture.release(pointer)
        elif at.part in _PLAIN and pressed is not None and not pressed.adds:
            self.board.selection.set([at.id])

    @override
    def cancel(self) -> None:
        self._line.cancel()
        if self._gesture is not None:
            self._gesture.cancel()
        if self._pressed is not None:
            self.board.selection.set(self._selected_before)
        self._forget()

    def _release_line(self, pointer: Pointer, pressed: Pointer | None, at: Hit) -> None:
        """A click on an edge selects the card; only a drag from it draws a line."""
        if pressed is not None and not pointer.is_far_from(pressed):
            self._line.cancel()
            self.board.selection.set([at.id])
        else:
            self._line.release(pointer)

    def _begun(self, pressed: Pointer) -> Gesture | None:
        """The gesture that a press at this place becomes once the pointer has left it."""
        kept = self._selected_before if pressed.adds else ()
        if pressed.free:
            return Lasso(self.board, pressed, kept)
        if self._at.part is Part.GRIP:
            return AreaResize(self.board, self._at.id, pressed)
        if self._at.part not in _THINGS:
            return Band(self.board, pressed, kept)
        if self._at.part is Part.LINE or self._at.id not in self.board.selection.ids:
            return None
        return Drag(self.board, self.board.selection.ids, pressed)

    def _forget(self) -> None:
        self._pressed, self._gesture = None, None
        self._at = Hit(Part.NOTHING)
        self.board.show_marks(Marks())


class LassoTool(Tool):
    """Draws a loop round what is to be selected, for a pointer or a finger without an Alt key."""

    name = ToolName.LASSO

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self._gesture: Lasso | None = None
        self._selected_before: tuple[str, ...] = ()

    @property
    @override
    def busy(self) -> bool:
        return self._gesture is not None

    @override
    def cursor(self, at: Hit) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor

    @override
    def press(self, pointer: Pointer) -> None:
        self._selected_before = self.board.selection.ids
        self._gesture = Lasso(self.board, pointer, self._selected_before if pointer.adds else ())

    @override
    def move(self, pointer: Pointer) -> None:
        if self._gesture is not None:
            self._gesture.move(pointer)

    @override
    def release(self, pointer: Pointer) -> None:
        if self._gesture is not None:
            self._gesture.release(pointer)
            self._gesture = None

    @override
    def cancel(self) -> None:
        if self._gesture is not None:
            self.board.selection.set(self._selected_before)
        self._gesture = None
        super().cancel()
