"""The map of a journey with what differs between two states of it: new, gone and changed."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from ui.canvas.boxes import Box, around
from ui.canvas.cards import CardFaces
from ui.canvas.frame import Frame
from ui.canvas.geometry import MapGeometry
from ui.canvas.ink import Detail, Ink, detail_at, write
from ui.canvas.lines import Line
from ui.canvas.numbers import MapNumbers
from ui.canvas.painting import Scene, band, paint_map
from ui.canvas.painting_cards import paint_card
from ui.canvas.painting_lines import paint_curve
from ui.controls.look import Look
from workbench.domain.differences import Differences
from workbench.domain.document import Document
from workbench.domain.elements import (
    Department,
    Element,
    Influence,
    Journey,
    Opportunity,
    PainPoint,
    Person,
    Phase,
    Responsibility,
    Touchpoint,
    Transition,
)
from workbench.domain.places import CARD_HEIGHT, CARD_WIDTH, COLUMN_PITCH, ROW_PITCH

NOTHING: Final = "Nothing differs on the map."

_DRAWN: Final = (Touchpoint, Transition, Influence)
_BELONGING: Final = (Responsibility, PainPoint, Opportunity)
_LARGEST_SCALE: Final = 0.8
_SMALLEST_SCALE: Final = 0.02
_HEAD: Final = 28
_FOOT: Final = 32
_SIDE: Final = 6.0
_SHORTEST_NAME: Final = 4
_OUTLINE: Final = 2.0
_FADED: Final = 0.5
_DASHES: Final = [4.0, 3.0]
_WORDS_FROM: Final = 72.0
"""A card at least so many px wide has room for a word; below, the sign alone says the same."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A sign and its word, and the tokens of the ground and the text that they stand in."""

    sign: str
    word: str
    ground: str
    text: str


NEW: Final = Tag("+", "new", "accent", "on_accent")
GONE: Final = Tag("−", "gone", "danger", "on_danger")
CHANGED: Final = Tag("≠", "changed", "accent_soft", "on_accent_soft")


@dataclass(frozen=True, slots=True)
class DifferenceMarks:
    """The ids of touchpoints, transitions and influences that are new, gone or changed."""

    new: frozenset[str]
    gone: frozenset[str]
    changed: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """Every id that is marked."""
        return self.new | self.gone | self.changed


def difference_marks(found: Differences) -> DifferenceMarks:
    """Return what to mark on the map; whoever answers for a touchpoint, and what hurts there, belongs to it."""
    new = frozenset(each.id for each in found.added if isinstance(each, _DRAWN))
    gone = frozenset(each.id for each in found.removed if isinstance(each, _DRAWN))
    changed = {each.after.id for each in found.changed if isinstance(each.after, _DRAWN)}
    touched = (*found.added, *found.removed, *(side for each in found.changed for side in (each.before, each.after)))
    changed |= {each.touchpoint for each in touched if isinstance(each, _BELONGING)}
    return DifferenceMarks(new, gone, frozenset(changed - new - gone))


