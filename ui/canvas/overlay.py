"""Paints what moves over the still map: gestures, the selection and what is under the pointer."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QRegion

from ui.canvas.board import Marks
from ui.canvas.boxes import Box, around
from ui.canvas.cards import CardFace
from ui.canvas.causes import NO_CAUSES, Causes, paint_causes, paint_way
from ui.canvas.cover import Cover
from ui.canvas.found import NOTHING_FOUND, Found, paint_found
from ui.canvas.frame import Frame
from ui.canvas.hand_offs import paint_hand_offs
from ui.canvas.hits import Hit, Part, handles
from ui.canvas.ink import Detail, Ink, card_radius, detail_at, drawn_rect
from ui.canvas.lines import Line
from ui.canvas.opening import paint_opening
from ui.canvas.painting import Scene
from ui.canvas.painting_areas import paint_area_ring, paint_frame_names, paint_frames, paint_grips, paint_notes
from ui.canvas.painting_cards import paint_badges, paint_card
from ui.canvas.painting_far import paint_far_rings
from ui.canvas.painting_lines import COLOURS, paint_highlighted, paint_label, paint_line
from ui.canvas.painting_marks import paint_caption, paint_marks
from workbench.domain.document import Document
from workbench.domain.elements import Influence, Transition
from workbench.domain.vocabulary import TransitionKind

_SHADOW: Final = ((0, 3), (1, 2), (2, 1))
_LIFT_MARGIN: Final = 16.0


@dataclass(frozen=True, slots=True)
class Lifted:
    """The picture of the cards that are being dragged, and where its corner lay before, in px from the map's origin.

    `cover` is where others stand.
    """

    picture: QPixmap
    corner: QPointF
    cover: Cover

    def place(self, shift: tuple[float, float], scale: float) -> QRectF:
        """Where the picture lies when it has been dragged so far (map units)."""
        dx, dy = shift
        size = self.picture.deviceIndependentSize()
        return QRectF(self.corner + QPointF(round(dx * scale), round(dy * scale)), size)


@dataclass(frozen=True, slots=True)
class OverlayState:
    """What the overlay shows; `wears_focus` says that the map has the focus by keyboard.

    Of what is `selected` that in sight is enough; `several` says that more than one thing is, seen or not.
    `causes` explain breakdowns, `way` is the way of one customer by touchpoint ids.
    """

    marks: Marks
    selected: Sequence[str]
    hovered: Hit
    lifted: Lifted | None = None
    several: bool = False
    busy: bool = False
    wears_focus: bool = False
    causes: Causes = NO_CAUSES
    way: Sequence[str] = ()
    found: Found = NOTHING_FOUND


def paint_overlay(
    painter: QPainter, scene: Scene, ink: Ink, frame: Frame, state: OverlayState, document: Document
) -> None:
    """Paint everything that a gesture, the pointer or the selection adds to the map, in widget px."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    painter.translate(frame.x, frame.y)
    paint_way(painter, scene, ink, frame.scale, painter.clipBoundingRect(), state.way)
    _paint_lines(painter, scene, ink, frame.scale, state, document)
    cards = state.lifted.cover.region(_shown(painter, frame.scale)) if state.lifted is not None else None
    paint_marks(painter, scene, ink, frame.scale, state.marks, cards)
    if not state.busy:
        _paint_hovered(painter, scene, ink, frame.scale, state.hovered)
    if state.lifted is None:
        _paint_rings(painter, scene, ink, frame.scale, state.selected)
        _paint_chosen_areas(painter, scene, ink, frame.scale, state)
    _paint_found(painter, scene, ink, frame.scale, state.found)
    if state.marks.snap is not None:
        _paint_ring(painter, scene, ink, frame.scale, state.marks.snap)
    if state.lifted is None:
        _paint_causes(painter, scene, ink, frame.scale, state.causes)
    if state.lifted is not None:
        painter.drawPixmap(state.lifted.place(state.marks.shift, frame.scale).topLeft(), state.lifted.picture)
    if state.marks.caption is not None:
        paint_caption(painter, ink, frame.scale, state.marks.caption)
    painter.restore()
    if state.wears_focus:
        _paint_focus(painter, ink)


def _shown(painter: QPainter, scale: float) -> Box:
    """The part of the map on which is painted, in map units."""
    clip = painter.clipBoundingRect()
    return Box(*(edge / scale for edge in (clip.left(), clip.top(), clip.right(), clip.bottom())))


def _paint_found(painter: QPainter, scene: Scene, ink: Ink, scale: float, found: Found) -> None:
    area = _shown(painter, scale)
    paint_found(painter, scene.geometry, ink, scale, area, found)
    if found.counts:
        in_sight = (card for card in scene.geometry.cards_in(area) if card in found.counts)
        _paint_badges_of(painter, scene, ink, scale, in_sight)


