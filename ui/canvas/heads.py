"""The phase heads: names and numbers over the columns, which stay in sight while the cards scroll under them."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.canvas.columns import Column, meeting
from ui.canvas.frame import Frame
from ui.canvas.ink import Ink, write
from ui.canvas.painting import Scene, band
from ui.controls.labels import STAGES
from ui.controls.look import Look
from ui.controls.reel import Reel

_LOW_WIDGET: Final = 600
_NUMBER_ROOM: Final = 16
_SHORT_NAMES_BELOW: Final = 120
_NO_WORDS_BELOW: Final = 80
_NARROWEST: Final = 34
_PHASE_PX = 13.0
_NUMBER_PX, _SMALL_NUMBER_PX = 18.0, 15.0
_OVER_NUMBER = 10
_SIDE = 8.0
_STAGE_SIDE = 6.0
_STAGE_TOP = 4


def heads_height(look: Look, widget_height: float) -> int:
    """How high the heads are over a map in a widget of this height, in px: names and, below them, numbers."""
    names = look.theme.size["phase_head_small" if widget_height < _LOW_WIDGET else "phase_head"]
    return look.scaled(names + _NUMBER_ROOM)


class Heads:
    """The heads on the screen: what moves with the columns is kept while the map is panned."""

    def __init__(self) -> None:
        self._reel = Reel()

    def forget(self) -> None:
        """Have them painted again."""
        self._reel.forget()

    def paint(
        self,
        painter: QPainter,
        scene: Scene,
        ink: Ink,
        frame: Frame,
        size: tuple[int, int],
        marked: Sequence[str],
        scrolled: bool,
    ) -> None:
        """Paint the heads as `paint_heads` does; what they show is what it was when they were last forgotten."""
        columns = partial(_paint_columns, scene=scene, ink=ink, scale=frame.scale, height=size[1], marked=marked)
        self._reel.draw(painter, frame.x, size, ink.ratio, columns)
        _paint_over(painter, scene, ink, frame, size, scrolled)


def paint_heads(
    painter: QPainter,
    scene: Scene,
    ink: Ink,
    frame: Frame,
    size: tuple[float, float],
    marked: Sequence[str] = (),
    scrolled: bool = False,
) -> None:
    """Paint the heads over the top of the map; `size` is theirs in px, `marked` are the ids of the selected phases."""
    width, height = size
    painter.translate(frame.x, 0)
    _paint_columns(painter, -frame.x, width - frame.x, scene, ink, frame.scale, height, marked)
    painter.translate(-frame.x, 0)
    _paint_over(painter, scene, ink, frame, size, scrolled)


def _paint_columns(
    painter: QPainter,
    left: float,
    right: float,
    scene: Scene,
    ink: Ink,
    scale: float,
    height: float,
    marked: Sequence[str],
) -> None:
    """Paint what moves with the columns, from one x to another in px from the map's origin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(QRectF(left, 0, right - left, height), ink.ground("canvas"))
    plain = scene.geometry.columns
    # where the last column is drawn out it says no more than the others, as if it were not
    end = _edges(plain[-1], scale)[1] if plain else 0
    px = names_px(plain, ink, scale, height)
    for column in meeting(scene.columns, (left - 1) / scale, (right + 1) / scale):
        from_x, to_x = _edges(column, scale)
        ground = "accent_soft" if column.phase in marked and column.phase is not None else band(column)
        painter.fillRect(QRectF(from_x, 0, to_x - from_x, height), ink.ground(ground))
        painter.fillRect(QRectF(to_x - 1, 0, 1, height), ink.colour("line"))
        _paint_head(painter, scene, ink, column, QRectF(from_x, 0, min(to_x, end) - from_x, height), px)


def _paint_over(
    painter: QPainter, scene: Scene, ink: Ink, frame: Frame, size: tuple[float, float], scrolled: bool
) -> None:
    """Paint what depends on where the map has been panned to."""
    width, height = size
    for stage, columns in scene.stages:
        left, right = _edges(columns[0], frame.scale)[0] + frame.x, _edges(columns[-1], frame.scale)[1] + frame.x
        if right > 0 and left < width:
            _paint_stage(painter, ink, STAGES[stage], left, right)
    if scrolled:
        painter.fillRect(QRectF(0, height - 1, width, 1), ink.colour("line"))


def _edges(column: Column, scale: float) -> tuple[int, int]:
    return round(column.left * scale), round(column.right * scale)


