"""A drawing that can be parsed, whose texts are those of the model, and in which no text is anything but text."""

import re
from xml.etree import ElementTree

import pytest

from tests.helpers.hostile import HOSTILE
from tests.ui.canvas.journeys import Sketch
from tests.ui.exporting.subjects import subject_of, vector_page
from ui.exporting.drawing import Subject, description
from ui.exporting.steps import outcome_of
from ui.exporting.svg import svg_steps
from workbench.domain.elements import Touchpoint
from workbench.domain.places import Place, phases_in_order
from workbench.editing import areas, structure
from workbench.pictures import PictureChoice, PictureKind

SVG = "{http://www.w3.org/2000/svg}"
CHOICE = PictureChoice(kind=PictureKind.SVG, strip=True, foot=True)


def drawn(subject: Subject, choice: PictureChoice = CHOICE) -> ElementTree.Element:
    page, _ = vector_page(subject, choice)
    return ElementTree.fromstring(outcome_of(svg_steps(page, subject.title, description(subject))))


def group(root: ElementTree.Element, name: str) -> ElementTree.Element:
    return next(each for each in root if each.get("id") == name)


def titles(root: ElementTree.Element, name: str) -> list[str]:
    return [each.text or "" for each in group(root, name).iter(f"{SVG}title")]


def texts(root: ElementTree.Element) -> list[str]:
    return ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]


def test_every_touchpoint_and_every_phase_is_there_once_with_its_whole_name(subject: Subject) -> None:
    root = drawn(subject)
    names = [each.name for each in subject.document.of(Touchpoint)]
    assert sorted(titles(root, "cards")) == sorted(names)
    phases = [each.name for each in phases_in_order(subject.document, subject.journey)]
    assert [name for name in titles(root, "phase-names") if name in phases] == phases


def test_what_a_card_shows_is_the_beginning_of_its_name_as_text(subject: Subject) -> None:
    for card in group(drawn(subject), "cards"):
        name = card.findtext(f"{SVG}title") or ""
        shown = texts(card)
        words = " ".join(name.split())
        joined = [" ".join(shown[:count]) for count in range(1, 4)]
        assert any(words == each or (each.endswith("…") and words.startswith(each[:-1])) for each in joined), shown


def test_the_drawing_says_what_it_is_to_whoever_cannot_see_it(subject: Subject) -> None:
    root = drawn(subject)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "A household gets broadband"
    assert "7 touchpoints in 3 phases: Need, Order, Use. Drawn on 22 November 2026." in (
        root.findtext(f"{SVG}desc") or ""
    )
    assert "Form → Contract" in titles(root, "lines")
    assert "Form → leaves" in titles(root, "lines")


def test_it_is_as_large_as_the_page_and_holds_no_pixels(subject: Subject) -> None:
    page, _ = vector_page(subject, CHOICE)
    root = drawn(subject)
    assert root.get("viewBox") == f"0 0 {page.width} {page.height}"
    assert list(root.iter(f"{SVG}image")) == []
    assert root.get("font-family", "").endswith(", sans-serif")


def test_every_text_tells_its_length_so_that_another_font_cannot_push_it_elsewhere(subject: Subject) -> None:
    lengths = [float(each.get("textLength", "nan")) for each in drawn(subject).iter(f"{SVG}text")]
    assert lengths
    assert all(0 < length < 1000 for length in lengths)


def test_a_clear_drawing_paints_no_ground(subject: Subject) -> None:
    page, _ = vector_page(subject, CHOICE)
    clear = drawn(subject, PictureChoice(kind=PictureKind.SVG, transparent=True))
    assert [each for each in clear.iter(f"{SVG}rect") if each.get("width") == str(page.width)] == []


def test_no_text_takes_the_faintness_of_what_it_stands_on(sketch: Sketch) -> None:
    extent = areas.Extent(Place(sketch.ids["Order"], 0.0, 300.0), 200.0, 120.0)
    areas.add_frame(sketch.document, sketch.journey, "Round it all", extent)
    root = drawn(subject_of(sketch))
    above = {child: parent for parent in root.iter() for child in parent}
    for text in root.iter(f"{SVG}text"):
        each: ElementTree.Element | None = text
        while each is not None and "fill-opacity" not in each.attrib:
            each = above.get(each)
        assert each is None or each.get("fill-opacity") == "1", "".join(text.itertext())


def test_influences_can_be_left_out(subject: Subject) -> None:
    with_them = titles(drawn(subject), "lines")
    without = titles(drawn(subject, PictureChoice(kind=PictureKind.SVG, influences=False)), "lines")
    assert len(with_them) == len(without) + 1


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text_and_nothing_else(sketch: Sketch, name: str) -> None:
    plain = {each.tag for each in drawn(subject_of(sketch)).iter()}
    structure.set_fields(sketch.document, sketch.ids["Form"], name=name)
    structure.set_fields(sketch.document, sketch.ids["Order"], name=name)
    structure.set_fields(sketch.document, sketch.journey, title=name)
    root = drawn(subject_of(sketch))
    kept = sketch.document.get(Touchpoint, sketch.ids["Form"]).name
    assert titles(root, "cards").count(kept) == 1
    assert kept in titles(root, "phase-names")
    assert root.findtext(f"{SVG}title") == kept
    assert {each.tag for each in root.iter()} == plain
    attributes = {key for each in root.iter() for key in each.attrib}
    assert not [key for key in attributes if "href" in key or key.startswith("on")]


def test_there_are_forty_hostile_names() -> None:
    assert len(set(HOSTILE)) >= 40


def test_a_name_of_ten_thousand_letters_is_whole_in_its_title(sketch: Sketch) -> None:
    long = "Wartezeit " * 999 + "am Ende"
    structure.set_fields(sketch.document, sketch.ids["Router"], name=long)
    assert long in titles(drawn(subject_of(sketch)), "cards")


def test_the_letters_are_few(subject: Subject) -> None:
    page, _ = vector_page(subject, CHOICE)
    data = outcome_of(svg_steps(page, "", "")).decode()
    assert not re.search(r"matrix\(1,0,0,1,0,0\)|vector-effect|font-style|<g [^>]*font-family", data)
