"""The outline and its verbs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.builders import (
    JOURNEY,
    assert_consistent,
    department_named,
    empty_journey,
    heard,
    journey_of,
    meaning,
    named,
    shares_of,
    way,
)
from workbench.domain.document import Document
from workbench.domain.elements import Department, Phase, Responsibility, Touchpoint, Transition
from workbench.domain.ids import END
from workbench.domain.owners import accountable
from workbench.domain.places import phases_in_order, touchpoints_in_order
from workbench.domain.text import LONGEST_NAME, clean_name
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin, Role, Stage, TransitionKind
from workbench.editing.outline import apply_outline, outline_text
from workbench.editing.outline_text import OutlineProblem
from workbench.editing.ownership import add_department, add_person, assign
from workbench.editing.structure import add_touchpoint, connect, set_fields

SAMPLE = """\
Billing > First bill @Finance
> Direct debit
Help > "Asks > waits" @"Customer care" -> "First bill" 20%, end

~> end 5%
!> "Direct debit" 30%
- > Complaint -> -
> Thanks
"""


def rows(document: Document) -> list[tuple[str | None, str, str | None]]:
    return meaning(document, JOURNEY)[0]


def test_an_outline_becomes_phases_touchpoints_owners_and_shares() -> None:
    document = journey_of(SAMPLE)
    assert rows(document) == [
        ("Billing", "First bill", "Finance"),
        ("Billing", "Direct debit", None),
        ("Help", "Asks > waits", "Customer care"),
        (None, "Complaint", None),
        (None, "Thanks", None),
    ]
    assert shares_of(document, "First bill") == {"Direct debit": 1.0}
    assert shares_of(document, "Direct debit") == {"Asks > waits": 1.0}
    assert {each.kind: each.target == END for each in document.of(Transition)}[TransitionKind.GIVE_UP]
    assert way(document, "Asks > waits", "First bill").weight.value == 0.2
    assert way(document, "Asks > waits", "Direct debit").kind is TransitionKind.FAILURE_DEMAND
    assert shares_of(document, "Complaint") == {}
    assert_consistent(document)


def test_a_line_without_ways_leads_on_and_the_last_one_nowhere() -> None:
    document = journey_of("P > A ~> end 5%", "> B !> A 30%")
    assert shares_of(document, "A") == pytest.approx({"end": 0.05, "B": 0.95})
    assert shares_of(document, "B") == {"A": 0.3}


def test_shares_that_are_not_stated_take_up_what_is_left() -> None:
    document = journey_of("P > A -> B 50%, C, end", "> B -> -", "> C")
    assert shares_of(document, "A") == pytest.approx({"B": 0.5, "C": 0.25, "end": 0.25})


def test_a_line_without_a_phase_lies_in_that_of_the_line_above() -> None:
    assert [row[0] for row in rows(journey_of("A", "P > B", "C", "> D", "- > E", "F"))] == [
        *("P", "P", "P", None, None, None)
    ]


def test_a_phase_is_used_again_and_a_new_one_comes_last() -> None:
    document = journey_of("P > A", "Q > B", "P > C")
    apply_outline(document, JOURNEY, "R > D")
    assert [phase.name for phase in phases_in_order(document, JOURNEY)] == ["P", "Q", "R"]
    assert {each.stage for each in document.of(Phase)} == {Stage.DURING}


def test_touchpoints_of_one_name_are_told_apart_by_their_number() -> None:
    document = journey_of("P > Call", "> Call", 'Q > End call -> "Call"#2')
    first, second = (each for each in document.of(Touchpoint) if each.name == "Call")
    assert [each.target for each in document.of(Transition)] == [second.id, named(document, "End call").id, second.id]
    assert first.y < second.y


def test_a_name_may_point_to_a_touchpoint_that_is_there_already() -> None:
    document = journey_of("P > A")
    apply_outline(document, JOURNEY, "P > B -> A")
    assert shares_of(document, "B") == {"A": 1.0}


def test_an_outline_is_one_step_and_returns_its_touchpoints() -> None:
    document = empty_journey()
    published = heard(document)
    made = apply_outline(document, JOURNEY, "P > A\r\n> B\n")
    assert [each.name for each in made] == ["A", "B"]
    assert [each.changes.label for each in published] == ["Write outline"]


@pytest.mark.parametrize("text", ["", "\n \n\t"])
def test_nothing_written_changes_nothing(text: str) -> None:
    document = empty_journey()
    published = heard(document)
    assert apply_outline(document, JOURNEY, text) == []
    assert not published
    assert outline_text(document, JOURNEY) == ""


def test_an_owner_is_found_by_name_before_code_and_made_where_there_is_none() -> None:
    document = empty_journey()
    care = add_department(document, "Customer care")
    namesake = add_department(document, care.code)
    ann = add_person(document, "Ann")
    apply_outline(document, JOURNEY, f"P > A @{care.code}\n> B @Ann\n> C @Sales\n> D @{namesake.code}")
    owners = [accountable(document, each.id) for each in touchpoints_in_order(document, JOURNEY)]
    assert owners == [namesake, ann, department_named(document, "Sales"), namesake]
    apply_outline(document, JOURNEY, '> E @"Customer care"')
    assert accountable(document, named(document, "E").id) == care


BAD_LINES = [
    ("-> A", "no touchpoint above"),
    ("~> end", "no touchpoint above"),
    ("P >", "has no name"),
    ("@Care", "has no name"),
    ("P > A @", "names nobody"),
    ("P > A @ -> end", "names nobody"),
    ("P > A @B @C", "too many"),
    ("P > Q > A", "too many"),
    ("A, B", "too many"),
    ('P > A "b"', "partly in quotes"),
    ("P > A 50%", "holds a share"),
    ("50%", "holds a share"),
    ('"a" -> "b"#0', "partly in quotes"),
    ('P > "unclosed', "cannot be read"),
    ('""', "cannot be empty"),
    ('" " -> end', "cannot be empty"),
    ("x" * (LONGEST_NAME + 1), "10,001 characters"),
    ("P > A ->", "leads nowhere"),
    ("P > A -> ,end", "leads nowhere"),
    ("P > A -> end,", "leads nowhere"),
    ("P > A -> ~> end", "leads nowhere"),
    ("P > A -> end 101%", "more than all customers"),
    ("P > A -> 50%", "without a touchpoint"),
    ("P > A -> B 50% 50%", "holds a share"),
    ("P > A -> B > C", "too many"),
    ("P > A -> Nowhere", "no touchpoint “Nowhere”"),
    ('P > A -> "A"#2', "no touchpoint “A”"),
]


@pytest.mark.parametrize(("line", "message"), BAD_LINES, ids=[line[:20] for line, _ in BAD_LINES])
def test_a_line_that_cannot_be_read_is_named_by_its_number_and_nothing_changes(line: str, message: str) -> None:
    for above in ([], ["", "P > First"]):
        if above and message == "no touchpoint above":
            continue
        document = empty_journey()
        before = dict(document.elements)
        with pytest.raises(OutlineProblem, match=message) as caught:
            apply_outline(document, JOURNEY, "\n".join([*above, line]))
        assert str(caught.value).startswith(f"Line {len(above) + 1}: ")
        assert dict(document.elements) == before


def test_a_way_on_a_line_of_its_own_is_reported_there() -> None:
    with pytest.raises(OutlineProblem, match=r"^Line 3: there is no touchpoint “Nowhere”"):
        journey_of("P > A", "", "-> Nowhere", "> B")


def test_the_text_of_a_journey_is_what_a_person_would_type() -> None:
    document = journey_of(
        "Billing > First bill @Finance", "> Direct debit", "Help > Ask -> First bill 20%, end", "!> Ask 30%"
    )
    assert outline_text(document, JOURNEY).splitlines() == [
        "Billing > First bill @Finance",
        "> Direct debit",
        "Help > Ask -> First bill 20%, end 80% !> Ask 30%",
    ]


def test_the_text_stays_the_same_when_transitions_come_back_in_another_order() -> None:
    document = journey_of("P > A -> B, C, end", "> B", "> C")
    text = outline_text(document, JOURNEY)
    first = way(document, "A", "B")
    with document.edit("Remove") as edit:
        edit.remove(first.id)
    with document.edit("Bring back") as edit:
        edit.add(first)
    assert outline_text(document, JOURNEY) == text


def test_writing_a_journey_out_and_in_keeps_what_was_measured() -> None:
    document = journey_of("P > A -> B 50%, C 50%", "> B", "> C")
    set_fields(document, way(document, "A", "B").id, weight=Quantity(1 / 3, Origin.LOG, sample=90))
    published = heard(document)
    apply_outline(document, JOURNEY, outline_text(document, JOURNEY))
    assert not published


def test_a_name_that_holds_line_breaks_is_written_on_one_line() -> None:
    document = empty_journey()
    with document.edit("Read a careless file") as edit:
        edit.add(Touchpoint(id="t", journey=JOURNEY, name="Two\nlines\u2028three"))
    assert outline_text(document, JOURNEY) == "- > Two lines three\n"


@settings(derandomize=True, max_examples=200)
@given(st.text('ab "\\>@,%-~!#2.e5\n', max_size=40))
def test_any_text_is_either_read_or_refused_with_a_line(text: str) -> None:
    document = empty_journey()
    refusal = ""
    try:
        apply_outline(document, JOURNEY, text)
    except OutlineProblem as problem:
        refusal = str(problem)
    assert not refusal or (refusal.startswith("Line ") and list(document.elements) == [JOURNEY])
    assert_consistent(document)


HOSTILE = [
    *('"', '\\"', "a\\", "->", "a->b", "A > B", "@care", "5 %", "50%", "1e5%", "end", "End", "-", "Call", "a, b"),
    *("#2", '"Call"#2', "Größe", "客服", "👋", "~", "!", "1", "3.5", "R2-D2", "x%y", "~>", "end 5%"),
]


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_can_be_a_phase_a_touchpoint_an_owner_and_a_goal(name: str) -> None:
    document = drawn(
        [name, name],
        [(name, 0, name), (name, 0, None), (name, 1, name), (name, -1, name)],
        [(0, 1, TransitionKind.FLOW, 1.0), (1, 3, TransitionKind.FLOW, 0.5), (2, 9, TransitionKind.GIVE_UP, 0.25)],
    )
    copy = journey_of(outline_text(document, JOURNEY))
    assert meaning(copy, JOURNEY) == meaning(document, JOURNEY)


TYPED = st.text(min_size=1, max_size=6).filter(lambda text: bool(text.split()))
NAMES = (st.sampled_from(HOSTILE) | TYPED).map(lambda text: clean_name(text) if text.isprintable() else "x")
PLACES = st.tuples(NAMES, st.integers(-1, 2), st.one_of(st.none(), NAMES))
WAYS = st.tuples(st.integers(0, 5), st.integers(0, 6), st.sampled_from(TransitionKind), st.floats(0, 1))


def drawn(
    phases: list[str], places: list[tuple[str, int, str | None]], ways: list[tuple[int, int, TransitionKind, float]]
) -> Document:
    """A journey built without the outline, shares as they come."""
    document = empty_journey()
    with document.edit("Phases") as edit:
        for index, name in enumerate(phases):
            edit.add(Phase(id=f"phase-{index}", journey=JOURNEY, name=name, order=index))
    for index, (name, phase, owner) in enumerate(places):
        made = add_touchpoint(document, JOURNEY, name)
        own = f"phase-{phase}" if 0 <= phase < len(phases) else None
        set_fields(document, made.id, phase=own, y=float(index))
        if owner is not None:
            present = [each for each in document.of(Department) if each.name == owner]
            assign(document, [made.id], (present[0] if present else add_department(document, owner)).id)
    touchpoints = document.of(Touchpoint)
    seen: set[tuple[int, int, TransitionKind]] = set()
    for source, target, kind, share in ways:
        if source >= len(touchpoints) or (source, target, kind) in seen:
            continue
        seen.add((source, target, kind))
        goal = touchpoints[target].id if target < len(touchpoints) else END
        if any(
            each.source == touchpoints[source].id and each.target == goal and each.kind is kind
            for each in document.of(Transition)
        ):
            continue
        made_way = connect(document, touchpoints[source].id, goal, kind)
        set_fields(document, made_way.id, weight=Quantity(share))
    return document


@settings(derandomize=True, max_examples=250, deadline=None)
@given(st.lists(NAMES, max_size=3), st.lists(PLACES, max_size=6), st.lists(WAYS, max_size=8))
def test_a_journey_that_is_written_out_and_read_again_is_the_same(
    phases: list[str], places: list[tuple[str, int, str | None]], ways: list[tuple[int, int, TransitionKind, float]]
) -> None:
    document = drawn(phases, places, ways)
    text = outline_text(document, JOURNEY)
    copy = empty_journey()
    apply_outline(copy, JOURNEY, text)
    wanted, found = meaning(document, JOURNEY), meaning(copy, JOURNEY)
    assert found[0] == wanted[0]
    assert found[1] == pytest.approx(wanted[1], abs=1e-9)
    assert outline_text(copy, JOURNEY) == text
    published = heard(copy)
    apply_outline(copy, JOURNEY, text)
    assert not published
    assert_consistent(copy)


def test_applying_an_outline_gives_back_a_part_that_was_lowered() -> None:
    document = journey_of("P > A @Care")
    assign(document, [named(document, "A").id], department_named(document, "Care").id, Role.CONSULTED)
    apply_outline(document, JOURNEY, "P > A @Care")
    assert [each.role for each in document.of(Responsibility)] == [Role.ACCOUNTABLE]
