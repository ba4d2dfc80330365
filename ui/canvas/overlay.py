"""Paints what moves over the still map: gestures, the selection and what is under the pointer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from ui.canvas.board import LiveLine, Marks
from ui.canvas.boxes import Box, around
from ui.canvas.cards import Badge, CardFace
from ui.canvas.causes import NO_CAUSES, Causes, paint_causes, paint_way
from ui.canvas.frame import Frame
from ui.canvas.hits import Hit, Part, handles
from ui.canvas.ink import Detail, Ink, detail_at, drawn_rect
from ui.canvas.lines import Line
from ui.canvas.painting import Scene
from ui.canvas.painting_cards import paint_badges, paint_card
from ui.canvas.painting_lines import COLOURS, paint_arrow_head, paint_curve, paint_highlighted, paint_label, paint_line
from ui.canvas.routes import LineKind
from workbench.domain.document import Document
from workbench.domain.elements import Influence, Transition
from workbench.domain.vocabulary import Layer, TransitionKind

_CUSTOMER_RADIUS: Final = 16.0
_SHADOW: Final = ((0, 3), (1, 2), (2, 1))
_LIFT_MARGIN: Final = 16.0
_LEAST_DISC, _DISC_ICON = 20.0, 16


@dataclass(frozen=True, slots=True)
class Lifted:
    """The picture of the cards that are being dragged, and where its corner lay before, in widget px."""

    picture: QPixmap
    corner: QPointF


@dataclass(frozen=True, slots=True)
class OverlayState:
    """What the overlay shows; `wears_focus` says that the map has the focus by keyboard and no card shows it.

    `causes` explain breakdowns, `way` is the way of one customer by touchpoint ids.
    """

    marks: Marks
    selected: Sequence[str]
    hovered: Hit
    lifted: Lifted | None = None
    busy: bool = False
    wears_focus: bool = False
    causes: Causes = NO_CAUSES
    way: Sequence[str] = ()


def paint_overlay(
    painter: QPainter, scene: Scene, ink: Ink, frame: Frame, state: OverlayState, document: Document
) -> None:
    """Paint everything that a gesture, the pointer or the selection adds to the map, in widget px."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    painter.translate(frame.x, frame.y)
    paint_way(painter, scene, ink, frame.scale, painter.clipBoundingRect(), state.way)
    _paint_lines(painter, scene, ink, frame.scale, state, document)
    for box in state.marks.ghosts:
        _paint_ghost(painter, ink, drawn_rect(box, frame.scale))
    if not state.busy:
        _paint_hovered(painter, scene, ink, frame.scale, state.hovered)
    for card in state.selected:
        if card in scene.geometry.cards and state.lifted is None:
            _paint_ring(painter, scene, ink, frame.scale, card)
    if state.marks.snap is not None:
        _paint_ring(painter, scene, ink, frame.scale, state.marks.snap)
    if state.lifted is None:
        paint_causes(painter, scene, ink, frame.scale, state.causes)
    for live in state.marks.lines:
        _paint_live(painter, ink, live, frame.scale)
    _paint_band(painter, ink, frame.scale, state.marks.band)
    painter.restore()
    if state.wears_focus:
        _paint_focus(painter, ink)
    if state.lifted is not None:
        dx, dy = state.marks.shift
        at = state.lifted.corner + QPointF(round(dx * frame.scale), round(dy * frame.scale))
        painter.drawPixmap(at, state.lifted.picture)


def lifted_picture(scene: Scene, ink: Ink, frame: Frame, cards: Sequence[str], visible: Box) -> Lifted | None:
    """Paint cards and the lines between them into a picture of their own; only those in or near the visible part."""
    boxes = [scene.geometry.cards[card] for card in cards if scene.geometry.cards[card].meets(visible)]
    lines = _lines_between(scene, cards, visible)
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
    for line in lines:
        paint_line(painter, ink, line, frame.scale)
    for card in cards:
        box = scene.geometry.cards[card]
        if box.meets(visible):
            _paint_shadow(painter, ink, drawn_rect(box, frame.scale))
            paint_card(painter, ink, box, scene.card_look(ink.theme, card), frame.scale)
            _paint_ring(painter, scene, ink, frame.scale, card)
    painter.end()
    return Lifted(picture, QPointF(left, top))


def _lines_between(scene: Scene, cards: Sequence[str], visible: Box) -> list[Line]:
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


def _radius(ink: Ink, scale: float, layer: Layer | None = None) -> float:
    if layer is Layer.SUPPORT:
        return 0.0
    return (_CUSTOMER_RADIUS if layer is Layer.CUSTOMER else ink.theme.radius["card"]) * scale


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
        for line in scene.geometry.lines_at(at.id):
            if _hands_off(scene, line):
                _paint_hand_off(painter, ink, line, scale)


