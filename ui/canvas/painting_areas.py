"""Paints sticky notes and frames."""

import math
from collections.abc import Set
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.canvas.areas import Areas
from ui.canvas.boxes import Box
from ui.canvas.ink import Detail, Ink, detail_at, drawn_rect, write
from workbench.domain.elements import Frame, Note
from workbench.domain.vocabulary import NoteColour

GROUNDS: Final = {NoteColour.YELLOW: "warn_soft", NoteColour.BLUE: "accent_soft", NoteColour.GREY: "line"}
"""The token of each note colour's ground; `text` can be read on all of them."""

TITLE_HEIGHT: Final = 22.0
"""How far a frame's title reaches down from its upper edge, in px."""

_TEXT_PX, _TITLE_PX, _PADDING = 13.0, 13.0, 8.0
_LINE_STEP: Final = 1.3
_LONGEST_WORTH_BREAKING: Final = 2000
_EDGE: Final = 1.5
_GROUND_ALPHA: Final = 0.45
_NAME_ALPHA: Final = 0.85
_LOCK: Final = 12


def paint_frames(painter: QPainter, ink: Ink, areas: Areas, part: Box, scale: float, skip: Set[str]) -> None:
    """Paint the frames that meet a part of the map, without their names; they lie under everything else."""
    for frame, box in areas.frames_in(part):
        if frame.id not in skip:
            paint_frame(painter, ink, box, scale)


def paint_notes(painter: QPainter, ink: Ink, areas: Areas, part: Box, scale: float, skip: Set[str]) -> None:
    """Paint the notes that meet a part of the map; they lie over everything else."""
    for note, box in areas.notes_in(part):
        if note.id not in skip:
            paint_note(painter, ink, note, box, scale)


def paint_frame_names(painter: QPainter, ink: Ink, areas: Areas, part: Box, scale: float, skip: Set[str]) -> None:
    """Paint the names of the frames that meet a part of the map; they lie over the lines that run through there."""
    for frame, box in areas.frames_in(part):
        if frame.id not in skip:
            paint_frame_name(painter, ink, frame, box, scale)


def paint_frame(painter: QPainter, ink: Ink, box: Box, scale: float) -> None:
    """Paint one frame without its name: a quiet ground and an outline."""
    ground = QColor(ink.colour("panel"))
    ground.setAlphaF(_GROUND_ALPHA)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink.colour("line_control"), _EDGE))
    painter.setBrush(ground)
    painter.drawRect(drawn_rect(box, scale).adjusted(1, 1, -1, -1))


def paint_frame_name(painter: QPainter, ink: Ink, frame: Frame, box: Box, scale: float) -> None:
    """Paint a frame's name in its upper left corner, on a ground of its own, and its lock in the right one."""
    if detail_at(ink.theme, scale) is Detail.DOTS:
        return
    rect = drawn_rect(box, scale)
    px = _TITLE_PX * min(1.0, scale)
    font, metrics = ink.font("body_strong", px)
    # as small as the gap above the cards becomes
    height = max(metrics.capHeight() + 5, TITLE_HEIGHT * min(1.0, scale))
    side = 6.0
    room = rect.width() - 2 * side - (_LOCK + 4 if frame.locked else 0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for line in ink.lines(frame.name, "body_strong", px, room, 1):
        baseline = rect.top() + (height + metrics.capHeight()) / 2
        ground = QRectF(rect.left() + 2, round(baseline - metrics.ascent()), metrics.horizontalAdvance(line) + side, 0)
        ground.setHeight(math.ceil(metrics.height()))
        _paint_name_ground(painter, ink, ground.adjusted(0, 0, 2, 0))
        write(painter, font, ink.colour("text"), rect.left() + side, baseline, line)
    if frame.locked:
        place = QRectF(rect.right() - _LOCK - 4, rect.top() + (height - _LOCK) / 2, _LOCK, _LOCK)
        _paint_lock(painter, ink, place)


def _paint_name_ground(painter: QPainter, ink: Ink, ground: QRectF) -> None:
    colour = QColor(ink.colour("panel"))
    colour.setAlphaF(_NAME_ALPHA)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(ground, ink.theme.radius["control"], ink.theme.radius["control"])


def paint_note(painter: QPainter, ink: Ink, note: Note, box: Box, scale: float) -> None:
    """Paint one note: a square of colour, and as much of its text as fits."""
    rect = drawn_rect(box, scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(rect, ink.colour(GROUNDS[note.colour]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if detail_at(ink.theme, scale) < Detail.SCAN:
        return
    font, metrics = ink.font("card", _TEXT_PX * scale)
    step = round(font.pixelSize() * _LINE_STEP)
    side = max(4.0, _PADDING * scale)
    most = max(1, int((rect.height() - 2 * side + step - metrics.height()) // step))
    for at, line in enumerate(_lines(ink, note.text, rect.width() - 2 * side, most, scale)):
        write(
            painter,
            font,
            ink.colour("text"),
            rect.left() + side,
            rect.top() + side + metrics.ascent() + at * step,
            line,
        )
    if note.locked:
        # in the lower right corner, over words that reach as far
        corner = QRectF(rect.right() - _LOCK - 6, rect.bottom() - _LOCK - 6, _LOCK + 6, _LOCK + 6)
        painter.fillRect(corner, ink.colour(GROUNDS[note.colour]))
        _paint_lock(painter, ink, corner.adjusted(3, 3, -3, -3))


def _lines(ink: Ink, text: str, width: float, most: int, scale: float) -> list[str]:
    """The text's own lines, each broken where it is too long, up to `most`; dots where there would be more."""
    px = _TEXT_PX * scale
    lines: list[str] = []
    paragraphs = text[:_LONGEST_WORTH_BREAKING].split("\n")
    while paragraphs and len(lines) < most:
        lines += ink.lines(paragraphs.pop(0), "card", px, width, most - len(lines)) or ("",)
    if any(paragraphs):
        # an empty line says nothing of what is left out
        while len(lines) > 1 and not lines[-1]:
            lines.pop()
        lines[-1] = ink.lines(f"{lines[-1].rstrip('…')} …", "card", px, width, 1)[0]
    return lines


def _paint_lock(painter: QPainter, ink: Ink, place: QRectF) -> None:
    ink.paint_icon(painter, "lock", ink.colour("text"), place)


def paint_area_ring(painter: QPainter, ink: Ink, rect: QRectF) -> None:
    """Paint the ring round a selected note or frame: 2 px of accent with a gap of 2 px."""
    gap = ink.theme.size["focus_gap"] + ink.theme.stroke["selected"] / 2
    painter.setPen(QPen(ink.colour("accent"), ink.theme.stroke["selected"]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(-gap, -gap, gap, gap))


def paint_grips(painter: QPainter, ink: Ink, rect: QRectF) -> None:
    """Paint the four corners by which a note or frame is made larger and smaller."""
    half = ink.theme.size["handle"] / 2
    painter.setPen(QPen(ink.colour("accent"), 1.5))
    painter.setBrush(ink.colour("panel"))
    for corner in (rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight()):
        painter.drawRect(QRectF(corner.x() - half, corner.y() - half, 2 * half, 2 * half))