class DifferenceMap:
    """The map of two states at once, laid out once and then kept for every size.

    It shows the later state with what only the earlier one had.  For 5,000 touchpoints laying it out takes a second, so
    it is made in a thread; `picture` is for the window's.
    """

    def __init__(self, found: Differences, look: Look) -> None:
        self.marks = difference_marks(found)
        self._look = look
        self._scene = _laid_out(found)

    def picture(self, size: QSize, density: float = 1.0) -> QImage:
        """Return the part where the states differ, as near as it fits into `size` logical px; else the whole."""
        ink = Ink(self._look, density)
        image = QImage(size * density, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(density)
        image.fill(ink.colour("canvas"))
        painter = QPainter(image)
        if self._scene is not None:
            _Painting(painter, self._scene, ink, self.marks).paint(size)
        _paint_foot(painter, ink, self.marks, size)
        painter.end()
        return image


def _laid_out(found: Differences) -> Scene | None:
    document = Document(both_states(found))
    journey = next((each.id for each in document.of(Journey)), None)
    if journey is None:
        return None
    faces = CardFaces(document, journey)
    return Scene(MapGeometry(document, journey), faces, MapNumbers(heat=False))


class _Painting:
    """One picture while it is being painted: the map, and the marks over it."""

    def __init__(self, painter: QPainter, scene: Scene, ink: Ink, marks: DifferenceMarks) -> None:
        self._painter = painter
        self._scene = scene
        self._geometry = scene.geometry
        self._ink = ink
        self._marks = marks

    def paint(self, size: QSize) -> None:
        head, foot = self._ink.look.scaled(_HEAD), self._ink.look.scaled(_FOOT)
        room = QSize(size.width(), size.height() - head - foot)
        frame = _frame(self._wanted(), self._geometry.bounds, room)
        area = frame.visible(room.width(), room.height())
        painter, scale = self._painter, frame.scale
        painter.save()
        painter.setClipRect(0, head, room.width(), room.height())
        painter.translate(frame.x, frame.y + head)
        paint_map(painter, self._scene, self._ink, area, scale, self._marks.gone)
        self._mark_lines(scale)
        self._mark_cards(scale)
        painter.restore()
        self._paint_heads(frame, head, size.width())

    def _paint_heads(self, frame: Frame, height: int, width: int) -> None:
        painter, ink = self._painter, self._ink
        font, metrics = ink.font("small_strong", 0)
        baseline = (height + metrics.capHeight()) / 2
        for column in self._geometry.columns:
            left, right = (round(edge * frame.scale) + frame.x for edge in (column.left, column.right))
            painter.fillRect(QRectF(left, 0, right - left, height), ink.colour(band(column)))
            painter.fillRect(QRectF(right - 1, 0, 1, height), ink.colour("line"))
            side = min(_SIDE, (right - left) / 16)
            room = right - left - 2 * side
            name = column.name if metrics.horizontalAdvance(column.name) <= room else column.short_name or column.name
            for line in ink.lines(name, "small_strong", 0, room, 1):
                if len(line) >= min(len(name), _SHORTEST_NAME):
                    write(painter, font, ink.colour("text"), left + side, baseline, line)
        painter.fillRect(QRectF(0, height - 1, width, 1), ink.colour("line"))

    def _wanted(self) -> Box:
        """The area of the cards that are marked; where only lines are, that of the cards which they join."""
        geometry = self._geometry
        cards = self._marks.all & geometry.cards.keys()
        if not cards:
            lines = (geometry.lines[each] for each in self._marks.all & geometry.lines.keys())
            cards = frozenset(end for line in lines for end in (line.source, line.target) if end in geometry.cards)
        marked = around(geometry.cards[card] for card in cards)
        return geometry.bounds if marked is None else marked.grown(COLUMN_PITCH / 2, ROW_PITCH / 2)

    def _mark_lines(self, scale: float) -> None:
        lines = self._geometry.lines
        for each in sorted(self._marks.all & lines.keys()):
            line = lines[each]
            if each in self._marks.changed:
                middle = QPointF(*(part * scale for part in line.curve.middle))
                paint_tag(self._painter, self._ink, middle, CHANGED, "")
            else:
                paint_curve(self._painter, line.curve, self._line_pen(line), scale)

    def _line_pen(self, line: Line) -> QPen:
        if line.id in self._marks.new:
            return QPen(self._ink.colour("accent"), _OUTLINE)
        return self._dashed()

    def _dashed(self) -> QPen:
        """What the edges of everything that is gone are drawn with."""
        pen = QPen(self._ink.colour("danger"), _OUTLINE)
        pen.setDashPattern(_DASHES)
        return pen

    def _mark_cards(self, scale: float) -> None:
        painters: tuple[tuple[frozenset[str], Callable[[str, QRectF, float], None]], ...] = (
            (self._marks.gone, self._paint_gone),
            (self._marks.changed, self._paint_changed),
            (self._marks.new, self._paint_new),
        )
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for ids, paint in painters:
            for card in sorted(ids & self._geometry.cards.keys()):
                paint(card, _on_screen(self._geometry.cards[card], scale), scale)

    def _paint_new(self, _card: str, box: QRectF, _scale: float) -> None:
        self._outline(box, QPen(self._ink.colour("accent"), _OUTLINE))
        self._tag(box, NEW)

    def _paint_changed(self, _card: str, box: QRectF, _scale: float) -> None:
        self._tag(box, CHANGED)

    def _paint_gone(self, card: str, box: QRectF, scale: float) -> None:
        painter = self._painter
        painter.setOpacity(_FADED)
        if detail_at(self._ink.theme, scale) >= Detail.SCAN:
            look = self._scene.card_look(self._ink.theme, card)
            paint_card(painter, self._ink, self._geometry.cards[card], look, scale)
        else:
            painter.fillRect(box, self._ink.colour("card"))
        painter.setOpacity(1)
        self._outline(box, self._dashed())
        painter.setPen(QPen(self._ink.colour("danger"), _OUTLINE))
        painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()))
        self._tag(box, GONE)

    def _outline(self, box: QRectF, pen: QPen) -> None:
        radius = self._ink.theme.radius["card"]
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(box, radius, radius)

    def _tag(self, box: QRectF, tag: Tag) -> None:
        word = tag.word if box.width() >= self._ink.look.scaled(_WORDS_FROM) else ""
        paint_tag(self._painter, self._ink, box.topLeft() + QPointF(-3, 2), tag, word)


