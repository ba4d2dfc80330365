"""The canvas of Orange (orange-canvas-core), with its own nodes and links; runs in an environment of its own.

`python -m benchmarks.peers.canvas_orange SIZE` prints one measurement.  It has PyQt6, for AnyQt does not import with
PySide6.
"""

# pyright: basic, reportMissingImports=false
import os
import sys

os.environ["QT_API"] = "pyqt6"
os.environ["QT_QPA_PLATFORM"] = os.environ.get("BENCHMARK_PLATFORM", "offscreen")

from AnyQt.QtGui import QPainter, QTransform
from AnyQt.QtWidgets import QApplication, QGraphicsView
from orangecanvas.canvas.items import NodeItem
from orangecanvas.canvas.scene import CanvasScene
from orangecanvas.canvas.view import CanvasView
from orangecanvas.registry.description import InputSignal, OutputSignal, WidgetDescription

from benchmarks._canvas_journeys import Plan, plan
from benchmarks._canvas_rig import measured, tell
from benchmarks._canvas_scene import SceneHandles
from workbench.domain.places import CARD_HEIGHT, CARD_WIDTH, COLUMN_PITCH, ROW_PITCH

_MANY = 2
_MARGIN = 2000


class Canvas(SceneHandles):
    """Orange's scene behind the handles that the rig turns."""

    def __init__(self, drawn: Plan) -> None:
        kind = WidgetDescription(
            "step",
            "step",
            qualified_name="orangecanvas.canvas.scene.CanvasScene",
            inputs=[InputSignal("in", "builtins.object", "handle", flags=_MANY)],
            outputs=[OutputSignal("out", "builtins.object")],
        )
        # the description holds copies of what it is given
        outlet, inlet = kind.outputs[0], kind.inputs[0]
        self._scene = CanvasScene()
        self._scene.set_channel_names_visible(False)
        self._scene.set_node_animation_enabled(False)
        self._nodes = []
        for at in range(drawn.touchpoints):
            x, y = drawn.spot(at)
            node = self._scene.new_node_item(kind)
            node.setTitle(f"Ask about step {at}")
            node.setPos(12 + COLUMN_PITCH * x + CARD_WIDTH / 2, ROW_PITCH * y + CARD_HEIGHT / 2)
            self._scene.add_node_item(node)
            self._nodes.append(node)
        # the scene does not hold its links
        self._links = [
            self._scene.new_link_item(self._nodes[one], outlet, self._nodes[other], inlet) for one, other in drawn.lines
        ]
        for link in self._links:
            self._scene.add_link_item(link)
        self.widget = CanvasView(self._scene)
        self.widget.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.widget.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self._scene.setSceneRect(self._scene.itemsBoundingRect().adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN))

    def show_at(self, scale: float, x: float, y: float) -> None:
        """Show a place on the map in the middle, so large."""
        self.widget.setTransform(QTransform.fromScale(scale, scale))
        self.widget.centerOn(x, y)

    def drag(self, card: int, dx: float, dy: float) -> None:
        """Move a node and its links by map units."""
        node = self._nodes[card]
        node.setPos(node.pos().x() + dx, node.pos().y() + dy)

    def hit(self, x: int, y: int) -> bool:
        """Whether a node lies under a pixel."""
        return self._scene.item_at(self.widget.mapToScene(x, y), NodeItem) is not None


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    wanted = plan(int(sys.argv[1]))
    tell(measured(application, lambda: Canvas(wanted), wanted))