def _paint_causes(painter: QPainter, scene: Scene, ink: Ink, scale: float, causes: Causes) -> None:
    paint_causes(painter, scene, ink, scale, causes)
    _paint_badges_of(painter, scene, ink, scale, causes.places & scene.geometry.cards.keys())


def _paint_chosen_areas(painter: QPainter, scene: Scene, ink: Ink, scale: float, state: OverlayState) -> None:
    """The rings of selected notes and frames, the grips of one alone, and an outline under the pointer."""
    areas = scene.geometry.areas
    for each in state.selected:
        box = areas.box(each)
        if box is not None:
            paint_area_ring(painter, ink, drawn_rect(box, scale))
            if len(state.selected) == 1 and not state.several and not areas.shown[each].locked:
                paint_grips(painter, ink, drawn_rect(box, scale))
    box = areas.box(state.hovered.id) if state.hovered.part in (Part.NOTE, Part.FRAME) else None
    if box is not None and not state.busy and state.hovered.id not in state.selected:
        painter.setPen(QPen(ink.colour("line_control"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(drawn_rect(box, scale))


def lifted_picture(scene: Scene, ink: Ink, frame: Frame, lifted: Sequence[str], visible: Box) -> Lifted | None:
    """Paint what is lifted, with the lines between its cards, into a picture of its own.

    Only what lies in or near the visible part is on it.
    """
    geometry = scene.geometry
    cards = {card: geometry.cards[card] for card in lifted if card in geometry.cards}
    areas = {each: box for each in lifted if (box := geometry.areas.box(each)) is not None}
    lines = _lines_between(scene, cards, visible)
    boxes = (box for box in (*cards.values(), *areas.values()) if box.meets(visible))
    whole = around([*boxes, *(line.box for line in lines)])
    if whole is None:
        return None
    area = frame.box_on_widget(whole.common(visible)).grown(_LIFT_MARGIN)
    left, top = round(area.left), round(area.top)
    picture = QPixmap(round(area.width * ink.ratio), round(area.height * ink.ratio))
    picture.setDevicePixelRatio(ink.ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(frame.x - left, frame.y - top)
    stay = geometry.areas.shown.keys() - areas.keys()
    paint_frames(painter, ink, geometry.areas, visible, frame.scale, stay)
    for line in lines:
        paint_line(painter, ink, line, frame.scale)
    paint_frame_names(painter, ink, geometry.areas, visible, frame.scale, stay)
    for card, box in cards.items():
        if box.meets(visible):
            _paint_shadow(painter, ink, drawn_rect(box, frame.scale))
            paint_card(painter, ink, box, scene.card_look(ink.theme, card), frame.scale)
            _paint_ring(painter, scene, ink, frame.scale, card)
    paint_notes(painter, ink, geometry.areas, visible, frame.scale, stay)
    painter.end()
    cover = Cover(geometry, ink, frame.scale, cards.keys())
    return Lifted(picture, QPointF(left - frame.x, top - frame.y), cover)


def _lines_between(scene: Scene, cards: Collection[str], visible: Box) -> list[Line]:
    """The lines that move along unchanged, or leave from one of the cards."""
    lifted = set(cards)
    return [
        line for line in scene.lines_in(visible) if line.source in lifted and (line.leaves or line.target in lifted)
    ]


def label_of(document: Document, line: Line) -> str:
    """Return what to say about a line while the pointer is over it."""
    element = document.elements.get(line.id)
    if isinstance(element, Influence):
        return f"{100 * element.quantity('strength').value:.0f} % likelier to go wrong"
    if not isinstance(element, Transition):
        return ""
    whom = "of those for whom it went wrong" if element.kind is TransitionKind.FAILURE_DEMAND else "of customers"
    share = f"{100 * element.weight.value:.0f} % {whom}"
    return f"{share}: {element.condition}" if element.condition else share


def _paint_lines(
    painter: QPainter, scene: Scene, ink: Ink, scale: float, state: OverlayState, document: Document
) -> None:
    """The selected lines and the one under the pointer, with its label; a hovered card shows its hand-offs."""
    lines = scene.geometry.lines
    for selected in state.selected:
        if selected in lines:
            paint_highlighted(painter, ink, lines[selected], ink.colour("accent"), scale)
    at = state.hovered
    if state.busy:
        return
    if at.part is Part.LINE and at.id in lines:
        line = lines[at.id]
        if at.id not in state.selected:
            paint_highlighted(painter, ink, line, ink.colour(COLOURS[line.kind]), scale)
        x, y = line.curve.middle
        paint_label(painter, ink, label_of(document, line), x * scale, y * scale)
    elif at.part in (Part.CARD, Part.HANDLE):
        paint_hand_offs(painter, scene, ink, scale, at.id)


def _paint_hovered(painter: QPainter, scene: Scene, ink: Ink, scale: float, at: Hit) -> None:
    """An outline, and the handles from which lines are drawn."""
    box = scene.geometry.cards.get(at.id) if at.part in (Part.CARD, Part.HANDLE) else None
    if box is None:
        return
    rect = drawn_rect(box, scale)
    radius = card_radius(ink.theme, scene.faces[at.id].layer) * scale
    painter.setPen(QPen(ink.colour("line_control"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    _paint_badges_again(painter, ink, rect, scene.faces[at.id], scale)
    _paint_handles(painter, ink, box, scale)


def _paint_handles(painter: QPainter, ink: Ink, box: Box, scale: float) -> None:
    half = ink.theme.size["handle"] / 2
    painter.setPen(QPen(ink.colour("accent"), 1.5))
    painter.setBrush(ink.colour("panel"))
    for x, y in handles(box):
        painter.drawEllipse(QPointF(x * scale, y * scale), half, half)


def _paint_rings(painter: QPainter, scene: Scene, ink: Ink, scale: float, selected: Sequence[str]) -> None:
    painter.save()
    _keep_off_notes(painter, scene, scale)
    cards = [card for card in selected if card in scene.geometry.cards]
    if detail_at(ink.theme, scale) is Detail.DOTS:
        painter.setPen(QPen(ink.colour("accent"), ink.theme.stroke["selected"]))
        paint_far_rings(painter, [scene.geometry.cards[card] for card in cards], scale, _ring_gap(ink))
    else:
        for card in cards:
            _paint_ring(painter, scene, ink, scale, card)
    painter.restore()


def _keep_off_notes(painter: QPainter, scene: Scene, scale: float) -> None:
    """Leave out what lies under notes, as the cards do."""
    notes = scene.geometry.areas.notes_in(_shown(painter, scale))
    if notes:
        open_ground = QRegion(painter.clipBoundingRect().toAlignedRect())
        for _, box in notes:
            open_ground -= QRegion(drawn_rect(box, scale).toRect())
        painter.setClipRegion(open_ground, Qt.ClipOperation.IntersectClip)


def _paint_ring(painter: QPainter, scene: Scene, ink: Ink, scale: float, card: str) -> None:
    """2 px of accent with a gap of 2 px."""
    gap = _ring_gap(ink)
    radius = card_radius(ink.theme, scene.faces[card].layer) * scale
    radius = radius + gap if radius else 0.0
    painter.setPen(QPen(ink.colour("accent"), ink.theme.stroke["selected"]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    rect = drawn_rect(scene.geometry.cards[card], scale)
    painter.drawRoundedRect(rect.adjusted(-gap, -gap, gap, gap), radius, radius)
    _paint_badges_again(painter, ink, rect, scene.faces[card], scale)


def _ring_gap(ink: Ink) -> float:
    return ink.theme.size["focus_gap"] + ink.theme.stroke["selected"] / 2


def _paint_badges_of(painter: QPainter, scene: Scene, ink: Ink, scale: float, cards: Iterable[str]) -> None:
    if detail_at(ink.theme, scale) is Detail.READ:
        for card in cards:
            _paint_badges_again(painter, ink, drawn_rect(scene.geometry.cards[card], scale), scene.faces[card], scale)


def _paint_badges_again(painter: QPainter, ink: Ink, rect: QRectF, face: CardFace, scale: float) -> None:
    """Badges lie over rings and outlines as over everything else."""
    if detail_at(ink.theme, scale) is Detail.READ:
        painter.translate(rect.topLeft())
        paint_badges(painter, ink, face, round(rect.width()))
        paint_opening(painter, ink, face, rect.width(), rect.height())
        painter.translate(-rect.topLeft())


def _paint_focus(painter: QPainter, ink: Ink) -> None:
    """The ring inside the map's edge."""
    inset = ink.theme.size["focus_gap"] + ink.theme.stroke["focus"] / 2
    painter.setPen(QPen(ink.colour("accent"), ink.theme.stroke["focus"]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(painter.clipBoundingRect().adjusted(inset, inset, -inset, -inset))


def _paint_shadow(painter: QPainter, ink: Ink, rect: QRectF) -> None:
    colour = QColor(ink.colour("shadow"))
    colour.setAlphaF(colour.alphaF() / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    radius = ink.theme.radius["card"]
    for less, down in _SHADOW:
        spread = 4 - less
        painter.drawRoundedRect(rect.adjusted(-spread, down - spread + 2, spread, down + spread), radius, radius)
