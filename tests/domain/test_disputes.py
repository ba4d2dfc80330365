"""Disagreements put into words."""

from workbench.domain.conflicts import ConflictKind, Side
from workbench.domain.disputes import WHOLE, Dispute, in_words
from workbench.domain.elements import Department, Element, Phase, Responsibility, Touchpoint, Transition
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Role

BILL = Touchpoint(id="bill", journey="j", name="First bill", phase="p")
DEAR = Touchpoint(id="bill", journey="j", name="First bill", phase="p", x=9.0, failure=Quantity(0.2))
AWAY = Touchpoint(id="bill", journey="j", name="First bill", phase="q", failure=Quantity(0.3))
KNOWN: dict[str, Element] = {
    each.id: each
    for each in (
        BILL,
        Phase(id="p", journey="j", name="Billing", order=1.0),
        Phase(id="q", journey="j", name="Order", order=0.0),
        Transition(id="w", source="bill", target="end"),
        Department(id="s", name="Sales", code="SA"),
        Department(id="f", name="Finance", code="FI"),
    )
}


def words(dispute: Dispute) -> tuple[str, str, str, str]:
    told = in_words(dispute, KNOWN, KNOWN)
    assert told.key == dispute.key
    assert told.default is dispute.default
    return told.called, told.label, told.mine, told.theirs


def test_a_field_that_both_changed_is_told_with_both_values() -> None:
    dispute = Dispute("bill", "failure", ConflictKind.BOTH_CHANGED, Side.MINE, sides=(DEAR, AWAY), fields=("failure",))
    assert words(dispute) == ("touchpoint “First bill”", "chance of failure", "20 %", "30 %")


def test_of_fields_that_go_together_only_those_that_differ_are_told() -> None:
    dispute = Dispute(
        "bill", "place", ConflictKind.BOTH_CHANGED, Side.MINE, sides=(DEAR, AWAY), fields=("phase", "x", "y")
    )
    assert words(dispute)[1:] == ("place", "phase “Billing”, place across 9", "phase “Order”, place across 0")


def test_a_change_against_a_removal_is_told_by_what_changed() -> None:
    dispute = Dispute("bill", WHOLE, ConflictKind.CHANGED_AND_REMOVED, Side.THEIRS, sides=(None, DEAR))
    assert words(dispute)[1:] == ("", "removed", "place across 0 → 9, chance of failure not stated → 20 %")


def test_what_is_still_needed_is_told_with_what_needs_it() -> None:
    dispute = Dispute("bill", WHOLE, ConflictKind.USED_AND_REMOVED, Side.MINE, sides=(BILL, None), user=KNOWN["w"])
    assert words(dispute)[2:] == ("needed by the transition from “First bill” to the end", "removed")


def test_two_who_answer_for_one_touchpoint_are_told_by_name() -> None:
    sales, finance = (Responsibility(id=each, touchpoint="bill", party=each, role=Role.ACCOUNTABLE) for each in "sf")
    dispute = Dispute(
        "bill", "accountable", ConflictKind.BOTH_ACCOUNTABLE, Side.MINE, parties=((sales,), (finance, sales))
    )
    assert words(dispute)[1:] == ("who answers for it", "“Sales”", "“Finance” and “Sales”")


def test_two_of_one_name_who_answer_for_one_touchpoint_are_told_apart() -> None:
    twin = Department(id="t", name="Sales", code="SB")
    entries = [Responsibility(id=each, touchpoint="bill", party=each, role=Role.ACCOUNTABLE) for each in "st"]
    parties = tuple((each,) for each in entries)
    dispute = Dispute("bill", "accountable", ConflictKind.BOTH_ACCOUNTABLE, Side.MINE, parties=parties)
    told = in_words(dispute, KNOWN, {**KNOWN, "t": twin})
    assert told.mine != told.theirs
    assert all("Sales" in side for side in (told.mine, told.theirs))
