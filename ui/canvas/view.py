"""The map as the user works on it: pointer, keys, touchpad and voice over the painted surface."""

from collections.abc import Callable
from html import escape
from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from ui.bridge import Selection
from ui.canvas.board import Marks, Named, NewCard, NewPhase, Renamed, ToolName
from ui.canvas.geometry import MapGeometry
from ui.canvas.hits import Hit, Part
from ui.canvas.keys import MapKeys, delete_selected
from ui.canvas.naming import NameEditor, Naming
from ui.canvas.overlay import OverlayState
from ui.canvas.placing import box_at, place_at
from ui.canvas.routes import LineKind
from ui.canvas.speech import map_name, spoken
from ui.canvas.surface import MapSurface
from ui.canvas.tools import ConnectTool, PanTool, Pointer, SelectTool, Tool, TouchpointTool
from ui.controls.look import Look
from workbench.domain.document import Document, Published
from workbench.domain.elements import Phase, Touchpoint
from workbench.domain.problems import DomainProblem

T = TypeVar("T")

_WHEEL_STEP: Final = 120.0
_ZOOM_A_STEP: Final = 1.15
_SCROLL_A_STEP: Final = 72.0


class MapView(MapSurface):
    """The map of one journey, to be looked at and worked on.

    `refused` tells in a sentence why a verb did nothing; `tool_changed` carries the ToolName now in use.
    """

    tool_changed = Signal(object)
    refused = Signal(object)

    def __init__(
        self, document: Document, journey: str, selection: Selection, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(document, journey, selection, look, parent)
        self._tools: dict[ToolName, Tool] = {
            ToolName.SELECT: SelectTool(self),
            ToolName.PAN: PanTool(self),
            ToolName.TOUCHPOINT: TouchpointTool(self),
            ToolName.LINK: ConnectTool(self, LineKind.FLOW),
            ToolName.INFLUENCE: ConnectTool(self, LineKind.INFLUENCE),
        }
        self._tool = self._tools[ToolName.SELECT]
        self._panning: Tool | None = None
        self._keys = MapKeys(self)
        self._naming = Naming(self, NameEditor(look, self))
        self._by_keyboard = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(map_name(document, journey))
        self.view_changed.connect(self._follow)

    @property
    @override
    def geometry(self) -> MapGeometry:
        return self.geometry_of_map

    @property
    def tool(self) -> ToolName:
        """The tool in use."""
        return self._tool.name

    def use(self, tool: ToolName) -> None:
        """Change the tool; a gesture under way leaves no trace."""
        self._tool.cancel()
        if tool is not self._tool.name:
            self._tool = self._tools[tool]
            self._set_cursor()
            self.tool_changed.emit(tool)

    def select_all(self) -> None:
        """Select every touchpoint."""
        self.selection.set(sorted(self.geometry.cards))

    def delete_selection(self) -> None:
        """Delete what is selected."""
        delete_selected(self)

    def rename_selection(self) -> None:
        """Let the user type another name for what is selected."""
        element = self.document.elements.get(self.selection.current or "")
        if isinstance(element, Touchpoint | Phase):
            self.begin_naming(Renamed(element.id))
