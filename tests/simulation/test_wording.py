import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.simulation.comparison import Split
from workbench.simulation.wording import (
    MINUS,
    THIN_SPACE,
    Cut,
    Finding,
    Sureness,
    count,
    duration,
    finding,
    fix_in_words,
    percent,
    time_spent,
    unchanged,
)

PACK, BILL, CALL = Cut("Welcome pack", -0.3), Cut("First bill", -0.3), Cut("Call", -0.3)
NONE = Split(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

sizes = st.floats(-0.2, 0.2)


def split(exposure: float, hazard: float, before: float = 0.096) -> Split:
    """A split of so many breakdowns a customer, whose visits nobody asks about."""
    return Split(before, before + exposure + hazard, exposure, hazard, 0.0, 0.0)


def said(
    exposure: float, hazard: float, *, twin: Split = NONE, entrants: float = 1000.0, late: str = "“Billing”"
) -> Finding:
    return finding([PACK], split(exposure, hazard), twin, entrants, late)


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0.0, "0.0 minutes"),
        (1.0, "1.0 minute"),
        (6.25, "6.2 minutes"),
        (42.4, "42 minutes"),
        (299.0, "299 minutes"),
        (330.0, "5.5 hours"),
        (6000.0, "100 hours"),
    ],
)
def test_a_time_is_told_in_minutes_and_a_long_one_in_hours(minutes: float, text: str) -> None:
    assert duration(minutes) == text


def test_the_time_that_a_journey_takes_is_told_with_a_fix_only_where_it_differs() -> None:
    assert time_spent(41.6) == "The journey takes a customer 42 minutes."
    assert time_spent(41.6, 38.0) == "The journey takes a customer 42 minutes, with the fix 38."
    assert time_spent(330.0, 290.0) == "The journey takes a customer 5.5 hours, with the fix 290 minutes."
    assert time_spent(41.6, 41.7) == "The journey takes a customer 42 minutes, with the fix as long."


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0.0"),
        (0.04, "0.0"),
        (-0.04, "0.0"),
        (-0.05001, f"{MINUS}0.1"),
        (1.0, "1.0"),
        (9.94, "9.9"),
        (9.96, "10"),
        (31.4, "31"),
        (-31.6, f"{MINUS}32"),
        (1234.5, "1,234"),
        (-12345.0, f"{MINUS}12,345"),
    ],
)
def test_counts_are_whole_from_ten_on_and_have_one_decimal_below(value: float, text: str) -> None:
    assert count(value) == text


@pytest.mark.parametrize(
    ("share", "number"),
    [
        (0.3, "30"),
        (0.125, "12.5"),
        (1.0, "100"),
        (0.0, "0"),
        (0.01, "1"),
        (0.004, "0.4"),
        (0.00043, "0.04"),
        (0.29, "29"),
    ],
)
def test_shares_stand_before_a_thin_space_and_keep_what_was_asked_for(share: float, number: str) -> None:
    assert percent(share) == f"{number}{THIN_SPACE}%"


@pytest.mark.parametrize(
    ("cuts", "words"),
    [
        ([PACK], f"30{THIN_SPACE}% fewer failures at “Welcome pack”"),
        ([PACK, BILL], f"30{THIN_SPACE}% fewer failures at “Welcome pack” and “First bill”"),
        ([PACK, BILL, CALL], f"30{THIN_SPACE}% fewer failures at “Welcome pack” and 2 more"),
        ([PACK, Cut("First bill", -0.1)], "The changes at “Welcome pack” and “First bill”"),
        ([PACK, Cut("First bill", 0.3)], "The changes at “Welcome pack” and “First bill”"),
        ([PACK, Cut("First bill", -0.1 - 0.2)], f"30{THIN_SPACE}% fewer failures at “Welcome pack” and “First bill”"),
        ([Cut("Call", 0.5)], f"50{THIN_SPACE}% more failures at “Call”"),
        ([Cut("Call", -1.0)], f"100{THIN_SPACE}% fewer failures at “Call”"),
        ([Cut("Call", -4.0)], f"100{THIN_SPACE}% fewer failures at “Call”"),
    ],
)
def test_a_fix_is_the_plural_subject_of_its_sentence(cuts: list[Cut], words: str) -> None:
    assert fix_in_words(cuts) == words


