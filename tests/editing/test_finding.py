import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.builders import JOURNEY, counted_ids
from tests.helpers.documents import typical_elements
from workbench.domain.document import Document
from workbench.domain.elements import Frame, Journey, Note, Touchpoint
from workbench.editing.finding import Spot, Wanted, Where, find, journey_of, place_of, texts
from workbench.editing.structure import add_touchpoint


def noted(notes: str) -> Document:
    return Document([Journey(id=JOURNEY, title="x", notes=notes)], counted_ids())


def found(notes: str, text: str, **options: bool) -> list[str]:
    """What of `notes` is found, letter for letter."""
    return [
        notes[hit.start : hit.end] for hit in find(noted(notes), Wanted(text, **options)) if hit.spot.field == "notes"
    ]


@pytest.mark.parametrize(
    ("notes", "text", "expected"),
    [
        ("Bill, bill, BILL", "bill", ["Bill", "bill", "BILL"]),
        ("Straße und Strasse", "STRASSE", ["Straße", "Strasse"]),
        ("Straße", "s", ["S"]),
        ("Straße", "ß", ["ß"]),
        (
            "café caf\N{LATIN SMALL LETTER E}\N{COMBINING ACUTE ACCENT}",
            "CAFÉ",
            ["café", "cafe\N{COMBINING ACUTE ACCENT}"],
        ),
        ("café", "cafe", []),
        ("ISTANBUL İstanbul", "istanbul", ["ISTANBUL"]),
        ("İstanbul", "İSTANBUL", ["İstanbul"]),
        ("ılık", "I", []),
        ("aaa", "aa", ["aa"]),
        ("한글", unicodedata.normalize("NFD", "한"), ["한"]),
        ("שלום לכם", "לכם", ["לכם"]),
        ("a.b", ".", ["."]),
    ],
)
def test_letters_are_found_as_people_see_them(notes: str, text: str, expected: list[str]):
    assert found(notes, text) == expected


def test_capitals_count_when_asked():
    assert found("Bill bill", "bill", case=True) == ["bill"]
    assert found("É é", "é", case=True) == ["é"]


def test_whole_words_stand_alone():
    assert found("bill billing rebill bill_2 (bill)", "bill", whole_words=True) == ["bill", "bill"]
    assert found("naïve naï", "naï", whole_words=True) == ["naï"]


def test_what_lies_on_the_map_comes_before_the_notes_of_the_whole_journey():
    document = noted("First the bill.")
    add_touchpoint(document, JOURNEY, "Bill")
    hits = find(document, Wanted("bill"))
    assert [type(document.elements[hit.spot.element]) for hit in hits] == [Touchpoint, Journey]


def test_nothing_is_found_for_no_text():
    assert find(noted("anything"), Wanted("")) == []


def test_every_kind_of_text_is_searched():
    document = Document(typical_elements())
    spots = {(type(document.elements[spot.element]).__name__, spot.field) for spot, _ in texts(document)}
    assert spots >= {
        ("Journey", "title"), ("Journey", "goal"), ("Phase", "name"), ("Phase", "expectation"), ("Touchpoint", "name"),
        ("Touchpoint", "questions"), ("Transition", "condition"), ("Department", "name"), ("Person", "name"),
        ("Persona", "name"), ("Measure", "name"), ("PainPoint", "text"), ("Opportunity", "text"),
        ("Improvement", "name"), ("Scenario", "name"),
    }  # fmt: skip


def test_ids_references_and_signs_are_no_texts():
    document = Document(typical_elements())
    fields = {(type(document.elements[spot.element]).__name__, spot.field) for spot, _ in texts(document)}
    assert not fields & {("Touchpoint", "phase"), ("Department", "code"), ("Improvement", "parameter")}
    assert not any(field in ("id", "journey", "source", "target") for _, field in fields)


def test_a_question_is_found_at_its_place_in_the_list():
    (hit,) = find(Document(typical_elements()), Wanted("who answers"))
    assert hit.spot == Spot("t2", "questions", 0)


@pytest.mark.parametrize(
    ("where", "fields"),
    [
        (Where.NAMES, {"title", "name"}),
        (Where.TOUCHPOINTS, {"name", "notes", "text"}),
        (Where.NOT_NAMES, {"notes", "goal", "text"}),
    ],
)
def test_the_search_can_be_kept_to_some_texts(where: Where, fields: set[str]):
    document = Document(
        [
            *(each for each in typical_elements() if not isinstance(each, Journey | Touchpoint)),
            Journey(id="j1", title="word", goal="word"),
            *(Touchpoint(id=f"t{n}", journey="j1", name="word", notes="word") for n in (1, 2, 3)),
        ]
    )
    with document.edit("Say it") as edit:
        edit.update("pp1", text="word")
    assert {hit.spot.field for hit in find(document, Wanted("word", where=where))} == fields


def test_what_belongs_to_a_touchpoint_lies_in_its_journey():
    document = Document(typical_elements())
    assert journey_of(document, document.elements["pp1"]) == "j1"
    assert journey_of(document, document.elements["im1"]) == "j1"
    assert journey_of(document, document.elements["ph1"]) == "j1"
    assert journey_of(document, document.elements["j1"]) == "j1"
    assert journey_of(document, document.elements["d1"]) is None


def test_notes_and_frames_are_searched_and_seen_where_they_lie():
    document = Document(
        [
            Journey(id=JOURNEY, title="x"),
            Note(id="n", journey=JOURNEY, text="Ask legal"),
            Frame(id="f", journey=JOURNEY, name="Legal workshop"),
        ]
    )
    assert [hit.spot.element for hit in find(document, Wanted("legal"))] == ["n", "f"]
    assert [place_of(document.elements[each]) for each in ("n", "f")] == ["n", "f"]


def test_a_phase_is_seen_at_its_own_head_and_a_pain_point_at_its_touchpoint():
    document = Document(typical_elements())
    assert [place_of(document.elements[each]) for each in ("ph1", "pp1", "t3", "m1")] == ["ph1", "t2", "t3", "t2"]


@given(st.text(max_size=20), st.text(min_size=1, max_size=3))
def test_hits_lie_in_order_and_never_overlap(notes: str, text: str):
    hits = [hit for hit in find(noted(notes), Wanted(text)) if hit.spot.field == "notes"]
    edges = [edge for hit in hits for edge in (hit.start, hit.end)]
    assert edges == sorted(edges)
    assert all(hit.start < hit.end <= len(notes) for hit in hits)


@given(st.text(alphabet="aßéİı\u0301 한b", min_size=1, max_size=12))
def test_a_text_always_finds_itself_and_its_other_normal_form(notes: str):
    for text in (notes, unicodedata.normalize("NFC", notes), unicodedata.normalize("NFD", notes)):
        assert found(notes, text) == [notes]
