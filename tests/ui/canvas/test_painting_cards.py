from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from ui.canvas.boxes import Box
from ui.canvas.cards import Badge, CardFace
from ui.canvas.ink import Ink
from ui.canvas.painting_cards import CardLook, paint_card
from ui.controls.look import Look
from workbench.domain.vocabulary import Channel, Layer

PLAIN = CardFace("First bill", Channel.LETTER, Layer.ONSTAGE, "Finance", "FI", 9, (), False, False, True)
SCALES = (1.0, 0.7, 0.5)


def face(**changes: Any) -> CardFace:
    return replace(PLAIN, **changes)


def painted(look: Look, card: CardLook, scale: float = 1.0) -> QImage:
    image = QImage(180, 120, QImage.Format.Format_RGB32)
    image.fill(look.colour("canvas"))
    painter = QPainter(image)
    painter.translate(20, 20)
    paint_card(painter, Ink(look), Box(0, 0, 128, 76), card, scale)
    painter.end()
    return image


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize(
    "changed",
    [
        {"name": "Another bill"},
        {"colour": 3},
        {"colour": None, "code": "", "badges": (Badge.UNOWNED,)},
        {"colour": None, "code": "", "external": True},
        {"layer": Layer.CUSTOMER},
        {"layer": Layer.BACKSTAGE},
        {"layer": Layer.SUPPORT},
    ],
)
def test_whatever_a_card_says_can_be_seen_near_and_far(look: Look, scale: float, changed: dict[str, object]) -> None:
    assert painted(look, CardLook(face(**changed), "", "9", None), scale) != painted(
        look, CardLook(PLAIN, "", "9", None), scale
    )


@pytest.mark.parametrize("changed", [{"channel": Channel.PHONE}, {"code": "SA"}, {"pinned": True}])
def test_icons_codes_and_pins_show_only_where_they_can_be_read(look: Look, changed: dict[str, object]) -> None:
    other = CardLook(face(**changed), "", "9", None)
    plain = CardLook(PLAIN, "", "9", None)
    assert painted(look, other, 1.0) != painted(look, plain, 1.0)
    assert painted(look, other, 0.5) == painted(look, plain, 0.5)


def test_at_large_type_titles_from_afar_are_of_one_size_with_and_without_a_number(look: Look) -> None:
    look.themes.set_type_scale(1.5)
    heights: list[int] = []
    for now in ("9", ""):
        image = painted(look, CardLook(face(name="Hotline calls back"), "", now, None), 0.5)
        # the stem of the first letter, in the first of the title's lines
        heights.append(sum(image.pixelColor(29, y).lightness() < 128 for y in range(22, 38)))
    assert heights[0] == heights[1] > 0


def test_a_card_wears_its_heat_and_its_owner(look: Look) -> None:
    stop = look.theme.heat[5]
    image = painted(look, CardLook(PLAIN, "", "81", stop))
    assert image.pixelColor(22, 60) == look.theme.departments[9].fill
    assert image.pixelColor(26, 60) == look.colour("card")
    assert image.pixelColor(90, 58) == stop.fill
    strip = {image.pixelColor(x, y).name() for x in range(140, 147) for y in range(30, 80)}
    assert len(strip) > 1


def test_the_number_with_the_fix_stands_in_accent_beside_the_struck_one(look: Look) -> None:
    changed, same = (painted(look, CardLook(PLAIN, before, "52", None)) for before in ("81", ""))
    assert _has(changed, look.colour("accent"))
    assert not _has(same, look.colour("accent"))


def test_numbers_behind_the_map_are_grey(look: Look) -> None:
    stale = painted(look, CardLook(PLAIN, "81", "52", None, stale=True))
    assert not _has(stale, look.colour("accent"))


def test_one_badge_is_a_disc_and_more_are_counted_beside_it(look: Look) -> None:
    none, one, two = (
        _above_the_card(painted(look, CardLook(face(badges=badges), "", "9", None)), look.colour("panel"))
        for badges in ((), (Badge.MOMENT_OF_TRUTH,), (Badge.MOMENT_OF_TRUTH, Badge.PAIN_POINT))
    )
    assert none == 0
    assert two > 1.5 * one > 0


def test_a_hand_off_alone_is_no_badge_on_the_card(look: Look) -> None:
    plain = painted(look, CardLook(PLAIN, "", "9", None))
    assert painted(look, CardLook(face(badges=(Badge.HAND_OFF,)), "", "9", None)) == plain


def test_at_large_type_a_long_title_still_has_two_lines(look: Look) -> None:
    long = CardLook(face(name="Waits for the engineer"), "", "9", None)
    look.themes.set_type_scale(1.5)
    image = painted(look, long)
    rows = [any(image.pixelColor(x, y) == look.colour("text") for x in range(32, 130)) for y in range(57, 64)]
    assert any(rows)


def _above_the_card(image: QImage, colour: QColor) -> int:
    return sum(image.pixelColor(x, y) == colour for x in range(180) for y in range(20))


def _has(image: QImage, colour: QColor) -> bool:
    wanted = colour.rgb()
    return any(image.pixel(x, y) == wanted for x in range(60, 150) for y in range(60, 100))


def test_painting_leaves_the_painter_where_it_was(look: Look) -> None:
    image = QImage(50, 50, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_card(painter, Ink(look), Box(300, 200, 428, 276), CardLook(PLAIN, "", "9", None), 0.7)
    assert painter.transform().isIdentity()
    painter.end()