class TestSentence:
    def test_fewer_breakdowns_are_told_with_what_they_are_taken_from(self) -> None:
        assert said(-0.001, -0.030).sentence == (
            f"30{THIN_SPACE}% fewer failures at “Welcome pack” prevent about 31 of 96 breakdowns in “Billing”."
        )

    def test_more_breakdowns_are_told_with_what_they_come_on_top_of(self) -> None:
        assert said(0.005, 0.0).sentence == (
            f"30{THIN_SPACE}% fewer failures at “Welcome pack” lead to about 5.0 more breakdowns in “Billing”, "
            "on top of 96."
        )

    def test_breakdowns_where_there_were_none_come_on_top_of_nothing(self) -> None:
        told = finding([PACK], split(0.02, 0.0, before=0.0), NONE, 1000.0, "“Billing”").sentence
        assert told.endswith("lead to about 20 more breakdowns in “Billing”.")

    def test_no_effect_is_said_plainly(self) -> None:
        assert said(0.0, -0.00004).text == (
            f"30{THIN_SPACE}% fewer failures at “Welcome pack” change nothing in “Billing”: about 96 breakdowns as "
            "before. Per 1,000 customers."
        )

    def test_no_effect_on_nothing_is_not_told_as_zero(self) -> None:
        told = finding([PACK], split(0.0, 0.0, before=0.0), NONE, 1000.0, "“Billing”").sentence
        assert told.endswith("change nothing in “Billing”: hardly any breakdowns as before.")

    def test_a_fix_of_the_last_phase_cannot_help_later(self) -> None:
        assert said(0.0, 0.0, late="").text == (
            f"30{THIN_SPACE}% fewer failures at “Welcome pack” cannot help later: no phase comes after."
        )

    def test_the_change_is_judged_per_so_many_customers(self) -> None:
        assert "change nothing" in said(0.0, -0.0004, entrants=100.0).sentence
        assert "prevent about 0.4 of 96" in said(0.0, -0.0004).sentence

    @pytest.mark.parametrize(
        ("entrants", "told"),
        [
            (1000.0, "Per 1,000 customers."),
            (1.0, "Per 1 customer."),
            (0.5, "Per 0.5 customers."),
            (1e12, "Per 1,000,000,000,000 customers."),
        ],
    )
    def test_the_number_of_customers_is_told_in_full(self, entrants: float, told: str) -> None:
        assert unchanged(1.0, entrants).reason == told

    def test_a_journey_that_is_not_changed_is_told_as_it_is(self) -> None:
        assert unchanged(0.308, 1000.0).text == "Nothing is changed: about 308 breakdowns. Per 1,000 customers."
        assert unchanged(0.0, 1000.0).sentence == "Nothing is changed: hardly any breakdowns."


