"""The map as the user works on it: pointer, keys, touchpad and voice over the painted surface."""

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from ui.bridge import Selection
from ui.canvas.area_editor import AreaEditor
from ui.canvas.area_tools import FrameTool, NoteTool
from ui.canvas.area_writing import AreaWriting
from ui.canvas.board import Marks, Named, NewArea, NewCard, NewFrame, NewNote, Renamed, ToolName
from ui.canvas.chosen import Chosen
from ui.canvas.connecting import ConnectTool
from ui.canvas.edge_scroll import EdgeScroll
from ui.canvas.fingers import Fingers
from ui.canvas.hits import Hit, Part
from ui.canvas.keys import MapKeys, delete_selected
from ui.canvas.name_editor import NameEditor
from ui.canvas.naming import Naming
from ui.canvas.overlay import OverlayState
from ui.canvas.placing import box_at, place_at
from ui.canvas.routes import LineKind
from ui.canvas.selecting import LassoTool, SelectTool
from ui.canvas.speech import map_name, spoken
from ui.canvas.surface import MapSurface
from ui.canvas.tips import TOLD, tip_at
from ui.canvas.tools import PanTool, Pointer, Tool, TouchpointTool
from ui.canvas.wording import Wording
from ui.canvas.zooming import ZoomTool
from ui.controls.look import Look
from workbench.domain.document import Document, Published
from workbench.domain.elements import Area, Phase, Touchpoint
from workbench.domain.problems import DomainProblem, LockedProblem

T = TypeVar("T")

_ROOM_FOR_KEYS: Final = 24.0
"""Beside a card that is being named there is room for the line that tells its keys, in map units."""

_WHEEL_STEP: Final = 120.0
_ZOOM_A_STEP: Final = 1.15
_SCROLL_A_STEP: Final = 72.0


