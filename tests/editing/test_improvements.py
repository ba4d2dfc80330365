from itertools import count

import pytest

from workbench.domain.document import Document
from workbench.domain.elements import Improvement, Scenario, Touchpoint
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Control
from workbench.editing.history import History
from workbench.editing.improvements import (
    Draft,
    add_improvement,
    adopt_drafts,
    duplicate_improvements,
    excluded_with,
    keep_set,
    move_improvement,
    set_relations,
)
from workbench.editing.problems import VerbProblem
from workbench.editing.structure import add_journey, add_phase, add_touchpoint, set_fields


@pytest.fixture
def document() -> Document:
    numbers = count()
    return Document(new_id=lambda: f"e{next(numbers)}")


@pytest.fixture
def journey(document: Document) -> str:
    made = add_journey(document, "Broadband").id
    add_phase(document, made, "Delivery")
    return made


@pytest.fixture
def pack(document: Document, journey: str) -> Touchpoint:
    return add_touchpoint(document, journey, "Welcome pack")


@pytest.fixture
def fixes(document: Document, journey: str, pack: Touchpoint) -> list[Improvement]:
    return [add_improvement(document, journey) for _ in range(3)]


def names(document: Document) -> list[str]:
    return [each.name for each in document.of(Improvement)]


def test_a_new_fix_is_about_the_first_touchpoint_that_somebody_can_change(
    document: Document, journey: str, pack: Touchpoint
) -> None:
    set_fields(document, pack.id, control=Control.EXTERNAL)
    bill = add_touchpoint(document, journey, "First bill")
    assert add_improvement(document, journey).subject == bill.id


def test_without_anything_to_change_there_is_no_fix(document: Document, journey: str) -> None:
    with pytest.raises(VerbProblem, match="nothing to fix"):
        add_improvement(document, journey)


def test_new_fixes_have_names_of_their_own(document: Document, fixes: list[Improvement]) -> None:
    assert names(document) == ["A small fix", "A small fix 2", "A small fix 3"]


def test_all_drafts_are_adopted_in_one_step(document: Document, journey: str, pack: Touchpoint) -> None:
    history = History(document)
    drafts = [Draft(f"Idea {number}", pack.id, Quantity(-0.3), Quantity(5000.0)) for number in range(3)]
    assert [each.one_off_cost for each in adopt_drafts(document, drafts)] == [Quantity(5000.0)] * 3
    history.undo()
    assert names(document) == []


def test_no_drafts_are_refused(document: Document) -> None:
    with pytest.raises(VerbProblem, match="Nothing goes wrong"):
        adopt_drafts(document, [])


def test_a_copy_differs_from_its_original_in_its_name_alone(document: Document, fixes: list[Improvement]) -> None:
    set_relations(document, fixes[0].id, requires=[fixes[1].id])
    (copy,) = duplicate_improvements(document, [fixes[0].id])
    assert (copy.requires, copy.subject, copy.change) == ((fixes[1].id,), fixes[0].subject, fixes[0].change)
    assert copy.name not in [each.name for each in fixes]


def test_duplicating_nothing_leaves_no_step(document: Document) -> None:
    history = History(document)
    assert duplicate_improvements(document, []) == ()
    assert history.undo_label is None


def test_an_exclusion_taken_off_at_one_fix_is_taken_off_at_both(document: Document, fixes: list[Improvement]) -> None:
    first, second, _ = fixes
    set_relations(document, first.id, excludes=[second.id])
    assert excluded_with(document.get(Improvement, second.id), document.of(Improvement)) == (first.id,)
    set_relations(document, second.id, excludes=[])
    assert document.get(Improvement, first.id).excludes == ()


def test_a_fix_does_not_wait_for_itself(document: Document, fixes: list[Improvement]) -> None:
    first, second, _ = fixes
    with pytest.raises(VerbProblem, match="cannot name itself"):
        set_relations(document, first.id, requires=[first.id])
    set_relations(document, first.id, requires=[second.id])
    with pytest.raises(VerbProblem, match="wait for each other"):
        set_relations(document, second.id, requires=[first.id])


def test_a_fix_that_could_never_be_done_is_refused(document: Document, fixes: list[Improvement]) -> None:
    first, second, third = fixes
    set_relations(document, third.id, requires=[first.id, second.id])
    with pytest.raises(VerbProblem, match="needs both"):
        set_relations(document, first.id, excludes=[second.id])
    assert document.get(Improvement, first.id).excludes == ()


def test_a_fix_is_not_moved_beyond_control(
    document: Document, journey: str, pack: Touchpoint, fixes: list[Improvement]
) -> None:
    storm = add_touchpoint(document, journey, "A storm")
    set_fields(document, storm.id, control=Control.EXTERNAL)
    with pytest.raises(VerbProblem, match="outside our control"):
        move_improvement(document, fixes[0].id, storm.id)
    assert move_improvement(document, fixes[0].id, pack.id).subject == pack.id


def test_a_kept_set_is_one_scenario_over_the_fixes_there_are(
    document: Document, journey: str, fixes: list[Improvement]
) -> None:
    history = History(document)
    kept = keep_set(document, journey, "Best set", [fixes[0].id, fixes[2].id])
    assert kept.improvements == (fixes[0].id, fixes[2].id)
    with pytest.raises(VerbProblem, match="already"):
        keep_set(document, journey, "Best set", [fixes[0].id])
    history.undo()
    assert document.of(Scenario) == []
    assert len(names(document)) == 3


def test_an_empty_set_is_not_kept(document: Document, journey: str) -> None:
    with pytest.raises(VerbProblem, match="empty"):
        keep_set(document, journey, "Best set", [])
