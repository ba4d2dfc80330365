"""Fingers on whatever scrolls: one that is dragged scrolls it, one that taps or rests is a pointer."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QEventPoint, QGuiApplication, QInputDevice, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

from ui.controls.coast import Coast
from ui.controls.focus import focus_by_pointer
from ui.controls.look import Look
from ui.override import override

_FAR: Final = 11
"""How far a finger trembles, in px; two taps may lie twice as far apart."""

_NONE: Final = -1
_DRAGGED: Final = (QAbstractSlider, QHeaderView)
_WRITTEN: Final = (QLineEdit, QPlainTextEdit)


class TouchScroll(QObject):
    """Takes the touches of a window that nothing in it takes itself, where something can be scrolled.

    To Qt such a finger is a pressed button at once, which selects and drags on its way.  Here it is one only when it is
    lifted where it came down, or has rested.  Sliders, heads of columns and fields being written in keep theirs.
    """

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self._window = window
        self._coast = Coast(look, self)
        self._areas: list[QAbstractScrollArea] = []
        self._is_ours = False
        self._finger = _NONE
        self._start = QPointF()
        self._is_undecided = False
        self._may_tap = False
        self._is_across: bool | None = None
        self._tapped = QPointF()
        self._rest, self._again = QTimer(self), QTimer(self)
        for each in (self._rest, self._again):
            each.setSingleShot(True)
        self._rest.timeout.connect(self._hold)
        window.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QTouchEvent):
            return False
        if event.type() == QEvent.Type.TouchBegin:
            self._begin(event)
        elif event.type() == QEvent.Type.TouchCancel:
            self._let_go()
        else:
            for point in event.points():
                if point.id() == self._finger:
                    self._follow(point, event.timestamp())
        event.setAccepted(self._is_ours)
        return True

    def _begin(self, event: QTouchEvent) -> None:
        point = event.points()[0]
        # a Mac tells of fingers on its touchpad too, which turn the wheel already
        by_screen = event.deviceType() is not QInputDevice.DeviceType.TouchPad
        self._areas = list(_areas_at(self._window, point.position())) if by_screen else []
        self._is_ours = self._is_undecided = bool(self._areas)
        self._finger, self._start, self._is_across = point.id(), point.position(), None
        # a finger that stops what coasts means nothing that lies there
        self._may_tap = not any(self._coast.has_stopped(bar) for area in self._areas for bar in _bars(area))
        if self._is_ours and self._areas[0].hasFocus():
            # Qt gives it to lists before it tells of the touch
            focus_by_pointer(self._areas[0])
        if self._is_ours and self._may_tap:
            self._rest.start(QGuiApplication.styleHints().mousePressAndHoldInterval())

    def _follow(self, point: QEventPoint, time: int) -> None:
        way = point.position() - self._start
        if self._is_undecided and way.manhattanLength() >= _FAR:
            self._rest.stop()
            self._is_undecided = False
            self._begin_scrolling(way)
        if self._is_across is not None:
            self._coast.follow(way.x() if self._is_across else way.y(), time)
        if point.state() is QEventPoint.State.Released:
            if self._is_across is not None:
                self._coast.let_go()
            elif self._is_undecided and self._may_tap:
                self._tap()
            self._let_go()

    def _begin_scrolling(self, way: QPointF) -> None:
        """Scroll the innermost area that can go along with the finger, if there is one."""
        across = abs(way.x()) > abs(way.y())
        back = (way.x() if across else way.y()) > 0
        for area in self._areas:
            bar = _bars(area)[not across]
            if bar.value() != (bar.minimum() if back else bar.maximum()):
                if isinstance(area, QAbstractItemView):
                    _scroll_by_pixel(area)
                self._coast.take(bar)
                self._is_across = across
                return

    def _let_go(self) -> None:
        """Forget the finger, and the panels around it, which may go before the next one comes."""
        self._rest.stop()
        self._is_undecided = False
        self._finger, self._areas, self._is_across = _NONE, [], None

    def _tap(self) -> None:
        """Click with the pointer; the second of two taps beside each other is a double-click."""
        near = (self._start - self._tapped).manhattanLength() <= 2 * _FAR
        twice = self._again.isActive() and near
        self._tapped = self._start
        if twice:
            self._again.stop()
        else:
            self._again.start(QGuiApplication.styleHints().mouseDoubleClickInterval())
        press = QEvent.Type.MouseButtonDblClick if twice else QEvent.Type.MouseButtonPress
        self._click(press, Qt.MouseButton.LeftButton)

    def _hold(self) -> None:
        """Ask for the menu, as the other button of the pointer does."""
        self._is_undecided = False
        self._click(QEvent.Type.MouseButtonPress, Qt.MouseButton.RightButton)

    def _click(self, press: QEvent.Type, button: Qt.MouseButton) -> None:
        """Press and release a button where the finger came down.

        It is done when this touch is over, for a dialog that it opens has to hear of touches too.
        """
        under = self._window.childAt(self._start.toPoint())
        if under is None:
            return
        focus_by_pointer(under)
        none, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        at, on_screen = under.mapFrom(self._window, self._start), self._window.mapToGlobal(self._start)
        release = QEvent.Type.MouseButtonRelease
        QCoreApplication.postEvent(under, QMouseEvent(press, at, on_screen, button, button, keys))
        QCoreApplication.postEvent(under, QMouseEvent(release, at, on_screen, button, none, keys))
        if button is Qt.MouseButton.RightButton:
            reason = QContextMenuEvent.Reason.Mouse
            QCoreApplication.postEvent(under, QContextMenuEvent(reason, at.toPoint(), on_screen.toPoint()))


def _areas_at(window: QWidget, at: QPointF) -> Iterator[QAbstractScrollArea]:
    """Yield what can be scrolled around a place, from within; nothing where the finger is wanted for something else."""
    around = window.childAt(at.toPoint())
    while around is not None and not around.isWindow():
        if isinstance(around, _DRAGGED) or (isinstance(around, _WRITTEN) and around.hasFocus()):
            return
        above = around.parentWidget()
        if isinstance(above, QAbstractScrollArea) and above.viewport() is around and _can_be_scrolled(above):
            yield above
        around = above


def _can_be_scrolled(area: QAbstractScrollArea) -> bool:
    return any(bar.maximum() > bar.minimum() for bar in _bars(area))


def _bars(area: QAbstractScrollArea) -> tuple[QScrollBar, QScrollBar]:
    return area.horizontalScrollBar(), area.verticalScrollBar()


def _scroll_by_pixel(view: QAbstractItemView) -> None:
    """Let a view move under the finger, not from row to row; what is at its top stays there."""
    by_pixel = QAbstractItemView.ScrollMode.ScrollPerPixel
    view.setHorizontalScrollMode(by_pixel)
    if view.verticalScrollMode() is not by_pixel:
        top = view.indexAt(QPoint(1, 1))
        view.setVerticalScrollMode(by_pixel)
        view.scrollTo(top, QAbstractItemView.ScrollHint.PositionAtTop)