def paint_tag(painter: QPainter, ink: Ink, left_middle: QPointF, tag: Tag, word: str) -> float:
    """Write a tag's sign and `word` on its ground, from the middle of its left edge; return its width."""
    font, metrics = ink.font("small_strong", 0)
    text = f"{tag.sign} {word}".rstrip()
    height = round(metrics.height()) + 2
    width = round(metrics.horizontalAdvance(text)) + 12 if word else height
    box = QRectF(round(left_middle.x()), 0, width, height)
    box.moveTop(round(left_middle.y() - height / 2))
    painter.setPen(QPen(ink.colour(tag.text), 1))
    painter.setBrush(ink.colour(tag.ground))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
    left = box.center().x() - metrics.horizontalAdvance(text) / 2
    write(painter, font, ink.colour(tag.text), left, box.center().y() + metrics.capHeight() / 2, text)
    return box.width()


def _paint_foot(painter: QPainter, ink: Ink, marks: DifferenceMarks, size: QSize) -> None:
    """Explain below the map the signs that are on it."""
    height = ink.look.scaled(_FOOT)
    top, middle = size.height() - height, size.height() - height / 2
    painter.fillRect(QRectF(0, top, size.width(), height), ink.colour("panel"))
    painter.fillRect(QRectF(0, top, size.width(), 1), ink.colour("line"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left = 12.0
    for ids, tag in ((marks.new, NEW), (marks.gone, GONE), (marks.changed, CHANGED)):
        if ids:
            left += paint_tag(painter, ink, QPointF(left, middle), tag, tag.word) + 8
    if not marks.all:
        font, metrics = ink.font("small", ink.theme.type.sizes["small"])
        write(painter, font, ink.colour("text_2"), left, middle + metrics.capHeight() / 2, NOTHING)


def both_states(found: Differences) -> list[Element]:
    """Return the later state and, below whatever has taken its place, what only the earlier one had on the map."""
    later = [*found.after.values()]
    if any(each.id in found.after for each in found.removed):
        # an id that stands for another kind of thing cannot be in one document with what referred to it
        return later
    spots = _Spots(each for each in later if isinstance(each, Touchpoint))
    gone = [each for each in found.removed if _is_drawn_with(each, found)]
    return [*later, *(spots.moved_clear(each) if isinstance(each, Touchpoint) else each for each in gone)]


def _is_drawn_with(gone: Element, found: Differences) -> bool:
    """Whether it shows on the map, or on a card that is gone as well."""
    if isinstance(gone, Responsibility):
        return gone.touchpoint not in found.after
    return isinstance(gone, (*_DRAWN, Journey, Phase, Department, Person))


class _Spots:
    """Where cards lie, column by column, and where there is room below them."""

    def __init__(self, cards: Iterable[Touchpoint]) -> None:
        self._taken: defaultdict[str | None, list[tuple[float, float]]] = defaultdict(list)
        for card in cards:
            self._taken[card.phase].append((card.x, card.y))

    def moved_clear(self, card: Touchpoint) -> Touchpoint:
        taken = self._taken[card.phase]
        if any(abs(card.x - x) < CARD_WIDTH and abs(card.y - y) < CARD_HEIGHT for x, y in taken):
            card = replace(card, x=0.0, y=max(y for _, y in taken) + ROW_PITCH)
        taken.append((card.x, card.y))
        return card


def _frame(wanted: Box, bounds: Box, room: QSize) -> Frame:
    """Bring `wanted` as near as it fits, in the middle of what the map has around it."""
    scale = min(room.width() / wanted.width, room.height() / wanted.height, _LARGEST_SCALE)
    scale = max(scale, _SMALLEST_SCALE)
    x, y = wanted.middle
    left = _held(x - room.width() / scale / 2, room.width() / scale, bounds.left, bounds.right)
    top = _held(y - room.height() / scale / 2, room.height() / scale, bounds.top, bounds.bottom)
    return Frame(scale, round(-left * scale), round(-top * scale))


def _held(start: float, extent: float, low: float, high: float) -> float:
    """Where a window of `extent` begins so that it shows nothing outside `low` to `high` that it need not show."""
    if extent >= high - low:
        return low + (high - low - extent) / 2
    return min(max(start, low), high - extent)


def _on_screen(box: Box, scale: float) -> QRectF:
    left, top = round(box.left * scale), round(box.top * scale)
    return QRectF(left, top, round(box.width * scale), round(box.height * scale)).adjusted(0.5, 0.5, -0.5, -0.5)
