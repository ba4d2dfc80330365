import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.builders import JOURNEY, journey_of, named
from workbench.domain.document import Document
from workbench.domain.elements import Frame, Note, Touchpoint
from workbench.domain.places import CARD_WIDTH, ROW_PITCH, SUBCOLUMN_PITCH, Place
from workbench.editing.areas import Extent, add_frame, add_note
from workbench.editing.arrange import Alignment, Direction, align, distribute, nudge, put, set_pinned, tidy_up
from workbench.editing.history import History
from workbench.editing.locking import set_locked
from workbench.editing.problems import VerbProblem
from workbench.editing.structure import move, set_fields
from workbench.layout.tidying import Spot

NAMES = "ABCDE"


@pytest.fixture
def document() -> Document:
    """A at the top, B and C below it in the same phase, D and E in the next one."""
    made = journey_of("P > A", "> B", "> C", "Q > D", "> E")
    place(made, D=(0.0, 30.0), E=(0.0, 400.0))
    return made


def ids(document: Document, names: str) -> list[str]:
    return [named(document, name).id for name in names]


def place(document: Document, **spots: tuple[float, float]) -> None:
    cards = {name: named(document, name) for name in spots}
    move(document, {card.id: Place(card.phase, *spots[name]) for name, card in cards.items()})


def spots(document: Document, names: str = NAMES) -> list[tuple[float, float]]:
    return [(named(document, name).x, named(document, name).y) for name in names]


def test_tidying_up_is_one_step_that_undo_takes_back_exactly(document: Document) -> None:
    history = History(document)
    before = dict(document.elements)
    assert tidy_up(document, JOURNEY) > 0
    assert history.undo_label == "Tidy up"
    history.undo()
    assert dict(document.elements) == before
    assert history.undo_label is None


def test_tidying_up_what_is_tidy_is_no_step(document: Document) -> None:
    tidy_up(document, JOURNEY)
    history = History(document)
    assert tidy_up(document, JOURNEY) == 0
    assert history.undo_label is None


def test_places_that_were_found_elsewhere_are_taken_over(document: Document) -> None:
    (a,) = ids(document, "A")
    assert put(document, [Spot(a, 144.0, 96.0)]) == 1
    assert spots(document, "A") == [(144.0, 96.0)]


@pytest.mark.parametrize(
    ("alignment", "expected"), [(Alignment.TOP, 30.0), (Alignment.MIDDLE, 111.0), (Alignment.BOTTOM, 192.0)]
)
def test_cards_of_several_phases_come_level(document: Document, alignment: Alignment, expected: float) -> None:
    align(document, ids(document, "CD"), alignment)
    levels = [y for _, y in spots(document, "CD")]
    # C keeps clear of A and B above it
    assert levels == [max(expected, 2 * ROW_PITCH), expected]


@pytest.mark.parametrize(
    ("alignment", "expected"), [(Alignment.LEFT, 0.0), (Alignment.CENTRE, 72.0), (Alignment.RIGHT, 144.0)]
)
def test_cards_of_a_phase_come_below_each_other(document: Document, alignment: Alignment, expected: float) -> None:
    place(document, B=(SUBCOLUMN_PITCH, ROW_PITCH))
    align(document, ids(document, "AB"), alignment)
    assert [x for x, _ in spots(document, "AB")] == [expected] * 2


@given(st.sampled_from(Alignment), st.sets(st.sampled_from(NAMES), min_size=2), st.sets(st.sampled_from(NAMES)))
def test_aligned_cards_cover_none_and_pinned_ones_stay(
    alignment: Alignment, chosen: set[str], pinned: set[str]
) -> None:
    document = journey_of("P > A", "> B", "> C", "Q > D", "> E")
    place(document, D=(SUBCOLUMN_PITCH, 30.0), B=(SUBCOLUMN_PITCH, 40.0))
    set_pinned(document, ids(document, "".join(sorted(pinned))), pinned=True)
    before = spots(document, "".join(sorted(pinned)))
    if chosen <= pinned:
        with pytest.raises(VerbProblem, match="pinned"):
            align(document, ids(document, "".join(sorted(chosen))), alignment)
    else:
        align(document, ids(document, "".join(sorted(chosen))), alignment)
    assert spots(document, "".join(sorted(pinned))) == before
    for phase in {card.phase for card in document.of(Touchpoint)}:
        cards = [card for card in document.of(Touchpoint) if card.phase == phase]
        for number, card in enumerate(cards):
            assert all(
                abs(card.x - other.x) >= CARD_WIDTH or abs(card.y - other.y) >= ROW_PITCH - 1e-6
                for other in cards[:number]
            )


