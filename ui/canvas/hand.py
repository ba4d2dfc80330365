"""Which tool works: the one in use, the one that pans meanwhile, and the one that a press of the button went to."""

from PySide6.QtCore import Qt

from ui.canvas.area_tools import FrameTool, NoteTool
from ui.canvas.board import ToolName
from ui.canvas.connecting import ConnectTool
from ui.canvas.routes import LineKind
from ui.canvas.selecting import LassoTool, SelectTool
from ui.canvas.tools import PanTool, Tool, TouchpointTool
from ui.canvas.zooming import Window, ZoomTool


class Hand:
    """The tools of a map, of which one is in use; Space and the middle button pan whichever that is."""

    def __init__(self, board: Window) -> None:
        self._tools: dict[ToolName, Tool] = {
            ToolName.SELECT: SelectTool(board),
            ToolName.PAN: PanTool(board),
            ToolName.TOUCHPOINT: TouchpointTool(board),
            ToolName.LINK: ConnectTool(board, LineKind.FLOW),
            ToolName.INFLUENCE: ConnectTool(board, LineKind.INFLUENCE),
            ToolName.LASSO: LassoTool(board),
            ToolName.ZOOM: ZoomTool(board),
            ToolName.NOTE: NoteTool(board),
            ToolName.FRAME: FrameTool(board),
        }
        self._tool = self._tools[ToolName.SELECT]
        self._clicked = self._tool
        self._panning: Tool | None = None
        self._held: Tool | None = None  # the tool that took the press of the left button, as long as that is down

    @property
    def tool(self) -> Tool:
        """The tool in use."""
        return self._tool

    @property
    def now(self) -> Tool:
        """The tool that follows the pointer: the one in use, unless the map is being panned."""
        return self._panning or self._tool

    @property
    def is_panning(self) -> bool:
        """Whether the map is panned while another tool is in use."""
        return self._panning is not None

    @property
    def is_holding(self) -> bool:
        """Whether the left button is down, whatever has become of the gesture."""
        return self._held is not None

    @property
    def selects_twice(self) -> bool:
        """Whether a double click belongs to the tool that selects, which other tools go back to after their click."""
        return self._clicked is self._tool is self._tools[ToolName.SELECT]

    @property
    def is_drawing(self) -> bool:
        """Whether a gesture goes on under the pointer."""
        return self._held is not None and self._held.busy

    def take(self, name: ToolName) -> None:
        """Use another tool."""
        self._tool = self._tools[name]

    def pan(self) -> None:
        """Pan the map from now on, whatever tool is in use."""
        self._panning = self._tools[ToolName.PAN]

    def stop_panning(self) -> None:
        """Go back to the tool in use."""
        if self._panning is not None:
            self._panning.cancel()
            self._panning = None

    def press(self, button: Qt.MouseButton) -> Tool | None:
        """Return the tool that a press belongs to: the middle button pans whatever tool is in use."""
        if button is Qt.MouseButton.MiddleButton:
            self.pan()
            return self._panning
        if button is not Qt.MouseButton.LeftButton:
            return None
        self._clicked = self.now
        return self._clicked

    def hold(self, tool: Tool) -> None:
        """Keep the tool that took a press of the left button: the release is its own, whatever is in use by then."""
        self._held = tool

    def let_go(self) -> Tool | None:
        """Return the tool that the press went to, unless that was given up."""
        held, self._held = self._held, None
        return held

    def give_up(self) -> None:
        """End the gesture under way as if it had never begun; letting go of the button means nothing any more."""
        self._tool.cancel()
        self._held = None
        self.stop_panning()
