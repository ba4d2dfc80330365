"""Draws thousands of lines or rectangles by one call, from the memory of an array as it is."""

from typing import cast

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter

from ui.canvas.curves import Points


def draw_lines(painter: QPainter, segments: Points) -> None:
    """Draw straight lines (shape (n, 4): from, to): a Python object for each would take most of the time."""
    memory = np.ascontiguousarray(segments, dtype=np.float64)
    first = cast(QLineF, shiboken6.wrapInstance(memory.ctypes.data, QLineF))
    painter.drawLines(first, len(memory))


def draw_rects(painter: QPainter, rects: Points) -> None:
    """Draw rectangles (shape (n, 4): left, top, width, height)."""
    memory = np.ascontiguousarray(rects, dtype=np.float64)
    first = cast(QRectF, shiboken6.wrapInstance(memory.ctypes.data, QRectF))
    painter.drawRects(first, len(memory))
