import pytest
from PySide6.QtCore import QPointF

from ui.canvas.ink import Detail, Ink, detail_at
from ui.controls.look import Look
from workbench.domain.vocabulary import Layer


@pytest.fixture
def ink(look: Look) -> Ink:
    return Ink(look)


@pytest.mark.parametrize(
    ("scale", "detail"),
    [(0.62, Detail.READ), (0.61, Detail.SCAN), (0.4, Detail.SCAN), (0.39, Detail.SHAPE), (0.15, Detail.DOTS)],
)
def test_the_scale_decides_how_much_shows(look: Look, scale: float, detail: Detail) -> None:
    assert detail_at(look.theme, scale) is detail


def test_a_text_is_as_wide_as_its_letters_and_grows_with_the_type(look: Look) -> None:
    narrow = Ink(look).width_of("Awareness", "body_strong", 13)
    assert narrow > Ink(look).width_of("Aware", "body_strong", 13) > 0
    look.themes.set_type_scale(1.5)
    assert Ink(look).width_of("Awareness", "body_strong", 13) > 1.3 * narrow


def test_a_long_title_is_broken_and_then_elided(ink: Ink) -> None:
    lines = ink.lines("The engineer visits the new flat and waits for somebody", "card", 14, 100, 2)
    assert len(lines) == 2
    assert lines[0] == "The engineer"
    assert lines[1].endswith("…")


def test_a_word_too_long_for_a_line_ends_with_dots_when_only_its_end_is_lost(ink: Ink) -> None:
    assert ink.lines("Completeness check", "card", 14, 90, 2)[0].startswith("Complete")
    width = ink.font("card", 14)[1].horizontalAdvance("Completenes")
    cut, rest = ink.lines("Completeness check", "card", 14, width, 2)
    assert cut.endswith("…")
    assert rest == "check"


def test_a_word_that_would_lose_much_is_broken_instead(ink: Ink) -> None:
    width = ink.font("card", 14)[1].horizontalAdvance("A_PARTLY_SUB")
    assert "".join(ink.lines("A_PARTLY_SUBMITTED_OFFER", "card", 14, width, 3)) == "A_PARTLY_SUBMITTED_OFFER"


def test_a_size_of_its_own_ignores_the_type_setting(look: Look) -> None:
    look.themes.set_type_scale(1.5)
    ink = Ink(look)
    assert ink.sized_font("card", 12)[0].pixelSize() == 12
    assert ink.smallest == 11


def test_a_title_that_fits_is_left_alone(ink: Ink) -> None:
    assert ink.lines("First bill", "card", 14, 100, 2) == ("First bill",)
    assert ink.lines("", "card", 14, 100, 2) == ()


def test_letters_beyond_the_first_plane_are_counted_once(ink: Ink) -> None:
    text = "📦📦📦 parcel with an open end"
    assert " ".join(ink.lines(text, "card", 14, 90, 9)) == text


def test_the_last_line_keeps_its_end_behind_letters_beyond_the_first_plane(ink: Ink) -> None:
    assert ink.lines("📦📦📦📦 parcel", "card", 14, 2000, 1) == ("📦📦📦📦 parcel",)


def test_type_never_gets_smaller_than_can_be_read(ink: Ink) -> None:
    assert ink.font("card", 3)[0].pixelSize() == 11


def test_the_type_setting_enlarges_cards(look: Look) -> None:
    look.themes.set_type_scale(1.5)
    assert Ink(look).font("card", 14)[0].pixelSize() == 21


def test_layers_are_told_apart_by_their_corners(ink: Ink) -> None:
    corner = (3.0, 3.0)
    inside = {layer: ink.shape(128, 76, layer).whole.contains(_point(*corner)) for layer in Layer}
    assert inside == {Layer.CUSTOMER: False, Layer.ONSTAGE: True, Layer.BACKSTAGE: True, Layer.SUPPORT: True}
    edge = _point(0.9, 0.9)
    assert ink.shape(128, 76, Layer.SUPPORT).whole.contains(edge)
    assert not ink.shape(128, 76, Layer.ONSTAGE).whole.contains(edge)


def test_the_dashes_of_an_unowned_card_lie_within_its_bar(ink: Ink) -> None:
    shape = ink.shape(128, 76, Layer.ONSTAGE)
    assert shape.bar.boundingRect().adjusted(-0.1, -0.1, 0.1, 0.1).contains(shape.dashes.boundingRect())
    assert abs(shape.gap.boundingRect().width() - 2) < 0.1


def _point(x: float, y: float) -> QPointF:
    return QPointF(x, y)
