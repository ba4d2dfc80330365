"""The map as the user works on it: pointer, keys, touchpad and voice over the painted surface."""

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QInputDevice,
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
from ui.canvas.area_writing import AreaWriting
from ui.canvas.board import Marks, Named, NewArea, NewCard, NewFrame, NewNote, Renamed, ToolName
from ui.canvas.chosen import Chosen
from ui.canvas.edge_scroll import EdgeScroll
from ui.canvas.fingers import Fingers
from ui.canvas.hand import Hand
from ui.canvas.hits import Hit, Part
from ui.canvas.keys import MapKeys, delete_selected, rename_selected
from ui.canvas.name_editor import NameEditor
from ui.canvas.naming import Naming
from ui.canvas.overlay import OverlayState
from ui.canvas.placing import box_at, place_at
from ui.canvas.speech import map_name, spoken
from ui.canvas.surface import MapSurface
from ui.canvas.tips import TOLD, tip_at
from ui.canvas.tools import Pointer, pointer_at
from ui.canvas.wording import Wording
from ui.controls.look import Look
from workbench.domain.document import Document, Published
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
        self._hand = Hand(self)
        self._keys = MapKeys(self)
        naming, writing = Naming(self, NameEditor(look, self)), AreaWriting(self, AreaEditor(look, self))
        self._naming = Wording(self.plan, naming, writing)
        self._by_keyboard = False
        self._wheel_zooms = False
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
        return self._hand.tool.name

    def use(self, tool: ToolName) -> None:
        """Change the tool; a gesture under way leaves no trace."""
        self._give_up()
        if tool is not self.tool:
            self._hand.take(tool)
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
        rename_selected(self)

    def select_phase_at(self, px: float) -> None:
        """Select the phase whose head is at a pixel, or nothing beside them."""
        x, _ = self.frame.to_map(px, 0)
        column = self.plan.column_under(x)
        self.selection.set([column.phase] if column is not None and column.phase is not None else [])

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
        tool = self._hand.press(event.button())
        if tool is None:
            return
        if event.position().y() < self.body.top() and not self._hand.is_panning:
            self.select_phase_at(event.position().x())
            return
        if event.button() is Qt.MouseButton.LeftButton:
            self._hand.hold(tool)
        tool.press(self._pointer(event))
        self._set_cursor()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        tool, pointer = self._hand.now, self._pointer(event)
        inside = event.position().y() >= self.body.top()
        if not tool.busy:
            self.hover(tool.hit(pointer) if inside else Hit(Part.NOTHING))
        if (inside or tool.busy) and not self._naming.active:
            tool.move(pointer)
        if self._hand.tool.busy and not self._hand.is_panning and self.marks != Marks():
            self._edge.follow(pointer, tool)
        self._set_cursor()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._edge.stop()
        if event.button() is Qt.MouseButton.MiddleButton:
            self._hand.stop_panning()
        elif event.button() is Qt.MouseButton.LeftButton:
            tool = self._hand.let_go()
            if tool is not None and (tool.busy or event.position().y() >= self.body.top()):
                tool.release(self._pointer(event))
        self._set_cursor()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self._hand.selects_twice:
            return
        pointer = self._pointer(event)
        self._hand.tool.cancel()
        at = self._hand.tool.hit(pointer)
        if event.position().y() < self.body.top():
            column = self.plan.column_under(pointer.x)
            if column is not None and column.phase is not None:
                self.begin_naming(Renamed(column.phase))
        elif at.part in TOLD:
            self.begin_naming(Renamed(at.id))
        elif at.part is not Part.LINE:
            self.begin_naming(NewCard(place_at(self.plan, pointer.x, pointer.y)))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hover(Hit(Part.NOTHING))
        if not self._hand.tool.busy and not self._naming.active:
            self.show_marks(Marks())

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls, with Shift sideways; with Ctrl it zooms round the pointer."""
        turned, pixels = event.angleDelta(), event.pixelDelta()
        if event.phase() is not Qt.ScrollPhase.ScrollMomentum:
            # what coasts goes on as the fingers left it, whatever key is pressed or let go meanwhile
            self._wheel_zooms = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self._wheel_zooms:
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
        elif self._hand.is_drawing:
            event.accept()
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._hand.pan()
            self._set_cursor()
        elif not self._keys.press(event, self._hand.tool):
            super().keyPressEvent(event)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._hand.stop_panning()
            self._set_cursor()
        super().keyReleaseEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._by_keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._hand.stop_panning()
        self._set_cursor()
        if self._hand.is_holding:
            self._give_up()
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tip_at(self, self._hand.tool, event.pos()), self)
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._hand.is_drawing:
            # no key means anything in the middle of a gesture but Escape
            event.accept()
            return True
        if isinstance(event, QNativeGestureEvent):
            self._fingers.zoom(event)
            return True
        if isinstance(event, QTouchEvent) and _is_for_the_map(self, event):
            if event.type() == QEvent.Type.TouchBegin:
                self._by_keyboard = False
                self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._fingers.take(event, self._hand.tool)
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
            busy=self._hand.tool.busy,
            several=len(self.selection.ids) > 1,
            # also where a card is selected, for that keeps its ring when the focus goes
            wears_focus=by_keyboard and not self._hand.tool.busy,
            causes=self.causes,
            way=self.explained.way,
            found=self.found.shown,
        )

    @override
    def _take_over(self, published: Published) -> None:
        if self._hand.tool.busy:
            self._give_up()
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

    def _pointer(self, event: QMouseEvent) -> Pointer:
        adds = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        free = event.modifiers() & Qt.KeyboardModifier.AltModifier
        return pointer_at(self.frame, event.position(), bool(adds), bool(free))

    def _ask_for_menu(self, at: QPointF) -> None:
        """Select what is under a pixel, unless it is selected, and ask for its menu."""
        if self._hand.tool.busy:
            return
        over = self._hand.tool.hit(pointer_at(self.frame, at))
        if at.y() < self.body.top():
            self.select_phase_at(at.x())
        elif over.part in (Part.COLUMN, Part.NOTHING):
            self.selection.clear()
        elif over.id not in self.selection.ids:
            self.selection.set([over.id])
        self.menu_wanted.emit(self.mapToGlobal(at.toPoint()))

    def _set_cursor(self) -> None:
        shape = self._hand.now.cursor(self._hovered)
        if shape is not self.cursor().shape():
            self.setCursor(shape)

    def _give_up(self) -> None:
        """End the gesture under way as if it had never begun; letting go of the button means nothing any more."""
        self._hand.give_up()
        self._edge.stop()
        self._set_cursor()

    def _escape(self) -> None:
        """Give up the gesture; without one, the tool; without another tool, the selection."""
        if self._hand.tool.busy or self._hand.is_holding or self._hand.is_panning:
            self._give_up()
        elif self.tool is not ToolName.SELECT:
            self.use(ToolName.SELECT)
        else:
            self.selection.clear()


def _is_for_the_map(view: QWidget, event: QTouchEvent) -> bool:
    """Return whether the map takes a touch itself.

    A Mac tells of fingers on its touchpad too, which turn the wheel and pinch already; and what lies over the map, such
    as a field or the small map, takes a finger for a pointer.
    """
    if event.deviceType() is QInputDevice.DeviceType.TouchPad:
        return False
    return event.type() != QEvent.Type.TouchBegin or view.childAt(event.points()[0].position().toPoint()) is None
