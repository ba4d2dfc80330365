"""The map as the user works on it: pointer, keys, touchpad and voice over the painted surface."""

from collections.abc import Callable
from html import escape
from typing import Final, TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from ui.bridge import Selection
from ui.canvas.board import Marks, Named, NewCard, Renamed, ToolName
from ui.canvas.hits import Hit, Part
from ui.canvas.keys import MapKeys, delete_selected
from ui.canvas.naming import NameEditor, Naming
from ui.canvas.overlay import OverlayState
from ui.canvas.placing import box_at, place_at
from ui.canvas.routes import LineKind
from ui.canvas.speech import map_name, spoken
from ui.canvas.surface import MapSurface
from ui.canvas.tools import ConnectTool, PanTool, Pointer, SelectTool, Tool, TouchpointTool
from ui.controls.look import Look
from workbench.domain.document import Document, Published
from workbench.domain.elements import Phase, Touchpoint
from workbench.domain.problems import DomainProblem

T = TypeVar("T")

_WHEEL_STEP: Final = 120.0
_ZOOM_A_STEP: Final = 1.15
_SCROLL_A_STEP: Final = 72.0


class MapView(MapSurface):
    """The map of one journey, to be looked at and worked on.

    `refused` tells in a sentence why a verb did nothing; `tool_changed` carries the ToolName now in use.
    """

    tool_changed = Signal(object)
    refused = Signal(object)

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
        }
        self._tool = self._tools[ToolName.SELECT]
        self._panning: Tool | None = None
        self._keys = MapKeys(self)
        self._naming = Naming(self, NameEditor(look, self))
        self._by_keyboard = False
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
        """Select every touchpoint."""
        self.selection.set(sorted(self.plan.cards))

    def delete_selection(self) -> None:
        """Delete what is selected."""
        delete_selected(self)

    def rename_selection(self) -> None:
        """Let the user type another name for what is selected."""
        element = self.document.elements.get(self.selection.current or "")
        if isinstance(element, Touchpoint | Phase):
            self.begin_naming(Renamed(element.id))

    def begin_naming(self, named: Named) -> None:
        """Let the user type a name in place."""
        if isinstance(named, NewCard):
            self.reveal(box_at(self.plan, named.place))
        elif isinstance(named, Renamed) and named.id in self.plan.cards:
            self.reveal(self.plan.cards[named.id])
        self.hover(Hit(Part.NOTHING))
        self._naming.begin(named)

    def attempt(self, verb: Callable[[], T]) -> T | None:
        """Run a verb; tell what it refuses, and return None then."""
        try:
            return verb()
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
            self._press_head(event)
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
        self._set_cursor()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        tool = self._panning or self._tool
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
        elif at.part in (Part.CARD, Part.HANDLE):
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
        elif not self._chosen_by(event) and not self._keys.press(event):
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
            self._show_tip(event)
            return True
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_to(self.frame.scale * (1 + event.value()), event.position().toPoint())
            return True
        return super().event(event)

    @override
    def _overlay(self) -> OverlayState:
        by_keyboard = self._by_keyboard and self.hasFocus()
        shown = [each for each in self.selection.ids if each in self.document.elements]
        return OverlayState(
            marks=self._marks,
            selected=shown,
            hovered=self._hovered,
            lifted=self._lifted_picture,
            busy=self._tool.busy,
            wears_focus=by_keyboard and not shown,
            causes=self.causes,
            way=self.way,
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
        box = self.plan.cards.get(current or "")
        if box is not None and self._by_keyboard:
            self.reveal(box)
        said = spoken(self.document, current, self.numbers) if current is not None else ""
        self.setAccessibleDescription(said)
        if said and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def _tool_of(self, event: QMouseEvent) -> Tool | None:
        """The tool that a press belongs to: the middle button pans whatever tool is in use."""
        if event.button() is Qt.MouseButton.MiddleButton:
            self._panning = self._tools[ToolName.PAN]
            return self._panning
        return (self._panning or self._tool) if event.button() is Qt.MouseButton.LeftButton else None

    def _press_head(self, event: QMouseEvent) -> None:
        x, _ = self.frame.to_map(event.position().x(), 0)
        column = self.plan.column_at(x)
        hit_phase = column is not None and column.phase is not None and 0 <= x < column.right
        self.selection.set([column.phase] if hit_phase and column is not None and column.phase is not None else [])

    def _pointer(self, event: QMouseEvent) -> Pointer:
        at = event.position()
        adds = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        return Pointer(*self.frame.to_map(at.x(), at.y()), at.x(), at.y(), bool(adds))

    def _set_cursor(self) -> None:
        self.setCursor((self._panning or self._tool).cursor(self._hovered))

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

    def _chosen_by(self, event: QKeyEvent) -> bool:
        """Offer the current card to the tool when Enter is pressed."""
        current = self.selection.current
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return is_enter and current in self.plan.cards and self._tool.choose(str(current))

    def _show_tip(self, event: QHelpEvent) -> None:
        """The whole of what a card may have cut short."""
        pointer = Pointer(*self.frame.to_map(event.x(), event.y()), event.x(), event.y())
        at = self._tool.hit(pointer)
        if event.y() < self.body.top():
            column = self.plan.column_at(pointer.x)
            text = column.name if column is not None and pointer.x < column.right else ""
        else:
            text = spoken(self.document, at.id, self.numbers) if at.part in (Part.CARD, Part.HANDLE) else ""
        QToolTip.showText(event.globalPos(), f"<p>{escape(text)}</p>" if text else "", self)
