"""Two states of a project combined."""

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.merges import by_id, merge_again_and_again
from tests.helpers.documents import documents
from tests.helpers.edits import contested, edited
from tests.helpers.projects import broadband
from workbench.domain.conflicts import ConflictKind, Side
from workbench.domain.document import Document
from workbench.domain.elements import (
    Department,
    Element,
    Improvement,
    Journey,
    Measure,
    Phase,
    Reactions,
    Responsibility,
    Scenario,
    Touchpoint,
    Transition,
)
from workbench.domain.merging import Merge, merge, resolve, resolve_all, settle
from workbench.domain.problems import IntegrityProblem
from workbench.domain.values import MeasurePoint, Quantity
from workbench.domain.vocabulary import Channel, Origin, Role

STARTED = [
    *broadband(),
    Department(id="s", name="Sales", code="SA"),
    Department(id="f", name="Finance", code="FI"),
    Responsibility(id="r", touchpoint="bill", party="s", role=Role.RESPONSIBLE),
]


def with_changes(*more: Element, gone: tuple[str, ...] = (), **changed: dict[str, object]) -> list[Element]:
    """What somebody made of the journey that both started from."""
    kept = [element for element in STARTED if element.id not in gone]
    return [*(replace(element, **changed.get(element.id, {})) for element in kept), *more]


def both(mine: list[Element], theirs: list[Element]) -> Merge:
    return merge(STARTED, mine, theirs)


def kinds(merged: Merge) -> list[tuple[str, str, ConflictKind]]:
    return [(conflict.element, conflict.field, conflict.kind) for conflict in merged.conflicts]


def answered(merged: Merge, side: Side) -> dict[str, Element]:
    settled = resolve_all(merged, side)
    assert settled.conflicts == ()
    Document(settled.elements)
    return by_id(settled.elements)


def test_what_two_people_changed_apart_is_combined_without_a_question() -> None:
    new = Touchpoint(id="chat", journey="j", name="Chat bot", phase="p1")
    mine = with_changes(new, bill={"failure": Quantity(0.2)}, gone=("offer-pack",))
    merged = both(mine, with_changes(bill={"channel": Channel.LETTER}, p2={"name": "Paying"}))
    found = by_id(merged.elements)
    assert merged.conflicts == ()
    assert found["bill"] == replace(by_id(STARTED)["bill"], failure=Quantity(0.2), channel=Channel.LETTER)
    assert found["chat"] == new
    assert "offer-pack" not in found
    assert by_id(merged.elements) == by_id(
        both(with_changes(bill={"channel": Channel.LETTER}, p2={"name": "Paying"}), mine).elements
    )


def test_the_same_change_on_both_sides_is_no_question() -> None:
    changed = with_changes(bill={"name": "Invoice"}, gone=("storm-bill",))
    assert both(changed, changed).conflicts == ()
    assert by_id(both(changed, changed).elements) == by_id(changed)


def test_a_field_that_both_changed_is_asked_about_and_a_measured_number_holds() -> None:
    guess, log = Quantity(0.9), Quantity(0.1, Origin.LOG, sample=40)
    merged = both(with_changes(bill={"failure": guess}), with_changes(bill={"failure": log}))
    (conflict,) = merged.conflicts
    assert kinds(merged) == [("bill", "failure", ConflictKind.BOTH_CHANGED)]
    assert (conflict.mine, conflict.theirs, conflict.default) == ("90 %", "10 %", Side.THEIRS)
    assert [answered(merged, side)["bill"].quantity("failure") for side in Side] == [guess, log]


def test_where_a_card_lies_is_taken_from_one_side_as_a_whole() -> None:
    merged = both(with_changes(bill={"phase": "p1", "x": 5.0}), with_changes(bill={"y": 7.0}))
    assert kinds(merged) == [("bill", "place", ConflictKind.BOTH_CHANGED)]
    for side, place in ((Side.MINE, ("p1", 5.0, 0.0)), (Side.THEIRS, ("p2", 0.0, 7.0))):
        bill = answered(merged, side)["bill"]
        assert isinstance(bill, Touchpoint)
        assert (bill.phase, bill.x, bill.y) == place


def test_the_ends_of_a_scale_are_never_taken_from_two_sides() -> None:
    effort = Measure(id="m", journey="j", name="Effort", scale_low=0.0, scale_high=10.0)
    higher, lower = replace(effort, scale_low=8.0), replace(effort, scale_high=7.0)
    merged = merge([*STARTED, effort], [*STARTED, higher], [*STARTED, lower])
    assert [conflict.label for conflict in merged.conflicts] == ["scale"]
    assert by_id(merged.elements)["m"] in (higher, lower)


