import re

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.ui.canvas.journeys import Sketch
from tests.ui.exporting.subjects import page, subject_of, vector_page
from ui.exporting.drawing import Subject, description, paper_look, part_of_subject, steps_of
from ui.exporting.steps import outcome_of
from ui.exporting.svg import svg_steps
from ui.icons import IconSource
from workbench.domain.elements import Touchpoint
from workbench.editing.structure import set_fields
from workbench.pictures import Paper, PictureChoice, PictureKind

STARTS = {PictureKind.PNG: b"\x89PNG", PictureKind.SVG: b"<?xml", PictureKind.PDF: b"%PDF"}


@pytest.mark.parametrize("kind", list(PictureKind))
def test_each_kind_of_file_is_made(subject: Subject, icons: IconSource, kind: PictureKind) -> None:
    assert outcome_of(steps_of(subject, PictureChoice(kind=kind), icons)).startswith(STARTS[kind])


@pytest.mark.parametrize("kind", list(PictureKind))
def test_the_same_map_gives_the_same_file(subject: Subject, icons: IconSource, kind: PictureKind) -> None:
    once, twice = (outcome_of(steps_of(subject, PictureChoice(kind=kind), icons)) for _ in range(2))
    # a PDF tells when it was made
    assert len(once) == len(twice) if kind is PictureKind.PDF else once == twice


def test_paper_is_light_unless_asked(qapp: QApplication, subject: Subject, icons: IconSource) -> None:
    assert paper_look(icons).theme.name == "light"
    light, dark = (
        QImage.fromData(outcome_of(steps_of(subject, PictureChoice(scale=1.0, dark=dark), icons)))
        for dark in (False, True)
    )
    assert light.pixelColor(2, 2).lightness() > 200
    assert dark.pixelColor(2, 2).lightness() < 60


def test_each_part_can_be_left_out(subject: Subject) -> None:
    full = page(subject, PictureChoice(strip=True, foot=True))
    heights = [
        page(subject, PictureChoice(strip=strip, foot=foot)).height for strip, foot in ((False, True), (True, False))
    ]
    assert heights == [full.height - 108, full.height - 28]
    assert page(subject, PictureChoice(headline=False)).height < page(subject).height


def test_a_title_from_right_to_left_or_without_end_leaves_the_day_at_the_foot_as_it_is(
    subject: Subject, sketch: Sketch
) -> None:
    for title in ("\u05e9\u05dc\u05d5\u05dd", "Wartezeit " * 999):
        set_fields(sketch.document, sketch.journey, title=title)
        drawing, _ = vector_page(subject_of(sketch), PictureChoice(foot=True))
        foot = outcome_of(svg_steps(drawing, "", "")).decode().partition('<g id="foot">')[2]
        assert re.search(">22 November 2026 · .[^<]*<", foot)


def test_without_heat_the_numbers_stay(subject: Subject) -> None:
    plain = page(subject, PictureChoice(heat=False)).scene
    some = next(iter(plain.faces))
    assert not plain.numbers.heat
    assert plain.numbers.as_is[some] == subject.numbers.as_is.get(some, plain.numbers.as_is[some])


def test_a_part_is_drawn_with_the_numbers_of_the_whole(subject: Subject, sketch: Sketch) -> None:
    part = part_of_subject(subject, [sketch.ids["Form"], sketch.ids["Contract"]])
    assert {each.name for each in part.document.of(Touchpoint)} == {"Form", "Contract"}
    assert part.numbers == subject.numbers
    assert page(part).width < page(subject).width
    assert description(part).startswith("A customer journey with 2 touchpoints in 1 phases: Order.")


def test_paper_does_not_matter_to_a_picture(subject: Subject, icons: IconSource) -> None:
    plain, papered = (PictureChoice(scale=1.0, paper=paper) for paper in (Paper.MAP, Paper.A4))
    assert outcome_of(steps_of(subject, plain, icons)) == outcome_of(steps_of(subject, papered, icons))
