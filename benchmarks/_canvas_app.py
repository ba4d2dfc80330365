"""The map of the program behind the handles that the rig turns."""

from math import log

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from benchmarks._canvas_journeys import JOURNEY
from ui.bridge import Selection
from ui.canvas.hits import Part, hit
from ui.canvas.view import MapView
from ui.controls.look import Look
from ui.icons import IconSource
from ui.theme import ThemeSource
from workbench.domain.document import Document

_HIT_SLACK = 6.0
_WHEEL_STEP, _ZOOM_A_STEP = 120.0, 1.15


class Canvas:
    """The real widget; what a pointer does comes to it as events."""

    def __init__(self, document: Document, application: QApplication) -> None:
        look = Look(ThemeSource(application.styleHints(), "light", reduce_motion=True), IconSource())
        self.widget = MapView(document, JOURNEY, Selection(), look)
        self._pointer = QPointF()

    def show_all(self, scale: float, x: float, y: float) -> None:
        """Show the whole map, for which it has to be so large and this place in the middle."""
        del scale, x, y
        self.widget.fit()

    def show_at(self, scale: float, x: float, y: float) -> None:
        """Show a place on the map in the middle, so large."""
        view = self.widget
        view.zoom_to(scale, QPoint(0, view.body.top()))
        at_x, at_y = view.frame.to_widget(x, y)
        view.pan(view.body.center().x() - at_x, view.body.center().y() - at_y)

    def zoom(self, scale: float, x: float, y: float) -> None:
        """Turn the wheel over the place, which lies in the middle."""
        frame = self.widget.frame
        turned = round(_WHEEL_STEP * log(scale / frame.scale) / log(_ZOOM_A_STEP))
        at = QPointF(*frame.to_widget(x, y))
        self._wheel(at, QPoint(), QPoint(0, turned), Qt.KeyboardModifier.ControlModifier)

    def pan(self, dx: int, dy: int) -> None:
        """Push the map with two fingers."""
        centre = QPointF(self.widget.body.center())
        self._wheel(centre, QPoint(dx, dy), QPoint(dx, dy) * 8, Qt.KeyboardModifier.NoModifier)

    def begin_drag(self, card: int) -> None:
        """Press on a card."""
        left, top, right, bottom = self.widget.plan.cards[f"t{card}"]
        self._pointer = QPointF(*self.widget.frame.to_widget((left + right) / 2, (top + bottom) / 2))
        self._send(QMouseEvent.Type.MouseButtonPress, Qt.MouseButton.LeftButton)

    def drag(self, card: int, dx: float, dy: float) -> None:
        """Move the pointer by map units."""
        del card
        self._pointer += QPointF(dx, dy) * self.widget.frame.scale
        self._send(QMouseEvent.Type.MouseMove, Qt.MouseButton.NoButton)

    def end_drag(self, card: int) -> None:
        """Let go."""
        del card
        self._send(QMouseEvent.Type.MouseButtonRelease, Qt.MouseButton.LeftButton)

    def hit(self, x: int, y: int) -> bool:
        """Whether a card or line lies under a pixel."""
        view = self.widget
        found = hit(view.plan, *view.frame.to_map(x, y), _HIT_SLACK / view.frame.scale)
        return found.part in (Part.CARD, Part.HANDLE, Part.LINE)

    def is_settled(self) -> bool:
        """Whether nothing is left to be painted later."""
        return self.widget.is_sharp

    def _wheel(self, at: QPointF, pixels: QPoint, turned: QPoint, held: Qt.KeyboardModifier) -> None:
        phase = Qt.ScrollPhase.ScrollUpdate
        place = self.widget.mapToGlobal(at)
        event = QWheelEvent(at, place, pixels, turned, Qt.MouseButton.NoButton, held, phase, False)
        QApplication.sendEvent(self.widget, event)

    def _send(self, kind: QMouseEvent.Type, button: Qt.MouseButton) -> None:
        held = Qt.MouseButton.NoButton if kind is QMouseEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
        at = self._pointer
        event = QMouseEvent(kind, at, self.widget.mapToGlobal(at), button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self.widget, event)