def test_questions_that_both_added_stand_side_by_side() -> None:
    started = with_changes(bill={"questions": ("Why?", "When?")})
    mine = with_changes(bill={"questions": ("Why?", "When?", "How much?")})
    merged = merge(started, mine, with_changes(bill={"questions": ("Who?", "When?")}))
    bill = by_id(merged.elements)["bill"]
    assert isinstance(bill, Touchpoint)
    assert bill.questions == ("Who?", "When?", "How much?")
    assert merged.conflicts == ()


def test_two_readings_of_one_date_are_asked_about() -> None:
    effort = Measure(id="m", journey="j", name="Effort", points=(MeasurePoint("2026-01-01", 1.0),))
    mine, theirs = (replace(effort, points=(MeasurePoint("2026-01-01", value),)) for value in (2.0, 3.0))
    merged = merge([*STARTED, effort], [*STARTED, mine], [*STARTED, theirs])
    assert [(each.mine, each.theirs) for each in merged.conflicts] == [("2 on 2026-01-01", "3 on 2026-01-01")]


def test_what_one_changed_and_the_other_removed_stays_and_is_asked_about() -> None:
    merged = both(with_changes(bill={"notes": "late"}), with_changes(gone=("bill", "storm-bill", "r")))
    assert kinds(merged) == [("bill", "", ConflictKind.CHANGED_AND_REMOVED)]
    assert answered(merged, Side.MINE)["bill"] == replace(by_id(STARTED)["bill"], notes="late")
    assert "bill" not in answered(merged, Side.THEIRS)


def test_what_one_removed_stays_as_long_as_the_other_leads_to_it() -> None:
    way = Transition(id="w", source="offer", target="bill")
    merged = both(with_changes(way), with_changes(gone=("bill", "storm-bill", "r")))
    assert kinds(merged) == [("bill", "", ConflictKind.USED_AND_REMOVED)]
    assert merged.conflicts[0].mine == "needed by the transition from “Get an offer” to “First bill”"
    assert {"w", "bill"} <= answered(merged, Side.MINE).keys()
    assert answered(merged, Side.THEIRS).keys() & {"w", "bill"} == set()


def test_what_is_needed_by_what_is_needed_stays_too() -> None:
    way = Transition(id="w", source="offer", target="bill")
    merged = both(with_changes(way), with_changes(gone=("bill", "storm-bill", "r", "p2")))
    assert [conflict.element for conflict in merged.conflicts] == ["p2", "bill"]
    phase, bill = merged.conflicts
    without_phase = by_id(resolve(merged, {bill: Side.MINE, phase: Side.THEIRS}).elements)
    assert "p2" not in without_phase
    assert without_phase["bill"] == replace(by_id(STARTED)["bill"], phase=None)
    assert {"bill", "w", "p2"} & answered(merged, Side.THEIRS).keys() == set()


def test_a_plan_forgets_the_fix_that_is_given_up_and_keeps_the_others() -> None:
    fixes = [Improvement(id=each, name=each, subject="bill") for each in ("letter", "call")]
    plan = Scenario(id="plan", journey="j", name="Plan", improvements=("letter", "call"))
    merged = merge([*STARTED, *fixes], [*STARTED, *fixes, plan], [*STARTED, fixes[1]])
    assert [conflict.mine for conflict in merged.conflicts] == ["needed by scenario “Plan”"]
    assert answered(merged, Side.THEIRS)["plan"] == replace(plan, improvements=("call",))


def test_questions_can_be_answered_one_by_one() -> None:
    merged = both(with_changes(bill={"name": "A", "notes": "A"}), with_changes(bill={"name": "B", "notes": "B"}))
    while merged.conflicts:
        answer = Side.MINE if merged.conflicts[0].field == "name" else Side.THEIRS
        merged = resolve(merged, {merged.conflicts[0]: answer})
    assert by_id(merged.elements)["bill"] == replace(by_id(STARTED)["bill"], name="A", notes="B")


def test_a_journey_that_one_removed_stays_with_the_plan_that_the_other_made_for_it() -> None:
    plan = Scenario(id="plan", journey="j", name="Plan", notes="new")
    merged = both(with_changes(plan), with_changes(gone=tuple(element.id for element in STARTED)))
    assert [conflict.element for conflict in merged.conflicts] == ["j"]
    assert {"j", "plan"} == by_id(merged.elements).keys()
    assert answered(merged, Side.THEIRS) == {}


def test_two_who_were_made_accountable_become_one_accountable_and_one_responsible() -> None:
    sales = with_changes(r={"role": Role.ACCOUNTABLE})
    finance = with_changes(Responsibility(id="a", touchpoint="bill", party="f", role=Role.ACCOUNTABLE))
    merged = both(sales, finance)
    (conflict,) = merged.conflicts
    assert (conflict.kind, conflict.mine, conflict.theirs) == (ConflictKind.BOTH_ACCOUNTABLE, "“Sales”", "“Finance”")
    for side, roles in ((Side.MINE, ("A", "R")), (Side.THEIRS, ("R", "A"))):
        found = answered(merged, side)
        assert tuple(getattr(found[each], "role", "") for each in "ra") == roles


