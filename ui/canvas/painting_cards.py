"""Paints one card near enough to be read."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from ui.canvas.boxes import Box
from ui.canvas.cards import Badge, CardFace
from ui.canvas.ink import CardShape, Detail, Ink, detail_at, write
from ui.canvas.opening import paint_opening
from ui.theme import HeatStop

_TITLE_PX, _NUMBER_PX, _CODE_PX = 14.0, 15.0, 12.0
_SIDE = 12.0
_PIN, _HELD = 12, 16
_TITLE_LINES = 2
_OVERHANG = 3.0
# so far that a badge leaves the first line of a title free
_LIFT = -2.0


@dataclass(frozen=True, slots=True)
class CardLook:
    """A card as it is to be painted: `before` is struck through, `heat` None for a plain card."""

    face: CardFace
    before: str
    now: str
    heat: HeatStop | None
    stale: bool = False


def paint_card(painter: QPainter, ink: Ink, box: Box, card: CardLook, scale: float) -> None:
    """Paint a card at its place, with its badge over the corner."""
    width, height = round(box.width * scale), round(box.height * scale)
    painter.translate(round(box.left * scale), round(box.top * scale))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = ink.shape(width, height, card.face.layer)
    _paint_ground(painter, ink, shape, card)
    if detail_at(ink.theme, scale) is Detail.READ:
        _paint_to_read(painter, ink, card, width, height, scale)
        paint_badges(painter, ink, card.face, width)
        paint_opening(painter, ink, card.face, width, height)
    else:
        _paint_to_scan(painter, ink, card, width, height)
    painter.translate(-round(box.left * scale), -round(box.top * scale))


def _paint_ground(painter: QPainter, ink: Ink, shape: CardShape, card: CardLook) -> None:
    ground = card.heat.fill if card.heat is not None else ink.colour("card")
    painter.fillPath(shape.whole, ground)
    if card.face.colour is not None or card.face.unowned:
        painter.fillPath(shape.bar, ink.colour("card"))
        painter.fillPath(shape.gap, ink.colour("card"))
    if card.face.colour is not None:
        painter.fillPath(shape.bar, ink.theme.department(card.face.colour).fill)
    elif card.face.unowned:
        painter.fillPath(shape.dashes, ink.colour("text_2"))
    if card.heat is not None:
        ink.paint_pattern(painter, shape.strip, card.heat)
    painter.fillPath(shape.outline, ink.colour("line_control"))


def _paint_to_read(painter: QPainter, ink: Ink, card: CardLook, width: int, height: int, scale: float) -> None:
    side = _SIDE * scale
    text = card.heat.text if card.heat is not None else ink.colour("text")
    foot = height - max(3.0, 6 * scale)
    _, numbers = ink.font("card_strong", _NUMBER_PX * scale)
    foot_height = max(16.0, numbers.capHeight() + 2)
    room = (side, max(2.0, 6 * scale), width - 2 * side, foot - foot_height)
    size = _title_size(ink, card.face.name, room[2], room[3] - room[1], _TITLE_PX * scale)
    _paint_title(painter, ink, card, room, size, text)
    middle = foot - foot_height / 2
    right = width - side
    left_of_number = _paint_numbers(painter, ink, card, right, middle, _NUMBER_PX * scale)
    edge = ink.icon_edge(16 * scale)
    place = QRectF(round(side), round(middle - edge / 2), edge, edge)
    ink.paint_icon(painter, f"channel-{card.face.channel.value}", text, place)
    code = "?" if card.face.unowned else card.face.code
    font, metrics = ink.font("body_strong", _CODE_PX * scale)
    at = side + edge + max(4.0, 6 * scale)
    if code and at + metrics.horizontalAdvance(code) + 4 <= left_of_number:
        write(painter, font, text, at, middle + metrics.capHeight() / 2, code)
    held = [icon for icon, is_so in (("pin", card.face.pinned), ("lock", card.face.locked)) if is_so]
    for at, each in enumerate(held):
        _paint_held(painter, ink, each, QRectF(2 + at * (_HELD + 1), -_HELD // 2, _HELD, _HELD))


def _paint_held(painter: QPainter, ink: Ink, icon: str, disc: QRectF) -> None:
    """A pin or a lock, on a disc of its own so that it can be seen on any heat."""
    painter.setPen(QPen(ink.colour("line_control"), 1))
    painter.setBrush(ink.colour("panel"))
    painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5))
    inset = (_HELD - _PIN) / 2
    ink.paint_icon(painter, icon, ink.colour("text"), disc.adjusted(inset, inset, -inset, -inset))


def _paint_to_scan(painter: QPainter, ink: Ink, card: CardLook, width: int, height: int) -> None:
    text = card.heat.text if card.heat is not None else ink.colour("text")
    _, numbers = ink.font("card_strong", 0)
    top, bottom, above_number = 2, height - 3, height - 6 - numbers.capHeight()
    # as large as if there were a number, or titles of two sizes would stand side by side
    size = _title_size(ink, card.face.name, width - 11, above_number - top, 0)
    _paint_title(painter, ink, card, (8, top, width - 11, above_number if card.now else bottom), size, text)
    if card.now:
        middle = height - 3 - numbers.capHeight() / 2
        shown = CardLook(card.face, "", card.now, card.heat, card.stale)
        colour = ink.colour("accent") if card.before and card.heat is None else None
        _paint_numbers(painter, ink, shown, 8 + numbers.horizontalAdvance(card.now), middle, 0, colour)


def _paint_title(
    painter: QPainter,
    ink: Ink,
    card: CardLook,
    room: tuple[float, float, float, float],
    size: int,
    colour: QColor,
) -> None:
    """Write the title from the top of `room` (left, top, width, bottom) in as many lines as fit there."""
    left, top, width, bottom = room
    font, metrics = ink.sized_font("card", size)
    step = _line_step(ink, size)
    if _TITLE_LINES * step > bottom - top + _OVERHANG:
        # two close lines say more than one that is cut
        step = min(step, size + 1)
    fitting = max(1, min(_TITLE_LINES, int((bottom - top + _OVERHANG) // step)))
    for at, line in enumerate(ink.sized_lines(card.face.name, "card", size, width, fitting)):
        baseline = top + at * step + (step + metrics.capHeight()) / 2
        write(painter, font, colour, left, baseline, line)


def _title_size(ink: Ink, title: str, width: float, height: float, px: float) -> int:
    """The title's px: at large type a long one shrinks until two lines of whole words fit, but not below normal."""
    font, metrics = ink.font("card", px)
    full, normal = font.pixelSize(), max(round(px), ink.smallest)
    if ink.type_scale == 1 or metrics.horizontalAdvance(title) <= width:
        return full
    longest = max(metrics.horizontalAdvance(word) for word in title.split()) / full
    fitting = (
        size
        for size in range(full, normal, -1)
        if _TITLE_LINES * _line_step(ink, size) <= height + _OVERHANG and longest * size <= width
    )
    return next(fitting, normal)


