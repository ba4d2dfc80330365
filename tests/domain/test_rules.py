"""Findings: for each, a journey that has it and one that does not."""

from itertools import pairwise

import pytest

from tests.helpers.builders import JOURNEY, department_named, journey_of, named, way
from workbench.domain.document import Document
from workbench.domain.elements import Improvement, Journey, Responsibility, Touchpoint, Transition
from workbench.domain.ids import END
from workbench.domain.rules import Finding, Severity, check, closed_loops, looked_through
from workbench.domain.vocabulary import Control, Role, TransitionKind
from workbench.editing.structure import add_journey, add_phase, add_touchpoint, connect, set_fields


def found(document: Document, code: str) -> list[Finding]:
    return [finding for finding in check(document, JOURNEY) if finding.code == code]


def names_of(document: Document, finding: Finding) -> set[str]:
    return {getattr(document.elements[each], "name", "") for each in finding.subjects} - {""}


def test_a_complete_journey_has_no_findings() -> None:
    assert check(journey_of("P > A @Care", "Q > B @Care -> A 20%, C", "> C @Care !> A 30%"), JOURNEY) == []


def test_problems_come_before_doubts() -> None:
    document = journey_of("P > A", "> B -> A")
    severities = [finding.severity for finding in check(document, JOURNEY)]
    assert severities == sorted(severities, key=[Severity.PROBLEM, Severity.DOUBT].index)
    assert set(severities) == {Severity.PROBLEM, Severity.DOUBT}


def test_what_is_found_grows_from_rule_to_rule_with_problems_first() -> None:
    document = journey_of("P > A", "> B -> A")
    steps = list(looked_through(document, JOURNEY))
    assert all(set(before) <= set(after) for before, after in pairwise(steps))
    assert len(steps[0]) < len(steps[-1])
    assert steps[-1] == check(document, JOURNEY)


@pytest.mark.parametrize(
    ("lines", "loop"),
    [
        (["P > A -> A"], "A"),
        (["P > A", "> B -> A"], "AB"),
        (["P > A -> B, D", "> B", "> C -> B", "> D"], "BC"),
        (["P > A", "> B -> A !> end 50%"], "AB"),
        (["P > A", "> B -> A, end 0%"], "AB"),
        (["P > A -> A, B 0%", "> B"], "A"),
    ],
)
def test_a_loop_that_nobody_can_leave_is_a_problem(lines: list[str], loop: str) -> None:
    document = journey_of(*lines)
    (finding,) = found(document, "loop-without-exit")
    assert finding.severity is Severity.PROBLEM
    assert names_of(document, finding) == set(loop)


@pytest.mark.parametrize(
    "lines",
    [
        ["P > A", "> B"],
        ["P > A -> A 40%, end"],
        ["P > A", "> B -> A, end 1%"],
        ["P > A", "> B -> A ~> end 1%"],
        ["P > A -> B, C", "> B -> A", "> C"],
        ["P > A", "> B -> - !> A 30%"],
        ["P > A -> A 0%"],
    ],
)
def test_a_loop_with_a_way_out_is_fine(lines: list[str]) -> None:
    assert found(journey_of(*lines), "loop-without-exit") == []


def test_two_closed_loops_are_two_findings() -> None:
    document = journey_of("P > A -> B, C", "> B -> B", "> C -> C")
    assert sorted(len(loop) for loop in closed_loops(document, document.of(Touchpoint))) == [1, 1]
    assert len(found(document, "loop-without-exit")) == 2


def test_the_loop_of_another_journey_is_not_reported() -> None:
    document = journey_of("P > A")
    other = add_journey(document, "Other")
    with document.edit("Loop") as edit:
        edit.add(Touchpoint(id="x", journey=other.id, name="X"))
        edit.add(Transition(id="w", source="x", target="x"))
    assert found(document, "loop-without-exit") == []
    assert [finding.code for finding in check(document, other.id)] == ["loop-without-exit", "no-owner"]


def test_shares_that_do_not_add_up_are_a_problem() -> None:
    document = journey_of("P > A -> B 60%, end 60%", "> B -> -")
    (finding,) = found(document, "shares")
    assert "“A” take 120 %" in finding.message
    assert way(document, "A", "B").id in finding.subjects


def test_failure_demand_is_no_part_of_the_shares_that_add_up() -> None:
    assert found(journey_of("P > A -> B 60%, end 40% !> A 30%", "> B -> - !> A 30%"), "shares") == []


def test_shares_that_miss_by_rounding_are_fine() -> None:
    assert found(journey_of("P > A -> B 33.33333%, C 33.33333%, end 33.33333%", "> B", "> C"), "shares") == []


def test_more_failure_demand_than_failures_is_a_problem() -> None:
    assert found(journey_of("P > A !> A 60%, end 60%"), "failure-shares")
    assert found(journey_of("P > A !> A 60%, end 40%"), "failure-shares") == []


def test_stated_entries_that_do_not_add_up_are_a_problem() -> None:
    document = journey_of("P > A", "> B")
    set_fields(document, named(document, "A").id, entry=0.5)
    (finding,) = found(document, "entries")
    assert names_of(document, finding) == {"A"}
    set_fields(document, named(document, "B").id, entry=0.5)
    assert found(document, "entries") == []


