import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.noted import areas_of, frame_on, note_on
from ui.canvas.boxes import Box
from ui.canvas.ink import Ink
from ui.canvas.painting_areas import (
    GROUNDS,
    TITLE_HEIGHT,
    paint_area_ring,
    paint_frame_names,
    paint_frames,
    paint_grips,
    paint_note,
    paint_notes,
)
from ui.controls.look import Look
from ui.theme import Theme
from workbench.domain.elements import Note
from workbench.domain.vocabulary import NoteColour

BOX = Box(20.0, 20.0, 148.0, 148.0)
SCALES = (1.3, 1.0, 0.7, 0.5, 0.3, 0.1)
EMPTY = QColor("magenta")


def blank() -> QImage:
    image = QImage(240, 240, QImage.Format.Format_RGB32)
    image.fill(EMPTY)
    return image


def painted(look: Look, text: str, scale: float = 1.0, locked: bool = False) -> QImage:
    image = blank()
    painter = QPainter(image)
    paint_note(painter, Ink(look), Note(id="n", journey="j", text=text, locked=locked), BOX, scale)
    painter.end()
    return image


def marks(image: QImage, ground: QColor) -> int:
    """How many pixels of a note are not its ground."""
    inside = ((x, y) for x in range(20, 148) for y in range(20, 148))
    return sum(image.pixelColor(x, y) != ground for x, y in inside)


@pytest.mark.parametrize("scale", SCALES)
def test_a_note_fills_its_square_and_nothing_beside_it(look: Look, scale: float) -> None:
    image = painted(look, "Ask legal\nby Friday", scale)
    corner, end = round(20 * scale), round(20 * scale) + round(128 * scale)
    ground = look.colour("warn_soft")
    assert image.pixelColor(corner, corner) == ground
    assert image.pixelColor(corner - 1, corner) == EMPTY
    assert image.pixelColor(min(239, end), min(239, end)) == EMPTY


def test_a_note_shows_its_words_where_they_can_be_read(look: Look) -> None:
    ground = look.colour("warn_soft")
    assert marks(painted(look, ""), ground) == 0
    assert marks(painted(look, "Ask"), ground) < marks(painted(look, "Ask legal\n\nby Friday"), ground)
    assert painted(look, "Ask", 0.3) == painted(look, "Other", 0.3)


def test_a_text_that_does_not_fit_stays_inside_and_shows_that_there_is_more(look: Look) -> None:
    many = "\n".join(f"line {number}" for number in range(30))
    image = painted(look, many)
    assert all(image.pixelColor(x, 148 + down) == EMPTY for x in range(20, 148) for down in range(4))
    fitting = "\n".join(f"line {number}" for number in range(6))
    assert image != painted(look, fitting)
    assert painted(look, many) == painted(look, many + "\nmore")


def test_a_long_word_and_a_long_text_are_cut_not_spilled(look: Look) -> None:
    for text in ("x" * 10_000, "word " * 2_000, "שלום " * 1_000, "e\u0301" * 3_000):
        image = painted(look, text)
        assert all(image.pixelColor(149, y) == EMPTY for y in range(20, 148))


def test_a_locked_note_wears_a_lock(look: Look) -> None:
    assert painted(look, "Ask", locked=True) != painted(look, "Ask")


@pytest.mark.parametrize("colour", NoteColour)
def test_words_can_be_read_on_every_ground(look: Look, dark_look: Look, colour: NoteColour) -> None:
    for each in (look, dark_look):
        assert contrast(each.theme, "text", GROUNDS[colour]) >= 4.5


def contrast(theme: Theme, text: str, ground: str) -> float:
    one, other = sorted((luminance(theme.colours[each]) for each in (text, ground)), reverse=True)
    return (one + 0.05) / (other + 0.05)


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scale", SCALES)
def test_a_frame_is_painted_part_by_part_as_in_one_go(look: Look, sketch: Sketch, scale: float) -> None:
    frame_on(sketch, BOX, "Workshop in May, on everything that comes back")
    note_on(sketch, BOX.moved(40, 40))
    whole, parts = blank(), blank()
    for image, boxes in ((whole, [(0, 0, 240, 240)]), (parts, [(0, 0, 90, 240), (90, 0, 150, 240)])):
        for left, top, width, height in boxes:
            painter = QPainter(image)
            painter.setClipRect(left, top, width, height)
            part = Box(left / scale, top / scale, (left + width) / scale, (top + height) / scale)
            for paint in (paint_frames, paint_frame_names, paint_notes):
                paint(painter, Ink(look), areas_of(sketch), part, scale, frozenset())
            painter.end()
    assert whole == parts
    assert whole != blank()


def test_the_name_of_a_frame_keeps_to_the_gap_above_its_cards_when_that_is_small(look: Look, sketch: Sketch) -> None:
    frame_on(sketch, Box(20.0, 40.0, 400.0, 440.0), "HHH")
    image = blank()
    painter = QPainter(image)
    paint_frame_names(painter, Ink(look), areas_of(sketch), Box(0, 0, 480, 480), 0.5, frozenset())
    painter.end()
    inked = [y for y in range(240) for x in range(240) if image.pixelColor(x, y) == look.colour("text")]
    assert inked
    assert max(inked) < 20 + 0.5 * TITLE_HEIGHT


def test_what_is_skipped_is_not_painted(look: Look, sketch: Sketch) -> None:
    frame, note = frame_on(sketch, BOX), note_on(sketch, BOX)
    image = blank()
    painter = QPainter(image)
    for paint in (paint_frames, paint_frame_names, paint_notes):
        paint(painter, Ink(look), areas_of(sketch), BOX, 1.0, {frame.id, note.id})
    painter.end()
    assert image == blank()


def test_ring_and_grips_lie_at_the_corners(look: Look) -> None:
    image = blank()
    painter = QPainter(image)
    rect = QRectF(40, 40, 100, 100)
    paint_area_ring(painter, Ink(look), rect)
    paint_grips(painter, Ink(look), rect)
    painter.end()
    for corner in (QPoint(40, 40), QPoint(140, 40), QPoint(40, 140), QPoint(140, 140)):
        assert image.pixelColor(corner) == look.colour("panel")
    assert image.pixelColor(90, 90) == EMPTY
