import pytest
from PySide6.QtCore import QSize

from ui.exporting.drawing import Subject
from ui.exporting.preview import Previews
from ui.icons import IconSource
from workbench.pictures import Paper, PictureChoice, PictureKind

ROOM = QSize(400, 300)
PDF = PictureKind.PDF


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        (PictureChoice(), "megapixels"),
        (PictureChoice(kind=PictureKind.SVG), "sharp at every size"),
        (PictureChoice(kind=PDF), "One page, "),
        (PictureChoice(kind=PDF, paper=Paper.A2), "One sheet of A2, 594 × 420 mm"),
        (PictureChoice(kind=PDF, paper=Paper.A4, poster=True, scale=2.0), "sheets of A4"),
    ],
)
def test_a_glimpse_fits_its_room_and_says_what_will_come(
    subject: Subject, icons: IconSource, choice: PictureChoice, told: str
) -> None:
    glimpse = Previews(subject, icons).glimpse(choice, ROOM, 2.0)
    size = glimpse.image.deviceIndependentSize()
    assert size.width() <= ROOM.width() + 1
    assert size.height() <= ROOM.height() + 1
    assert max(size.width() / ROOM.width(), size.height() / ROOM.height()) > 0.98
    assert told in glimpse.caption
    assert not glimpse.problem


def test_what_cannot_be_made_is_said_and_the_map_still_shown(
    subject: Subject, icons: IconSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.exporting.poster.MOST_SHEETS", 1)
    choice = PictureChoice(kind=PDF, paper=Paper.A4, poster=True, scale=4.0)
    glimpse = Previews(subject, icons).glimpse(choice, ROOM, 1.0)
    assert "choose larger paper" in glimpse.problem
    assert not glimpse.image.isNull()


def test_a_picture_of_far_too_many_px_is_said_before_anybody_chooses_where_to(
    subject: Subject, icons: IconSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.exporting.png.MOST_PIXELS", 1000)
    glimpse = Previews(subject, icons).glimpse(PictureChoice(), ROOM, 1.0)
    assert "choose a smaller size or SVG" in glimpse.problem
    assert not glimpse.image.isNull()


def test_a_clear_page_lies_on_chequers(subject: Subject, icons: IconSource) -> None:
    clear, solid = (
        Previews(subject, icons).glimpse(PictureChoice(transparent=clear), ROOM, 1.0).image for clear in (True, False)
    )
    edges = [{image.pixel(0, y) for y in range(image.height() // 2, image.height())} for image in (clear, solid)]
    assert [len(edge) for edge in edges] == [2, 1]
