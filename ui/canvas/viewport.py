"""The window onto the map: which part of it shows, and how large."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.canvas.boxes import Box
from ui.canvas.columns import running_to
from ui.canvas.flight import Flight
from ui.canvas.frame import LARGEST, Frame, closest, fitted
from ui.canvas.geometry import MapGeometry
from ui.canvas.heads import heads_height
from ui.controls.look import Look
from workbench.domain.places import COLUMN_PITCH

_ZOOM_STEP: Final = 1.2
_MARGIN: Final = 16.0


class MapViewport(QWidget):
    """Scrolls and zooms over a map, which lies below the phase heads; fits it until the user asks for something else.

    `view_changed` tells that anything lies elsewhere on the screen, `zoom_changed` the new scale.
    """

    view_changed = Signal()
    zoom_changed = Signal(float)

    def __init__(self, plan: MapGeometry, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = plan
        self.look = look
        self._frame = Frame()
        self._fits = True
        self._flight = Flight(look, self._set_frame, self)

    @property
    def frame(self) -> Frame:
        """Which part of the map shows, and how large."""
        return self._frame

    @property
    def body(self) -> QRect:
        """The part of the widget below the phase heads."""
        top = heads_height(self.look, self.height())
        return QRect(0, top, self.width(), max(1, self.height() - top))

    @property
    def room(self) -> Box:
        """The same part by its edges."""
        body = self.body
        return Box(body.left(), body.top(), body.right() + 1, body.bottom() + 1)

    @property
    def sight(self) -> Box:
        """The part of the map that shows below the phase heads, in map units."""
        room = self.room
        return Box(*self._frame.to_map(room.left, room.top), *self._frame.to_map(room.right, room.bottom))

    def zoom_in(self) -> None:
        """Enlarge round the middle by a fifth."""
        self.zoom_to(self._frame.scale * _ZOOM_STEP)

    def zoom_out(self) -> None:
        """Shrink round the middle by a sixth."""
        self.zoom_to(self._frame.scale / _ZOOM_STEP)

    def zoom_to(self, scale: float, at: QPoint | None = None) -> None:
        """Show the map at a scale, 1 being 100 %, keeping in place what lies at a pixel, or else in the middle."""
        at = at or self.body.center()
        self.show_frame(self._frame.zoomed(scale, at.x(), at.y()))

    def fit(self) -> None:
        """Show the whole map, a small one no larger than 125 %."""
        self._fits = True
        self._fly_to(fitted(self.plan.bounds, self.room))

    def show_full_size(self) -> None:
        """Show the map at 100 %, keeping its middle in place."""
        middle = self.body.center()
        self._fits = False
        self._fly_to(self._frame.zoomed(1.0, middle.x(), middle.y()))

    def show_box(self, box: Box, largest: float = LARGEST) -> None:
        """Show a part of the map as large as there is room for it, at most at the scale `largest`."""
        self._fits = False
        self._fly_to(closest(box, self.room, largest))

    def centre_on(self, element_id: str) -> None:
        """Bring a card, a line or a phase to the middle."""
        self._fits = False
        _, level = self._frame.to_map(0, self.room.middle[1])
        box = self.plan.box_of(element_id, level)
        if box is not None:
            self._fly_to(self._frame.centred(*box.middle, self.room))

    def show_frame(self, frame: Frame) -> None:
        """Show a part of the map at once."""
        self._flight.stop()
        self._fits = False
        self._set_frame(frame)

    def reveal(self, box: Box) -> None:
        """Move the map just so far that a box lies in sight."""
        self._flight.stop()
        self._set_frame(self._frame.showing(box.grown(_MARGIN), self.room))

    def pan(self, dx: float, dy: float) -> None:
        """Drag the map by pixels."""
        self.show_frame(self._frame.panned(dx, dy))

    def column_centres(self) -> list[float]:
        """The middle of each phase's column in widget px, so that other strips can stand in line with them."""
        return [self._frame.to_widget(each.centre, 0)[0] for each in self.plan.columns if each.phase is not None]

    def column_ends(self) -> tuple[float, float]:
        """Where the ground of the first phase begins and that of the last one ends, in widget px."""
        phases = [each for each in running_to(self.plan.columns, self.ground_to) if each.phase is not None]
        right = phases[-1].right if phases else 0.0
        return self._frame.to_widget(0.0, 0)[0], self._frame.to_widget(right, 0)[0]

    @property
    def ground_to(self) -> float:
        """The right edge of the map or of the window, where no whole column would fit before it; in map units."""
        columns = self.plan.columns
        edge = max(self.plan.bounds.right, self.width() / self._frame.scale)
        return edge if columns and edge - columns[-1].right < COLUMN_PITCH else 0.0

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_again()
        self.view_changed.emit()

    def fit_again(self) -> None:
        """Fit again after the map or the widget has changed its size, or at least keep the map in sight."""
        self._flight.stop()
        if self._fits:
            self._set_frame(fitted(self.plan.bounds, self.room))
        else:
            self._set_frame(self._frame)

    def _fly_to(self, frame: Frame) -> None:
        self._flight.begin(self._frame, frame.kept(self.plan.bounds, self.room))

    def _set_frame(self, frame: Frame) -> None:
        before, self._frame = self._frame, frame.kept(self.plan.bounds, self.room)
        if self._frame == before:
            return
        self._reframed(before)
        if self._frame.scale != before.scale:
            self.zoom_changed.emit(self._frame.scale)
        self.view_changed.emit()

    def _reframed(self, before: Frame) -> None:
        """What is to be done when the map has moved on the screen."""
        del before
        self.update()