def test_cards_are_spread_evenly_between_the_outermost(document: Document) -> None:
    place(document, C=(0.0, 500.0), B=(0.0, 110.0))
    distribute(document, ids(document, "ABC"), Direction.DOWN)
    assert [y for _, y in spots(document, "ABC")] == [0.0, 250.0, 500.0]
    place(document, A=(0.0, 0.0), B=(150.0, 0.0), C=(400.0, 0.0))
    distribute(document, ids(document, "ABC"), Direction.ACROSS)
    assert [x for x, _ in spots(document, "ABC")] == [0.0, 200.0, 400.0]


def test_two_cards_cannot_be_spread(document: Document) -> None:
    with pytest.raises(VerbProblem, match="at least three"):
        distribute(document, ids(document, "AB"), Direction.DOWN)


def test_a_nudge_moves_by_a_little_but_not_off_the_map(document: Document) -> None:
    assert nudge(document, ids(document, "CD"), -6.0, 6.0) == 2
    assert spots(document, "CD") == [(0.0, 198.0), (0.0, 36.0)]


def test_a_nudge_onto_another_card_is_refused(document: Document) -> None:
    with pytest.raises(VerbProblem, match="no room for “C”"):
        nudge(document, ids(document, "C"), 0.0, -6.0)
    assert spots(document, "C") == [(0.0, 192.0)]


def test_notes_and_frames_are_nudged_with_the_cards_in_one_step(document: Document) -> None:
    history = History(document)
    extent = Extent(Place(named(document, "A").phase, 2.0, -38.0), 96.0, 96.0)
    note, frame = add_note(document, JOURNEY, "Ask", extent), add_frame(document, JOURNEY, "Workshop", extent)
    nudge(document, [*ids(document, "E"), note.id, frame.id], -6.0, -6.0)
    assert history.undo_label == "Nudge 3 things"
    moved = [document.get(Note, note.id), document.get(Frame, frame.id)]
    assert [(each.x, each.y) for each in moved] == [(0.0, -40.0)] * 2
    assert spots(document, "E") == [(0.0, 394.0)]
    nudge(document, [note.id], 6.0, 0.0)
    assert history.undo_label == "Nudge note “Ask”"


def test_locked_notes_are_not_nudged_and_alone_that_is_said(document: Document) -> None:
    extent = Extent(Place(named(document, "A").phase, 8.0, 0.0), 96.0, 96.0)
    note = add_note(document, JOURNEY, "Ask", extent)
    set_locked(document, [note.id], locked=True)
    with pytest.raises(VerbProblem, match=r"Note “Ask” is locked; unlock what is to move\."):
        nudge(document, [note.id], 6.0, 0.0)
    assert nudge(document, [note.id, *ids(document, "E")], 6.0, 0.0) == 1
    assert nudge(document, [], 6.0, 0.0) == 0


def test_a_pinned_card_tells_where_the_line_is(document: Document) -> None:
    place(document, B=(144.0, 96.0))
    set_pinned(document, ids(document, "B"), pinned=True)
    assert align(document, ids(document, "BC"), Alignment.RIGHT) == 1
    assert spots(document, "BC")[1][0] == 144.0
    set_pinned(document, ids(document, "D"), pinned=True)
    assert align(document, ids(document, "DE"), Alignment.TOP) == 1


def test_several_cards_are_nudged_together_past_each_other(document: Document) -> None:
    assert nudge(document, ids(document, "ABC"), 0.0, 6.0) == 3


def test_pinning_is_one_step_and_is_taken_back(document: Document) -> None:
    history = History(document)
    set_pinned(document, ids(document, "AB"), pinned=True)
    assert [named(document, name).pinned for name in "ABC"] == [True, True, False]
    assert history.undo_label == "Pin 2 touchpoints"
    set_pinned(document, ids(document, "A"), pinned=False)
    assert history.undo_label == "Unpin “A”"
    history.undo()
    history.undo()
    assert not any(card.pinned for card in document.of(Touchpoint))


def test_only_the_chosen_cards_are_tidied(document: Document) -> None:
    before = spots(document, "ABCD")
    set_fields(document, ids(document, "E")[0], y=411.0)
    assert tidy_up(document, JOURNEY, ids(document, "E")) == 1
    assert spots(document, "ABCD") == before