def _hands_off(scene: Scene, line: Line) -> bool:
    if line.leaves or line.kind is LineKind.INFLUENCE:
        return False
    source, target = scene.faces[line.source], scene.faces[line.target]
    return bool(source.code and target.code and source.code != target.code)


def _paint_hand_off(painter: QPainter, ink: Ink, line: Line, scale: float) -> None:
    size = max(_LEAST_DISC, ink.theme.size["handoff"] * min(1.0, scale))
    x, y = line.curve.middle
    disc = QRectF(round(x * scale - size / 2), round(y * scale - size / 2), size, size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.colour("text"))
    painter.drawEllipse(disc)
    inset = round((size - _DISC_ICON) / 2)
    icon = ink.icon(Badge.HAND_OFF.value, ink.colour("canvas"), _DISC_ICON)
    painter.drawPixmap(disc.topLeft() + QPointF(inset, inset), icon)


def _paint_hovered(painter: QPainter, scene: Scene, ink: Ink, scale: float, at: Hit) -> None:
    """An outline, and the handles from which lines are drawn."""
    box = scene.geometry.cards.get(at.id) if at.part in (Part.CARD, Part.HANDLE) else None
    if box is None:
        return
    rect = drawn_rect(box, scale)
    radius = _radius(ink, scale, scene.faces[at.id].layer)
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


def _paint_ring(painter: QPainter, scene: Scene, ink: Ink, scale: float, card: str) -> None:
    """2 px of accent with a gap of 2 px."""
    gap = ink.theme.size["focus_gap"] + ink.theme.stroke["selected"] / 2
    radius = _radius(ink, scale, scene.faces[card].layer)
    radius = radius + gap if radius else 0.0
    painter.setPen(QPen(ink.colour("accent"), ink.theme.stroke["selected"]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    rect = drawn_rect(scene.geometry.cards[card], scale)
    painter.drawRoundedRect(rect.adjusted(-gap, -gap, gap, gap), radius, radius)
    _paint_badges_again(painter, ink, rect, scene.faces[card], scale)


def _paint_badges_again(painter: QPainter, ink: Ink, rect: QRectF, face: CardFace, scale: float) -> None:
    """Badges lie over rings and outlines as over everything else."""
    if detail_at(ink.theme, scale) is Detail.READ:
        painter.translate(rect.topLeft())
        paint_badges(painter, ink, face, round(rect.width()))
        painter.translate(-rect.topLeft())


def _paint_focus(painter: QPainter, ink: Ink) -> None:
    """The ring inside the map's edge while no card wears it."""
    inset = ink.theme.size["focus_gap"] + ink.theme.stroke["focus"] / 2
    painter.setPen(QPen(ink.colour("accent"), ink.theme.stroke["focus"]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(painter.clipBoundingRect().adjusted(inset, inset, -inset, -inset))


def _paint_ghost(painter: QPainter, ink: Ink, rect: QRectF) -> None:
    """A dashed outline where a card would come to rest."""
    pen = QPen(ink.colour("accent"), 1.5)
    pen.setDashPattern([4.0, 3.0])
    ground = QColor(ink.colour("accent_soft"))
    ground.setAlphaF(0.6)
    painter.setPen(pen)
    painter.setBrush(ground)
    radius = ink.theme.radius["card"]
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def _paint_live(painter: QPainter, ink: Ink, live: LiveLine, scale: float) -> None:
    colour = ink.colour(COLOURS[live.kind])
    pen = QPen(colour, 2)
    if live.kind is LineKind.INFLUENCE:
        pen.setDashPattern([3.0, 2.0])
    paint_curve(painter, live.curve, pen, scale)
    paint_arrow_head(painter, live.curve, colour, scale)


def _paint_band(painter: QPainter, ink: Ink, scale: float, band: Box | None) -> None:
    if band is None:
        return
    ground = QColor(ink.colour("accent"))
    ground.setAlphaF(0.12)
    painter.setPen(QPen(ink.colour("accent"), 1))
    painter.setBrush(ground)
    painter.drawRect(drawn_rect(band, scale).adjusted(0.5, 0.5, -0.5, -0.5))


def _paint_shadow(painter: QPainter, ink: Ink, rect: QRectF) -> None:
    colour = QColor(ink.colour("shadow"))
    colour.setAlphaF(colour.alphaF() / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    radius = ink.theme.radius["card"]
    for less, down in _SHADOW:
        spread = 4 - less
        painter.drawRoundedRect(rect.adjusted(-spread, down - spread + 2, spread, down + spread), radius, radius)
