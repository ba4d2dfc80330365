"""The widget that shows a map: what is painted, which part of it, and how large; gestures come on top in `view`."""

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.bridge import Selection
from ui.canvas.board import Marks
from ui.canvas.boxes import Box
from ui.canvas.cards import CardFace, CardFaces
from ui.canvas.frame import Frame, fitted
from ui.canvas.geometry import MapGeometry
from ui.canvas.heads import heads_height, paint_heads
from ui.canvas.hits import Hit, Part
from ui.canvas.ink import Ink
from ui.canvas.layer import StillLayer
from ui.canvas.numbers import MapNumbers
from ui.canvas.overlay import Lifted, OverlayState, lifted_picture, paint_overlay
from ui.canvas.painting import Scene, paint_map
from ui.controls.focus import OWN_FOCUS
from ui.controls.look import Look
from workbench.domain.document import Document, Published

_ZOOM_STEP: Final = 1.2
_NEAR: Final = 300.0
_PAINTED_AROUND: Final = 16.0
_PREFERRED: Final = QSize(1024, 640)


class MapSurface(QWidget):
    """One widget that paints the map of one journey and patches itself with every change of the document.

    The still picture is kept in a pixmap; the selection, hovering and gestures are painted over it.
    """

    view_changed = Signal()
    zoom_changed = Signal(float)
    emptiness_changed = Signal(bool)

    def __init__(
        self, document: Document, journey: str, selection: Selection, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.document = document
        self.journey = journey
        self.selection = selection
        self.look = look
        self._plan = MapGeometry(document, journey)
        self._faces = CardFaces(document, journey)
        self._numbers = MapNumbers()
        self._influences = True
        self._frame = Frame()
        self._ink = Ink(look)
        self._layer = StillLayer()
        self._marks = Marks()
        self._hovered = Hit(Part.NOTHING)
        self._lifted: tuple[str, ...] = ()
        self._lifted_picture: Lifted | None = None
        self._fits = True
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setProperty(OWN_FOCUS, True)
        self._unsubscribe = document.subscribe(self._take_over)
        selection.changed.connect(self._selected)
        look.themes.changed.connect(self._look_changed)

    @property
    def plan(self) -> MapGeometry:
        """Where everything lies, in map units."""
        return self._plan

    @property
    def faces(self) -> Mapping[str, CardFace]:
        """What every card says, by touchpoint id."""
        return self._faces.faces

    @property
    def frame(self) -> Frame:
        """Which part of the map shows, and how large."""
        return self._frame

    @property
    def numbers(self) -> MapNumbers:
        """The numbers shown."""
        return self._numbers

    @property
    def influences_shown(self) -> bool:
        """Whether influences are painted."""
        return self._influences

    @property
    def is_empty(self) -> bool:
        """Whether the journey has no touchpoint yet."""
        return not self._plan.cards

    @property
    def hovered(self) -> Hit:
        """What is under the pointer."""
        return self._hovered

    @property
    def body(self) -> QRect:
        """The part of the widget below the phase heads."""
        top = heads_height(self.look, self.height())
        return QRect(0, top, self.width(), max(1, self.height() - top))

    def close_map(self) -> None:
        """Stop listening; the document may outlive the widget."""
        self._unsubscribe()

    def set_numbers(self, numbers: MapNumbers) -> None:
        """Show other numbers."""
        if numbers != self._numbers:
            self._numbers = numbers
            self._repaint_all()

    def set_heat_visible(self, visible: bool) -> None:
        """Colour the cards by their breakdowns, or leave them plain."""
        old = self._numbers
        self.set_numbers(MapNumbers(old.as_is, old.with_fix, visible, old.highest, old.stale))

    def set_influences_visible(self, visible: bool) -> None:
        """Paint influences, or leave them out."""
        if visible != self._influences:
            self._influences = visible
            self._repaint_all()

    def zoom_in(self) -> None:
        """Enlarge round the middle by a fifth."""
        self.zoom_to(self._frame.scale * _ZOOM_STEP)

    def zoom_out(self) -> None:
        """Shrink round the middle by a sixth."""
        self.zoom_to(self._frame.scale / _ZOOM_STEP)

    def zoom_to(self, scale: float, at: QPoint | None = None) -> None:
        """Show the map at a scale, 1 being 100 %, keeping in place what lies at a pixel, or else in the middle."""
        at = at or self.body.center()
        self._fits = False
        self._set_frame(self._frame.zoomed(scale, at.x(), at.y()))

    def fit(self) -> None:
        """Show the whole map, never larger than 100 %; it keeps fitting until something else is asked for."""
        self._fits = True
        self._set_frame(fitted(self._plan.bounds, self._room()))

    def centre_on(self, element_id: str) -> None:
        """Bring a card, a line or a phase to the middle."""
        self._fits = False
        box = self._box_of(element_id)
        if box is not None:
            self._set_frame(self._frame.centred(*box.middle, self._room()))

    def reveal(self, box: Box) -> None:
        """Move the map just so far that a box lies in sight."""
        self._set_frame(self._frame.showing(box.grown(_PAINTED_AROUND), self._room()))

    def pan(self, dx: float, dy: float) -> None:
        """Drag the map by pixels."""
        self._fits = False
        self._set_frame(self._frame.panned(dx, dy))

    def column_centres(self) -> list[float]:
        """The middle of each phase's column in widget px, so that other strips can stand in line with them."""
        columns = self._plan.columns
        return [self._frame.to_widget(column.centre, 0)[0] for column in columns if column.phase is not None]

    def show_marks(self, marks: Marks) -> None:
        """Show a gesture's marks in place of those shown before."""
        if marks != self._marks:
            self._marks = marks
            self.update()

    def lift(self, cards: Iterable[str]) -> None:
        """Take cards and their lines out of the still picture, so that they can follow the pointer."""
        before, self._lifted = self._lifted, tuple(cards)
        for card in {*before, *self._lifted} & self._plan.cards.keys():
            self._invalidate(self._plan.cards[card])
            for line in self._plan.lines_at(card):
                self._invalidate(line.box)
        near = self._frame.visible(self.width(), self.height()).grown(_NEAR / self._frame.scale)
        self._lifted_picture = lifted_picture(self._scene(), self._ink, self._frame, self._lifted, near)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return _PREFERRED

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.fit()
        else:
            self._set_frame(self._frame)
        self.view_changed.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if ratio != self._ink.ratio:
            self._ink = Ink(self.look, ratio)
        self._layer.resize(self.size(), ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._layer.picture(self._paint_still))
        painter.setClipRect(self.body)
        paint_overlay(painter, self._scene(), self._ink, self._frame, self._overlay(), self.document)

    def _overlay(self) -> OverlayState:
        return OverlayState(self._marks, self.selection.ids, self._hovered, self._lifted_picture)

    def _scene(self) -> Scene:
        return Scene(self._plan, self._faces.faces, self._numbers, self._influences)

    def _paint_still(self, painter: QPainter, area: QRect) -> None:
        body = area.intersected(self.body)
        scene, frame = self._scene(), self._frame
        if not body.isEmpty():
            painter.save()
            painter.setClipRect(body)
            painter.translate(frame.x, frame.y)
            visible = Box(*frame.to_map(body.left(), body.top()), *frame.to_map(body.right() + 1, body.bottom() + 1))
            lines = {line.id for card in self._lifted for line in self._plan.lines_at(card)}
            paint_map(painter, scene, self._ink, visible, frame.scale, {*self._lifted, *lines})
            painter.restore()
        if area.top() < self.body.top():
            painter.setClipRect(area.intersected(QRect(0, 0, self.width(), self.body.top())))
            scrolled = frame.y < round(self.body.top() - self._plan.bounds.top * frame.scale)
            paint_heads(painter, scene, self._ink, frame, self.width(), self.body.top(), self.selection.ids, scrolled)

    def _room(self) -> Box:
        body = self.body
        return Box(body.left(), body.top(), body.right() + 1, body.bottom() + 1)

    def _set_frame(self, frame: Frame) -> None:
        before, self._frame = self._frame, frame.kept(self._plan.bounds, self._room())
        after = self._frame
        if after == before:
            return
        if after.scale == before.scale:
            self._layer.scroll(after.x - before.x, after.y - before.y, self.body)
            self._layer.invalidate(QRect(0, 0, self.width(), self.body.top()))
        else:
            self._layer.invalidate()
            self.zoom_changed.emit(after.scale)
        self.update()
        self.view_changed.emit()

    def _box_of(self, element_id: str) -> Box | None:
        if element_id in self._plan.lines:
            return self._plan.lines[element_id].curve.box
        column = next((each for each in self._plan.columns if each.phase == element_id), None)
        if column is not None:
            _, y = self._frame.to_map(0, self._room().middle[1])
            return Box(column.left, y, column.right, y)
        return self._plan.cards.get(element_id)

    def _take_over(self, published: Published) -> None:
        """Patch, never rebuild: only what the change set touched is worked out and painted again."""
        was_empty = self.is_empty
        patch = self._plan.patch(published.changes)
        altered = self._faces.patch(published.changes)
        if patch.columns:
            self._repaint_all()
        for area in patch.areas:
            self._invalidate(area)
        for card in altered & self._plan.cards.keys():
            self._invalidate(self._plan.cards[card])
        self.selection.forget_missing(self.document)
        if self._fits and (patch.columns or patch.areas):
            self.fit()
        else:
            self._set_frame(self._frame)
        if patch.columns:
            self.view_changed.emit()
        if self.is_empty != was_empty:
            self.emptiness_changed.emit(self.is_empty)
        self.update()

    def _selected(self, _ids: object) -> None:
        self._layer.invalidate(QRect(0, 0, self.width(), self.body.top()))
        self.update()

    def _look_changed(self, _theme: object) -> None:
        self._ink = Ink(self.look, self.devicePixelRatioF())
        if self._fits:
            self.fit()
        self._repaint_all()

    def _repaint_all(self) -> None:
        self._layer.invalidate()
        self.update()

    def _invalidate(self, box: Box) -> None:
        """Have a box in map units painted again, with the badges and strokes that reach out of it."""
        area = self._frame.box_on_widget(box).grown(_PAINTED_AROUND)
        self._layer.invalidate(QRect(round(area.left), round(area.top), round(area.width), round(area.height)))

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._repaint_all()
        return super().event(event)