def _line_step(ink: Ink, size: int) -> int:
    return round(size * ink.theme.type.line_heights["card"])


def _paint_numbers(
    painter: QPainter, ink: Ink, card: CardLook, right: float, middle: float, px: float, colour: QColor | None = None
) -> float:
    """Write the number, after the struck-through one, up to `right`; return where they begin."""
    if not card.now:
        return right
    if card.heat is not None:
        plain = new = card.heat.text
    else:
        plain = ink.colour("text_2" if card.stale else "text")
        new = plain if card.stale else ink.colour("accent")
    font, metrics = ink.font("card_strong", px)
    left = right - metrics.horizontalAdvance(card.now)
    baseline = middle + metrics.capHeight() / 2
    write(painter, font, colour or (new if card.before else plain), left, baseline, card.now)
    if card.before:
        font, metrics = ink.font("heading_normal", px - 2, struck=True)
        left -= metrics.horizontalAdvance(card.before) + 4
        faded = card.heat.text if card.heat is not None else ink.colour("text_2")
        write(painter, font, faded, left, baseline, card.before)
    return left


def paint_badges(painter: QPainter, ink: Ink, face: CardFace, width: int) -> None:
    """Paint the most important badge half over a card's top right corner, and how many more there are.

    The painter's origin is the card's top left corner.
    """
    disc = badge_place(ink, face, width)
    if disc is None:
        return
    first, size = face.marks[0], disc.height()
    more = _more(face)
    font, metrics = ink.font("caption", 0)
    painter.setPen(QPen(ink.colour("line_control"), 1))
    painter.setBrush(ink.colour("panel"))
    painter.drawRoundedRect(disc.adjusted(0.5, 0.5, -0.5, -0.5), size / 2 - 0.5, size / 2 - 0.5)
    colour = ink.colour("warn" if first is Badge.UNOWNED else "text")
    ink.paint_icon(painter, first.value, colour, QRectF(round(disc.left() + 2), round(disc.top() + 2), 16, 16))
    if more:
        baseline = disc.center().y() + metrics.capHeight() / 2
        write(painter, font, ink.colour("text"), disc.left() + size - 1, baseline, more)


def badge_place(ink: Ink, face: CardFace, width: int) -> QRectF | None:
    """Return where the badge of a card of this width in px lies, from the card's top left corner; None without one."""
    if not face.marks:
        return None
    size, more = float(ink.theme.size["badge"]), _more(face)
    room = ink.font("caption", 0)[1].horizontalAdvance(more) + 4 if more else 0.0
    return QRectF(width - size / 2 - 4 - room, _LIFT - size / 2, size + room, size)


def _more(face: CardFace) -> str:
    """How many badges there are besides the first."""
    return f"+{len(face.marks) - 1}" if len(face.marks) > 1 else ""
