import pytest

from tests.ui.canvas.pictures import largest_difference
from ui.canvas.ink import Ink
from ui.canvas.picture import part_of, size_in_pixels
from ui.exporting import copying
from ui.exporting.copying import Copied, copy_steps
from ui.exporting.drawing import Subject, page_of, paper_look
from ui.exporting.steps import outcome_of
from ui.icons import IconSource
from workbench.pictures import PictureChoice, PictureKind

PNG = PictureChoice(kind=PictureKind.PNG)


def copied(subject: Subject, icons: IconSource, choice: PictureChoice = PNG) -> Copied:
    return outcome_of(copy_steps(subject, choice, icons))


@pytest.mark.parametrize("clear", [False, True])
def test_a_picture_painted_in_blocks_is_the_one_painted_at_once(
    subject: Subject, icons: IconSource, clear: bool
) -> None:
    choice = PictureChoice(kind=PictureKind.PNG, scale=2.0, transparent=clear)
    page = page_of(subject, choice, Ink(paper_look(icons), 2.0, clear))
    whole = part_of(page, 2.0, (0, 0, *size_in_pixels(page, 2.0)), clear)
    image = copied(subject, icons, choice).image
    assert (image.size(), image.devicePixelRatio()) == (whole.size(), 2.0)
    assert largest_difference(image, whole) <= 2
    assert image.hasAlphaChannel() is clear


def test_the_same_comes_as_a_drawing(subject: Subject, icons: IconSource) -> None:
    drawing = copied(subject, icons).drawing
    assert drawing is not None
    assert subject.title.encode() in drawing


def test_a_large_map_comes_as_pixels_that_fit_a_clipboard_and_not_as_a_drawing(
    subject: Subject, icons: IconSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "MOST_DRAWN", 3)
    monkeypatch.setattr(copying, "LARGEST", 300)
    made = copied(subject, icons)
    assert made.drawing is None
    assert max(made.image.width(), made.image.height()) == 300


def test_it_takes_many_small_steps_and_tells_how_far_it_is(subject: Subject, icons: IconSource) -> None:
    shares = list(copy_steps(subject, PNG, icons))
    assert len(shares) > 10
    assert shares == sorted(shares)
    assert 0.5 < shares[-1] <= 1.0
