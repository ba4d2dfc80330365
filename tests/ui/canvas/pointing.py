"""Real pointer and key events on a map."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.canvas.journeys import Sketch
from ui.canvas.boxes import Box
from ui.canvas.name_editor import NameEditor
from ui.canvas.view import MapView

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def pixel(view: MapView, x: float, y: float) -> QPoint:
    """The pixel over a place on the map."""
    px, py = view.frame.to_widget(x, y)
    return QPoint(round(px), round(py))


def box(view: MapView, sketch: Sketch, name: str) -> Box:
    return view.plan.cards[sketch.ids[name]]


def on(view: MapView, sketch: Sketch, name: str) -> QPoint:
    """The pixel over the middle of a card."""
    return pixel(view, *box(view, sketch, name).middle)


def edge(view: MapView, sketch: Sketch, name: str) -> QPoint:
    """The pixel over the handle at a card's right edge."""
    card = box(view, sketch, name)
    return pixel(view, card.right, card.middle[1])


def click(view: MapView, at: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.mouseClick(view, LEFT, modifiers, at)


def drag(view: MapView, start: QPoint, end: QPoint, drop: bool = True, button: Qt.MouseButton = LEFT) -> None:
    """Press, go there in four steps, and let go unless `drop` is false."""
    QTest.mousePress(view, button, PLAIN, start)
    for step in range(1, 5):
        QTest.mouseMove(view, start + (end - start) * step / 4)
        QApplication.processEvents()
    if drop:
        QTest.mouseRelease(view, button, PLAIN, end)


def move(view: MapView, at: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    """Go on with the button held, and keys as well."""
    there = QPointF(at)
    no = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, there, view.mapToGlobal(there), no, LEFT, modifiers)
    QApplication.sendEvent(view, event)


def editor(view: MapView) -> NameEditor:
    """The line of text for names."""
    found = view.findChild(NameEditor)
    assert found is not None
    return found


def type_name(view: MapView, text: str, key: Qt.Key = Qt.Key.Key_Return, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    """Type into the open editor and leave it by a key."""
    line = editor(view)
    assert line.isVisible()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, key, modifier)


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(widget, key, modifier)
