"""Looking closer at a part of the map: at what is selected, or at a box drawn round it."""

from typing import Final, Protocol

from PySide6.QtCore import QPoint, Qt
from typing_extensions import override

from ui.canvas.board import Board, Marks, ToolName
from ui.canvas.boxes import Box, around
from ui.canvas.hits import Hit
from ui.canvas.tools import Pointer, Tool
from ui.canvas.viewport import MapViewport

_A_CLICK: Final = 1.5


class Window(Board, Protocol):
    """The map as tools see it that move the window over it."""

    def show_box(self, box: Box, largest: float = ...) -> None:
        """Show a part of the map as large as there is room for it."""
        ...

    def zoom_to(self, scale: float, at: QPoint | None = None) -> None:
        """Show the map at a scale, keeping in place what lies at a pixel."""
        ...


class ZoomTool(Tool):
    """Draws a box and shows what is in it; a click looks closer at a place."""

    name = ToolName.ZOOM

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._pressed: Pointer | None = None

    @property
    @override
    def busy(self) -> bool:
        return self._pressed is not None

    @override
    def cursor(self, at: Hit) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor

    @override
    def press(self, pointer: Pointer) -> None:
        self._pressed = pointer

    @override
    def move(self, pointer: Pointer) -> None:
        if self._pressed is not None and pointer.is_far_from(self._pressed):
            self.board.show_marks(Marks(band=_between(self._pressed, pointer)))

    @override
    def release(self, pointer: Pointer) -> None:
        pressed, self._pressed = self._pressed, None
        self.board.show_marks(Marks())
        if pressed is None:
            return
        if pointer.is_far_from(pressed):
            self._window.show_box(_between(pressed, pointer))
        else:
            self._window.zoom_to(_A_CLICK * self._window.frame.scale, QPoint(round(pointer.px), round(pointer.py)))
        self.board.use(ToolName.SELECT)

    @override
    def cancel(self) -> None:
        self._pressed = None
        super().cancel()


def show_selected(view: MapViewport, selected: tuple[str, ...]) -> None:
    """Show all that is selected as large as there is room for it, but not above 100 %; without any, the whole map."""
    boxes = [box for each in selected if (box := view.plan.box_of(each, 0.0)) is not None]
    whole = around(boxes)
    if whole is None:
        view.fit()
    else:
        view.show_box(whole, largest=1.0)


def _between(one: Pointer, other: Pointer) -> Box:
    (left, right), (top, bottom) = sorted((one.x, other.x)), sorted((one.y, other.y))
    return Box(left, top, right, bottom)
