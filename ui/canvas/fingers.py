"""Fingers on the map: one taps, drags or holds, two move and zoom it."""

import math
from collections.abc import Sequence
from enum import Enum
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QEventPoint, QGuiApplication, QMouseEvent, QNativeGestureEvent, QTouchEvent
from PySide6.QtWidgets import QWidget

from ui.canvas.board import Board
from ui.canvas.edge_scroll import EdgeScroll
from ui.canvas.hits import Part
from ui.canvas.selecting import SelectTool
from ui.canvas.tools import TOUCH_PX, Pointer, Tool, pointer_at

_LEAST_APART: Final = 10.0
_GROUND: Final = (Part.COLUMN, Part.NOTHING, Part.LINE)


class Touched(Board, Protocol):
    """The map as fingers move it."""

    @property
    def body(self) -> QRect:
        """The part of the widget below the phase heads."""
        ...

    def select_phase_at(self, px: float) -> None:
        """Select the phase whose head is at a pixel."""
        ...

    def zoom_to(self, scale: float, at: QPoint | None = None) -> None:
        """Show the map at a scale, keeping in place what lies at a pixel."""
        ...

    def fit(self) -> None:
        """Show the whole map."""
        ...


class _Doing(Enum):
    NOTHING = "nothing"
    TOOL = "tool"
    PANNING = "panning"
    PINCHING = "pinching"


class Fingers(QObject):
    """Turns touches into presses of the tool in use; on empty ground the tool that selects pans instead.

    Two taps are a double-click on `widget`.  `held` tells where a finger rested for as long as a menu takes to be
    asked for.
    """

    held = Signal(QPointF)

    def __init__(self, board: Touched, edge: EdgeScroll, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._board = board
        self._edge = edge
        self._doing = _Doing.NOTHING
        self._tool: Tool | None = None
        self._start: Pointer | None = None
        self._anchor = (0.0, 0.0)
        self._opened = (1.0, 1.0)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._hold)
        self._tapped: Pointer | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)

    def take(self, event: QTouchEvent, tool: Tool) -> None:
        """Follow the fingers; `tool` is the one in use when the first comes down."""
        down = [point for point in event.points() if point.state() is not QEventPoint.State.Released]
        if event.type() == QEvent.Type.TouchCancel:
            self._give_up()
        elif len(down) > 1:
            self._pinch(down)
        elif event.type() == QEvent.Type.TouchBegin and down:
            self._begin(down[0].position(), tool)
        elif down:
            self._move(down[0].position())
        else:
            self._end(event.points())

    def zoom(self, event: QNativeGestureEvent) -> None:
        """Zoom as the touchpad says: by a pinch, or to the whole map and back by a double tap of two fingers."""
        if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self._board.zoom_to(self._board.frame.scale * (1 + event.value()), event.position().toPoint())
        elif event.gestureType() is Qt.NativeGestureType.SmartZoomNativeGesture:
            if self._board.frame.scale < 1.0:
                self._board.zoom_to(1.0, event.position().toPoint())
            else:
                self._board.fit()

    def _begin(self, at: QPointF, tool: Tool) -> None:
        pointer = self._start = self._pointer(at)
        self._anchor, self._tool = (pointer.x, pointer.y), tool
        on_ground = isinstance(tool, SelectTool) and tool.hit(pointer).part in _GROUND
        pans = on_ground or at.y() < self._board.body.top()
        self._doing = _Doing.PANNING if pans else _Doing.TOOL
        if not pans:
            tool.press(pointer)
        self._rest.start(QGuiApplication.styleHints().mousePressAndHoldInterval())

    def _move(self, at: QPointF) -> None:
        pointer = self._pointer(at)
        if self._start is None or self._tool is None:
            return
        if not self._rest.isActive() or pointer.is_far_from(self._start):
            self._rest.stop()
            if self._doing is _Doing.TOOL:
                self._tool.move(pointer)
                self._edge.follow(pointer, self._tool)
            elif self._doing is _Doing.PANNING:
                self._keep_anchor_at(at)

    def _end(self, points: Sequence[QEventPoint]) -> None:
        tapped = self._rest.isActive()
        self._rest.stop()
        self._edge.stop()
        doing, self._doing = self._doing, _Doing.NOTHING
        if self._tool is None or not points:
            return
        pointer = self._pointer(points[0].position())
        if doing is _Doing.TOOL:
            self._tool.release(pointer)
        elif doing is _Doing.PANNING and tapped:
            self._tap(pointer, self._tool)
        if tapped and doing in (_Doing.TOOL, _Doing.PANNING):
            self._count_tap(pointer, self._tool)

    def _tap(self, pointer: Pointer, tool: Tool) -> None:
        if pointer.py < self._board.body.top():
            self._board.select_phase_at(pointer.px)
        else:
            tool.press(pointer)
            tool.release(pointer)

    def _count_tap(self, pointer: Pointer, tool: Tool) -> None:
        """Make a double-click of the second tap beside the first, on the card that is meant where it misses that."""
        first, self._tapped = self._tapped, pointer
        near = first is not None and math.dist((first.px, first.py), (pointer.px, pointer.py)) <= TOUCH_PX
        if not near or not self._again.isActive() or not isinstance(tool, SelectTool):
            self._again.start(QGuiApplication.styleHints().mouseDoubleClickInterval())
            return
        self._again.stop()
        x, y = pointer.at
        card = self._board.plan.cards.get(tool.hit(pointer).id)
        if card is not None:
            x, y = min(max(x, card.left + 1), card.right - 1), min(max(y, card.top + 1), card.bottom - 1)
        at, left = QPointF(*self._board.frame.to_widget(x, y)), Qt.MouseButton.LeftButton
        on_screen, keys = self._widget.mapToGlobal(at), Qt.KeyboardModifier.NoModifier
        twice = QMouseEvent(QEvent.Type.MouseButtonDblClick, at, on_screen, left, left, keys)
        QCoreApplication.sendEvent(self._widget, twice)

    def _pinch(self, points: Sequence[QEventPoint]) -> None:
        """Two fingers: what lay between them stays between them."""
        one, other = (point.position() for point in points[:2])
        middle, apart = (one + other) / 2, max(_LEAST_APART, math.dist(one.toTuple(), other.toTuple()))
        frame = self._board.frame
        if self._doing is not _Doing.PINCHING:
            self._give_up()
            self._doing = _Doing.PINCHING
            self._anchor, self._opened = frame.to_map(middle.x(), middle.y()), (frame.scale, apart)
        scale, opened = self._opened
        self._board.zoom_to(scale * apart / opened, middle.toPoint())
        self._keep_anchor_at(middle)

    def _keep_anchor_at(self, at: QPointF) -> None:
        x, y = self._board.frame.to_widget(*self._anchor)
        self._board.pan(at.x() - x, at.y() - y)

    def _hold(self) -> None:
        if self._start is not None and self._doing in (_Doing.TOOL, _Doing.PANNING):
            self._give_up()
            self.held.emit(QPointF(self._start.px, self._start.py))

    def _give_up(self) -> None:
        self._rest.stop()
        self._edge.stop()
        if self._doing is _Doing.TOOL and self._tool is not None:
            self._tool.cancel()
        self._doing = _Doing.NOTHING

    def _pointer(self, at: QPointF) -> Pointer:
        return pointer_at(self._board.frame, at, finger=True)
