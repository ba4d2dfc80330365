"""Pictures of any size in strips: the same pixels as in one piece."""

import struct

import pytest
from PySide6.QtGui import QImage

from tests.ui.canvas.pictures import largest_difference
from tests.ui.exporting.subjects import page
from ui.canvas.page import Page
from ui.canvas.picture import part_of, size_in_pixels
from ui.exporting import png
from ui.exporting.drawing import Subject, paper_look
from ui.exporting.png import png_steps
from ui.exporting.steps import outcome_of
from ui.icons import IconSource
from workbench.pictures import PictureChoice, PictureProblem

_SHADES = 3


def made(drawn: Page, density: float, clear: bool = False) -> QImage:
    image = QImage.fromData(outcome_of(png_steps(drawn, density, clear, "A map")))
    assert not image.isNull()
    return image


def whole(drawn: Page, density: float, clear: bool = False) -> QImage:
    return part_of(drawn, density, (0, 0, *size_in_pixels(drawn, density)), clear)


@pytest.mark.parametrize("density", [1.0, 1.5, 2.0, 3.0])
def test_a_picture_painted_in_strips_and_blocks_is_the_one_painted_whole(
    subject: Subject, monkeypatch: pytest.MonkeyPatch, density: float
) -> None:
    monkeypatch.setattr(png, "_HIGHEST_STRIP", 61)
    monkeypatch.setattr(png, "_BLOCK", 173)
    drawn = page(subject, PictureChoice(strip=True, foot=True), density)
    # where a stroke is clipped Qt may round a shade the other way
    assert largest_difference(made(drawn, density), whole(drawn, density)) <= _SHADES


@pytest.mark.parametrize("clear", [False, True])
def test_the_file_has_byte_for_byte_the_pixels_that_were_painted(
    subject: Subject, monkeypatch: pytest.MonkeyPatch, clear: bool
) -> None:
    monkeypatch.setattr(png, "_HIGHEST_STRIP", 61)
    monkeypatch.setattr(png, "_BLOCK", 173)
    drawn = page(subject, PictureChoice(transparent=clear))
    painted = whole(drawn, 1.0, clear)
    monkeypatch.setattr(png, "part_of", lambda _page, _density, part, _clear: painted.copy(*part))
    kind = QImage.Format.Format_RGBA8888 if clear else QImage.Format.Format_RGB888
    assert made(drawn, 1.0, clear).convertToFormat(kind) == painted.convertToFormat(kind)


def test_a_clear_picture_shows_the_ground_it_is_laid_on(subject: Subject) -> None:
    drawn = page(subject, PictureChoice(transparent=True))
    found = made(drawn, 1.0, clear=True)
    corners = [(0, 0), (found.width() - 1, 0), (0, found.height() - 1)]
    assert [found.pixelColor(*at).alpha() for at in corners] == [0, 0, 0]


@pytest.mark.parametrize("density", [1.0, 3.0])
def test_nothing_is_cut_off(subject: Subject, density: float) -> None:
    drawn = page(subject, PictureChoice(headline=False), density)
    found = made(drawn, density)
    assert (found.width(), found.height()) == size_in_pixels(drawn, density)
    look, edge = paper_look(IconSource()), round(2 * density)
    right, bottom = found.width() - edge, found.height() - edge
    corners = [found.pixelColor(*at) for at in ((edge, bottom), (right, bottom), (edge, 0), (right, 0))]
    assert corners == [look.colour(role) for role in ("band_before", "canvas", "band_before", "canvas")]
    last = max(drawn.scene.geometry.cards.values(), key=lambda box: (box.bottom, box.right))
    top = drawn.height - 24 - last.height
    place = [round(each * density) for each in (last.left, top, last.width, last.height)]
    card = found.copy(*place)
    assert largest_difference(card, part_of(drawn, density, (place[0], place[1], place[2], place[3]))) <= _SHADES
    assert len({card.pixel(x, round(14 * density)) for x in range(card.width())}) > 3


def test_the_file_says_how_large_a_pixel_is_and_what_it_shows(subject: Subject) -> None:
    data = outcome_of(png_steps(page(subject), 2.0, False, "Größe\u202e"))
    at = data.index(b"pHYs") + 4
    assert struct.unpack(">IIB", data[at : at + 9]) == (7559, 7559, 1)
    assert "Größe\u202e".encode() in data


def test_more_pixels_than_any_program_opens_are_refused_before_anything_is_painted(
    subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(png, "MOST_PIXELS", 1000)
    with pytest.raises(PictureProblem, match="choose a smaller size or SVG"):
        next(png_steps(page(subject), 1.0, False, "A map"))


def test_progress_rises_from_nothing_to_nearly_all(subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "_HIGHEST_STRIP", 50)
    shares = list(png_steps(page(subject), 1.0, False, "A map"))
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert 0.8 < shares[-1] < 1.0