def test_no_stated_entry_is_fine() -> None:
    document = journey_of("P > A", "> B")
    set_fields(document, named(document, "A").id, entry=0.0)
    assert found(document, "entries") == []


def test_a_touchpoint_that_nobody_answers_for_is_a_doubt_unless_nobody_can() -> None:
    document = journey_of("P > A @Care", "> B", "> C")
    set_fields(document, named(document, "C").id, control=Control.EXTERNAL)
    (finding,) = found(document, "no-owner")
    assert finding.severity is Severity.DOUBT
    assert names_of(document, finding) == {"B"}


def test_two_accountables_are_a_problem() -> None:
    document = journey_of("P > A @Care", "> B @Sales")
    assert found(document, "two-accountables") == []
    touchpoint, party = named(document, "A").id, department_named(document, "Sales").id
    with document.edit("Add") as edit:
        edit.add(Responsibility(id="r", touchpoint=touchpoint, party=party, role=Role.ACCOUNTABLE))
    (finding,) = found(document, "two-accountables")
    assert "department “Care”, department “Sales”" in finding.message


def test_a_touchpoint_that_nobody_comes_to_is_a_doubt() -> None:
    document = journey_of("P > A -> C", "> B", "> C")
    set_fields(document, named(document, "A").id, entry=1.0)
    assert [names_of(document, each) for each in found(document, "unreachable")] == [{"B"}]
    connect(document, named(document, "A").id, named(document, "B").id)
    assert found(document, "unreachable") == []


def test_a_way_that_nobody_takes_reaches_nothing() -> None:
    document = journey_of("P > A -> B 0%, end", "> B")
    assert [names_of(document, each) for each in found(document, "unreachable")] == [{"B"}]


def test_failure_demand_reaches_a_touchpoint() -> None:
    assert found(journey_of("P > A -> end !> B 30%", "> B"), "unreachable") == []


def test_an_empty_journey_has_no_findings() -> None:
    assert check(journey_of(), JOURNEY) == []


def test_a_phase_in_which_nothing_happens_is_a_doubt() -> None:
    document = journey_of("P > A @Care")
    phase = add_phase(document, JOURNEY, "Later")
    (finding,) = check(document, JOURNEY)
    assert (finding.code, finding.subjects) == ("empty-phase", (phase.id,))


def test_many_names_are_cut_short() -> None:
    document = journey_of("P > A", "> B", "> C", "> D", "> E", "> F -> A")
    (finding,) = found(document, "loop-without-exit")
    assert "“A”, “B”, “C”, “D” and 2 more" in finding.message


def test_findings_of_one_journey_say_nothing_of_another() -> None:
    document = journey_of("P > A -> A")
    other = add_journey(document, "Other")
    assert isinstance(other, Journey)
    assert check(document, other.id) == []
    add_touchpoint(document, other.id, "X")
    connect(document, document.of(Touchpoint)[-1].id, END, TransitionKind.GIVE_UP)
    assert {finding.code for finding in check(document, other.id)} == {"no-owner"}


def with_fix(
    document: Document, name: str, at: str, *, requires: tuple[str, ...] = (), excludes: tuple[str, ...] = ()
) -> Document:
    subject = named(document, at).id
    with document.edit("Fix") as edit:
        edit.add(Improvement(id=name, name=name, subject=subject, requires=requires, excludes=excludes))
    return document


def test_fixes_with_an_order_and_exclusions_are_fine() -> None:
    document = with_fix(journey_of("P > A @Care"), "train", "A")
    with_fix(document, "check", "A", requires=("train",))
    with_fix(document, "replace", "A", excludes=("check",))
    assert check(document, JOURNEY) == []


def test_fixes_that_wait_for_one_another_are_a_problem() -> None:
    document = with_fix(with_fix(journey_of("P > A"), "train", "A"), "check", "A", requires=("train",))
    set_fields(document, "train", requires=("check",))
    (finding,) = found(document, "fix-circle")
    assert finding.severity is Severity.PROBLEM
    assert finding.message == "“train” and “check” wait for one another and can never be done."
    set_fields(document, "train", requires=("train",))
    assert [each.message for each in found(document, "fix-circle")] == [
        "“train” waits for itself and can never be done."
    ]


def test_a_fix_that_excludes_its_own_prerequisite_is_a_problem() -> None:
    document = with_fix(journey_of("P > A"), "train", "A")
    with_fix(document, "check", "A", requires=("train",), excludes=("train",))
    (finding,) = found(document, "fix-contradiction")
    assert "it takes “check” and “train”, which exclude each other" in finding.message
    set_fields(document, "check", requires=(), excludes=("check",))
    assert "it excludes itself" in found(document, "fix-contradiction")[0].message


def test_a_fix_that_waits_for_one_of_another_journey_is_a_problem() -> None:
    document = journey_of("P > A")
    elsewhere = add_touchpoint(document, add_journey(document, "Other").id, "X")
    with document.edit("Fix") as edit:
        edit.add(Improvement(id="far", name="Far", subject=elsewhere.id))
    with_fix(document, "near", "A", requires=("far",))
    (finding,) = found(document, "fix-elsewhere")
    assert finding.message == "“near” waits for “Far” in another journey."
    assert finding.subjects == ("near", "far")
