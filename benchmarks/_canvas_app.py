"""The program's window behind the handles that the rig turns."""

import gc
import os
from collections.abc import Iterable
from math import log
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from benchmarks._canvas_journeys import elements, plan
from ui.app import make_window
from ui.canvas.hits import Part, hit, line_at
from ui.main_window import MainWindow, now
from workbench.domain.elements import Element
from workbench.session import Session, Workplace
from workbench.state_folder import STATE_VARIABLE

_HIT_SLACK = 6.0
_FEW = 12
_WHEEL_STEP, _ZOOM_A_STEP = 120.0, 1.15


def window_in(folder: Path, application: QApplication, size: QSize) -> MainWindow:
    """Return the window as it is some time after the start, with everything imported and another journey open.

    The map of that journey has the size wanted: a journey is opened into a window that has been there all along.
    """
    os.environ[STATE_VARIABLE] = str(folder)
    window = make_window(application)
    window.look.themes.set_reduce_motion(True)
    window.show()
    while not window.warm_up.is_done:
        application.processEvents()
    Canvas(window, session_in(folder, elements(plan(_FEW)))).show(size.width(), size.height())
    # as the program does when it has imported everything
    gc.freeze()
    return window


def session_in(folder: Path, elements: Iterable[Element]) -> Session:
    """Return a project without a file, as the window opens it."""
    return Session.new(elements, Workplace(folder / "state", now))


class Canvas:
    """The program's own window with a journey open; what a pointer does comes to the map in it as events."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        self._window = window
        window.desk.show_session(session)
        assert window.workspace is not None, "the session has just been shown"
        self.widget = window.workspace.map
        self._workspace = window.workspace
        self._pointer = QPointF()

    def show(self, width: int, height: int) -> None:
        """Have the journey laid out and painted, in a window so large that this is the size of the map in it."""
        QApplication.processEvents()
        wanted = QSize(width, height)
        while self.widget.size() != wanted:
            self._window.resize(self._window.size() + wanted - self.widget.size())
            QApplication.processEvents()

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
        at, slack = view.frame.to_map(x, y), _HIT_SLACK / view.frame.scale
        over_card = hit(view.plan, *at, slack).part in (Part.CARD, Part.HANDLE)
        return over_card or line_at(view.plan, *at, slack) is not None

    def is_settled(self) -> bool:
        """Whether nothing is left to be painted later."""
        return self.widget.is_sharp

    def is_complete(self) -> bool:
        """Whether panels and numbers are there."""
        return self._workspace.opening.is_done and self._workspace.results.can_run

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
