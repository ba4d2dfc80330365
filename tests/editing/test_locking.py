import pytest

from tests.helpers.builders import JOURNEY, journey_of, named, phase_named
from workbench.domain.document import Document
from workbench.domain.elements import Transition
from workbench.domain.places import Place
from workbench.domain.problems import LockedProblem
from workbench.editing.areas import Extent, add_note
from workbench.editing.arrange import nudge, tidy_up
from workbench.editing.history import History
from workbench.editing.locking import lockable, set_locked
from workbench.editing.problems import VerbProblem
from workbench.editing.structure import delete, move, rename


@pytest.fixture
def document() -> Document:
    made = journey_of("P > A", "> B", "Q > C")
    set_locked(made, [named(made, "A").id], locked=True)
    return made


def test_locking_several_things_is_one_step_and_passes_over_lines(document: Document) -> None:
    note = add_note(document, JOURNEY, "Why?", Extent(Place(None), 128, 128))
    line = document.of(Transition)[0]
    history = History(document)
    assert set_locked(document, [named(document, "A").id, named(document, "B").id, note.id, line.id], locked=True) == 2
    assert history.undo_label == "Lock 2 things"
    history.undo()
    assert [each.locked for each in lockable(document, [named(document, "B").id, note.id, line.id])] == [False, False]


def test_what_is_locked_already_makes_no_step(document: Document) -> None:
    history = History(document)
    assert set_locked(document, [named(document, "A").id], locked=True) == 0
    assert history.undo_label is None


def test_verbs_refuse_what_is_locked_and_change_nothing(document: Document) -> None:
    card, other = named(document, "A"), named(document, "B")
    before = dict(document.elements)
    with pytest.raises(LockedProblem, match="“A” is locked; unlock it before moving it"):
        move(document, {other.id: Place(other.phase, 0, 400), card.id: Place(card.phase, 0, 500)})
    with pytest.raises(LockedProblem, match="before renaming it"):
        rename(document, card.id, "Other")
    with pytest.raises(LockedProblem, match="before removing it"):
        delete(document, [other.id, card.id])
    with pytest.raises(VerbProblem, match="“A” is locked; unlock what is to move"):
        nudge(document, [card.id], 0, 6)
    assert dict(document.elements) == before


def test_a_phase_with_a_locked_card_cannot_be_removed_from_under_it(document: Document) -> None:
    with pytest.raises(LockedProblem, match="“A” is locked"):
        delete(document, [phase_named(document, "P").id])
    delete(document, [phase_named(document, "Q").id])
    assert named(document, "C").phase is None


def test_tidying_up_goes_round_what_is_locked(document: Document) -> None:
    card = named(document, "A")
    set_locked(document, [card.id], locked=False)
    move(document, {card.id: Place(card.phase, 0, 700)})
    set_locked(document, [card.id], locked=True)
    tidy_up(document, JOURNEY)
    assert named(document, "A").y == 700