class MapView(MapSurface):
    """The map of one journey, to be looked at and worked on.

    `refused` tells in a sentence why a verb did nothing; `tool_changed` carries the ToolName now in use; `menu_wanted`
    asks for the menu of what is selected, at a place on the screen.
    """

    tool_changed = Signal(object)
    refused = Signal(object)
    met_lock = Signal(object)  # the LockedProblem
    menu_wanted = Signal(QPoint)

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
            ToolName.LASSO: LassoTool(self),
            ToolName.ZOOM: ZoomTool(self),
            ToolName.NOTE: NoteTool(self),
            ToolName.FRAME: FrameTool(self),
        }
        self._tool = self._tools[ToolName.SELECT]
        self._panning: Tool | None = None
        self._keys = MapKeys(self)
        naming, writing = Naming(self, NameEditor(look, self)), AreaWriting(self, AreaEditor(look, self))
        self._naming = Wording(self.plan, naming, writing)
        self._by_keyboard = False
        self._chosen = Chosen((), self.plan)
        self._edge = EdgeScroll(self)
        self._fingers = Fingers(self, self._edge, self)
        self._fingers.held.connect(self._ask_for_menu)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(map_name(document, journey))
        self.view_changed.connect(self._naming.follow)

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
        """Select every touchpoint, note and frame; a touchpoint, if there is any, is the current one."""
        self.selection.set([*sorted(self.plan.areas.shown), *sorted(self.plan.cards)])

    def delete_selection(self) -> None:
        """Delete what is selected."""
        delete_selected(self)

    def rename_selection(self) -> None:
        """Let the user type another name for what is selected."""
        element = self.document.elements.get(self.selection.current or "")
        if isinstance(element, Touchpoint | Phase | Area):
            self.begin_naming(Renamed(element.id))

    def select_phase_at(self, px: float) -> None:
        """Select the phase whose head is at a pixel, or nothing beside them."""
        x, _ = self.frame.to_map(px, 0)
        column = self.plan.column_at(x)
        over = column is not None and 0 <= x < column.right
        self.selection.set([column.phase] if over and column is not None and column.phase is not None else [])

    def begin_naming(self, named: Named | NewArea) -> None:
        """Let the user type a name in place."""
        if isinstance(named, NewCard):
            self.reveal(box_at(self.plan, named.place).grown(0, _ROOM_FOR_KEYS))
        elif isinstance(named, NewNote | NewFrame):
            self.reveal(named.box)
        elif isinstance(named, Renamed) and (box := self.plan.thing(named.id)) is not None:
            self.reveal(box)
        self.hover(Hit(Part.NOTHING))
        self._naming.begin(named)

    def attempt(self, verb: Callable[[], T]) -> T | None:
        """Run a verb; tell what it refuses, and return None then."""
        try:
            return verb()
        except LockedProblem as problem:
            self.met_lock.emit(problem)
        except DomainProblem as problem:
            self.refused.emit(str(problem))
        return None

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard = False
        tool = self._tool_of(event)
        if tool is None:
            return
        if event.position().y() < self.body.top() and tool is not self._panning:
            self.select_phase_at(event.position().x())
            return
        tool.press(self._pointer(event))
        self._set_cursor()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        tool = self._panning or self._tool
        pointer = self._pointer(event)
        inside = event.position().y() >= self.body.top()
        if not tool.busy:
            self.hover(tool.hit(pointer) if inside else Hit(Part.NOTHING))
        if (inside or tool.busy) and not self._naming.active:
            tool.move(pointer)
        if self._tool.busy and not self._panning and self.marks != Marks():
            self._edge.follow(pointer, tool)
        self._set_cursor()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        tool = self._panning or self._tool
        self._edge.stop()
        if event.button() is Qt.MouseButton.MiddleButton:
            self._stop_panning()
        elif event.button() is Qt.MouseButton.LeftButton and (tool.busy or event.position().y() >= self.body.top()):
            tool.release(self._pointer(event))
        self._set_cursor()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._tool.name is not ToolName.SELECT:
            return
        pointer = self._pointer(event)
        self._tool.cancel()
        column = self.plan.column_at(pointer.x)
        at = self._tool.hit(pointer)
        if event.position().y() < self.body.top():
            if column is not None and column.phase is not None and pointer.x < column.right:
                self.begin_naming(Renamed(column.phase))
        elif at.part in TOLD:
            self.begin_naming(Renamed(at.id))
        elif at.part is not Part.LINE:
            self.begin_naming(NewCard(place_at(self.plan, pointer.x, pointer.y)))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hover(Hit(Part.NOTHING))
        if not self._tool.busy and not self._naming.active:
            self.show_marks(Marks())

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls, with Shift sideways; with Ctrl it zooms round the pointer."""
        turned, pixels = event.angleDelta(), event.pixelDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            factor = _ZOOM_A_STEP ** (turned.y() / _WHEEL_STEP)
            self.zoom_to(self.frame.scale * factor, event.position().toPoint())
        elif not pixels.isNull():
            self.pan(pixels.x(), pixels.y())
        else:
            across, down = (part / _WHEEL_STEP * _SCROLL_A_STEP for part in (turned.x(), turned.y()))
            sideways = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not across
            self.pan(*((down, 0.0) if sideways else (across, down)))
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard = True
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._panning = self._tools[ToolName.PAN]
            self._set_cursor()
        elif not self._keys.press(event, self._tool):
            super().keyPressEvent(event)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._stop_panning()
        super().keyReleaseEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._by_keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._stop_panning()
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tip_at(self, self._tool, event.pos()), self)
            return True
        if isinstance(event, QNativeGestureEvent):
            self._fingers.zoom(event)
            return True
        if isinstance(event, QTouchEvent):
            if event.type() == QEvent.Type.TouchBegin:
                self._by_keyboard = False
                self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._fingers.take(event, self._tool)
            event.accept()
            return True
        return super().event(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            self._ask_for_menu(QPointF(event.pos()))
            return
        box = self.plan.box_of(self.selection.current or "", self.sight.top) or self.sight
        at = QPointF(*self.frame.to_widget(*box.middle))
        self.menu_wanted.emit(self.mapToGlobal(at.toPoint()))

    @override
    def _overlay(self) -> OverlayState:
        by_keyboard = self._by_keyboard and self.hasFocus()
        if self._chosen.ids is not self.selection.ids:
            self._chosen = Chosen(self.selection.ids, self.plan)
        shown = [each for each in self._chosen.shown_in(self.sight, self.frame.scale) if each in self.document.elements]
        return OverlayState(
            marks=self.marks,
            selected=shown,
            hovered=self._hovered,
            lifted=self.afloat,
            busy=self._tool.busy,
            several=len(self.selection.ids) > 1,
            wears_focus=by_keyboard and not shown,
            causes=self.causes,
            way=self.way,
            found=self.found.shown,
        )

    @override
    def _take_over(self, published: Published) -> None:
        if self._tool.busy:
            self._tool.cancel()
        super()._take_over(published)
        self.hover(Hit(Part.NOTHING))
        self._naming.follow()
        self.setAccessibleName(map_name(self.document, self.journey))

    @override
    def _selected(self, _ids: object) -> None:
        super()._selected(_ids)
        current = self.selection.current
        box = self.plan.thing(current or "")
        if box is not None and self._by_keyboard:
            self.reveal(box)
        self.setAccessibleDescription(spoken(self.document, current, self.numbers) if current is not None else "")

    def _tool_of(self, event: QMouseEvent) -> Tool | None:
        """The tool that a press belongs to: the middle button pans whatever tool is in use."""
        if event.button() is Qt.MouseButton.MiddleButton:
            self._panning = self._tools[ToolName.PAN]
            return self._panning
        return (self._panning or self._tool) if event.button() is Qt.MouseButton.LeftButton else None

    def _pointer(self, event: QMouseEvent) -> Pointer:
        at = event.position()
        adds = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        free = event.modifiers() & Qt.KeyboardModifier.AltModifier
        return Pointer(*self.frame.to_map(at.x(), at.y()), at.x(), at.y(), bool(adds), bool(free))

    def _ask_for_menu(self, at: QPointF) -> None:
        """Select what is under a pixel, unless it is selected, and ask for its menu."""
        if self._tool.busy:
            return
        over = self._tool.hit(Pointer(*self.frame.to_map(at.x(), at.y()), at.x(), at.y()))
        if at.y() < self.body.top():
            self.select_phase_at(at.x())
        elif over.part in (Part.COLUMN, Part.NOTHING):
            self.selection.clear()
        elif over.id not in self.selection.ids:
            self.selection.set([over.id])
        self.menu_wanted.emit(self.mapToGlobal(at.toPoint()))

    def _set_cursor(self) -> None:
        shape = (self._panning or self._tool).cursor(self._hovered)
        if shape is not self.cursor().shape():
            self.setCursor(shape)

    def _stop_panning(self) -> None:
        if self._panning is not None:
            self._panning.cancel()
            self._panning = None
            self._set_cursor()

    def _escape(self) -> None:
        """Give up the gesture; without one, the tool; without another tool, the selection."""
        if self._tool.busy:
            self._tool.cancel()
        elif self._tool.name is not ToolName.SELECT:
            self.use(ToolName.SELECT)
        else:
            self.selection.clear()
