"""Which part of the widget the marks of a drag cover, so that nothing else is painted while it goes on."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QRegion

from ui.canvas.board import Marks
from ui.canvas.curves import Curve
from ui.canvas.frame import Frame
from ui.canvas.geometry import MapGeometry
from ui.canvas.ink import Ink, drawn_rect
from ui.canvas.overlay import Lifted
from ui.canvas.painting_marks import caption_place

# the samples of a piece of a curve make three such parts
_A_PART: Final = 4
_STEPS: Final = np.arange(_A_PART + 1)
_STROKE: Final = 14.0
_EDGE: Final = 3.0


def footprint(geometry: MapGeometry, ink: Ink, frame: Frame, marks: Marks, lifted: Lifted, body: QRect) -> QRegion:
    """Return what the marks and the lifted cards cover of a map with this `body`, in px of the widget.

    Bands, loops and snaps, which belong to other gestures, are not minded.
    """
    region = QRegion()
    for rect in _parts(geometry, ink, frame.scale, marks, QRectF(body.translated(-frame.x, -frame.y))):
        region += rect.toAlignedRect()
    region += lifted.place(marks.shift, frame.scale).toAlignedRect()
    return region.translated(frame.x, frame.y).intersected(QRegion(body))


def _parts(geometry: MapGeometry, ink: Ink, scale: float, marks: Marks, room: QRectF) -> Iterator[QRectF]:
    for box in marks.ghosts:
        yield drawn_rect(box, scale).adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE)
    curves = [live.curve for live in marks.lines]
    if marks.line is not None and marks.line in geometry.lines:
        curves.append(geometry.lines[marks.line].curve)
    yield from _along(curves, scale)
    if marks.caption is not None:
        ground, _ = caption_place(ink, scale, marks.caption, room)
        yield ground.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE)


def _along(curves: Sequence[Curve], scale: float) -> Iterator[QRectF]:
    """Boxes along curves, with room for their strokes and arrow heads."""
    if not curves:
        return
    starts = (np.arange(0, len(curve.samples) - 1, _A_PART) for curve in curves)
    parts = np.concatenate([curve.samples[at[:, None] + _STEPS] for curve, at in zip(curves, starts, strict=True)])
    low, high = parts.min(axis=1) * scale - _STROKE, parts.max(axis=1) * scale + _STROKE
    for left, top, right, bottom in np.hstack([low, high]).tolist():
        yield QRectF(QPointF(left, top), QPointF(right, bottom))