class TestReason:
    @pytest.mark.parametrize(
        ("exposure", "hazard", "part"),
        [(0.004, -0.018, "All"), (0.0, -0.018, "All"), (-0.004, -0.018, "Most"), (-0.018, -0.004, "A part")],
    )
    def test_carry_over_is_told_with_its_part_in_the_effect(self, exposure: float, hazard: float, part: str) -> None:
        assert said(exposure, hazard).reason == (
            f"Per 1,000 customers. {part} of it is real carry-over: customers arrive less irritated."
        )

    def test_what_the_twin_shows_too_is_no_carry_over(self) -> None:
        told = said(0.0, -0.018, twin=split(0.0, -0.012)).reason
        assert "A part of it is real carry-over" in told

    def test_without_carry_over_fewer_customers_come_so_far(self) -> None:
        assert "None of it is carry-over: fewer customers come so far." in said(-0.02, 0.0).reason

    def test_a_lower_risk_that_the_twin_shows_too_would_happen_without_memory(self) -> None:
        assert "None of it is carry-over: it would also happen if customers forgot everything." in (
            said(0.0, -0.02, twin=split(0.0, -0.02)).reason
        )

    def test_more_breakdowns_come_from_more_customers_or_from_touchier_ones(self) -> None:
        assert said(0.02, 0.0).reason.endswith("More customers stay long enough to get there.")
        assert said(0.0, 0.02).reason.endswith("Those who arrive are easier to upset.")

    def test_carry_over_that_more_customers_outweigh_is_told_too(self) -> None:
        assert said(0.02, -0.004).reason.endswith(
            "Those who arrive are less irritated, but more customers come so far."
        )

    @pytest.mark.parametrize(
        ("selection", "seeming", "who"), [(0.017, "easier", "fragile"), (-0.017, "harder", "robust")]
    )
    def test_a_hazard_that_only_pooled_numbers_show_is_warned_of(
        self, selection: float, seeming: str, who: str
    ) -> None:
        told = finding([PACK], split(0.02, 0.0), NONE, 1000.0, "“Billing”", selection)
        assert told.sentence == said(0.02, 0.0).sentence
        assert told.reason == (
            f"{said(0.02, 0.0).reason} Taken together it looks as if customers were {seeming} to upset; within each "
            f"kind of customer they are not: more of the {who} ones come so far."
        )

    @pytest.mark.parametrize(("selection", "late"), [(0.00004, "“Billing”"), (0.017, "")])
    def test_a_selection_that_nobody_would_see_is_not_told(self, selection: float, late: str) -> None:
        assert finding([PACK], split(0.02, 0.0), NONE, 1000.0, late, selection) == said(0.02, 0.0, late=late)

    @given(exposure=sizes, hazard=sizes, relief=st.floats(0, 0.2))
    def test_carry_over_is_never_claimed_where_the_twin_does_as_well(
        self, exposure: float, hazard: float, relief: float
    ) -> None:
        told = said(exposure, hazard, twin=split(0.0, hazard - relief)).text
        assert "real carry-over" not in told
        assert "less irritated" not in told

    @given(exposure=sizes, hazard=sizes, twin=sizes)
    def test_every_sentence_is_whole(self, exposure: float, hazard: float, twin: float) -> None:
        text = said(exposure, hazard, twin=split(0.0, twin)).text
        assert text.endswith(".")
        assert "  " not in text
        assert "-" not in text.replace("carry-over", "")


@pytest.mark.parametrize(
    ("carries", "words"),
    [
        (None, "All of it seems to be carry-over: customers arrive less irritated."),
        (True, "All of it is real carry-over: customers arrive less irritated."),
        (False, "Whether any of it is real carry-over cannot be told yet: the numbers are too uncertain."),
    ],
)
def test_carry_over_is_called_real_only_where_its_range_excludes_none(carries: bool | None, words: str) -> None:
    told = finding([PACK], split(0.0, -0.031), NONE, 1000.0, "“Billing”", sureness=Sureness(-0.035, -0.026, carries))
    assert told.reason == f"26 to 35 per 1,000 customers. {words}"


def test_a_range_turns_with_what_is_counted_and_none_is_told_where_both_ends_read_alike() -> None:
    more = finding([PACK], split(0.02, 0.0), NONE, 1000.0, "“Billing”", sureness=Sureness(-0.001, 0.03))
    assert more.reason.startswith(f"{MINUS}1.0 to 30 per 1,000 customers. ")
    exact = finding([PACK], split(0.0, -0.031), NONE, 1000.0, "“Billing”", sureness=Sureness(-0.031, -0.031))
    assert exact.reason.startswith("Per 1,000 customers. ")
