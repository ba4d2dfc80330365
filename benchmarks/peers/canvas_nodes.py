"""The canvas of NodeGraphQt, in its fork for PySide6 (NodeGraphQt-QuiltiX-fork); runs in an environment of its own.

`python -m benchmarks.peers.canvas_nodes SIZE` prints one measurement.
"""

# pyright: basic, reportMissingImports=false
import os
import sys

os.environ["QT_API"] = "pyside6"
os.environ["QT_QPA_PLATFORM"] = os.environ.get("BENCHMARK_PLATFORM", "offscreen")

from NodeGraphQt import BaseNode, NodeGraph
from NodeGraphQt.qgraphics.node_base import NodeItem
from qtpy.QtCore import QRectF
from qtpy.QtWidgets import QApplication

from benchmarks._canvas_journeys import Plan, plan
from benchmarks._canvas_rig import measured, tell
from benchmarks._canvas_scene import SceneHandles
from workbench.domain.places import COLUMN_PITCH, ROW_PITCH


class _Step(BaseNode):
    __identifier__ = "journey"
    NODE_NAME = "step"

    def __init__(self) -> None:
        super().__init__()
        self.add_input("in", multi_input=True)
        self.add_output("out", multi_output=True)


class Canvas(SceneHandles):
    """A node graph behind the handles that the rig turns."""

    def __init__(self, drawn: Plan) -> None:
        self._graph = NodeGraph()
        self._graph.register_node(_Step)
        self._graph.set_acyclic(False)
        self._nodes = []
        for at in range(drawn.touchpoints):
            x, y = drawn.spot(at)
            place = [12 + COLUMN_PITCH * x, ROW_PITCH * y]
            name = f"Ask about step {at}"
            self._nodes.append(
                self._graph.create_node("journey._Step", name=name, pos=place, selected=False, push_undo=False)
            )
        for one, other in drawn.lines:
            self._nodes[one].output(0).connect_to(self._nodes[other].input(0), push_undo=False)
        self.widget = self._graph.viewer()

    def show_at(self, scale: float, x: float, y: float) -> None:
        """Show a place on the map in the middle, so large."""
        width, height = self.widget.width() / scale, self.widget.height() / scale
        self.widget._scene_range = QRectF(x - width / 2, y - height / 2, width, height)
        self.widget._update_scene()

    def pan(self, dx: int, dy: int) -> None:
        """Drag the map by pixels."""
        scale = self.widget.transform().m11()
        self.widget._set_viewer_pan(-dx / scale, -dy / scale)

    def drag(self, card: int, dx: float, dy: float) -> None:
        """Move a node and its pipes by map units."""
        node = self._nodes[card].view
        node.xy_pos = [node.x() + dx, node.y() + dy]

    def hit(self, x: int, y: int) -> bool:
        """Whether a node lies under a pixel."""
        return bool(self.widget._items_near(self.widget.mapToScene(x, y), NodeItem, 3, 3))


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    wanted = plan(int(sys.argv[1]))
    tell(measured(application, lambda: Canvas(wanted), wanted))
