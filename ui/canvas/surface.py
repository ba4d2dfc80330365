"""The widget that shows a map and keeps it in step with the document; gestures come on top in `view`."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.bridge import Selection
from ui.canvas.board import Marks
from ui.canvas.boxes import Box
from ui.canvas.cards import CardFace, CardFaces
from ui.canvas.causes import NO_CAUSES, Causes
from ui.canvas.frame import Frame
from ui.canvas.geometry import MapGeometry
from ui.canvas.heads import paint_heads
from ui.canvas.hits import Hit, Part
from ui.canvas.ink import Ink
from ui.canvas.layer import StillLayer
from ui.canvas.numbers import MapNumbers
from ui.canvas.overlay import Lifted, OverlayState, lifted_picture, paint_overlay
from ui.canvas.painting import Scene, paint_map
from ui.canvas.viewport import MapViewport
from ui.controls.focus import OWN_FOCUS
from ui.controls.look import Look
from workbench.domain.document import Document, Published
from workbench.domain.places import COLUMN_PITCH

_NEAR: Final = 300.0
_PAINTED_AROUND: Final = 16.0


class MapSurface(MapViewport):
    """Paints the map of one journey and patches itself with every change of the document.

    The still picture is kept in a pixmap; the selection, hovering and gestures are painted over it.
    """

    emptiness_changed = Signal(bool)

    def __init__(
        self, document: Document, journey: str, selection: Selection, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(MapGeometry(document, journey), look, parent)
        self.document = document
        self.journey = journey
        self.selection = selection
        self._faces = CardFaces(document, journey)
        self._numbers = MapNumbers()
        self._influences = True
        self._causes = NO_CAUSES
        self._way: tuple[str, ...] = ()
        self._ink = Ink(look)
        self._layer = StillLayer()
        self._marks = Marks()
        self._hovered = Hit(Part.NOTHING)
        self._lifted: tuple[str, ...] = ()
        self._lifted_picture: Lifted | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setProperty(OWN_FOCUS, True)
        self._unsubscribe = document.subscribe(self._take_over)
        selection.changed.connect(self._selected)
        look.themes.changed.connect(self._look_changed)

    @property
    def faces(self) -> Mapping[str, CardFace]:
        """What every card says, by touchpoint id."""
        return self._faces.faces

    @property
    def numbers(self) -> MapNumbers:
        """The numbers shown."""
        return self._numbers

    @property
    def influences_shown(self) -> bool:
        """Whether influences are painted."""
        return self._influences

    @property
    def causes(self) -> Causes:
        """What is marked as having filled the glass; only cards with heat show it."""
        return self._causes if self._numbers.heat else NO_CAUSES

    @property
    def way(self) -> tuple[str, ...]:
        """The touchpoints on the way of the customer that is shown."""
        return self._way

    @property
    def hovered(self) -> Hit:
        """What is under the pointer."""
        return self._hovered

    @property
    def is_empty(self) -> bool:
        """Whether the journey has no touchpoint yet."""
        return not self.plan.cards

    def close_map(self) -> None:
        """Stop listening; to be called before the widget goes, for the document may outlive it."""
        self._unsubscribe()

    def set_numbers(self, numbers: MapNumbers) -> None:
        """Show other numbers."""
        if numbers != self._numbers:
            self._numbers = numbers
            self._repaint_all()

    def set_causes(self, causes: Causes) -> None:
        """Mark what filled the glass where, in place of what was marked before."""
        if causes != self._causes:
            self._causes = causes
            self.update()

    def set_way(self, way: Iterable[str]) -> None:
        """Show the way of one customer, or none."""
        chosen = tuple(way)
        if chosen != self._way:
            self._way = chosen
            self.update()

    def set_heat_visible(self, visible: bool) -> None:
        """Colour the cards by their breakdowns, or leave them plain."""
        self.set_numbers(replace(self._numbers, heat=visible))

    def set_influences_visible(self, visible: bool) -> None:
        """Paint influences, or leave them out."""
        if visible != self._influences:
            self._influences = visible
            self._repaint_all()

    def hover(self, at: Hit) -> None:
        """Show what is under the pointer."""
        if at != self._hovered:
            self._hovered = at
            self.update()

    def show_marks(self, marks: Marks) -> None:
        """Show a gesture's marks in place of those shown before."""
        if marks != self._marks:
            self._marks = marks
            self.update()

    def lift(self, cards: Iterable[str]) -> None:
        """Take cards and their lines out of the still picture, so that they can follow the pointer."""
        before, self._lifted = self._lifted, tuple(cards)
        for card in {*before, *self._lifted} & self.plan.cards.keys():
            self._invalidate(self.plan.cards[card])
            for line in self.plan.lines_at(card):
                self._invalidate(line.box)
        near = self.frame.visible(self.width(), self.height()).grown(_NEAR / self.frame.scale)
        self._lifted_picture = lifted_picture(self._scene(), self._ink, self.frame, self._lifted, near)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if ratio != self._ink.ratio:
            self._ink = Ink(self.look, ratio)
        self._layer.resize(self.size(), ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._layer.picture(self._paint_still))
        painter.setClipRect(self.body)
        paint_overlay(painter, self._scene(), self._ink, self.frame, self._overlay(), self.document)

    def _overlay(self) -> OverlayState:
        return OverlayState(self._marks, self.selection.ids, self._hovered, self._lifted_picture)

    def _scene(self) -> Scene:
        return Scene(self.plan, self._faces.faces, self._numbers, self._influences, self._ground_to())

    def _ground_to(self) -> float:
        """The right edge of the map or of the window, where no whole column would fit before it."""
        columns = self.plan.columns
        edge = max(self.plan.bounds.right, self.width() / self.frame.scale)
        return edge if columns and edge - columns[-1].right < COLUMN_PITCH else 0.0

    def _paint_still(self, painter: QPainter, area: QRect) -> None:
        body, frame = self.body, self.frame
        part = area.intersected(body)
        if not part.isEmpty():
            painter.save()
            painter.setClipRect(part)
            painter.translate(frame.x, frame.y)
            visible = Box(*frame.to_map(part.left(), part.top()), *frame.to_map(part.right() + 1, part.bottom() + 1))
            lines = {line.id for card in self._lifted for line in self.plan.lines_at(card)}
            paint_map(painter, self._scene(), self._ink, visible, frame.scale, {*self._lifted, *lines})
            painter.restore()
        if area.top() < body.top():
            painter.setClipRect(area.intersected(QRect(0, 0, self.width(), body.top())))
            scrolled = frame.y < round(body.top() - self.plan.bounds.top * frame.scale)
            chosen = self.selection.ids
            paint_heads(painter, self._scene(), self._ink, frame, (self.width(), body.top()), chosen, scrolled)

    @override
    def _reframed(self, before: Frame) -> None:
        if self.frame.scale == before.scale:
            self._layer.scroll(self.frame.x - before.x, self.frame.y - before.y, self.body)
            self._invalidate_heads()
        else:
            self._layer.invalidate()
        self.update()

    def _take_over(self, published: Published) -> None:
        """Patch, never rebuild: only what the change set touched is worked out and painted again."""
        was_empty = self.is_empty
        patch = self.plan.patch(published.changes)
        altered = self._faces.patch(published.changes)
        if patch.columns:
            self._layer.invalidate()
        for area in patch.areas:
            self._invalidate(area)
        for card in altered & self.plan.cards.keys():
            self._invalidate(self.plan.cards[card])
        self.selection.forget_missing(self.document)
        self._set_frame(self.frame)
        if patch.columns:
            self.view_changed.emit()
        if self.is_empty != was_empty:
            self.emptiness_changed.emit(self.is_empty)
        self.update()

    def _selected(self, _ids: object) -> None:
        self._invalidate_heads()
        self.update()

    def _look_changed(self, _theme: object) -> None:
        self._ink = Ink(self.look, self.devicePixelRatioF())
        self._settle()
        self._repaint_all()

    def _repaint_all(self) -> None:
        self._layer.invalidate()
        self.update()

    def _invalidate_heads(self) -> None:
        self._layer.invalidate(QRect(0, 0, self.width(), self.body.top()))

    def _invalidate(self, box: Box) -> None:
        """Have a box in map units painted again, with the badges and strokes that reach out of it."""
        area = self.frame.box_on_widget(box).grown(_PAINTED_AROUND)
        self._layer.invalidate(QRect(round(area.left), round(area.top), round(area.width), round(area.height)))
