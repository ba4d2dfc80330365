"""Looking closer at a part of the map: at what is selected, or at a box drawn round it."""

from typing import Final, Protocol

from PySide6.QtCore import QPoint
from typing_extensions import override

from ui.canvas.board import Board, Marks, ToolName
from ui.canvas.boxes import Box, around, between
from ui.canvas.tools import CornerTool, Pointer
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


class ZoomTool(CornerTool):
    """Draws a box and shows what is in it; a click looks closer at a place."""

    name = ToolName.ZOOM

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    @override
    def move(self, pointer: Pointer) -> None:
        if self.pressed is not None and pointer.is_far_from(self.pressed):
            self.board.show_marks(Marks(band=between(self.pressed.at, pointer.at)))

    @override
    def release(self, pointer: Pointer) -> None:
        pressed, self.pressed = self.pressed, None
        self.board.show_marks(Marks())
        if pressed is None:
            return
        if pointer.is_far_from(pressed):
            self._window.show_box(between(pressed.at, pointer.at))
        else:
            self._window.zoom_to(_A_CLICK * self._window.frame.scale, QPoint(round(pointer.px), round(pointer.py)))
        self.board.use(ToolName.SELECT)


def show_selected(view: MapViewport, selected: tuple[str, ...]) -> None:
    """Show all that is selected as large as there is room for it, but not above 100 %; without any, the whole map."""
    boxes = [box for each in selected if (box := view.plan.box_of(each, 0.0)) is not None]
    whole = around(boxes)
    if whole is None:
        view.fit()
    else:
        view.show_box(whole, largest=1.0)
