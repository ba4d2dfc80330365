"""Which part of the map shows, and how large: from map units to widget pixels and back."""

from dataclasses import dataclass, replace
from typing import Final

from ui.canvas.boxes import Box
from ui.canvas.geometry import HEADROOM
from workbench.domain.places import ROW_PITCH

SMALLEST: Final = 0.02
LARGEST: Final = 4.0
LARGEST_FIT: Final = 1.25
"""The largest scale of a map that is shown whole: a small journey is to be read from afar, yet not to shout."""

_ROOM_BELOW: Final = 2 * ROW_PITCH
_FOOT: Final = 14.0
_LEAST_IN_SIGHT: Final = 48.0
_SIDE: Final = 24.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The map's origin in widget pixels, whole ones so that text stays sharp, and the scale."""

    scale: float = 1.0
    x: int = 0
    y: int = 0

    def to_map(self, px: float, py: float) -> tuple[float, float]:
        """Return the place on the map under a pixel."""
        return (px - self.x) / self.scale, (py - self.y) / self.scale

    def to_widget(self, x: float, y: float) -> tuple[float, float]:
        """Return the pixel over a place on the map."""
        return x * self.scale + self.x, y * self.scale + self.y

    def box_on_widget(self, box: Box) -> Box:
        """Return a box in widget pixels."""
        return Box(*self.to_widget(box.left, box.top), *self.to_widget(box.right, box.bottom))

    def visible(self, width: float, height: float) -> Box:
        """Return the part of the map that a widget of this size shows."""
        return Box(*self.to_map(0, 0), *self.to_map(width, height))

    def panned(self, dx: float, dy: float) -> "Frame":
        """Return the frame after dragging the map by so many pixels."""
        return replace(self, x=round(self.x + dx), y=round(self.y + dy))

    def zoomed(self, scale: float, px: float, py: float) -> "Frame":
        """Return the frame at another scale in which the map stays where it is under one pixel."""
        scale = min(max(scale, SMALLEST), LARGEST)
        x, y = self.to_map(px, py)
        return Frame(scale, round(px - x * scale), round(py - y * scale))

    def centred(self, x: float, y: float, room: Box) -> "Frame":
        """Return the frame with a place on the map in the middle of `room` (widget pixels)."""
        px, py = room.middle
        return replace(self, x=round(px - x * self.scale), y=round(py - y * self.scale))

    def showing(self, box: Box, room: Box) -> "Frame":
        """Return the frame moved as little as it takes for `box` to lie in `room` (widget pixels)."""
        at = self.box_on_widget(box)
        dx = max(0.0, room.left - at.left) or min(0.0, max(room.right - at.right, room.left - at.left))
        dy = max(0.0, room.top - at.top) or min(0.0, max(room.bottom - at.bottom, room.top - at.top))
        return self.panned(dx, dy)

    def kept(self, bounds: Box, room: Box) -> "Frame":
        """Return the frame moved so that the map cannot be lost: it fills `room` or stands at its top left."""
        least_x = min(room.left, room.right - bounds.right * self.scale)
        top = room.top - bounds.top * self.scale
        below = room.bottom - (bounds.bottom + _ROOM_BELOW) * self.scale
        least_y = min(top, max(below, room.top + _LEAST_IN_SIGHT - bounds.bottom * self.scale))
        x = min(max(self.x, round(least_x)), round(room.left))
        y = min(max(self.y, round(least_y)), round(top))
        return replace(self, x=x, y=y)


def fitted(bounds: Box, room: Box) -> Frame:
    """Return the largest frame, at most 125 %, that shows all of `bounds` in `room` (widget pixels)."""
    width = max(bounds.right, 1.0)
    height = max(bounds.bottom - bounds.top + _FOOT, HEADROOM + ROW_PITCH)
    scale = min(LARGEST_FIT, room.width / width, room.height / height)
    return Frame(max(scale, SMALLEST), round(room.left), round(room.top - bounds.top * scale))


def closest(box: Box, room: Box, largest: float = LARGEST) -> Frame:
    """Return the largest frame, of scale `largest` at most, that shows `box` in the middle of `room` (widget px)."""
    width, height = max(room.width - 2 * _SIDE, 1.0), max(room.height - 2 * _SIDE, 1.0)
    scale = min(largest, width / max(box.width, 1.0), height / max(box.height, 1.0))
    return Frame(min(max(scale, SMALLEST), LARGEST)).centred(*box.middle, room)
