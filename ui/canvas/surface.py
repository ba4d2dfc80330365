"""The widget that shows a map and keeps it in step with the document; gestures come on top in `view`."""

import math
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.bridge import Selection
from ui.canvas.board import Marks
from ui.canvas.boxes import Box
from ui.canvas.cards import CardFace, CardFaces
from ui.canvas.causes import NO_CAUSES, Causes, Explained
from ui.canvas.footprint import footprint
from ui.canvas.found import FoundMarks, paint_found_heads
from ui.canvas.frame import Frame
from ui.canvas.geometry import MapGeometry
from ui.canvas.heads import Heads
from ui.canvas.hits import Hit, Part
from ui.canvas.ink import Ink
from ui.canvas.minimap import Minimap
from ui.canvas.numbers import MapNumbers
from ui.canvas.overlay import Lifted, OverlayState, lifted_picture, paint_overlay
from ui.canvas.painting import Scene, paint_bands, paint_map, prepare_map
from ui.canvas.tiles import Tiles
from ui.canvas.viewport import MapViewport
from ui.controls.focus import OWN_FOCUS
from ui.controls.look import Look
from workbench.domain.document import Document, Published

_NEAR: Final = 300.0
_FRAME_SECONDS: Final = 0.008
_SLICE_SECONDS: Final = 0.004
# one tile takes as long, and while anything moves a frame has no time for two
_MOVING_SECONDS: Final = 0.001
_ZOOM_RESTS: Final = 60
_IDLE_PAUSE: Final = 10
_FEW: Final = 32
_MANY: Final = 500


