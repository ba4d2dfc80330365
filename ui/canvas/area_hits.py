"""Which note, frame or grip lies under the pointer."""

from collections.abc import Sequence
from typing import Final

from ui.canvas.areas import Areas
from ui.canvas.boxes import Box
from ui.canvas.hits import Hit, Part
from ui.canvas.painting_areas import TITLE_HEIGHT

_SMALLEST: Final = 0.01


def over_cards(areas: Areas, x: float, y: float, slack: float, selected: Sequence[str]) -> Hit | None:
    """Return what lies over all cards at a point in map units: a grip of what alone is selected, or a note.

    `slack` is how near the middle of a grip counts as on it.
    """
    only = areas.box(selected[0]) if len(selected) == 1 else None
    if only is not None and not areas.shown[selected[0]].locked:
        across, down = corner_near(only, x, y)
        if abs(across - x) <= slack and abs(down - y) <= slack:
            return Hit(Part.GRIP, selected[0])
    notes = areas.notes_in(_point(x, y))
    return Hit(Part.NOTE, notes[-1][0].id) if notes else None


def frame_at(areas: Areas, x: float, y: float, slack: float, scale: float) -> str | None:
    """Return the smallest frame whose name or edge lies at a point; within a frame lies the map."""
    for frame, box in reversed(areas.frames_in(_point(x, y).grown(slack))):
        inner = Box(
            box.left + slack,
            min(box.top + max(slack, TITLE_HEIGHT / scale), box.bottom - slack),
            box.right - slack,
            box.bottom - slack,
        )
        if not inner.holds(x, y):
            return frame.id
    return None


def corner_near(box: Box, x: float, y: float) -> tuple[float, float]:
    """Return the corner of a box that is nearest to a point."""
    across = box.left if abs(x - box.left) < abs(x - box.right) else box.right
    return across, box.top if abs(y - box.top) < abs(y - box.bottom) else box.bottom


def _point(x: float, y: float) -> Box:
    return Box(x, y, x, y).grown(_SMALLEST)
