"""The peer: the same journey as a QGraphicsScene with an item for every touchpoint and line, as tutorials build it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)
from typing_extensions import override

from benchmarks._canvas_journeys import DEPARTMENTS, Plan
from benchmarks._canvas_scene import SceneHandles
from workbench.domain.places import CARD_HEIGHT, CARD_WIDTH, COLUMN_PITCH, ROW_PITCH

_COLOURS = [QColor.fromHsv(n * 360 // DEPARTMENTS, 120, 220) for n in range(DEPARTMENTS)]


class _Card(QGraphicsItem):
    def __init__(self, number: int, left: float, top: float) -> None:
        super().__init__()
        self.number = number
        self.setPos(left, top)
        self.setFlags(self.GraphicsItemFlag.ItemIsMovable | self.GraphicsItemFlag.ItemIsSelectable)
        self._title = f"Ask about step {number}"
        self._bold, self._font = QFont("DejaVu Sans", 10), QFont("DejaVu Sans", 8)

    @override
    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, CARD_WIDTH, CARD_HEIGHT)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        del option, widget
        painter.setPen(QPen(QColor("#5b6b7f"), 1.5))
        painter.setBrush(QColor("white"))
        painter.drawRoundedRect(QRectF(1, 1, CARD_WIDTH - 2, CARD_HEIGHT - 2), 8, 8)
        painter.setFont(self._bold)
        painter.drawText(QRectF(8, 6, CARD_WIDTH - 16, 34), Qt.TextFlag.TextWordWrap, self._title)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_COLOURS[self.number % DEPARTMENTS])
        painter.drawEllipse(QRectF(8, CARD_HEIGHT - 24, 16, 16))
        painter.drawRoundedRect(QRectF(CARD_WIDTH - 52, CARD_HEIGHT - 24, 44, 17), 8, 8)
        painter.setPen(QColor("black"))
        painter.setFont(self._font)
        owner = f"D{self.number % DEPARTMENTS}"
        painter.drawText(QRectF(CARD_WIDTH - 52, CARD_HEIGHT - 24, 44, 17), Qt.AlignmentFlag.AlignCenter, owner)


class _Line(QGraphicsItem):
    def __init__(self, source: _Card, target: _Card) -> None:
        super().__init__()
        self._ends = source, target
        self._path = QPainterPath()
        self.setZValue(-1)
        self.follow()

    def follow(self) -> None:
        """Run from card to card again."""
        self.prepareGeometryChange()
        start = self._ends[0].pos() + QPointF(CARD_WIDTH, CARD_HEIGHT / 2)
        end = self._ends[1].pos() + QPointF(0, CARD_HEIGHT / 2)
        bend = QPointF(max(40.0, 0.5 * abs(end.x() - start.x())), 0)
        self._path = QPainterPath(start)
        self._path.cubicTo(start + bend, end - bend, end)

    @override
    def boundingRect(self) -> QRectF:
        return self._path.boundingRect().adjusted(-2, -2, 2, 2)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        del option, widget
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor("#8794a5"), 1.6))
        painter.drawPath(self._path)


class Canvas(SceneHandles):
    """A scene behind the handles that the rig turns."""

    def __init__(self, drawn: Plan) -> None:
        self._scene = QGraphicsScene()
        spots = (drawn.spot(at) for at in range(drawn.touchpoints))
        self._cards = [_Card(at, 12 + COLUMN_PITCH * x, ROW_PITCH * y) for at, (x, y) in enumerate(spots)]
        self._lines: list[list[_Line]] = [[] for _ in self._cards]
        for card in self._cards:
            self._scene.addItem(card)
        for one, other in drawn.lines:
            line = _Line(self._cards[one], self._cards[other])
            self._scene.addItem(line)
            self._lines[one].append(line)
            self._lines[other].append(line)
        self._scene.setSceneRect(self._scene.itemsBoundingRect().adjusted(-2000, -2000, 2000, 2000))
        self.widget = QGraphicsView(self._scene)
        self.widget.setFrameStyle(QFrame.Shape.NoFrame)
        self.widget.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.widget.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)

    def show_at(self, scale: float, x: float, y: float) -> None:
        """Show a place on the map in the middle, so large."""
        self.widget.setTransform(QTransform.fromScale(scale, scale))
        self.widget.centerOn(x, y)

    def drag(self, card: int, dx: float, dy: float) -> None:
        """Move a card and its lines by map units."""
        self._cards[card].moveBy(dx, dy)
        for line in self._lines[card]:
            line.follow()

    def hit(self, x: int, y: int) -> bool:
        """Whether a thing lies under a pixel."""
        return self.widget.itemAt(x, y) is not None
