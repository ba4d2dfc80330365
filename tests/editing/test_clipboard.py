"""Copying a part of a journey and putting it elsewhere."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.builders import (
    JOURNEY,
    assert_consistent,
    counted_ids,
    department_named,
    empty_journey,
    journey_of,
    meaning,
    named,
    phase_named,
    shares_of,
)
from tests.helpers.documents import documents
from workbench.domain.clips import ATTACHED
from workbench.domain.document import Document
from workbench.domain.elements import (
    Area,
    Department,
    Element,
    Improvement,
    Influence,
    Journey,
    Note,
    PainPoint,
    Person,
    Phase,
    Responsibility,
    Touchpoint,
    Transition,
)
from workbench.domain.ids import END
from workbench.domain.naming import own_name
from workbench.domain.owners import accountable
from workbench.domain.places import CARD_WIDTH, ROW_PITCH, cards_in, phases_in_order
from workbench.domain.problems import LockedProblem
from workbench.domain.relations import references
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin, Stage, TransitionKind
from workbench.editing.clipboard import clip_of, cut, paste
from workbench.editing.history import History
from workbench.editing.ownership import add_department
from workbench.editing.problems import VerbProblem
from workbench.editing.structure import add, add_journey, add_touchpoint, connect, influence, set_fields
from workbench.storage.clips import clip_bytes, read_clip


@pytest.fixture
def document() -> Document:
    return journey_of(
        "Billing > First bill @Finance -> Reminder 60%, Hotline 40%",
        "> Reminder ~> end 5%",
        "Help > Hotline @Care -> end",
    )


def copied(document: Document, *names: str) -> list[str]:
    """The ids of what is new after the touchpoints of these names have been pasted beside themselves."""
    clip = clip_of(document, [named(document, name).id for name in names])
    return paste(document, JOURNEY, clip)


def test_ways_between_the_copied_come_along_and_take_up_what_the_others_leave(document: Document) -> None:
    first, second = copied(document, "First bill", "Reminder")
    ways = [each for each in document.of(Transition) if each.source == first]
    assert [(each.target, each.weight.value) for each in ways] == [(second, 1.0)]
    assert shares_of(journey_of("A > B -> C 60%, end 40%", "> C"), "B") == {"C": 0.6, "end": 0.4}


def test_measured_shares_are_copied_as_they_were_measured(document: Document) -> None:
    way = next(each for each in document.of(Transition) if each.target == named(document, "Reminder").id)
    set_fields(document, way.id, weight=Quantity(0.6, Origin.LOG))
    first, _ = copied(document, "First bill", "Reminder")
    assert [each.weight.value for each in document.of(Transition) if each.source == first] == [0.6]


def test_what_belongs_to_a_touchpoint_comes_along(document: Document) -> None:
    bill, hotline = named(document, "First bill").id, named(document, "Hotline").id
    add(document, PainPoint(id="pain", touchpoint=bill, text="Too long"))
    add(document, Improvement(id="fix", name="Shorter bill", subject=bill))
    influence(document, bill, hotline)
    first, last = copied(document, "First bill", "Hotline")
    assert [each.text for each in document.referrers(first, PainPoint)] == ["Too long"]
    assert accountable(document, first) == department_named(document, "Finance")
    assert [(each.source, each.target) for each in document.referrers(first, Influence)] == [(first, last)]
    assert document.referrers(first, Improvement) == [], "a fix would count twice in every plan"
    assert any(each.target == END for each in document.referrers(last, Transition))


def test_pasting_beside_keeps_rows_and_covers_nothing(document: Document) -> None:
    made = [document.get(Touchpoint, each) for each in copied(document, "First bill", "Reminder", "Hotline")]
    assert [each.y for each in made] == [2 * ROW_PITCH, 3 * ROW_PITCH, 2 * ROW_PITCH]
    assert_nothing_is_covered(document)


def test_a_paste_is_one_step_of_undo(document: Document) -> None:
    history, before = History(document), dict(document.elements)
    copied(document, "First bill", "Hotline")
    assert history.undo_label == "Paste 2 touchpoints"
    history.undo()
    assert document.elements == before
    assert history.undo_label is None


def test_another_project_gets_phases_departments_and_people_by_name(document: Document) -> None:
    add(document, Person(id="ines", name="Ines Roth", department=department_named(document, "Finance").id))
    set_fields(document, document.referrers(named(document, "First bill").id, Responsibility)[0].id, party="ines")
    clip = clip_of(document, [named(document, "First bill").id, named(document, "Hotline").id])
    other = journey_of("BILLING > Something @care")
    paste(other, JOURNEY, clip)
    paste(other, JOURNEY, clip)
    assert [each.name for each in phases_in_order(other, JOURNEY)] == ["BILLING", "Help"]
    assert [each.name for each in other.of(Department)] == ["care", "Finance"]
    assert [(each.name, each.department) for each in other.of(Person)] == [
        ("Ines Roth", department_named(other, "Finance").id)
    ]
    assert len(other.of(Touchpoint)) == 5
    assert_consistent(other)
    assert_nothing_is_covered(other)


def test_a_made_department_takes_a_code_and_colour_that_are_free(document: Document) -> None:
    other = empty_journey()
    taken = add_department(other, "Finances")
    finance = department_named(document, "Finance")
    assert (taken.code, taken.colour) == (finance.code, finance.colour)
    paste(other, JOURNEY, clip_of(document, [named(document, "First bill").id]))
    made = department_named(other, "Finance")
    assert made.code != taken.code
    assert made.colour != taken.colour


def test_of_two_departments_of_one_name_the_code_decides() -> None:
    source = empty_journey()
    add(source, Department(id="s", name="Service", code="S2"))
    card = add_touchpoint(source, JOURNEY, "Call")
    add(source, Responsibility(id="r", touchpoint=card.id, party="s", role="A"))  # type: ignore[arg-type]
    other = empty_journey()
    for code in ("S1", "S2"):
        add(other, Department(id=code, name="Service", code=code))
    paste(other, JOURNEY, clip_of(source, [card.id]))
    assert [each.party for each in other.of(Responsibility)] == ["S2"]


def test_a_whole_phase_brings_what_lies_in_it_and_is_a_new_one_behind_the_old(document: Document) -> None:
    phase = phase_named(document, "Billing")
    set_fields(document, phase.id, stage=Stage.AFTER, expectation="A bill that I understand")
    add(document, Note(id="note", journey=JOURNEY, phase=phase.id, text="Ask Ines"))
    made = paste(document, JOURNEY, clip_of(document, [phase.id]))
    assert [each.name for each in phases_in_order(document, JOURNEY)] == ["Billing", "Billing 2", "Help"]
    new = phase_named(document, "Billing 2")
    assert (new.stage, new.expectation) == (Stage.AFTER, "A bill that I understand")
    assert [each.name for each in cards_in(document, JOURNEY, new.id)] == ["First bill", "Reminder"]
    assert {type(document.elements[each]) for each in made} == {Phase, Touchpoint, Note}
    assert [each.y for each in document.referrers(new.id, Touchpoint)] == [0.0, ROW_PITCH]


def test_two_phases_are_put_behind_both_in_their_order(document: Document) -> None:
    chosen = [phase_named(document, each).id for each in ("Help", "Billing")]
    paste(document, JOURNEY, clip_of(document, chosen))
    assert [each.name for each in phases_in_order(document, JOURNEY)] == ["Billing", "Help", "Billing 2", "Help 2"]


def test_cutting_removes_a_phase_with_its_cards_in_one_step(document: Document) -> None:
    history, before = History(document), dict(document.elements)
    clip = clip_of(document, [phase_named(document, "Billing").id])
    cut(document, clip)
    assert [each.name for each in document.of(Touchpoint)] == ["Hotline"]
    assert history.undo_label == "Cut 3 things"
    history.undo()
    assert document.elements == before
    cut(document, clip)
    paste(document, JOURNEY, clip)
    assert {each.name for each in document.of(Touchpoint)} == {"First bill", "Reminder", "Hotline"}


def test_what_is_locked_is_copied_but_not_cut(document: Document) -> None:
    bill = named(document, "First bill").id
    set_fields(document, bill, locked=True)
    before = dict(document.elements)
    clip = clip_of(document, [bill, named(document, "Reminder").id])
    with pytest.raises(LockedProblem):
        cut(document, clip)
    assert document.elements == before
    assert [document.get(Touchpoint, each).locked for each in paste(document, JOURNEY, clip)] == [True, False]


def test_a_transition_alone_cannot_be_copied(document: Document) -> None:
    with pytest.raises(VerbProblem, match="select touchpoints or a phase"):
        clip_of(document, [document.of(Transition)[0].id, "gone"])


def test_notes_alone_move_off_their_like() -> None:
    document = empty_journey()
    add(document, Note(id="note", journey=JOURNEY, text="Ask Ines"))
    for _ in range(3):
        paste(document, JOURNEY, clip_of(document, ["note"]))
    assert sorted(each.y for each in document.of(Note)) == [0.0, 24.0, 48.0, 72.0]


def test_a_touchpoint_opens_into_the_same_journey_where_that_is_there_and_not_round_it(document: Document) -> None:
    inner = add_journey(document, "The bill in detail").id
    bill = named(document, "First bill").id
    set_fields(document, bill, detail=inner)
    clip = clip_of(document, [bill])
    (beside,) = paste(document, JOURNEY, clip)
    (inside,) = paste(document, inner, clip)
    other = empty_journey()
    (elsewhere,) = paste(other, JOURNEY, clip)
    assert document.get(Touchpoint, beside).detail == inner
    assert document.get(Touchpoint, inside).detail is None
    assert other.get(Touchpoint, elsewhere).detail is None


def test_nothing_of_the_journey_itself_is_in_the_copy(document: Document) -> None:
    add(document, Person(id="chief", name="The chief"))
    set_fields(document, JOURNEY, steward="chief", notes="Secret")
    clip = clip_of(document, [named(document, "Hotline").id])
    assert next(each for each in clip.elements if isinstance(each, Journey)) == Journey(
        id=JOURNEY, title="Moving house"
    )
    assert not any(isinstance(each, Person) for each in clip.elements)


def test_failure_demand_comes_along(document: Document) -> None:
    bill, hotline = named(document, "First bill").id, named(document, "Hotline").id
    connect(document, bill, hotline, TransitionKind.FAILURE_DEMAND)
    first, last = copied(document, "First bill", "Hotline")
    kinds = [each.kind for each in document.referrers(first, Transition) if each.target == last]
    assert set(kinds) == {TransitionKind.FLOW, TransitionKind.FAILURE_DEMAND}


def assert_nothing_is_covered(document: Document) -> None:
    for phase in (None, *(each.id for each in document.of(Phase))):
        cards = cards_in(document, JOURNEY, phase)
        for at, card in enumerate(cards):
            for below in cards[at + 1 :]:
                assert below.y - card.y >= ROW_PITCH - 1e-6 or abs(below.x - card.x) >= CARD_WIDTH


Content = list[tuple[str, dict[str, Any]]]


def content_of(document: Document, placed: list[str]) -> Content:
    """All that is copied, with numbers in place of the ids of what lies on the map and names in place of others."""
    known: Mapping[str, str] = {each: str(number) for number, each in enumerate(placed)}
    found: Content = []
    for element in document.elements.values():
        if element.id not in known and not (isinstance(element, ATTACHED) and _is_whole(element, known, document)):
            continue
        fields = {field: getattr(element, field) for field in element.__dataclass_fields__}
        for reference, named_id in references(element):
            other = document.elements.get(named_id)
            fields[reference.field] = known.get(named_id, own_name(other) if other else named_id)
        known_id = known.get(element.id, "")
        found.append((type(element).__name__, {**fields, "id": known_id, "journey": "", "detail": None}))
    return sorted(found, key=repr)


def _is_whole(element: Element, known: Mapping[str, str], document: Document) -> bool:
    ends = [each for _, each in references(element) if isinstance(document.elements[each], Touchpoint)]
    return all(each in known for each in ends)


@given(documents())
def test_what_is_copied_and_pasted_elsewhere_keeps_everything_but_ids(elements: list[Element]) -> None:
    document = Document(elements, counted_ids("old"))
    chosen = [each.id for each in elements if isinstance(each, Touchpoint | Area)]
    if not chosen:
        return
    clip = read_clip(clip_bytes(clip_of(document, chosen)))
    other = Document([Journey(id=JOURNEY, title="Elsewhere")], counted_ids())
    made = paste(other, JOURNEY, clip)
    assert content_of(other, made) == content_of(document, [each.id for each in clip.placed])
    assert_consistent(other)


@given(documents(), st.data())
def test_pasting_beside_adds_only_and_undo_takes_all_of_it_back(elements: list[Element], data: st.DataObject) -> None:
    document = Document(elements, counted_ids("copy"))
    journeys = [each.id for each in elements if isinstance(each, Journey)]
    placed = [each.id for each in elements if isinstance(each, Touchpoint | Area | Phase)]
    if not placed:
        return
    chosen = data.draw(st.lists(st.sampled_from(placed), min_size=1, unique=True))
    history, before = History(document), dict(document.elements)
    made = paste(document, data.draw(st.sampled_from(journeys)), clip_of(document, chosen))
    assert {each: document.elements[each] for each in before} == before
    assert before.keys().isdisjoint(made)
    assert_consistent(document)
    history.undo()
    assert document.elements == before


def test_the_meaning_of_a_copied_journey_is_that_of_the_journey(document: Document) -> None:
    other = empty_journey()
    paste(other, JOURNEY, clip_of(document, [each.id for each in document.of(Touchpoint)]))
    assert meaning(other, JOURNEY) == meaning(document, JOURNEY)
    assert replace(other.of(Phase)[0], id="") == replace(document.of(Phase)[0], id="")