def test_until_somebody_chooses_the_same_one_answers_whichever_side_is_mine() -> None:
    sales, finance = (
        with_changes(Responsibility(id=f"new-{each}", touchpoint="pack", party=each, role=Role.ACCOUNTABLE))
        for each in "sf"
    )
    one, other = both(sales, finance), both(finance, sales)
    assert kinds(one) == [("pack", "accountable", ConflictKind.BOTH_ACCOUNTABLE)]
    assert by_id(one.elements) == by_id(other.elements)


def test_two_accountables_that_one_side_had_already_are_left_to_that_side() -> None:
    two = [Responsibility(id=f"r{each}", touchpoint="pack", party=each, role=Role.ACCOUNTABLE) for each in "sf"]
    merged = both(with_changes(*two), with_changes())
    assert merged.conflicts == ()
    assert {each.id for each in merged.elements if isinstance(each, Responsibility)} == {"r", "rs", "rf"}


def test_the_same_answer_given_on_both_sides_is_one_answer() -> None:
    given_twice = [Responsibility(id=each, touchpoint="pack", party="f", role=Role.ACCOUNTABLE) for each in "xy"]
    merged = both(with_changes(given_twice[0]), with_changes(given_twice[1]))
    assert merged.conflicts == ()
    assert [each.id for each in merged.elements if getattr(each, "touchpoint", "") == "pack"] == ["x"]


def test_the_same_one_made_accountable_in_entries_of_their_own_is_no_question() -> None:
    entry = Responsibility(id="r2", touchpoint="bill", party="s", role=Role.ACCOUNTABLE)
    merged = both(with_changes(r={"role": Role.ACCOUNTABLE}), with_changes(entry, gone=("r",)))
    assert ConflictKind.BOTH_ACCOUNTABLE not in [each.kind for each in merged.conflicts]


def test_a_journey_that_both_gave_reactions_has_one_set_of_them() -> None:
    mine = Reactions(id="x", journey="j", levels=5, threshold=Quantity(0.5))
    theirs = Reactions(id="y", journey="j", levels=7)
    merged = both(with_changes(mine), with_changes(theirs))
    assert kinds(merged) == [("x", "levels", ConflictKind.BOTH_CHANGED)]
    assert answered(merged, Side.THEIRS)["x"] == replace(mine, levels=7)


def test_the_same_touchpoint_drawn_twice_is_kept_twice() -> None:
    chats = [Touchpoint(id=each, journey="j", name="Chat bot", phase="p1") for each in ("c1", "c2")]
    merged = both(with_changes(chats[0]), with_changes(chats[1]))
    assert merged.conflicts == ()
    assert {"c1", "c2"} <= by_id(merged.elements).keys()


def test_files_that_never_were_one_are_refused() -> None:
    with pytest.raises(IntegrityProblem, match=r"“j” stands for journey “Broadband customer” and for phase “Other”"):
        merge(STARTED, STARTED, [Phase(id="j", journey="x", name="Other", order=0.0), Journey(id="x", title="X")])


@settings(derandomize=True, max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.integers(0, 2**64))
def test_merging_with_what_did_not_change_gives_the_other_side(base: list[Element], seed: int) -> None:
    dice = random.Random(seed)
    later = edited(base, dice, "x", contested(base, dice))
    for mine, theirs in ((later, base), (base, later), (later, later)):
        merged = merge(base, mine, theirs)
        assert by_id(merged.elements) == by_id(later)
        assert merged.conflicts == ()


def test_who_answers_everything_for_one_side_is_asked_nothing_more() -> None:
    dice = random.Random(262)
    both_touch = contested(STARTED, dice)
    merged = both(*(edited(STARTED, dice, who, both_touch) for who in ("x", "y")))
    mine = dict.fromkeys(merged.conflicts, Side.MINE)
    assert [each.kind for each in resolve(merged, mine).conflicts] == [ConflictKind.BOTH_ACCOUNTABLE]
    assert settle(merged, mine).conflicts == ()
    assert settle(merged, mine).elements == resolve_all(merged, Side.MINE).elements
    some = {merged.conflicts[0]: Side.MINE}
    assert settle(merged, some).conflicts == resolve(merged, some).conflicts != ()


@pytest.mark.slow
def test_in_random_merges_no_edit_of_one_side_is_lost_and_what_both_changed_is_asked_about() -> None:
    tally = merge_again_and_again(300)
    assert (tally.merges, tally.lost) == (300, 0)
    assert min(tally.one_sided, tally.both_sided, tally.clean) > 0
    assert set(tally.kinds) == {kind.value for kind in ConflictKind}
