from dataclasses import replace

from tests.helpers.builders import JOURNEY, named
from tests.helpers.certainty import certain
from tests.helpers.memory import remembering
from workbench.simulation.uncertainty.ranges import Measured, Range, Ranges
from workbench.simulation.uncertainty.run import run
from workbench.simulation.uncertainty.shares import Share
from workbench.simulation.uncertainty.telling import next_measurement, told
from workbench.simulation.wording import THIN_SPACE, Cut

NOTHING = Range(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def measured(late: Range) -> Measured:
    return Measured(late, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, ())


def ranges(change: Range, *fixes: Cut) -> Ranges:
    """What fixes change about 96 breakdowns a thousand customers."""
    before = Range(0.096, 0.1, 0.07, 0.097, 0.13, 0.02)
    return Ranges(
        fixes=fixes,
        late="“Billing”",
        samples=1024,
        seed=0,
        baseline=measured(before),
        scenario=measured(before),
        change=measured(change),
        exposure=NOTHING,
        hazard=NOTHING,
        twin_hazard=NOTHING,
        carried=NOTHING,
        shares=(),
        together=0.0,
    )


WELCOME = Cut("Welcome pack", -0.3)


def test_a_fix_that_helps_is_told_with_its_range() -> None:
    helped = ranges(Range(-0.031, -0.03, -0.035, -0.031, -0.026, 0.003), WELCOME)
    assert told(helped, 1000.0) == (
        f"30{THIN_SPACE}% fewer failures at “Welcome pack” prevent about 31 of 96 breakdowns in “Billing” "
        "per 1,000 customers (26 to 35)."
    )


def test_a_range_that_reaches_below_nothing_shows_it() -> None:
    doubtful = ranges(Range(-0.01, -0.01, -0.025, -0.01, 0.004, 0.01), WELCOME)
    assert told(doubtful, 1000.0).endswith("(−4.0 to 25).")


def test_a_fix_that_does_harm_is_told_as_such() -> None:
    harmed = ranges(Range(0.02, 0.02, 0.011, 0.02, 0.033, 0.01), WELCOME)
    assert "lead to about 20 more breakdowns in “Billing” per 1,000 customers (11 to 33)." in told(harmed, 1000.0)


def test_a_fix_that_changes_nothing_is_told_as_such() -> None:
    assert "change nothing in “Billing”: about 96 breakdowns" in told(ranges(NOTHING, WELCOME), 1000.0)


def test_without_a_fix_the_breakdowns_themselves_have_a_range() -> None:
    assert told(ranges(NOTHING), 1000.0) == "About 96 breakdowns in “Billing” per 1,000 customers (70 to 130)."
    assert "per 1 customer (" in told(ranges(NOTHING), 1.0)


def test_the_number_to_measure_next_is_named_with_what_it_would_bring() -> None:
    share = Share("id", "failure", "chance of failure at “Order”", 0.4375)
    known = replace(ranges(NOTHING, WELCOME), shares=(share,))
    assert next_measurement(known) == (
        f"Measure next: chance of failure at “Order”. Known exactly, it would narrow the range by 25{THIN_SPACE}%."
    )


def test_where_no_number_stands_out_nothing_is_said() -> None:
    document = certain(remembering())
    exact = run(document, JOURNEY, {named(document, "Offer").id: -0.3}, samples=4)
    assert next_measurement(exact) == ""
