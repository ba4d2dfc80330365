"""What a card or a head may have cut short, as a tooltip."""

from typing import Final

from PySide6.QtCore import QPoint

from ui.canvas.hits import Part
from ui.canvas.speech import spoken
from ui.canvas.surface import MapSurface
from ui.canvas.tools import Tool, pointer_at
from ui.controls.text import as_typed

TOLD: Final = (Part.CARD, Part.HANDLE, Part.NOTE, Part.FRAME)
"""What can be told in words and be given other words in place."""


def tip_at(surface: MapSurface, tool: Tool, at: QPoint) -> str:
    """Return the whole of what is under a pixel, or "" where nothing is to be said; all of it as typed."""
    pointer = pointer_at(surface.frame, at.toPointF())
    if at.y() < surface.body.top():
        column = surface.plan.column_under(pointer.x)
        text = column.name if column is not None else ""
    else:
        over = tool.hit(pointer)
        text = spoken(surface.document, over.id, surface.numbers) if over.part in TOLD else ""
    return as_typed(text) if text else ""