class MapSurface(MapViewport):
    """Paints the map of one journey and patches itself with every change of the document.

    The still picture is kept in tiles; the selection, hovering and gestures are painted over it.
    """

    emptiness_changed = Signal(bool)
    rested = Signal()  # all of the map is painted as it is now, as far as it was painted at all

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
        self._ink = Ink(look)
        self._tiles = Tiles(perf_counter)
        self.minimap = Minimap(self, self._tiles, look)
        self.rested.connect(self.minimap.refresh)
        self._heads = Heads()
        self._kept_scene: Scene | None = None
        self._sharpening = QTimer(self)
        self._sharpening.setSingleShot(True)
        self._sharpening.timeout.connect(self._sharpen)
        self._zooming = self._moved = False
        self.explained = Explained(self.update)
        self.found = FoundMarks(self.update)
        self.marks = Marks()
        self._hovered = Hit(Part.NOTHING)
        self._lifted: tuple[str, ...] = ()
        self.afloat: Lifted | None = None
        self._marked: QRegion | None = None
        self._unshown = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setProperty(OWN_FOCUS, True)
        self._unsubscribe = document.subscribe(self._take_over)
        selection.changed.connect(self._selected)
        look.themes.changed.connect(self._look_changed)

    @property
    def faces(self) -> Mapping[str, CardFace]:
        """What every card says, by touchpoint id."""
        return self._faces

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
        return self.explained.causes if self._numbers.heat else NO_CAUSES

    @property
    def hovered(self) -> Hit:
        """What is under the pointer."""
        return self._hovered

    @property
    def is_empty(self) -> bool:
        """Whether the journey has no touchpoint yet."""
        return not self.plan.cards

    @property
    def is_sharp(self) -> bool:
        """Whether all that shows is painted at its own scale and up to date."""
        return not self._zooming and self._tiles.is_sharp(self.sight)

    def close_map(self) -> None:
        """Stop listening and painting; to be called before the widget goes, for the document may outlive it."""
        self._unsubscribe()
        self._sharpening.stop()

    def set_numbers(self, numbers: MapNumbers) -> None:
        """Show other numbers."""
        if numbers != self._numbers:
            self._numbers = numbers
            self._repaint_all()

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
        """Show a gesture's marks in place of those shown before; nothing else is painted while cards are dragged."""
        if marks == self.marks:
            return
        before, self.marks, self._marked = self._marked, marks, None
        if self.afloat is not None:
            self._marked = footprint(self.plan, self._ink, self.frame, marks, self.afloat, self.body)
        if before is None or self._marked is None or self._unshown:
            self.update()
        else:
            self.update(before.united(self._marked))

    def lift(self, lifted: Iterable[str]) -> None:
        """Take cards with their lines, notes and frames out of the still picture, so that they follow the pointer."""
        before, self._lifted = self._lifted, tuple(lifted)
        self._marked = None
        for area in _stale_without(self.plan, {*before, *self._lifted}):
            self._tiles.invalidate(area)
        near = self.frame.visible(self.width(), self.height()).grown(_NEAR / self.frame.scale)
        self.afloat = lifted_picture(self.scene(), self._ink, self.frame, self._lifted, near)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if ratio != self._ink.ratio:
            self._ink = Ink(self.look, ratio)
        self._tiles.show(self.frame.scale, ratio, self.ground_to)
        area = self.sight
        if self._zooming:
            if self._tiles.has_gaps(area):
                self._tiles.sketch(area, self.plan.bounds, self._paint_part, _SLICE_SECONDS)
        elif self._tiles.has_gaps(area) or self._tiles.is_stale(area):
            self._tiles.sharpen(area, self._paint_part, _FRAME_SECONDS if self._rests else _MOVING_SECONDS)
            self._sharpening.stop()
            # beside the part that is asked for
            self._unshown = True
        asked = event.rect()
        if asked == self.rect():
            self._unshown = False
        painter = QPainter(self)
        painter.setClipRect(self.body)
        if self._tiles.has_gaps(area):
            painter.translate(self.frame.x, self.frame.y)
            paint_bands(painter, self.scene().columns, self._ink, area, self.frame.scale)
            painter.translate(-self.frame.x, -self.frame.y)
        window = Box(asked.left(), asked.top(), asked.right() + 1, asked.bottom() + 1)
        self._tiles.draw(painter, self.frame, area, window)
        paint_overlay(painter, self.scene(), self._ink, self.frame, self._overlay(), self.document)
        painter.setClipping(False)
        if asked.top() < self.body.top():
            self._paint_heads(painter)
        if not self._sharpening.isActive():
            self._sharpening.start(_IDLE_PAUSE)

    def _paint_heads(self, painter: QPainter) -> None:
        height = self.body.top()
        scrolled = self.frame.y < round(height - self.plan.bounds.top * self.frame.scale)
        size = (self.width(), height)
        self._heads.paint(painter, self.scene(), self._ink, self.frame, size, self.selection.ids, scrolled)
        paint_found_heads(painter, self.plan.columns, self._ink, self.frame, size, self.found.shown)

    def _overlay(self) -> OverlayState:
        return OverlayState(self.marks, self.selection.ids, self._hovered, self.afloat)

    def scene(self) -> Scene:
        """All that is painted, as it is now."""
        ground = self.ground_to
        if self._kept_scene is None or self._kept_scene.ground_to != ground:
            self._kept_scene = Scene(self.plan, self._faces, self._numbers, self._influences, ground)
            self._heads.forget()
        return self._kept_scene

    def settle(self) -> None:
        """Have all that shows painted sharply now, however long it takes."""
        self._zooming = False
        self._tiles.show(self.frame.scale, self._ink.ratio, self.ground_to)
        self._tiles.sharpen(self.sight, self._paint_part, math.inf)
        self.update()

    def _paint_part(self, painter: QPainter, area: Box, scale: float) -> None:
        lines = {line.id for line in self.plan.lines_at(*self._lifted)}
        paint_map(painter, self.scene(), self._ink, area, scale, {*self._lifted, *lines})

    @property
    def _rests(self) -> bool:
        """Whether nothing moves, be it the map or what is dragged over it."""
        return not self._moved and not self._lifted

    def _sharpen(self) -> None:
        """Paint a slice of what is missing while nothing else is to be done."""
        rests, area = self._rests, self.sight
        self._zooming = self._moved = False
        if not rests and self._tiles.is_stale(area):
            # a picture paints that by itself
            self._sharpening.start(_IDLE_PAUSE)
            self.update()
            return
        was_sharp = self._tiles.is_sharp(area)
        if was_sharp and self._lifted:
            if self._unshown:
                self.update()
            return
        prepare = partial(prepare_map, self.scene(), self._ink)
        bounds = self.plan.bounds
        seconds = _SLICE_SECONDS if rests else _MOVING_SECONDS
        more = self._tiles.work(area, bounds, self._paint_part, seconds, overview=rests, prepare=prepare)
        if more:
            self._sharpening.start(_ZOOM_RESTS if was_sharp else 0 if rests else _IDLE_PAUSE)
        else:
            self.rested.emit()
        if not was_sharp:
            self.update()

    @override
    def _reframed(self, before: Frame) -> None:
        self._moved = True
        self._marked = None
        if self.frame.scale != before.scale:
            self._zooming = True
            self._sharpening.start(_ZOOM_RESTS)
            self._heads.forget()
        if self._lifted and self.frame.scale != before.scale:
            self.lift(self._lifted)
        self.update()

    def _take_over(self, published: Published) -> None:
        """Patch, never rebuild: only what the change set touched is worked out and painted again."""
        was_empty = self.is_empty
        patch = self.plan.patch(published.changes)
        altered = self._faces.patch(published.changes)
        stale = [*patch.stale, *(self.plan.cards[card] for card in altered & self.plan.cards.keys())]
        # of so many parts each tile would have some
        for area in [None] if patch.columns or len(stale) > _MANY else stale:
            self._tiles.invalidate(area)
        self._forget_painted()
        self.selection.forget_missing(self.document)
        self._set_frame(self.frame)
        if patch.columns:
            self.view_changed.emit()
        if self.is_empty != was_empty:
            self.emptiness_changed.emit(self.is_empty)
        self.update()

    def _selected(self, _ids: object) -> None:
        self._heads.forget()
        self.update()

    def _look_changed(self, _theme: object) -> None:
        self._ink = Ink(self.look, self.devicePixelRatioF())
        self.fit_again()
        self._repaint_all()

    def _repaint_all(self) -> None:
        self._tiles.invalidate()
        self._forget_painted()
        self.update()

    def _forget_painted(self) -> None:
        self._kept_scene = None


def _stale_without(plan: MapGeometry, things: Set[str]) -> list[Box | None]:
    """What is painted anew where these are taken out or put back; None is everything."""
    if len(things) > _FEW:
        # to find out what each of their lines covers would take longer
        return [None]
    boxes = [box for box in map(plan.thing, things) if box is not None]
    return [*boxes, *(part for line in plan.lines_at(*things) for part in line.parts)]
