import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.builders import JOURNEY, journey_of, phase_named
from workbench.domain.document import Document
from workbench.domain.elements import Frame, Note
from workbench.domain.places import Place
from workbench.domain.problems import ValueProblem
from workbench.domain.vocabulary import NoteColour
from workbench.editing.areas import SMALLEST, Extent, add_frame, add_note, resize
from workbench.editing.history import History
from workbench.editing.problems import VerbProblem
from workbench.editing.structure import add_journey, add_phase, delete, move, rename


@pytest.fixture
def document() -> Document:
    return journey_of("P > A", "Q > B")


def here(document: Document, width: float = 200.0, height: float = 100.0) -> Extent:
    return Extent(Place(phase_named(document, "P").id, 8.0, 16.0), width, height)


def test_a_note_keeps_its_lines_and_its_colour(document: Document) -> None:
    history = History(document)
    made = add_note(document, JOURNEY, "  Ask legal\r\nby Friday \x00", here(document), NoteColour.BLUE)
    assert document.get(Note, made.id) == made
    assert (made.text, made.colour) == ("Ask legal\nby Friday", NoteColour.BLUE)
    assert (made.x, made.y, made.width, made.height) == (8.0, 16.0, 200.0, 100.0)
    assert history.undo_label == "Add note “Ask legal by Friday”"
    history.undo()
    assert document.of(Note) == []


def test_a_frame_is_named_in_one_line(document: Document) -> None:
    made = add_frame(document, JOURNEY, "Worth a\nworkshop", here(document))
    assert document.of(Frame) == [made]
    assert made.name == "Worth a workshop"


@pytest.mark.parametrize("add", [add_note, add_frame])
@pytest.mark.parametrize("words", ["", " \n\t", "\x00", "x" * 10_001])
def test_words_that_are_none_or_too_many_are_refused(
    document: Document, add: Callable[[Document, str, str, Extent], object], words: str
) -> None:
    before = dict(document.elements)
    with pytest.raises(ValueProblem, match=r"cannot be empty|has 10,001 characters"):
        add(document, JOURNEY, words, here(document))
    assert dict(document.elements) == before


@pytest.mark.parametrize("add", [add_note, add_frame])
def test_a_phase_of_another_journey_is_refused(
    document: Document, add: Callable[[Document, str, str, Extent], object]
) -> None:
    other = add_journey(document, "Other")
    phase = add_phase(document, other.id, "Elsewhere")
    with pytest.raises(VerbProblem, match="belongs to another journey"):
        add(document, JOURNEY, "Words", Extent(Place(phase.id), 100, 100))


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_nothing_becomes_too_small_to_be_taken_hold_of(width: float, height: float) -> None:
    document = journey_of("P > A")
    note = add_note(document, JOURNEY, "Why?", here(document))
    resize(document, note.id, here(document, width, height))
    resized = document.get(Note, note.id)
    assert (resized.width, resized.height) == (max(SMALLEST, width), max(SMALLEST, height))


@pytest.mark.parametrize("bad", [math.nan, math.inf, 0.0, -1.0])
def test_a_size_that_is_none_is_refused_by_the_element_itself(bad: float) -> None:
    with pytest.raises(ValueProblem, match="is no size"):
        Note(id="n", journey=JOURNEY, text="Why?", width=bad)
    with pytest.raises(ValueProblem, match="is no place"):
        Frame(id="f", journey=JOURNEY, name="Why?", x=math.nan)


def test_only_notes_and_frames_have_a_size(document: Document) -> None:
    with pytest.raises(KeyError):
        resize(document, phase_named(document, "P").id, here(document))


def test_notes_and_frames_move_with_cards_in_one_step(document: Document) -> None:
    note, frame = add_note(document, JOURNEY, "Why?", here(document)), add_frame(document, JOURNEY, "F", here(document))
    history = History(document)
    move(document, {note.id: Place(None, 4.0, 5.0), frame.id: Place(phase_named(document, "Q").id, 6.0, 7.0)})
    assert history.undo_label == "Move 2 things"
    found = document.get(Note, note.id)
    assert (found.phase, found.x, found.y) == (None, 4.0, 5.0)
    history.undo()
    assert document.get(Note, note.id) == note
    with pytest.raises(KeyError):
        move(document, {phase_named(document, "P").id: Place(None)})


def test_other_words_keep_the_lines_of_a_note(document: Document) -> None:
    note = add_note(document, JOURNEY, "Why?", here(document))
    rename(document, note.id, "First\nsecond")
    assert document.get(Note, note.id).text == "First\nsecond"
    with pytest.raises(ValueProblem, match="A note cannot be empty"):
        rename(document, note.id, "\n")


def test_a_phase_that_goes_leaves_its_notes_and_a_journey_takes_them_along(document: Document) -> None:
    note, frame = add_note(document, JOURNEY, "Why?", here(document)), add_frame(document, JOURNEY, "F", here(document))
    delete(document, [phase_named(document, "P").id])
    assert document.get(Note, note.id).phase is None
    assert document.get(Frame, frame.id).phase is None
    delete(document, [JOURNEY])
    assert not document.of(Note)
    assert not document.of(Frame)
