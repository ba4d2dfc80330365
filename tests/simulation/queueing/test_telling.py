"""What is said of runs with waiting, from runs as they are."""

import math

import pytest

from tests.helpers.queues import HALF, waited_at_finance
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin
from workbench.simulation.queueing.comparison import Interval
from workbench.simulation.queueing.records import Estimate, Queue
from workbench.simulation.queueing.telling import (
    between,
    brief_wait,
    headline,
    mean_wait_between,
    remarks,
    rests_on,
    wait_in_words,
)


def test_who_waits_how_long_and_what_it_does_is_one_sentence() -> None:
    found = waited_at_finance(staff=1)
    told = headline(found.as_is)
    assert told.startswith("In Finance customers wait about ")
    assert "come" in told
    assert told.endswith("from waiting.")
    assert next(remarks(found, ())).startswith("One more person in Finance would make that about ")


def test_waiting_that_annoys_nobody_breaks_nobody() -> None:
    assert headline(waited_at_finance(staff=1, annoying=0.0).as_is).endswith("; no breakdown can be put down to that.")


def test_more_work_than_can_be_done_is_said_first_with_the_remedy() -> None:
    found = waited_at_finance(staff=1, arrivals=12.0)
    first, second = list(remarks(found, ()))[:2]
    assert headline(found.as_is) == (
        "Finance is given more work than 1 person can do: its queue grows as long as this lasts."
    )
    assert first.startswith("With one more person Finance could do it; they would be busy ")
    assert "hours of opening" in second


def test_more_people_than_one_are_counted_as_people() -> None:
    found = waited_at_finance(staff=1, arrivals=42.0)
    assert "more people Finance could do it" in next(remarks(found, ()))


def test_many_people_leave_hardly_anybody_waiting() -> None:
    assert headline(waited_at_finance(staff=9).as_is).startswith("Hardly anybody waits: ")


def test_without_limits_nobody_waits_with_the_fix_either() -> None:
    found = waited_at_finance(staff=math.inf, fixed=True)
    assert headline(found.as_is).startswith("Nobody waits: ")
    (told,) = remarks(found, HALF)
    assert "at “Bill” nobody waits either. The fix prevents about " in told
    assert "(" not in told, "what is known without luck has no range"


def test_what_the_fix_does_is_told_beside() -> None:
    line = list(remarks(waited_at_finance(staff=1, fixed=True), HALF))[1]
    assert line.startswith("With 50\u2009% fewer failures at “Bill” customers wait about ")
    assert "The fix prevents about" in line


def test_a_fix_that_does_not_end_the_overload_says_so() -> None:
    told = remarks(waited_at_finance(staff=1, arrivals=12.0, fixed=True), HALF)
    assert any("Finance still cannot do the work. " in line for line in told)


def test_a_fix_that_ends_the_overload_says_so() -> None:
    told = list(remarks(waited_at_finance(staff=1, arrivals=8.6, annoying=0.0, recovery=0.5, fixed=True), HALF))
    assert any("nobody is given more work than can be done. The fix prevents about" in line for line in told), told


def test_it_says_what_it_rests_on_and_what_is_a_guess() -> None:
    found = waited_at_finance(staff=1)
    told = rests_on(found, Quantity(2.0))
    assert told.startswith("1,200 customers followed in 4 runs of 300, seed 7")
    assert told.endswith(", a guess.")
    assert rests_on(found, Quantity(2.0, Origin.LOG)).endswith("% of the glass.")


@pytest.mark.parametrize(
    ("hours", "said"),
    [(0.005, "18 seconds"), (1 / 60, "1 minute"), (0.25, "15 minutes"), (0.07, "4.2 minutes"), (3.21, "3.2 hours")],
)
def test_waits_are_told_as_people_say_them(hours: float, said: str) -> None:
    assert wait_in_words(hours) == said


@pytest.mark.parametrize(("hours", "said"), [(0.005, "0.3 min"), (0.25, "15 min"), (3.21, "3.2 h")])
def test_waits_are_brief_in_a_table(hours: float, said: str) -> None:
    assert brief_wait(hours) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(0.02, 0.04, "30 (20 to 40)"), (-0.01, 0.04, "30 (0.0 to 40)"), (0.03, 0.03, "30"), (-math.inf, math.inf, "30")],
)
def test_brackets_hold_what_a_number_lies_between_where_that_is_known(low: float, high: float, said: str) -> None:
    assert between(Interval(0.03, low, high)) == said


def test_a_wait_that_one_run_only_met_has_no_brackets() -> None:
    queue = Queue("f", "Finance", 1, 2.0, 1.0, Estimate(0.25, math.inf), 0.5, 0.5, 0.1)
    assert mean_wait_between(queue) == "15 min"
