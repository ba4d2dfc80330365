"""Documents: how many sheets, how large, with vectors and fonts."""

import re
import zlib

import pytest

from tests.ui.exporting.documents import objects
from tests.ui.exporting.subjects import vector_page
from ui.exporting import pdf
from ui.exporting.drawing import Subject
from ui.exporting.pdf import MM_A_PX, pdf_steps, poster_of, sheet_size
from ui.exporting.steps import outcome_of
from workbench.pictures import Paper, PictureChoice, PictureKind, PictureProblem

A3_POINTS = (420 / 25.4 * 72, 297 / 25.4 * 72)


def choice(**options: object) -> PictureChoice:
    return PictureChoice(kind=PictureKind.PDF, **options)  # pyright: ignore[reportArgumentType]


def made(subject: Subject, chosen: PictureChoice) -> bytes:
    page, ink = vector_page(subject, chosen)
    return outcome_of(pdf_steps(page, chosen, ink, subject.title))


def sheets(data: bytes) -> list[tuple[float, float]]:
    found = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert len(re.findall(rb"/Type /Page\b", data)) == len(found)
    return [(float(width), float(height)) for width, height in found]


def test_one_page_is_as_large_as_the_map(subject: Subject) -> None:
    page, _ = vector_page(subject, choice())
    ((width, height),) = sheets(made(subject, choice()))
    assert (width, height) == pytest.approx((page.width * 0.75, page.height * 0.75), abs=0.5)


def test_one_sheet_of_paper_holds_everything(subject: Subject) -> None:
    assert sheets(made(subject, choice(paper=Paper.A3))) == [pytest.approx(A3_POINTS, abs=0.5)]
    upright = sheets(made(subject, choice(paper=Paper.A3, landscape=False)))
    assert upright == [pytest.approx(A3_POINTS[::-1], abs=0.5)]


def test_a_poster_has_a_sheet_for_each_part(subject: Subject) -> None:
    asked = choice(paper=Paper.A4, poster=True, scale=2.0, strip=True)
    page, _ = vector_page(subject, asked)
    spread = poster_of(page, asked)
    assert spread.rows > 1
    assert spread.columns > 1
    assert len(sheets(made(subject, asked))) == len(spread.sheets)


def test_letters_stay_letters_and_nothing_becomes_pixels(subject: Subject) -> None:
    data = made(subject, choice(strip=True, foot=True))
    assert b"/FontFile" in data
    assert b"/ToUnicode" in data
    assert b"/Subtype /Image" not in data


@pytest.mark.parametrize("poster", [False, True])
def test_figures_signs_and_blanks_are_copied_out_as_what_they_are(subject: Subject, poster: bool) -> None:
    data = made(subject, choice(strip=True, foot=True, paper=Paper.A4, poster=poster))
    lists = [
        each for body in objects(data).values() if b"bfrange" in body for each in re.findall(rb"\[([^]]*)\]", body)
    ]
    codes = {int(code, 16) for each in lists for code in re.findall(rb"<([0-9A-F]{4})>", each)}
    assert set(map(ord, "0123456789:, ")) <= codes
    assert not [code for code in codes if 0xE000 <= code < 0xF900 or chr(code) == "\t"]


def test_no_page_is_longer_than_readers_can_show(subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_LONGEST_MM", 100.0)
    page, _ = vector_page(subject, choice())
    assert max(sheet_size(page, choice())) == pytest.approx(100.0)
    assert max(page.width, page.height) * MM_A_PX > 100.0


def test_a_poster_of_far_too_many_sheets_is_refused(subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.exporting.poster.MOST_SHEETS", 2)
    with pytest.raises(PictureProblem):
        made(subject, choice(paper=Paper.A4, poster=True, scale=4.0))


@pytest.mark.parametrize("poster", [False, True])
def test_an_export_that_is_given_up_in_the_middle_leaves_no_painter_behind(subject: Subject, poster: bool) -> None:
    # Qt would warn of saved states and of a device that is painted on, which fails a test
    asked = choice(paper=Paper.A4, poster=poster)
    page, ink = vector_page(subject, asked)
    steps = pdf_steps(page, asked, ink, "A map")
    for _ in range(34):
        next(steps)
    steps.close()


def test_a_large_map_is_written_bit_by_bit_and_comes_out_as_one_page(
    subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = objects(made(subject, choice()))
    monkeypatch.setattr(pdf, "_SHEAF", 1)
    bound = objects(made(subject, choice()))
    assert any(b"/Type /Pages" in body and b"/Count 1\n" in body for body in bound.values())
    assert painted_texts(bound) == painted_texts(whole) > 10


def painted_texts(found: dict[int, bytes]) -> int:
    """How often letters are written on any page."""
    streams = (body.partition(b"stream\n")[2] for body in found.values() if b"/FlateDecode" in body)
    plain = (zlib.decompressobj().decompress(stream) for stream in streams)
    return sum(len(re.findall(rb"\bBT\n", stream)) for stream in plain)