def _paint_stage(painter: QPainter, ink: Ink, word: str, left: float, right: float) -> None:
    """A line over all phases of a stage, with its word, which stays in sight as long as any of them does."""
    from_x, to_x = left + _STAGE_SIDE, right - _STAGE_SIDE - 1
    if to_x <= from_x or to_x < 0:
        return
    painter.fillRect(QRectF(from_x, _STAGE_TOP, to_x - from_x, 2), ink.colour("text_2"))
    font, metrics = ink.font("caption", 0)
    shown = ink.lines(word, "caption", 0, to_x - max(from_x, _STAGE_SIDE), 1)
    if to_x - from_x >= _NARROWEST and shown:
        at = min(max(from_x, _STAGE_SIDE), max(from_x, to_x - metrics.horizontalAdvance(shown[0])))
        write(painter, font, ink.colour("text_2"), at, _STAGE_TOP + 5 + metrics.capHeight(), shown[0])


def names_px(columns: Sequence[Column], ink: Ink, scale: float, height: float) -> float:
    """The size of all names: the smallest as soon as one is too long for a narrow column; in a wide one it is cut."""
    for column in columns:
        left, right = _edges(column, scale)
        if _NARROWEST <= right - left < _SHORT_NAMES_BELOW:
            name = column.short_name or column.name
            parts = name.split() if _most_lines(ink, right - left, height) > 1 else (name,)
            if any(ink.width_of(part, "body_strong", _PHASE_PX) > _inside(right - left) for part in parts):
                return 0
    return _PHASE_PX


def _most_lines(ink: Ink, width: float, height: float) -> int:
    """How many lines a name may take in a head of this size."""
    return 2 if _is_high(ink, height) and width >= _NO_WORDS_BELOW else 1


def _is_high(ink: Ink, height: float) -> bool:
    return height >= ink.type_scale * (ink.theme.size["phase_head"] + _NUMBER_ROOM) - 1


def _inside(width: float) -> int:
    """What a head of so many px has for its words."""
    return int(width - _left_of_words(width) - min(_SIDE, width / 20))


def _left_of_words(width: float) -> float:
    return min(_SIDE, width / 8)


def _paint_head(painter: QPainter, scene: Scene, ink: Ink, column: Column, room: QRectF, name_px: float) -> None:
    """Write a phase's name over its number."""
    if room.width() < _NARROWEST:
        return
    width = _inside(room.width())
    left = room.left() + _left_of_words(room.width())
    bottom = room.bottom() - 7
    high = _is_high(ink, room.height())
    px = _NUMBER_PX if high else _SMALL_NUMBER_PX
    if column.phase is not None:
        shown = scene.numbers.shown(column.phase)
        _paint_numbers(painter, ink, shown, (left, bottom, width), px, scene.numbers.stale)
    font, _ = ink.font("body_strong", name_px)
    step = round(_PHASE_PX * ink.type_scale * ink.theme.type.line_heights["card"])
    _, numbers = ink.font("heading", px)
    baseline = bottom - numbers.capHeight() - _OVER_NUMBER - (step if high else 0)
    most = _most_lines(ink, room.width(), room.height())
    name = _name(ink, column, room.width(), width, most)
    for line in ink.lines(name, "body_strong", name_px, width, most):
        write(painter, font, ink.colour("text"), left, baseline, line)
        baseline += step


def _name(ink: Ink, column: Column, whole: float, width: float, lines: int) -> str:
    """The phase's short name, if it has one, where the column is narrow or cannot hold the whole of the long one."""
    written = " ".join(ink.lines(column.name, "body_strong", _PHASE_PX, width, lines))
    is_cut = written.endswith("…") and not column.name.endswith("…")
    return column.short_name or column.name if is_cut or whole < _SHORT_NAMES_BELOW else column.name


def _paint_numbers(
    painter: QPainter, ink: Ink, shown: tuple[str, str], place: tuple[float, float, float], px: float, stale: bool
) -> None:
    """Write the number at `place` (left, base line, width), after the struck-through one if there is room for both."""
    before, now = shown
    x, baseline, width = place
    font, metrics = ink.font("heading", px)
    struck, struck_metrics = ink.font("heading_normal", px, struck=True)
    taken = struck_metrics.horizontalAdvance(before) + 5
    if before and taken + metrics.horizontalAdvance(now) <= width:
        write(painter, struck, ink.colour("text_2"), x, baseline, before)
        x += taken
    role = "accent" if before else "text"
    write(painter, font, ink.colour("text_2" if stale else role), x, baseline, now)
